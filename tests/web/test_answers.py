"""Answers to claims on which nothing was ever in dispute: proposed by one person, approved by another."""

from __future__ import annotations

import pytest

from factcheck.core.roles import Role
from factcheck.models import Claim
from tests.conftest import person
from tests.web.seen import address, form, words

pytestmark = pytest.mark.django_db

ANSWER = {"answer": "12", "sentence": "Twelve people came back.", "basis": "Both reports say so."}


@pytest.fixture
def agreed(make_claim, cite) -> Claim:
    claim = make_claim("How many people came back?", ref="back")
    cite(claim, "12")
    cite(claim, "12")
    return claim


def propose(client, **changes):
    return client.post("/claims/back/answer/", form(client.get("/claims/back/answer/")) | ANSWER | changes)


def test_an_answer_is_proposed_approved_and_printed(agreed, browse, reviewer, approver):
    first, second = browse(reviewer), browse(approver)
    assert "Propose answer" in words(first.get("/claims/back/"))
    assert address(propose(first)) == "/claims/back/"
    assert "Answers to approve" in words(second.get("/"))
    page = second.get("/claims/back/")
    assert "Both reports say so." in words(page)
    approve = f"/answers/{agreed.verdicts.get().pk}/approve/"
    settled = words(second.post(approve, form(page, approve), follow=True))
    assert "Twelve people came back." in settled
    assert "approved by Approver" in settled
    assert "Twelve people came back." in words(second.get("/desk/verified/"))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"answer": ""}, "Not proposed: the answer is missing."),
        ({"sentence": " "}, "Not proposed: the sentence is missing."),
        ({"basis": ""}, "Not proposed: the basis is missing."),
        ({"basis": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_a_refused_answer_says_why_and_keeps_the_input(wrong, said, agreed, browse, reviewer):
    page = propose(browse(reviewer), **wrong)
    assert page.status_code == 422
    assert said in words(page)
    typed = ANSWER | wrong
    assert {name: form(page)[name] for name in typed} == typed


def test_one_origin_asks_why_it_is_enough(make_claim, cite, browse, reviewer):
    cite(make_claim("How many people came back?", ref="back"), "12")
    client = browse(reviewer)
    refused = propose(client)
    assert refused.status_code == 422
    assert "Say why one is enough, or record another source." in words(refused)
    assert address(propose(client, single_origin_reason="It is the register itself.")) == "/claims/back/"


def test_a_disputed_claim_and_one_without_sources_are_refused(disputed, make_claim, browse, reviewer):
    client = browse(reviewer)
    make_claim("How many people came back?", ref="back")
    assert "Record a citation first." in words(propose(client, single_origin_reason="-"))
    page = client.post("/claims/fled/answer/", ANSWER)
    assert "Not proposed: the sources disagree. Resolve the discrepancy first." in words(page)
    assert "Propose answer" not in words(client.get("/claims/fled/"))


def test_nobody_approves_an_answer_of_their_own(agreed, browse):
    client = browse(person("somebody", Role.ADMINISTRATOR))
    propose(client)
    page = client.get("/claims/back/")
    assert "You proposed this, so another approver decides on it." in words(page)
    approve = f"/answers/{agreed.verdicts.get().pk}/approve/"
    refused = client.post(approve, form(page, approve) | {"comment": "Fine."})
    assert refused.status_code == 422
    assert "Not approved: you proposed this. Ask another approver." in words(refused)
    assert form(refused)["comment"] == "Fine."
    assert not Claim.objects.verified().exists()


def test_a_returned_answer_comes_back_as_it_was(agreed, browse, reviewer, approver):
    first, second = browse(reviewer), browse(approver)
    propose(first)
    back = f"/answers/{agreed.verdicts.get().pk}/return/"
    refused = second.post(back, {"comment": " "})
    assert "Not returned: say what is missing or wrong." in words(refused)
    second.post(back, {"comment": "Name the reports."})
    assert "Name the reports." in words(first.get("/claims/back/"))
    kept = form(first.get("/claims/back/answer/"))
    assert {name: kept[name] for name in ANSWER} == ANSWER


def test_of_two_proposals_the_second_is_told_and_loses_nothing(agreed, browse, reviewer):
    propose(browse(reviewer))
    late = browse(person("latecomer", Role.REVIEWER)).post("/claims/back/answer/", ANSWER | {"answer": "13"})
    assert late.status_code == 422
    assert "Reviewer has proposed an answer already" in words(late)
    assert form(late)["answer"] == "13"


def test_of_two_approvals_the_second_is_told(agreed, browse, reviewer, approver):
    propose(browse(reviewer))
    pk = agreed.verdicts.get().pk
    browse(approver).post(f"/answers/{pk}/approve/", {"comment": ""})
    late = browse(person("latecomer", Role.APPROVER)).post(f"/answers/{pk}/return/", {"comment": "Wait."})
    assert late.status_code == 422
    assert "meanwhile this answer was approved, by Approver" in words(late)


def test_an_answer_lapses_when_the_evidence_changes(agreed, cite, browse, reviewer, approver):
    propose(browse(reviewer))
    cite(agreed, "12")
    assert "Answers to approve" not in words(browse(approver).get("/"))
    assert "lapsed" in words(browse(approver).get("/claims/back/"))


def test_what_is_printed_says_when_the_evidence_changed_since(agreed, cite, browse, reviewer, approver):
    propose(browse(reviewer))
    client = browse(approver)
    client.post(f"/answers/{agreed.verdicts.get().pk}/approve/", {"comment": ""})
    assert "evidence changed" not in words(client.get("/desk/verified/"))
    cite(agreed, "12")
    assert "evidence changed" in words(client.get("/desk/verified/"))
