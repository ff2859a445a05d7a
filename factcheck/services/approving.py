"""Approving a proposed resolution, returning it with a comment, and re-opening what was resolved."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from factcheck.core.lifecycle import DiscrepancyState, require_step
from factcheck.core.resolutions import NEVER_VERIFIES, Outcome
from factcheck.core.review_rules import require_second_person
from factcheck.core.roles import Act
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Claim, Desk, Discrepancy, Person, Resolution, Verdict, VerdictState, VerdictStep
from factcheck.services.checking import clean_text, require
from factcheck.services.errors import InvalidInputError
from factcheck.services.evidence import lapse_proposed_verdict
from factcheck.services.proposing import lock_discrepancy, settles_verdict
from factcheck.services.reconciling import take_step


@transaction.atomic
def approve_resolution(
    *, discrepancy: Discrepancy, by: Person, comment: str = "", seen_step: int | None = None
) -> Discrepancy:
    """Approve what another person proposed. Where it is the claim's only discrepancy, its verdict is settled
    too.

    Raises NotPermittedError, OwnProposalError, StepError where nothing is proposed, and
    ChangedMeanwhileError.
    """
    require(by, Act.APPROVE)
    comment = clean_text(comment, "comment")
    discrepancy = lock_discrepancy(discrepancy.pk, seen_step)
    resolution = _proposed(discrepancy, DiscrepancyState.RESOLVED)
    require_second_person(resolution.proposed_by_id, by.pk, single_review=Desk.current().single_review)
    take_step(discrepancy, DiscrepancyState.RESOLVED, by=by, why=comment)
    _settle_verdict(discrepancy, resolution, by, comment)
    return discrepancy


@transaction.atomic
def return_resolution(
    *, discrepancy: Discrepancy, comment: str, by: Person, seen_step: int | None = None
) -> Discrepancy:
    """Return a proposal with a comment. Raises InvalidInputError where the comment is missing."""
    require(by, Act.APPROVE)
    comment = require_comment(comment)
    discrepancy = lock_discrepancy(discrepancy.pk, seen_step)
    _proposed(discrepancy, DiscrepancyState.RETURNED)
    take_step(discrepancy, DiscrepancyState.RETURNED, by=by, why=comment)
    return discrepancy


@transaction.atomic
def reopen_discrepancy(
    *, discrepancy: Discrepancy, reason: str, by: Person, seen_step: int | None = None
) -> Discrepancy:
    """Open again what was resolved; the decision stays in the history. Needs a reason."""
    require(by, Act.PROPOSE)
    reason = clean_text(reason, "reason")
    if not reason:
        raise InvalidInputError(_("Not re-opened: say why this is opened again."), field="reason")
    discrepancy = lock_discrepancy(discrepancy.pk, seen_step)
    take_step(discrepancy, DiscrepancyState.REOPENED, by=by, why=reason)
    return discrepancy


def require_comment(comment: str) -> str:
    comment = clean_text(comment, "comment")
    if not comment:
        raise InvalidInputError(_("Not returned: say what is missing or wrong."), field="comment")
    return comment


def _proposed(discrepancy: Discrepancy, to_state: DiscrepancyState) -> Resolution:
    require_step(DiscrepancyState(discrepancy.state), to_state)
    assert discrepancy.resolution is not None
    return discrepancy.resolution


def _settle_verdict(discrepancy: Discrepancy, resolution: Resolution, by: Person, comment: str) -> None:
    """The answer that stood before was given without this resolution, so it stands no longer; a new one comes
    with the approval where the discrepancy is the claim's only one and something is to be printed.
    """
    claim = discrepancy.claim
    lapse_proposed_verdict(claim, by=by, why=_("A discrepancy of the claim was resolved."))
    if Outcome(resolution.outcome) in NEVER_VERIFIES or not settles_verdict(discrepancy):
        put_in_force(claim, None, by=by, comment="")
        return
    verdict = Verdict.objects.create(
        claim=claim,
        resolution=resolution,
        answer=resolution.answer,
        sentence=resolution.sentence,
        basis=resolution.rationale,
        single_origin_reason=resolution.single_origin_reason,
        proposed_by=resolution.proposed_by,
        proposed_at=resolution.proposed_at,
    )
    put_in_force(claim, verdict, by=by, comment=comment)


def put_in_force(claim: Claim, verdict: Verdict | None, *, by: Person, comment: str) -> None:
    """Make an approved verdict the claim's answer, or leave the claim without one."""
    now = timezone.now()
    claim.verdict, claim.verified_at, claim.proposed_verdict = verdict, (now if verdict else None), None
    Claim.objects.filter(pk=claim.pk).update(
        verdict=verdict, verified_at=claim.verified_at, proposed_verdict=None
    )
    if verdict is not None:
        VerdictStep.objects.create(
            verdict=verdict, to_state=VerdictState.APPROVED, by=by, at=now, why=comment
        )
