"""What follows whenever the evidence on a claim changes."""

from __future__ import annotations

from django.utils import timezone

from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Claim, Person
from factcheck.services.answers import lapse_proposed_verdict, lapse_verdict_in_force
from factcheck.services.changes import Changes
from factcheck.services.reconciling import reconcile_claim


def evidence_changed(claim: Claim, *, by: Person | None, why: str) -> Changes:
    """Compare the claim again and let a waiting verdict lapse; call it inside the same transaction."""
    claim.evidence_changed_at = timezone.now()
    Claim.objects.filter(pk=claim.pk).update(evidence_changed_at=claim.evidence_changed_at)
    lapse_for_evidence(claim, by=by, why=why)
    return reconcile_claim(claim, by=by, why=why)


def lapse_for_evidence(claim: Claim, *, by: Person | None, why: str) -> None:
    """A verdict that waits was proposed on other evidence, so it waits no longer."""
    reason = Sentence(_("The evidence changed after this was proposed: %(why)s"), {"why": why})
    lapse_proposed_verdict(claim, by=by, why=str(reason))


def lapse_verdicts(claim: Claim, *, by: Person | None, why: str) -> None:
    """No answer stands any longer, neither the one in force nor one that waits; the history says why."""
    lapse_for_evidence(claim, by=by, why=why)
    lapse_verdict_in_force(claim, by=by, why=why)
