"""What an approved decision does beside settling: it splits a claim, corrects our slip, prints a series, holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from factcheck.core.claims import Lives
from factcheck.core.resolutions import Cause, Outcome, Standing
from factcheck.core.review_rules import ReviewError
from factcheck.models import Claim, Resolution
from factcheck.services.approving import NoLongerSoundError, approve_resolution
from factcheck.services.citations import CitationWords, amend_citation, withdraw_citation
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.holding import end_hold
from factcheck.services.ledger import check_history
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict
from tests.services.desk_work import HOLD, decision, flag_on, propose, settle

pytestmark = pytest.mark.django_db


def state_of(claim):
    return Claim.objects.with_state().get(pk=claim.pk).state


def split(claim, *figures):
    moved = frozenset(claim.citations.filter(figure__in=figures).values_list("pk", flat=True))
    return {
        "outcome": Outcome.SPLIT_CLAIM,
        "cause": Cause.DIFFERENT_SCOPE,
        "answer": "",
        "sentence": "",
        "split_question": "How many women fled?",
        "moved": moved,
    }


def test_a_split_moves_citations_with_their_history_to_a_claim_of_their_own(
    disputed, cite, reviewer, approver
):
    cite(disputed, "34,000")
    propose(disputed, reviewer, **split(disputed, "about 35,000", "34,000"))
    assert disputed.citations.count() == 3  # nothing moves before the approval
    approve_resolution(discrepancy=flag_on(disputed), by=approver)
    new = Claim.objects.get(question="How many women fled?")
    assert (new.split_from, new.unit, new.lives, new.topic) == (disputed, "person", "fixed", disputed.topic)
    assert [one.figure for one in new.citations.order_by("pk")] == ["about 35,000", "34,000"]
    assert [one.figure for one in disputed.citations.all()] == ["about 30,000"]
    moved = new.citations.get(figure="34,000")
    reasons = [one.history_change_reason for one in moved.history.order_by("history_id")]
    assert reasons == ["Recorded", "Split off from “How many people fled?”"]
    assert moved.version == 2
    assert (flag_on(disputed).state, state_of(disputed), state_of(new)) == (
        "resolved",
        "unverified",
        "unverified",
    )
    disputed.refresh_from_db()
    new.refresh_from_db()
    assert (disputed.source_count, new.source_count) == (1, 2)
    assert check_history(by=None).is_whole


def test_what_is_left_after_a_split_gets_an_answer_like_any_other(disputed, reviewer, approver):
    settle(disputed, reviewer, approver, **split(disputed, "about 35,000"))
    words = VerdictWords(answer="30,000", sentence="30,000 fled.", basis="A.", single_origin_reason="B.")
    approve_verdict(verdict=propose_verdict(claim=disputed, words=words, by=reviewer), by=approver)
    assert state_of(disputed) == "verified"


def test_citations_that_stay_and_still_disagree_open_it_again(disputed, cite, reviewer, approver):
    cite(disputed, "50,000")
    settle(disputed, reviewer, approver, **split(disputed, "50,000"))
    assert flag_on(disputed).state == "reopened"
    assert "still disagree" in flag_on(disputed).steps.last().why


@pytest.mark.parametrize(
    ("figures", "question", "field"),
    [
        ((), "Who?", "moved"),
        (("about 30,000", "about 35,000"), "Who?", "moved"),
        (("about 35,000",), " ", "split_question"),
    ],
)
def test_a_split_without_question_or_that_divides_nothing_is_refused(
    disputed, reviewer, figures, question, field
):
    with pytest.raises(ReviewError) as refused:
        propose(disputed, reviewer, **split(disputed, *figures) | {"split_question": question})
    assert refused.value.field == field
    assert not Resolution.objects.exists()


def test_a_citation_of_another_claim_cannot_be_moved(disputed, make_claim, cite, reviewer):
    other = cite(make_claim("Another?"), "5")
    with pytest.raises(InvalidInputError, match="does not stand on this claim"):
        propose(disputed, reviewer, **split(disputed) | {"moved": frozenset({other.pk})})


def test_a_citation_amended_meanwhile_is_not_moved_behind_the_amenders_back(
    disputed, cite, reviewer, approver, contributor
):
    # It meets all others, so amending its quote does not void the proposal.
    bystander = cite(disputed, "between 20,000 and 40,000")
    propose(disputed, reviewer, **split(disputed, "between 20,000 and 40,000"))
    words = CitationWords(figure=bystander.figure, quote="In all between 20,000 and 40,000")
    amend_citation(citation=bystander, words=words, by=contributor)
    with pytest.raises(ChangedMeanwhileError, match="was amended after this was proposed"):
        approve_resolution(discrepancy=flag_on(disputed), by=approver)
    assert not Claim.objects.filter(question="How many women fled?").exists()


def test_a_split_that_would_leave_nothing_is_not_approved(disputed, cite, reviewer, approver, contributor):
    bystander = cite(disputed, "between 20,000 and 40,000")
    propose(disputed, reviewer, **split(disputed, "about 30,000", "about 35,000"))
    withdraw_citation(citation=bystander, because="Misread.", by=contributor)
    with pytest.raises(NoLongerSoundError, match="no citation is left to stay"):
        approve_resolution(discrepancy=flag_on(disputed), by=approver)


OUR_SLIP = {"cause": Cause.OUR_TRANSCRIPTION_ERROR, "outcome": Outcome.NO_DISCREPANCY}


def test_our_own_slip_is_amended_and_compared_again(disputed, reviewer, approver):
    slip = disputed.citations.get(figure="about 35,000")
    propose(disputed, reviewer, **OUR_SLIP, corrections={slip.pk: "about 30,500"})
    slip.refresh_from_db()
    assert slip.figure == "about 35,000"
    approve_resolution(discrepancy=flag_on(disputed), by=approver)
    slip.refresh_from_db()
    assert (slip.figure, slip.version, slip.stated_low) == ("about 30,500", 2, 30_500)
    assert slip.quote == "about 35,000 people"
    assert slip.history.latest().history_change_reason == "Corrected: the desk had copied it wrongly"
    assert (flag_on(disputed).state, state_of(disputed)) == ("resolved", "verified")
    disputed.refresh_from_db()
    assert disputed.evidence_changed_at < disputed.verified_at  # the answer was given knowing of it


def test_a_correction_that_leaves_them_apart_opens_it_again(disputed, reviewer, approver):
    slip = disputed.citations.get(figure="about 35,000")
    settle(disputed, reviewer, approver, **OUR_SLIP, corrections={slip.pk: "about 40,000"})
    assert (flag_on(disputed).state, state_of(disputed)) == ("reopened", "disputed")
    assert "now reads otherwise" in flag_on(disputed).steps.last().why


def test_a_correction_must_correct_something(disputed, reviewer):
    slip = disputed.citations.get(figure="about 35,000")
    for nothing in ({}, {slip.pk: "  "}):
        with pytest.raises(ReviewError, match="how the figure should read"):
            propose(disputed, reviewer, **OUR_SLIP, corrections=nothing)
    with pytest.raises(InvalidInputError, match="what our records say already"):
        propose(disputed, reviewer, **OUR_SLIP, corrections={slip.pk: "about 35,000"})


def test_what_an_outcome_does_not_ask_for_is_not_kept(disputed, reviewer, approver):
    slip = disputed.citations.get(figure="about 35,000")
    resolution = propose(
        disputed,
        reviewer,
        next_step="Ask.",
        owner=approver,
        split_question="Who?",
        moved=frozenset({slip.pk}),
        corrections={slip.pk: "1"},
    )
    assert (resolution.next_step, resolution.owner, resolution.split_question) == ("", None, "")
    assert not resolution.consequences.exists()


def test_a_series_needs_dates(make_claim, cite, reviewer):
    claim = make_claim("How many live there?", lives=Lives.LEVEL)
    cite(claim, "90", as_of="2016")
    cite(claim, "120", as_of="2016")
    resolution = propose(claim, reviewer, outcome=Outcome.SERIES)
    assert resolution.outcome == "series"
    fixed = make_claim("How many came?")
    cite(fixed, "90")
    cite(fixed, "120", as_of="2016")
    with pytest.raises(ReviewError, match="say when they hold"):
        propose(fixed, reviewer, outcome=Outcome.SERIES)


def test_a_hold_ends_with_a_reason_or_with_the_next_proposal(disputed, reviewer, approver):
    tomorrow = timezone.localdate() + timedelta(days=1)
    held = propose(disputed, reviewer, **HOLD, owner=approver, due_on=tomorrow)
    assert (held.due_on, flag_on(disputed).is_on_hold) == (tomorrow, True)
    with pytest.raises(InvalidInputError, match="say what has come of it"):
        end_hold(discrepancy=flag_on(disputed), reason=" ", by=reviewer)
    end_hold(discrepancy=flag_on(disputed), reason="The register answered.", by=reviewer)
    found = flag_on(disputed)
    assert (found.is_on_hold, found.state) == (False, "open")
    assert found.steps.last().why == "No longer on hold: The register answered."
    with pytest.raises(ChangedMeanwhileError, match="is not on hold"):
        end_hold(discrepancy=found, reason="Again.", by=reviewer)
    propose(disputed, reviewer, **HOLD, owner=approver)
    propose(disputed, reviewer, standings={"about 30,000": Standing.PREFERRED})
    assert not flag_on(disputed).is_on_hold


@pytest.mark.parametrize("who", ["reader", "contributor", "stranger"])
def test_a_hold_is_seen_to_by_somebody_who_can_decide(disputed, reviewer, request, who):
    with pytest.raises(InvalidInputError, match="has no role to decide with"):
        propose(disputed, reviewer, **HOLD, owner=request.getfixturevalue(who))


def test_days_to_come_are_to_come(disputed, reviewer, approver):
    today = timezone.localdate()
    with pytest.raises(InvalidInputError, match="not in the future") as refused:
        propose(disputed, reviewer, review_on=today)
    assert refused.value.field == "review_on"
    with pytest.raises(InvalidInputError, match="not in the future") as refused:
        propose(disputed, reviewer, **HOLD, owner=approver, due_on=today)
    assert refused.value.field == "due_on"
    words = VerdictWords(answer="1", sentence="One.", basis="So.", review_on=today)
    with pytest.raises(InvalidInputError, match="not in the future"):
        propose_verdict(claim=disputed, words=words, by=reviewer)
    assert decision().cleaned() == decision()
