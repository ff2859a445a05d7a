"""Where others write all the time, a person is told that nothing was recorded, and their form is kept."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection

from factcheck.core.scopes import Scope
from factcheck.databases.waiting import not_waiting
from factcheck.models import Claim
from factcheck.services.tokens import make_token
from tests.web.seen import form, words

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.xdist_group("two at once"),
]
TYPED = {
    "question": "How many “people” fled <north>?",
    "answer_kind": "quantity",
    "unit": "person",
    "lives": "fixed",
}


@pytest.fixture
def while_others_write():
    """Does something while another connection is in the middle of writing, and goes on doing so."""
    other = connection.copy()

    def do(act):
        other.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        try:
            with other.cursor() as cursor, connection.cursor() as ours:
                if connection.vendor == "postgresql":
                    cursor.execute(
                        "LOCK TABLE factcheck_claim, factcheck_idempotentrequest IN EXCLUSIVE MODE"
                    )
                    ours.execute("SET lock_timeout = '1ms'")
            with not_waiting():
                return act()
        finally:
            other.rollback()
            other.set_autocommit(True)
            if connection.vendor == "postgresql":
                with connection.cursor() as ours:
                    ours.execute("RESET lock_timeout")

    yield do
    other.close()


def hidden(response) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', response.content.decode())
    return {name: unescape(value) for name, value in found}


@pytest.mark.parametrize("at", ["/record/claim/", "/admin/factcheck/claim/add/"])
def test_a_form_is_kept_and_can_be_sent_again(client, administrator, while_others_write, at):
    client.force_login(administrator)
    typed = {name: value for name, value in form(client.get(at)).items() if name} | TYPED
    answer = while_others_write(lambda: client.post(at, typed))
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert "Nothing of what you sent was recorded, and nothing of it is lost" in words(answer)
    assert f'action="{at}"' in answer.content.decode()
    assert not Claim.objects.exists()

    sent = client.post(at, hidden(answer))
    assert sent.status_code == 302
    assert Claim.objects.get().question == TYPED["question"]


def test_a_password_stands_in_no_page(client, administrator, while_others_write):
    typed = TYPED | {"password": "a long pass phrase"}
    client.force_login(administrator)
    answer = while_others_write(lambda: client.post("/record/claim/", typed))
    assert answer.status_code == 503
    assert "Go back: what you typed is still in the form" in words(answer)
    assert "a long pass phrase" not in answer.content.decode()


def test_a_part_of_a_page_that_asks_by_itself_is_told(client, administrator, while_others_write):
    client.force_login(administrator)
    answer = while_others_write(lambda: client.post("/record/claim/", TYPED, headers={"HX-Request": "true"}))
    assert answer.status_code == 503


def test_reading_goes_on(client, administrator, make_claim, while_others_write):
    claim = make_claim()
    client.force_login(administrator)
    answer = while_others_write(lambda: client.get(claim.get_absolute_url()))
    assert answer.status_code == 200


def test_a_program_is_told_to_come_again(client, contributor, while_others_write):
    _token, secret = make_token(name="feed", scopes=[Scope.RECORD], by=contributor)
    given = {"Authorization": f"Bearer {secret}", "Idempotency-Key": "once"}

    def send():
        body = {"question": TYPED["question"], "unit": "person"}
        return client.post("/api/v1/claims", body, content_type="application/json", headers=given)

    answer = while_others_write(send)
    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert answer["Retry-After"] == "30"
    assert "Nothing was recorded" in answer.json()["detail"]
    assert send().status_code == 201
    assert Claim.objects.count() == 1
