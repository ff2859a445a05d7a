"""What happens to an answer: put in force, lapsed, re-opened; each with its row in the history.

The caller holds the claim. What ends an answer writes the correction log; what puts one in force leaves that to the
caller.
"""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Claim, Correction, Person, Verdict, VerdictState, VerdictStep
from factcheck.services.correcting import follow_printed
from factcheck.services.ledger import enter


def put_in_force(claim: Claim, verdict: Verdict, *, by: Person, comment: str) -> None:
    """Make an approved verdict the claim's answer, in place of the one before. Whether it is printed, the caller
    follows once everything that the approval brings about is done.
    """
    now = timezone.now()
    if claim.verdict is not None:
        append_verdict_step(
            claim, claim.verdict, VerdictState.LAPSED, by=by, at=now, why=_("Another answer was approved.")
        )
    claim.verdict, claim.verified_at, claim.proposed_verdict, claim.reopened_at = verdict, now, None, None
    Claim.objects.filter(pk=claim.pk).update(
        verdict=verdict, verified_at=now, proposed_verdict=None, reopened_at=None
    )
    append_verdict_step(claim, verdict, VerdictState.APPROVED, by=by, at=now, why=comment)


def lapse_verdict_in_force(claim: Claim, *, by: Person | None, why: str) -> Correction | None:
    """The approved answer stands no longer; it keeps its history, which says why. Returns what that corrects."""
    if claim.verdict is None:
        return None
    append_verdict_step(claim, claim.verdict, VerdictState.LAPSED, by=by, at=timezone.now(), why=why)
    claim.verdict, claim.verified_at, claim.reopened_at = None, None, None
    Claim.objects.filter(pk=claim.pk).update(verdict=None, verified_at=None, reopened_at=None)
    return follow_printed(claim, by=by, why=why)


def lapse_proposed_verdict(claim: Claim, *, by: Person | None, why: str) -> Verdict | None:
    """A verdict that waits was proposed on other evidence; it lapses, and its history says why. Returns it."""
    waiting = claim.proposed_verdict
    if waiting is None:
        return None
    claim.proposed_verdict = None
    Claim.objects.filter(pk=claim.pk).update(proposed_verdict=None)
    append_verdict_step(claim, waiting, VerdictState.LAPSED, by=by, at=timezone.now(), why=why)
    return waiting


def reopen_verdict_in_force(claim: Claim, *, by: Person | None, why: str) -> bool:
    """The approved answer is looked at again: until another is approved, nothing is printed. False where there is
    none, or it is open already.
    """
    if claim.verdict is None or claim.reopened_at:
        return False
    now = timezone.now()
    claim.reopened_at = now
    Claim.objects.filter(pk=claim.pk).update(reopened_at=now)
    append_verdict_step(claim, claim.verdict, VerdictState.REOPENED, by=by, at=now, why=why)
    follow_printed(claim, by=by, why=why)
    return True


def append_verdict_step(
    claim: Claim, verdict: Verdict, to_state: VerdictState, *, by: Person | None, at: datetime, why: str
) -> None:
    step = VerdictStep.objects.create(verdict=verdict, to_state=to_state.value, by=by, at=at, why=why)
    enter(claim, step)
