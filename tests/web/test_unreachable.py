"""What whoever asked is told when no database answers: no more than is certain, and nothing typed is lost."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from factcheck.api.problems import problem_of
from factcheck.databases.asking import Asking, asked
from factcheck.databases.gates import DatabaseGoneError
from factcheck.web.unreachable import something_went_wrong
from tests.web.seen import words
from tests.web.test_logging_in import TYPED, hidden

GONE = DatabaseGoneError("killed")
UNCERTAIN = DatabaseGoneError("killed", is_uncertain=True)


def answered(request: HttpRequest, error: Exception, *, has_committed: bool = False) -> HttpResponse:
    asking = Asking(is_safe=request.method == "GET")
    asking.has_committed = has_committed
    with asked(asking):
        try:
            raise error
        except (DatabaseGoneError, ZeroDivisionError):
            return something_went_wrong(request)


def sent(path: str = "/record/claim/", **fields: str) -> HttpRequest:
    return RequestFactory().post(path, fields or TYPED)


def test_what_was_typed_is_offered_to_be_sent_again():
    page = answered(sent(), GONE)
    assert page.status_code == 503
    assert page["Retry-After"] == "5"
    assert "no-store" in page["Cache-Control"]
    assert "Nothing was saved" in words(page)
    assert 'action="/record/claim/"' in page.content.decode()
    assert TYPED.items() <= hidden(page.content.decode()).items()


@pytest.mark.parametrize(("error", "has_committed"), [(UNCERTAIN, False), (GONE, True)])
def test_what_may_have_been_saved_is_not_said_to_be_lost(error, has_committed):
    page = words(answered(sent(), error, has_committed=has_committed))
    assert "It is not certain whether it was saved" in page
    assert "Nothing was saved" not in page


def test_a_password_stands_in_no_page():
    page = answered(sent("/log-in/", username="reader", password="secret-word"), GONE)
    assert "secret-word" not in page.content.decode()
    assert "Go back and try again" in words(page)


def test_a_file_has_to_be_chosen_again():
    file = SimpleUploadedFile("report.txt", b"About 30,000.")
    upload = RequestFactory().post("/documents/add/", {"file": file, "text": "x"})
    assert "the file may have to be chosen again" in words(answered(upload, GONE))


def test_a_page_that_cannot_be_shown_says_which_still_can(settings):
    look = RequestFactory().get("/exports/?page=2")
    alone = answered(look, GONE)
    assert "cannot be shown" in words(alone)
    assert "can still be read" not in words(alone)
    settings.REPLICAS = ["replica_1"]
    assert "can still be read" in words(answered(look, GONE))
    assert 'href="/exports/?page=2"' in alone.content.decode()


def test_a_part_of_a_page_is_told_in_a_sentence():
    asking = RequestFactory().post("/claims/fled/reading/", {"figure": "1"}, headers={"HX-Request": "true"})
    said = answered(asking, GONE)
    assert (said.status_code, said["Content-Type"]) == (503, "text/plain; charset=utf-8")


def test_what_goes_wrong_otherwise_is_an_error_as_before():
    page = answered(sent(), ZeroDivisionError())
    assert page.status_code == 500
    assert "Something went wrong" in words(page)


def test_a_program_is_told_by_a_problem():
    with asked(Asking(is_safe=False)):
        problem = problem_of(GONE)
    assert problem is not None
    response = problem.response()
    said = json.loads(response.content)
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert said["type"] == "urn:factcheck:problem:unreachable"
    assert "Nothing was saved" in said["detail"]
