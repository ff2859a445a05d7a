"""The correction log: what the desk prints on a claim is followed, and each change of it is written down, also for the
other programs that are told of it.
"""

from __future__ import annotations

from django.utils import timezone

from factcheck.core.webhooks import VerdictEvent
from factcheck.models import Claim, Correction, Person, Verdict
from factcheck.services.ledger import enter
from factcheck.services.publishing import follow_published
from factcheck.services.webhooks.outbox import tell_of_verdict


def follow_printed(
    claim: Claim, *, by: Person | None, why: str, is_disputed: bool | None = None
) -> Correction | None:
    """Write down what changed in what the desk prints on a claim that the caller has locked; None where nothing did.

    Call it at the end of whatever may change it. What is printed for the first time corrects nothing; what is
    printed again after a time, even unaltered, is written down, because nothing was printed in between.
    `is_disputed` is given where it is known whether a discrepancy of the claim is live.
    """
    if claim.verdict_id is None and claim.printed_id is None:
        return None
    if is_disputed is None:
        is_disputed = claim.discrepancies.live().exists()
    is_printed = not (claim.reopened_at or not claim.source_count or is_disputed)
    if (claim.verdict_id if is_printed else None) == claim.printed_id:
        return None
    was, now, at = claim.printed, claim.verdict if is_printed else None, timezone.now()
    claim.printed = now
    Claim.objects.filter(pk=claim.pk).update(printed=now)
    follow_published(claim)
    last = was or _printed_last(claim)
    tell_of_verdict(claim, was=last, now=now, event=_event(claim, was, now), at=at, why=why)
    if last is None:
        return None
    correction = Correction.objects.create(claim=claim, was=last, now=now, at=at, by=by, why=why)
    enter(claim, correction)
    return correction


def _event(claim: Claim, was: Verdict | None, now: Verdict | None) -> VerdictEvent:
    """What became of the answer, as other programs are told of it."""
    if now is not None:
        return VerdictEvent.CHANGED if was else VerdictEvent.APPROVED
    return VerdictEvent.REOPENED if claim.verdict_id and claim.source_count else VerdictEvent.WITHDRAWN


def _printed_last(claim: Claim) -> Verdict | None:
    last = claim.corrections.select_related("was").order_by("-at", "-pk").first()
    return last.was if last else None
