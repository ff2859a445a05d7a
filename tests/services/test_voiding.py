"""What was proposed or opened again is not printed because something else changed meanwhile."""

from __future__ import annotations

import pytest

from factcheck.core.lifecycle import StepError
from factcheck.core.resolutions import Cause, Standing
from factcheck.core.roles import Role
from factcheck.models import Claim, Notification
from factcheck.services.approving import approve_resolution
from factcheck.services.citations import withdraw_citation
from factcheck.services.claims import ClaimWords, amend_claim
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.reopening import reopen_discrepancy
from factcheck.services.retracting import retract_source
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict
from tests.conftest import person
from tests.services.desk_work import PREFER_30, flag_on, propose, settle

pytestmark = pytest.mark.django_db


def state_of(claim):
    return Claim.objects.with_state().get(pk=claim.pk).state


def told(somebody):
    return list(Notification.objects.filter(person=somebody).order_by("pk").values_list("kind", flat=True))


def test_nobody_amends_the_question_under_a_proposal_and_approves_it(disputed, reviewer):
    both = person("both", Role.CONTRIBUTOR, Role.APPROVER)
    propose(disputed, reviewer, standings=PREFER_30)
    amend_claim(claim=disputed, words=ClaimWords(question="How many people died?", unit="person"), by=both)
    with pytest.raises(StepError):
        approve_resolution(discrepancy=flag_on(disputed), by=both)
    last = flag_on(disputed).steps.order_by("pk").last()
    assert (last.to_state, last.by) == ("returned", both)
    assert "The question was amended." in last.why
    assert told(reviewer) == ["returned"]


def test_a_proposal_that_relies_on_a_retracted_source_waits_no_longer(
    disputed, reviewer, second_reviewer, approver
):
    propose(disputed, reviewer, standings=PREFER_30)
    retract_source(
        source=disputed.citations.get(figure="about 30,000").source, because="Invented.", by=second_reviewer
    )
    with pytest.raises(StepError):
        approve_resolution(discrepancy=flag_on(disputed), by=approver)
    assert "Invented." in flag_on(disputed).steps.order_by("pk").last().why
    assert told(reviewer) == ["returned"]


def test_a_proposal_that_rejects_a_retracted_source_still_waits(disputed, reviewer, approver):
    propose(disputed, reviewer, standings=PREFER_30)
    retract_source(
        source=disputed.citations.get(figure="about 35,000").source, because="Invented.", by=reviewer
    )
    assert approve_resolution(discrepancy=flag_on(disputed), by=approver).state == "resolved"


def test_an_answer_that_waits_and_relies_on_a_retracted_source_waits_no_longer(
    make_claim, cite, reviewer, approver
):
    claim = make_claim()
    citation = cite(claim, "42")
    words = VerdictWords(answer="42", sentence="42.", basis="The report.", single_origin_reason="The census.")
    verdict = propose_verdict(claim=claim, words=words, by=reviewer)
    retract_source(source=citation.source, because="Invented.", by=reviewer)
    with pytest.raises(ChangedMeanwhileError):
        approve_verdict(verdict=verdict, by=approver)


def test_an_answer_that_was_opened_again_is_not_printed_by_withdrawing_a_citation(
    disputed, reviewer, approver, contributor
):
    settle(disputed, reviewer, approver, standings=PREFER_30)
    reopen_discrepancy(discrepancy=flag_on(disputed), reason="The register was wrong.", by=reviewer)
    citation = disputed.citations.get(figure="about 30,000")
    withdraw_citation(citation=citation, because="It is wrong.", by=contributor)
    assert (flag_on(disputed).state, state_of(disputed)) == ("withdrawn", "unverified")
    (entry,) = disputed.corrections.all()
    assert entry.now is None


def test_a_correction_after_which_the_sources_still_disagree_corrects_nothing_in_print(
    disputed, reviewer, approver
):
    citation = disputed.citations.get(figure="about 30,000")
    standings = {citation.figure: Standing.PREFERRED}
    slip = {"cause": Cause.OUR_TRANSCRIPTION_ERROR, "corrections": {citation.pk: "about 20,000"}}
    settled = settle(disputed, reviewer, approver, standings=standings, **slip)
    assert (settled.state, state_of(disputed)) == ("reopened", "disputed")
    assert not disputed.corrections.exists()  # nothing was ever in print


def test_a_correction_longer_than_any_figure_is_refused_when_it_is_proposed(disputed, reviewer):
    citation = disputed.citations.get(figure="about 30,000")
    slip = {"cause": Cause.OUR_TRANSCRIPTION_ERROR, "corrections": {citation.pk: "3" * 501}}
    with pytest.raises(InvalidInputError, match="501 characters"):
        propose(disputed, reviewer, **slip)
