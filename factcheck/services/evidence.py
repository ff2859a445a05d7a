"""What follows whenever the evidence on a claim changes."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from factcheck.core.lifecycle import DiscrepancyState
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Claim, Person
from factcheck.services.announcing import printed_otherwise, voided
from factcheck.services.answers import lapse_proposed_verdict, lapse_verdict_in_force
from factcheck.services.changes import Changes
from factcheck.services.notifying import News, tell_all
from factcheck.services.one_change import Amended
from factcheck.services.reconciling import reconcile_claim, reconcile_claims
from factcheck.services.voiding import void_proposal


def evidence_changed(claim: Claim, *, by: Person | None, why: str, amended: Amended | None = None) -> Changes:
    """Compare the claim again and let a waiting verdict lapse; call it inside the same transaction. `amended` is given
    where one citation was amended and nothing else happened.
    """
    keep_moment_of_change(claim)
    tell_all(lapse_for_evidence(claim, by=by, why=why))
    return reconcile_claim(claim, by=by, why=why, amended=amended)


def evidence_changed_on(claims: Sequence[Claim], *, by: Person | None, why: str) -> Changes:
    """As evidence_changed, on several claims that the caller holds, compared together."""
    news: list[News] = []
    for claim in claims:
        keep_moment_of_change(claim)
        news += lapse_for_evidence(claim, by=by, why=why)
    tell_all(news)
    return reconcile_claims(claims, by=by, why=why)


def keep_moment_of_change(claim: Claim) -> None:
    """Write down that the evidence on a claim changed at this moment; the caller sees to what follows."""
    claim.evidence_changed_at = timezone.now()
    Claim.objects.filter(pk=claim.pk).update(evidence_changed_at=claim.evidence_changed_at)


def lapse_for_evidence(claim: Claim, *, by: Person | None, why: str) -> list[News]:
    """A verdict that waits was proposed on other evidence, so it waits no longer. Returns what is to be told."""
    reason = Sentence(_("The evidence changed after this was proposed: %(why)s"), {"why": why})
    lapsed = lapse_proposed_verdict(claim, by=by, why=str(reason))
    return [voided(lapsed, claim, why=Sentence(why), by=by)] if lapsed else []


def lapse_verdicts(claim: Claim, *, by: Person | None, why: str) -> None:
    """No answer stands any longer, neither the one in force nor any that waits, be it proposed on a discrepancy; the
    history says why.
    """
    news = lapse_for_evidence(claim, by=by, why=why)
    for discrepancy in claim.discrepancies.filter(state=DiscrepancyState.PROPOSED.value).order_by("pk"):
        discrepancy.claim = claim
        news.append(void_proposal(discrepancy, by=by, why=why))
    if correction := lapse_verdict_in_force(claim, by=by, why=why):
        news.append(printed_otherwise(correction, why=Sentence(why)))
    tell_all(news)
