"""What the desk prints as the answer to a claim."""

from __future__ import annotations

import pytest

from factcheck.core.review_rules import OwnProposalError, ReviewError, SingleOriginReasonError
from factcheck.models import Claim, Verdict
from factcheck.services.citations import CitationWords, amend_citation, withdraw_citation
from factcheck.services.claims import ClaimWords, amend_claim
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.reopening import reopen_discrepancy
from factcheck.services.verdicts import (
    UnsettledError,
    VerdictWords,
    approve_verdict,
    propose_verdict,
    return_verdict,
)
from tests.services.desk_work import flag_on, propose, settle

pytestmark = pytest.mark.django_db


def words(**changed):
    said = {"answer": "30,000", "sentence": "It was 30,000.", "basis": "Two registers agree."}
    return VerdictWords(**(said | changed))


def state_of(claim):
    return Claim.objects.with_state().get(pk=claim.pk).state


def steps_of(verdict):
    return list(verdict.steps.order_by("pk").values_list("to_state", "by__username", "why"))


@pytest.fixture
def agreed(make_claim, cite):
    """A claim on which two independent sources agree."""
    claim = make_claim("How many came?")
    cite(claim, "30,000")
    cite(claim, "about 30,000")
    return claim


def test_a_claim_on_which_nothing_was_flagged_is_verified_by_two_people(agreed, reviewer, approver):
    assert state_of(agreed) == "unverified"
    verdict = propose_verdict(claim=agreed, words=words(), by=reviewer)
    assert state_of(agreed) == "proposed"
    approve_verdict(verdict=verdict, by=approver, comment="Seen both.")
    agreed.refresh_from_db()
    assert (state_of(agreed), agreed.verdict, agreed.proposed_verdict) == ("verified", verdict, None)
    assert steps_of(verdict) == [
        ("proposed", "reviewer", "Two registers agree."),
        ("approved", "approver", "Seen both."),
    ]


@pytest.mark.parametrize("missing", ["answer", "sentence", "basis"])
def test_a_verdict_needs_answer_sentence_and_basis(agreed, reviewer, missing):
    with pytest.raises(ReviewError, match="Not proposed") as refused:
        propose_verdict(claim=agreed, words=words(**{missing: " "}), by=reviewer)
    assert refused.value.field == missing
    assert not Verdict.objects.exists()


@pytest.mark.parametrize("field", ["answer", "sentence", "basis", "single_origin_reason"])
@pytest.mark.parametrize("text", ["x" * 10_001, "a\x00b", "\udc00"])
def test_texts_that_cannot_be_kept_are_refused(agreed, reviewer, field, text):
    with pytest.raises(InvalidInputError) as refused:
        propose_verdict(claim=agreed, words=words(**{field: text}), by=reviewer)
    assert refused.value.field == field


def test_a_claim_of_one_origin_asks_why_one_is_enough(make_claim, cite, reviewer):
    claim = make_claim()
    cite(claim, "30,000", attribution="The Ministry")
    cite(claim, "30,000", attribution="the ministry")
    with pytest.raises(SingleOriginReasonError) as refused:
        propose_verdict(claim=claim, words=words(), by=reviewer)
    assert refused.value.field == "single_origin_reason"
    propose_verdict(claim=claim, words=words(single_origin_reason="It is the register."), by=reviewer)


def test_there_is_no_answer_without_a_citation_or_while_the_sources_disagree(
    make_claim, disputed, cite, reviewer, contributor
):
    empty = make_claim()
    with pytest.raises(UnsettledError, match="Record a citation first"):
        propose_verdict(claim=empty, words=words(), by=reviewer)
    withdraw_citation(citation=cite(empty, "30,000"), because="misread", by=contributor)
    with pytest.raises(UnsettledError, match="Record a citation first"):
        propose_verdict(claim=empty, words=words(), by=reviewer)
    with pytest.raises(UnsettledError, match="Resolve the discrepancy first"):
        propose_verdict(claim=disputed, words=words(), by=reviewer)


def test_nobody_approves_an_answer_of_their_own(agreed, administrator):
    verdict = propose_verdict(claim=agreed, words=words(), by=administrator)
    with pytest.raises(OwnProposalError):
        approve_verdict(verdict=verdict, by=administrator)
    assert state_of(agreed) == "proposed"


def test_one_answer_waits_at_a_time(agreed, reviewer, second_reviewer):
    propose_verdict(claim=agreed, words=words(), by=reviewer)
    with pytest.raises(ChangedMeanwhileError, match="Reviewer has proposed an answer already"):
        propose_verdict(claim=agreed, words=words(), by=second_reviewer)


def test_an_answer_is_returned_with_a_comment_and_proposed_again(agreed, reviewer, approver):
    verdict = propose_verdict(claim=agreed, words=words(), by=reviewer)
    with pytest.raises(InvalidInputError, match="say what is missing"):
        return_verdict(verdict=verdict, comment="", by=approver)
    return_verdict(verdict=verdict, comment="Which registers?", by=approver)
    assert state_of(agreed) == "unverified"
    for late in (
        lambda: approve_verdict(verdict=verdict, by=approver),
        lambda: return_verdict(verdict=verdict, comment="x", by=approver),
    ):
        with pytest.raises(ChangedMeanwhileError, match="meanwhile this answer was returned, by Approver"):
            late()
    again = propose_verdict(claim=agreed, words=words(basis="Seoul and Geneva."), by=reviewer)
    approve_verdict(verdict=again, by=approver)
    assert state_of(agreed) == "verified"
    assert agreed.verdicts.count() == 2


@pytest.mark.parametrize(
    ("event", "change"),
    [
        ("a new citation", lambda claim, cite, by: cite(claim, "30,000")),
        (
            "an amended one",
            lambda claim, cite, by: amend_citation(
                citation=claim.citations.last(), words=CitationWords(figure="30,001"), by=by
            ),
        ),
        (
            "a withdrawn one",
            lambda claim, cite, by: withdraw_citation(citation=claim.citations.last(), because="x", by=by),
        ),
        (
            "other terms of the claim",
            lambda claim, cite, by: amend_claim(
                claim=claim, words=ClaimWords(question=claim.question, unit="soldier"), by=by
            ),
        ),
    ],
)
def test_a_waiting_answer_lapses_when_the_evidence_changes(
    agreed, cite, contributor, reviewer, approver, event, change
):
    verdict = propose_verdict(claim=agreed, words=words(), by=reviewer)
    change(agreed, cite, contributor)
    to_state, by, why = steps_of(verdict)[-1]
    assert (to_state, by) == ("lapsed", "contributor")
    assert why.startswith("The evidence changed after this was proposed: ")
    assert state_of(agreed) != "proposed"
    with pytest.raises(ChangedMeanwhileError, match="was lapsed, by Contributor"):
        approve_verdict(verdict=verdict, by=approver)


def test_a_verified_claim_on_which_the_sources_come_to_disagree_is_disputed(agreed, cite, reviewer, approver):
    approve_verdict(verdict=propose_verdict(claim=agreed, words=words(), by=reviewer), by=approver)
    cite(agreed, "31,000")
    assert state_of(agreed) == "disputed"
    assert not Claim.objects.verified().exists()


@pytest.fixture
def twice_disputed(make_claim, cite):
    """Two discrepancies on one claim, of different scope."""
    claim = make_claim("How many fled?")
    for figure, scope in (("30", "men"), ("40", "men"), ("50", "women"), ("60", "women")):
        cite(claim, figure, scope=scope)
    return claim


def resolve(discrepancy, reviewer, approver, **changed):
    from factcheck.services.approving import approve_resolution
    from factcheck.services.proposing import propose_resolution
    from tests.services.desk_work import decision

    propose_resolution(discrepancy=discrepancy, decision=decision(**changed), by=reviewer)
    return approve_resolution(discrepancy=discrepancy, by=approver)


def test_a_claim_with_two_discrepancies_needs_an_answer_of_its_own(twice_disputed, reviewer, approver):
    for discrepancy in twice_disputed.discrepancies.all():
        resolve(discrepancy, reviewer, approver)
    assert state_of(twice_disputed) == "unverified"
    verdict = propose_verdict(claim=twice_disputed, words=words(), by=reviewer)
    approve_verdict(verdict=verdict, by=approver)
    assert state_of(twice_disputed) == "verified"


def test_an_answer_falls_when_a_resolution_that_it_did_not_know_is_approved(
    twice_disputed, reviewer, approver
):
    for discrepancy in twice_disputed.discrepancies.all():
        resolve(discrepancy, reviewer, approver)
    verdict = propose_verdict(claim=twice_disputed, words=words(), by=reviewer)
    approve_verdict(verdict=verdict, by=approver)
    first = twice_disputed.discrepancies.first()
    reopen_discrepancy(discrepancy=first, reason="The register was revised.", by=reviewer)
    assert state_of(twice_disputed) == "disputed"
    resolve(first, reviewer, approver)
    assert state_of(twice_disputed) == "unverified"
    assert steps_of(verdict)[-1] == ("lapsed", "approver", "A discrepancy of the claim was resolved.")


def test_no_answer_where_a_resolution_prints_nothing(twice_disputed, reviewer, approver):
    from factcheck.core.resolutions import Outcome

    first, second = twice_disputed.discrepancies.all()
    resolve(first, reviewer, approver)
    resolve(second, reviewer, approver, outcome=Outcome.OMIT)
    with pytest.raises(UnsettledError, match="“Omit”, which prints nothing"):
        propose_verdict(claim=twice_disputed, words=words(), by=reviewer)


def test_an_answer_cannot_be_approved_over_an_open_discrepancy(agreed, cite, reviewer, approver):
    verdict = propose_verdict(claim=agreed, words=words(), by=reviewer)
    cite(agreed, "90,000")
    with pytest.raises(ChangedMeanwhileError):
        approve_verdict(verdict=verdict, by=approver)
    propose(agreed, reviewer)
    assert state_of(agreed) == "proposed"
    settle_what_waits(agreed, approver)
    assert state_of(agreed) == "verified"


def settle_what_waits(claim, approver):
    from factcheck.services.approving import approve_resolution

    approve_resolution(discrepancy=flag_on(claim), by=approver)


def test_a_new_answer_takes_the_place_of_the_old_one_and_both_stay_on_record(disputed, reviewer, approver):
    settle(disputed, reviewer, approver)
    disputed.refresh_from_db()
    old = disputed.verdict
    verdict = propose_verdict(claim=disputed, words=words(answer="30,500"), by=reviewer)
    assert state_of(disputed) == "verified"
    approve_verdict(verdict=verdict, by=approver)
    disputed.refresh_from_db()
    assert disputed.verdict.answer == "30,500"
    assert steps_of(old)[-1] == ("lapsed", "approver", "Another answer was approved.")
