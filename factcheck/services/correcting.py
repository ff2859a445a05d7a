"""The correction log: what the desk prints on a claim is followed, and each change of it is written down."""

from __future__ import annotations

from django.utils import timezone

from factcheck.models import Claim, Correction, Person, Verdict
from factcheck.services.ledger import enter
from factcheck.services.publishing import follow_published


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
    was, now = claim.printed, claim.verdict if is_printed else None
    claim.printed = now
    Claim.objects.filter(pk=claim.pk).update(printed=now)
    follow_published(claim)
    was = was or _printed_last(claim)
    if was is None:
        return None
    correction = Correction.objects.create(claim=claim, was=was, now=now, at=timezone.now(), by=by, why=why)
    enter(claim, correction)
    return correction


def _printed_last(claim: Claim) -> Verdict | None:
    last = claim.corrections.select_related("was").order_by("-at", "-pk").first()
    return last.was if last else None
