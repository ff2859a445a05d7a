"""Logging in: a form that is sent after the log-in has run out is not lost."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from factcheck.models import Claim
from factcheck.web import logging_in
from tests.web.seen import words

pytestmark = pytest.mark.django_db

TYPED = {
    "question": "How many “people” fled <north>?",
    "answer_kind": "quantity",
    "unit": "person",
    "lives": "fixed",
}


@pytest.fixture
def somebody(contributor):
    contributor.set_password("a long pass phrase")
    contributor.save()
    return {"username": contributor.username, "password": "a long pass phrase"}


def hidden(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: unescape(value) for name, value in found}


def test_what_was_typed_before_the_log_in_ran_out_is_recorded_after_it(somebody):
    client = Client()
    asked = client.post("/record/claim/", TYPED)
    assert asked.status_code == 401
    assert "Nothing was lost" in words(asked)

    wrong = client.post("/log-in/", hidden(asked.content.decode()) | somebody | {"password": "wrong"})
    assert "Nothing was lost" in words(wrong)

    back = client.post("/log-in/", hidden(wrong.content.decode()) | somebody)
    page = back.content.decode()
    assert "has not been recorded yet" in words(back)
    assert 'action="/record/claim/"' in page
    sent = client.post("/record/claim/", hidden(page))
    assert sent.status_code == 302
    assert Claim.objects.get().question == TYPED["question"]


def test_a_form_that_nobody_signed_is_not_sent_on(somebody):
    answer = Client().post("/log-in/", somebody | {"kept": "eyJwYXRoIjoiLyJ9:1:forged", "next": "/claims/"})
    assert answer.status_code == 302
    assert answer.url == "/claims/"


def test_a_form_that_is_too_long_to_keep_says_so(somebody, monkeypatch):
    monkeypatch.setattr(logging_in, "MAX_KEPT", 10)
    assert "go back, and send it again" in words(Client().post("/record/claim/", TYPED))


def test_a_part_of_a_page_that_asks_by_itself_leaves_the_page_as_it_is():
    answer = Client().post("/claims/fled/reading/", {"figure": "12"}, headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer.content == b""


def test_a_page_that_is_opened_is_opened_after_the_log_in(somebody):
    answer = Client().get("/claims/?q=fled")
    assert answer.url == "/log-in/?next=/claims/%3Fq%3Dfled"


def test_whoever_guesses_too_often_waits_and_others_do_not(somebody, reviewer):
    reviewer.set_password("another long pass phrase")
    reviewer.save()
    client = Client()
    for _ in range(9):
        assert client.post("/log-in/", somebody | {"password": "guessed"}).status_code == 200
    assert client.post("/log-in/", somebody | {"password": "guessed"}).status_code == 429

    locked = client.post("/log-in/", somebody)
    assert locked.status_code == 429
    assert "Try again in a quarter of an hour" in words(locked)
    other = {"username": reviewer.username, "password": "another long pass phrase"}
    assert client.post("/log-in/", other).status_code == 302
    assert Client(REMOTE_ADDR="192.0.2.7").post("/log-in/", somebody).status_code == 302


def test_the_administration_counts_the_same_guesses(somebody):
    client = Client()
    for _ in range(10):
        client.post("/admin/login/", somebody | {"password": "guessed"})
    assert client.post("/log-in/", somebody).status_code == 429


def test_a_form_with_a_password_is_not_kept(db):
    answer = Client().post("/admin/password_change/", {"old_password": "xyzzy", "new_password1": "plugh"})
    assert answer.status_code == 401
    assert "go back, and send it again" in words(answer)
    assert 'name="kept"' not in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
