"""What follows whenever the evidence on a claim changes."""

from __future__ import annotations

from django.utils import timezone

from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Claim, Person, VerdictState, VerdictStep
from factcheck.services.changes import Changes
from factcheck.services.reconciling import reconcile_claim


def evidence_changed(claim: Claim, *, by: Person | None, why: str) -> Changes:
    """Compare the claim again and let a waiting verdict lapse; call it inside the same transaction."""
    claim.evidence_changed_at = timezone.now()
    Claim.objects.filter(pk=claim.pk).update(evidence_changed_at=claim.evidence_changed_at)
    lapse_proposed_verdict(claim, by=by, why=why)
    return reconcile_claim(claim, by=by, why=why)


def lapse_verdicts(claim: Claim, *, by: Person | None, why: str) -> None:
    """No answer stands any longer, neither the one in force nor one that waits; the history says why."""
    lapse_proposed_verdict(claim, by=by, why=why)
    lapse_verdict_in_force(claim, by=by, why=why)


def lapse_verdict_in_force(claim: Claim, *, by: Person | None, why: str) -> None:
    """The approved answer stands no longer; it keeps its history, which says why."""
    if claim.verdict is None:
        return
    VerdictStep.objects.create(
        verdict=claim.verdict, to_state=VerdictState.LAPSED, by=by, at=timezone.now(), why=why
    )
    claim.verdict, claim.verified_at = None, None
    Claim.objects.filter(pk=claim.pk).update(verdict=None, verified_at=None)


def lapse_proposed_verdict(claim: Claim, *, by: Person | None, why: str) -> None:
    """A verdict that waits was proposed on other evidence; it lapses, and its history says why."""
    waiting = claim.proposed_verdict
    if waiting is None:
        return
    claim.proposed_verdict = None
    Claim.objects.filter(pk=claim.pk).update(proposed_verdict=None)
    reason = Sentence(_("The evidence changed after this was proposed: %(why)s"), {"why": why})
    VerdictStep.objects.create(
        verdict=waiting, to_state=VerdictState.LAPSED, by=by, at=timezone.now(), why=str(reason)
    )
