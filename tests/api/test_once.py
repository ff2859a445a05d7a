"""Nobody overwrites what they did not see, and nothing is done twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from factcheck.core.scopes import Scope
from factcheck.models import Citation, Claim, IdempotentRequest
from factcheck.services import repeating
from factcheck.services.citations import CitationWords, amend_citation
from factcheck.services.claims import ClaimWords, amend_claim
from factcheck.services.proposing import propose_resolution
from factcheck.services.tokens import make_token
from tests.api.conftest import Program
from tests.services.at_once import ROUNDS, at_once

pytestmark = pytest.mark.django_db
ASKED = {"question": "How many stayed?"}


def test_what_one_has_already_is_not_sent_again(disputed, reader, program):
    one = program(reader)
    for path in ("/claims/fled", f"/citations/{disputed.citations.first().ref}"):
        tag = one.get(path).headers["ETag"]
        again = one.get(path, If_None_Match=f'"other", W/{tag}')
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
        assert one.get(path, If_None_Match='"other"').status_code == 200


def test_a_claim_has_another_tag_after_every_change_of_what_is_said_of_it(
    disputed, cite, contributor, program
):
    one = program(contributor)
    tags = [one.get("/claims/fled").headers["ETag"]]
    cite(disputed, "about 31,000")
    tags.append(one.get("/claims/fled").headers["ETag"])
    amend_claim(
        claim=disputed, words=ClaimWords(question="How many fled in all?", unit="person"), by=contributor
    )
    tags.append(one.get("/claims/fled").headers["ETag"])
    assert len(set(tags)) == 3


@pytest.mark.parametrize("act", ["approve", "return", "propose", "reopen"])
def test_a_decision_says_on_what_it_is_made(act, disputed, administrator, program):
    path = f"/discrepancies/{disputed.discrepancies.get().pk}/{act}"
    body = {"comment": "x"} if act in {"approve", "return"} else {"reason": "x"}
    body = {"outcome": "omit", "cause": "rounding", "rationale": "x"} if act == "propose" else body
    missing = program(administrator).post(path, body)
    assert (missing.status_code, missing.json()["type"]) == (428, "urn:factcheck:problem:if-match-missing")


@pytest.mark.parametrize("given", ["what", '"open', "W/", "*, *"])
def test_what_is_no_tag_is_named(given, disputed, contributor, program):
    refused = program(contributor).patch("/claims/fled", {"unit": "km"}, If_Match=given)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "If-Match")


def test_whoever_comes_second_is_told_what_the_first_one_changed(
    disputed, contributor, administrator, program
):
    one, citation = program(contributor), disputed.citations.first()
    path = f"/citations/{citation.ref}"
    tag = one.get(path).headers["ETag"]
    words = CitationWords(figure="about 33,000", quote=citation.quote)
    amend_citation(citation=citation, words=words, by=administrator)
    refused = one.patch(path, {"locator": "p. 9"}, If_Match=tag)
    assert refused.status_code == 412
    changed = refused.json()["changed"]
    assert changed["by"] == "administrator"
    assert ("figure", "about 30,000", "about 33,000") in [
        (one["field"], one["was"], one["now"]) for one in changed["differences"]
    ]
    assert Citation.objects.get(pk=citation.pk).locator == ""
    assert (
        one.patch(path, {"locator": "p. 9"}, If_Match=f"{tag}, {one.get(path).headers['ETag']}").status_code
        == 200
    )
    assert one.patch(path, {"locator": "p. 10"}, If_Match="*").status_code == 200


def test_a_weak_tag_never_matches_where_something_is_written(disputed, contributor, program):
    one = program(contributor)
    tag = one.get("/claims/fled").headers["ETag"]
    assert one.patch("/claims/fled", {"topic": "T"}, If_Match=f"W/{tag}").status_code == 412


def test_an_approval_of_what_has_become_something_else_is_refused(disputed, reviewer, approver, program):
    from factcheck.core.resolutions import Cause, Outcome
    from factcheck.services.decisions import Decision

    one, found = program(approver), disputed.discrepancies.get()
    path = f"/discrepancies/{found.pk}"
    tag = one.get(path).headers["ETag"]
    decision = Decision(outcome=Outcome.OMIT, cause=Cause.NOT_DETERMINABLE, rationale="Nobody knows.")
    propose_resolution(discrepancy=found, decision=decision, by=reviewer)
    refused = one.post(f"{path}/approve", {}, If_Match=tag)
    assert refused.status_code == 412
    assert refused.json()["changed"]["differences"] == [{"field": "state", "was": "open", "now": "proposed"}]


def test_an_answer_is_not_proposed_on_evidence_that_nobody_saw(make_claim, cite, reviewer, program):
    claim = make_claim(ref="arrived")
    cite(claim, "12")
    one = program(reviewer)
    tag = one.get("/claims/arrived").headers["ETag"]
    cite(claim, "12")
    words = {"answer": "12", "sentence": "Twelve.", "basis": "One report."}
    assert one.post("/claims/arrived/propose", words, If_Match=tag).status_code == 412


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.xdist_group("two at once")
def test_of_two_who_amend_at_once_one_wins_and_one_is_told(disputed, contributor, administrator, program):
    one, other = program(contributor), program(administrator)
    for round_ in range(ROUNDS):
        tag = one.get("/claims/fled").headers["ETag"]
        answers = at_once(
            lambda: one.patch("/claims/fled", {"topic": f"A{round_}"}, If_Match=tag),  # noqa: B023
            lambda: other.patch("/claims/fled", {"topic": f"B{round_}"}, If_Match=tag),  # noqa: B023
        )
        assert sorted(answer.status_code for answer in answers) == [200, 412]


def test_a_request_that_comes_again_is_answered_the_same_and_done_once(contributor, program):
    one = program(contributor)
    first = one.post("/claims", ASKED, Idempotency_Key="k-1")
    again = one.post("/claims", ASKED, Idempotency_Key="k-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    for name in ("ETag", "Location", "Content-Type"):
        assert first.headers[name] == again.headers[name]
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Claim.objects.count() == 1


def test_a_refusal_is_the_same_too_when_it_is_asked_again(disputed, contributor, program):
    one = program(contributor)
    taken = ASKED | {"claim_ref": "fled"}
    first = one.post("/claims", taken, Idempotency_Key="k-1")
    Claim.objects.filter(ref="fled").update(ref="elsewhere")
    assert (first.status_code, one.post("/claims", taken, Idempotency_Key="k-1").content) == (
        422,
        first.content,
    )


@pytest.mark.parametrize(
    ("path", "body"), [("/claims", {"question": "Another?"}), ("/sources", {"source_title": "T"})]
)
def test_a_key_marks_one_request_only(path, body, contributor, program):
    one = program(contributor)
    one.post("/claims", ASKED, Idempotency_Key="k-1")
    refused = one.post(path, body, Idempotency_Key="k-1")
    assert (refused.status_code, refused.json()["type"]) == (422, "urn:factcheck:problem:key-taken")


def test_two_tokens_may_use_the_same_key(contributor, administrator, program):
    for person in (contributor, administrator):
        assert program(person).post("/claims", ASKED, Idempotency_Key="k-1").status_code == 201
    assert Claim.objects.count() == 2


@pytest.mark.parametrize("key", ["", "ü", "a b", "x" * 256])
def test_what_is_no_key_is_named(key, contributor, program):
    refused = program(contributor).post("/claims", ASKED, Idempotency_Key=key)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "Idempotency-Key")
    assert not Claim.objects.exists()


def test_what_is_not_as_described_leaves_the_key_free(contributor, program):
    one = program(contributor)
    assert one.post("/claims", {}, Idempotency_Key="k-1").status_code == 422
    assert one.post("/claims", ASKED, Idempotency_Key="k-1").status_code == 201


def test_a_request_that_is_under_way_is_not_begun_again_until_it_was_given_up(contributor, program):
    one = program(contributor)
    one.post("/claims", ASKED, Idempotency_Key="k-1")
    Claim.objects.get().history.all().delete()
    Claim.objects.all().delete()
    IdempotentRequest.objects.update(answered_at=None)
    busy = one.post("/claims", ASKED, Idempotency_Key="k-1")
    assert (busy.status_code, busy.headers["Retry-After"]) == (409, "1")
    long_ago = timezone.now() - repeating.GIVEN_UP_AFTER - timedelta(seconds=1)
    IdempotentRequest.objects.update(begun_at=long_ago)
    assert one.post("/claims", ASKED, Idempotency_Key="k-1").status_code == 201
    assert Claim.objects.count() == 1


def test_answers_are_kept_for_a_day_and_not_for_ever(contributor, program):
    one = program(contributor)
    one.post("/claims", ASKED, Idempotency_Key="old")
    IdempotentRequest.objects.update(begun_at=timezone.now() - timedelta(hours=25))
    assert one.post("/claims", ASKED, Idempotency_Key="old").headers["Idempotency-Replayed"] == "true"
    IdempotentRequest.objects.update(begun_at=timezone.now() - repeating.KEPT_FOR - timedelta(minutes=1))
    one.post("/claims", {"question": "Another?"}, Idempotency_Key="new")
    assert IdempotentRequest.objects.get().key == "new"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.xdist_group("two at once")
def test_two_that_come_at_once_are_done_once(contributor):
    secret = make_token(name="Twice", scopes=[Scope.RECORD], by=contributor)[1]
    for round_ in range(ROUNDS):
        asked = {"question": f"Question {round_}?"}
        answers = at_once(
            *(lambda: Program(secret).post("/claims", asked, Idempotency_Key=f"k-{round_}"),) * 3  # noqa: B023
        )
        statuses = sorted(answer.status_code for answer in answers)
        assert statuses[0] == 201
        assert set(statuses) <= {201, 409}
        assert Claim.objects.count() == round_ + 1
        done = {answer.content for answer in answers if answer.status_code == 201}
        assert len(done) == 1
