"""The life of a discrepancy from a proposal to a verified claim."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from factcheck.core.lifecycle import StepError
from factcheck.core.resolutions import NEVER_VERIFIES, Cause, Outcome
from factcheck.core.review_rules import ReviewError, SingleOriginReasonError
from factcheck.models import Claim, Discrepancy, JudgedReading, Resolution, Verdict
from factcheck.services.approving import approve_resolution, return_resolution
from factcheck.services.citations import CitationWords, amend_citation, withdraw_citation
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.proposing import propose_resolution
from factcheck.services.reopening import reopen_discrepancy
from factcheck.services.sources import SourceWords, amend_source
from tests.services.desk_work import HOLD, PREFER_30, decision, flag_on, history_of, propose, settle

pytestmark = pytest.mark.django_db


def state_of(claim):
    return Claim.objects.with_state().get(pk=claim.pk).state


def test_one_approval_settles_the_only_discrepancy_and_the_verdict(disputed, reviewer, approver):
    resolution = propose(disputed, reviewer, standings=PREFER_30)
    assert (flag_on(disputed).state, state_of(disputed)) == ("proposed", "proposed")
    approve_resolution(discrepancy=flag_on(disputed), by=approver, comment="Agreed.")
    disputed.refresh_from_db()
    assert (flag_on(disputed).state, state_of(disputed)) == ("resolved", "verified")
    verdict = disputed.verdict
    assert (verdict.answer, verdict.sentence, verdict.basis, verdict.resolution) == (
        "about 30,000",
        "About 30,000 people fled.",
        "The register counts everyone.",
        resolution,
    )
    steps = (
        flag_on(disputed)
        .steps.order_by("pk")
        .values_list("from_state", "to_state", "by", "why", "resolution")
    )
    assert list(steps)[1:] == [
        ("open", "proposed", reviewer.pk, "The register counts everyone.", resolution.pk),
        ("proposed", "resolved", approver.pk, "Agreed.", resolution.pk),
    ]
    assert list(verdict.steps.values_list("to_state", "by", "why")) == [("approved", approver.pk, "Agreed.")]


def test_a_resolution_copies_what_it_judged_with_version_and_standing(disputed, reviewer, contributor):
    rival = disputed.citations.last()
    amend_citation(citation=rival, words=CitationWords(figure="about 35,000", quote="fixed"), by=contributor)
    propose(disputed, reviewer, standings=PREFER_30)
    judged = JudgedReading.objects.order_by("citation").values_list(
        "figure", "version", "low", "high", "standing"
    )
    assert list(judged) == [
        ("about 30,000", 1, 28_500, 31_500, "preferred"),
        ("about 35,000", 2, 33_250, 36_750, "rejected"),
    ]


def test_a_returned_proposal_is_proposed_again_and_both_stay_on_record(disputed, reviewer, approver):
    first = propose(disputed, reviewer)
    with pytest.raises(InvalidInputError, match="say what is missing") as refused:
        return_resolution(discrepancy=flag_on(disputed), comment=" ", by=approver)
    assert refused.value.field == "comment"
    return_resolution(discrepancy=flag_on(disputed), comment="Whose register?", by=approver)
    assert (flag_on(disputed).state, flag_on(disputed).resolution, state_of(disputed)) == (
        "returned",
        None,
        "disputed",
    )
    second = settle(disputed, reviewer, approver, rationale="The register of the ministry.").resolution
    assert history_of(flag_on(disputed)) == [
        ("", "open"),
        ("open", "proposed"),
        ("proposed", "returned"),
        ("returned", "proposed"),
        ("proposed", "resolved"),
    ]
    assert list(Resolution.objects.all()) == [first, second]
    assert flag_on(disputed).steps.get(to_state="returned").why == "Whose register?"


def test_a_hold_needs_no_approval_and_leaves_it_open_with_the_reason_on_record(disputed, reviewer, approver):
    held = propose(disputed, reviewer, **HOLD, owner=approver, rationale="We wait.")
    found = flag_on(disputed)
    assert found.is_on_hold
    assert (held.cause, held.next_step, held.owner) == ("", "Ask the register.", approver)
    assert (found.state, found.resolution, state_of(disputed)) == ("open", None, "disputed")
    step = found.steps.last()
    assert (step.from_state, step.to_state, step.by, step.why, step.resolution) == (
        "open",
        "open",
        reviewer,
        "On hold: We wait.",
        held,
    )
    with pytest.raises(StepError, match="is open now and cannot become resolved"):
        approve_resolution(discrepancy=found, by=approver)
    settle(disputed, reviewer, approver)
    with pytest.raises(StepError):
        propose(disputed, reviewer, **HOLD, owner=approver)


def test_steps_lead_only_where_the_life_of_a_discrepancy_leads(disputed, reviewer, approver, contributor):
    found = flag_on(disputed)
    for refused in (
        lambda: approve_resolution(discrepancy=found, by=approver),
        lambda: return_resolution(discrepancy=found, comment="no", by=approver),
        lambda: reopen_discrepancy(discrepancy=found, reason="why", by=reviewer),
    ):
        with pytest.raises(StepError, match="Look at it again"):
            refused()
    propose(disputed, reviewer)
    with pytest.raises(StepError, match="is proposed now and cannot become proposed"):
        propose(disputed, reviewer)
    approve_resolution(discrepancy=found, by=approver)
    with pytest.raises(StepError, match="is resolved now"):
        propose(disputed, reviewer)
    reopen_discrepancy(discrepancy=found, reason="Revised.", by=reviewer)
    with pytest.raises(StepError, match="is re-opened now and cannot become re-opened"):
        reopen_discrepancy(discrepancy=found, reason="Again.", by=reviewer)
    propose(disputed, reviewer)
    return_resolution(discrepancy=found, comment="No.", by=approver)
    with pytest.raises(StepError, match="is returned now and cannot become returned"):
        return_resolution(discrepancy=found, comment="No.", by=approver)
    assert len(history_of(found)) == 6


def test_there_is_nothing_to_propose_where_the_citations_agree_again(disputed, reviewer, contributor):
    withdraw_citation(citation=disputed.citations.last(), because="misread", by=contributor)
    with pytest.raises(ChangedMeanwhileError, match="no longer disagree"):
        propose(disputed, reviewer)


def test_whoever_looks_at_an_older_step_is_told_what_it_became_and_by_whom(disputed, reviewer, approver):
    seen = flag_on(disputed).steps.last().pk
    propose(disputed, reviewer)
    for late in (
        lambda: propose_resolution(
            discrepancy=flag_on(disputed), decision=decision(), by=reviewer, seen_step=seen
        ),
        lambda: approve_resolution(discrepancy=flag_on(disputed), by=approver, seen_step=seen),
        lambda: return_resolution(discrepancy=flag_on(disputed), comment="x", by=approver, seen_step=seen),
    ):
        with pytest.raises(ChangedMeanwhileError, match="meanwhile this became proposed, by Reviewer"):
            late()


@pytest.mark.parametrize("outcome", sorted(NEVER_VERIFIES - {Outcome.HOLD, Outcome.SPLIT_CLAIM}))
def test_an_outcome_that_prints_nothing_resolves_but_never_verifies(disputed, reviewer, approver, outcome):
    settle(disputed, reviewer, approver, outcome=outcome, answer="", sentence="")
    assert (flag_on(disputed).state, state_of(disputed)) == ("resolved", "unverified")
    assert not Verdict.objects.exists()


def test_a_person_opens_again_what_was_resolved_and_says_why(disputed, reviewer, approver):
    resolution = settle(disputed, reviewer, approver).resolution
    with pytest.raises(InvalidInputError, match="say why") as refused:
        reopen_discrepancy(discrepancy=flag_on(disputed), reason="", by=reviewer)
    assert refused.value.field == "reason"
    reopen_discrepancy(discrepancy=flag_on(disputed), reason="The register was revised.", by=reviewer)
    assert (flag_on(disputed).state, state_of(disputed)) == ("reopened", "disputed")
    step = flag_on(disputed).steps.last()
    assert (step.why, step.resolution) == ("The register was revised.", resolution)
    settle(disputed, reviewer, approver, answer="about 35,000")
    disputed.refresh_from_db()
    assert (disputed.verdict.answer, disputed.verdicts.count()) == ("about 35,000", 2)


def test_one_origin_found_out_after_the_proposal_stops_its_approval(
    make_claim, make_source, cite, reviewer, approver, contributor
):
    claim, agency = make_claim(), make_source("Agency")
    papers = [make_source("Paper A"), make_source("Paper B")]
    for paper, figure in zip(papers, ("about 30,000", "about 35,000"), strict=True):
        cite(claim, figure, source=paper)
    propose(claim, reviewer, outcome=Outcome.REPORT_RANGE)
    for paper in papers:
        amend_source(
            source=paper, words=SourceWords(title=paper.title), derived_from=[agency], by=contributor
        )
    assert flag_on(claim).state == "proposed"
    with pytest.raises(ReviewError, match="one origin"):
        approve_resolution(discrepancy=flag_on(claim), by=approver)
    return_resolution(discrepancy=flag_on(claim), comment="One agency.", by=approver)


def test_no_verdict_comes_of_one_origin_for_which_nobody_gave_a_reason(
    make_claim, cite, reviewer, approver, contributor
):
    claim = make_claim(unit="")
    cited = [cite(claim, figure, attribution="Ministry") for figure in ("30 km", "40 km", "30 kg", "40 kg")]
    first, second = claim.discrepancies.order_by("unit")
    words = decision(cause=Cause.SAME_ORIGIN, single_origin_reason="")
    propose_resolution(discrepancy=first, decision=words, by=reviewer)
    for citation in cited:
        if citation.pk in second.members.values_list("citation_id", flat=True):
            withdraw_citation(citation=citation, because="another subject", by=contributor)
            break
    assert Discrepancy.objects.get(pk=second.pk).state == "withdrawn"
    approve_resolution(discrepancy=first, by=approver)
    assert state_of(claim) == "unverified"
    with pytest.raises(SingleOriginReasonError):
        propose_verdict_without_reason(claim, reviewer)


def propose_verdict_without_reason(claim, by):
    from factcheck.services.verdicts import VerdictWords, propose_verdict

    propose_verdict(claim=claim, words=VerdictWords(answer="30", sentence="30.", basis="the register"), by=by)


def test_the_database_itself_holds_that_a_resolved_one_has_a_resolution(disputed):
    with pytest.raises(IntegrityError), transaction.atomic():
        Discrepancy.objects.update(state="resolved")
    with pytest.raises(IntegrityError), transaction.atomic():
        Discrepancy.objects.update(state="forgotten")
