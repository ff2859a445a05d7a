"""Approving a proposed resolution, and returning it with a comment."""

from __future__ import annotations

from django.db import transaction

from factcheck.core.discrepancies import DiscrepancyKind
from factcheck.core.lifecycle import STATE_WORDS, DiscrepancyState, StepError
from factcheck.core.resolutions import NEVER_VERIFIES, Cause, Outcome, Standing
from factcheck.core.review_rules import (
    NothingMovesError,
    Proposal,
    ReviewError,
    require_second_person,
    require_sound_proposal,
)
from factcheck.core.roles import Act
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Desk, Discrepancy, Person, Resolution, Verdict
from factcheck.services.announcing import tell_approved, tell_returned
from factcheck.services.answers import lapse_proposed_verdict, lapse_verdict_in_force, put_in_force
from factcheck.services.checking import clean_text, require, require_text
from factcheck.services.consequences import carry_out, lock_sources_touched
from factcheck.services.correcting import follow_printed
from factcheck.services.errors import ChangedMeanwhileError
from factcheck.services.ledger import enter
from factcheck.services.proposing import lock_discrepancy, settles_verdict
from factcheck.services.reconciling import reconcile_claim
from factcheck.services.steps import take_step


class NoLongerSoundError(ReviewError):
    """What was proposed would be refused now."""


@transaction.atomic
def approve_resolution(
    *, discrepancy: Discrepancy, by: Person, comment: str = "", seen_step: int | None = None
) -> Discrepancy:
    """Approve what another person proposed. Where it is the claim's only discrepancy, its verdict is settled
    too.

    Raises NotPermittedError, OwnProposalError, StepError where nothing is proposed, NoLongerSoundError, and
    ChangedMeanwhileError.
    """
    require(by, Act.APPROVE)
    comment = clean_text(comment, "comment")
    proposed = Discrepancy.objects.values_list("resolution_id", flat=True).get(pk=discrepancy.pk)
    lock_sources_touched(proposed)
    discrepancy = lock_discrepancy(discrepancy.pk, seen_step)
    resolution = _proposed(discrepancy, DiscrepancyState.RESOLVED)
    if resolution.pk != proposed:
        raise ChangedMeanwhileError(
            _("Not approved: another decision was proposed at this moment. Look at it.")
        )
    require_second_person(resolution.proposed_by_id, by.pk, single_review=Desk.current().single_review)
    _require_still_sound(discrepancy, resolution)
    changes_citations = resolution.consequences.exists()
    carry_out(resolution, discrepancy.claim, by=by)
    take_step(discrepancy, DiscrepancyState.RESOLVED, by=by, why=comment)
    _settle_verdict(discrepancy, resolution, by, comment)
    tell_approved(resolution, by=by)
    if changes_citations:
        why = Sentence(_("A decision changed citations of the claim: %(why)s"), {"why": resolution.rationale})
        reconcile_claim(discrepancy.claim, by=by, why=str(why))
        discrepancy.refresh_from_db()
    else:
        follow_printed(discrepancy.claim, by=by, why=resolution.rationale)
    return discrepancy


@transaction.atomic
def return_resolution(
    *, discrepancy: Discrepancy, comment: str, by: Person, seen_step: int | None = None
) -> Discrepancy:
    """Return a proposal with a comment. Raises InvalidInputError where the comment is missing."""
    require(by, Act.APPROVE)
    comment = require_comment(comment)
    discrepancy = lock_discrepancy(discrepancy.pk, seen_step)
    resolution = _proposed(discrepancy, DiscrepancyState.RETURNED)
    take_step(discrepancy, DiscrepancyState.RETURNED, by=by, why=comment)
    tell_returned(resolution, why=comment, by=by)
    return discrepancy


def require_comment(comment: str) -> str:
    return require_text(comment, "comment", _("Not returned: say what is missing or wrong."))


def _require_still_sound(discrepancy: Discrepancy, resolution: Resolution) -> None:
    """Since the proposal, its citations may have been traced back to one origin, or withdrawn so that a split leaves
    none. Raises NoLongerSoundError.
    """
    standings = resolution.judged.values_list("standing", flat=True).distinct()
    consequences = list(resolution.consequences.all())
    moved = sum(one.moves for one in consequences)
    proposal = Proposal(
        kind=DiscrepancyKind(discrepancy.kind),
        cause=Cause(resolution.cause),
        outcome=Outcome(resolution.outcome),
        answer=resolution.answer,
        sentence=resolution.sentence,
        rationale=resolution.rationale,
        standings={Standing(code) for code in standings},
        origins=discrepancy.origin_count,
        dated=len(resolution.series()),
        split_question=resolution.split_question,
        moved=moved,
        staying=discrepancy.claim.citations.standing().count() - moved,
        corrections=sum(bool(one.corrected_figure) for one in consequences),
    )
    try:
        require_sound_proposal(proposal)
    except NothingMovesError as error:
        raise NoLongerSoundError(
            _("Not approved: since this was proposed, no citation is left to stay. Return it with a comment.")
        ) from error
    except ReviewError as error:
        raise NoLongerSoundError(
            _(
                "Not approved: since this was proposed, all its citations were traced back to one origin. "
                "Return it with a comment."
            )
        ) from error


def _proposed(discrepancy: Discrepancy, to_state: DiscrepancyState) -> Resolution:
    require_state(discrepancy, DiscrepancyState.PROPOSED, to_state)
    assert discrepancy.resolution is not None
    return discrepancy.resolution


def require_state(discrepancy: Discrepancy, needed: DiscrepancyState, to_state: DiscrepancyState) -> None:
    """A hold may lead from a state to itself; approving, returning and re-opening may not."""
    if discrepancy.state != needed:
        raise StepError(
            _(
                "This discrepancy is %(now)s now and cannot become %(then)s. "
                "Look at it again before you go on."
            ),
            now=Sentence(STATE_WORDS[DiscrepancyState(discrepancy.state)]),
            then=Sentence(STATE_WORDS[to_state]),
        )


def _settle_verdict(discrepancy: Discrepancy, resolution: Resolution, by: Person, comment: str) -> None:
    """The answer that stood before was given without this resolution, so it stands no longer; a new one comes
    with the approval where the discrepancy is the claim's only one and something is to be printed. Where the claim
    came to rest on one origin since the proposal, and nobody said why one is enough, it needs a verdict of its
    own, which asks.
    """
    claim = discrepancy.claim
    lapse_proposed_verdict(claim, by=by, why=_("A discrepancy of the claim was resolved."))
    needs_a_reason = claim.origin_count <= 1 and not resolution.single_origin_reason
    if Outcome(resolution.outcome) in NEVER_VERIFIES or needs_a_reason or not settles_verdict(discrepancy):
        lapse_verdict_in_force(claim, by=by, why=_("A discrepancy of the claim was resolved."))
        return
    verdict = Verdict.objects.create(
        claim=claim,
        resolution=resolution,
        answer=resolution.answer,
        sentence=resolution.sentence,
        basis=resolution.rationale,
        single_origin_reason=resolution.single_origin_reason,
        review_on=resolution.review_on,
        proposed_by=resolution.proposed_by,
        proposed_at=resolution.proposed_at,
    )
    enter(claim, verdict)
    put_in_force(claim, verdict, by=by, comment=comment)
