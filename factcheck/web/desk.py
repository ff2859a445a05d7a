"""The desk: what is due next, and what waits for whom."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from factcheck.core.roles import Act
from factcheck.models import Citation, Claim, Desk, Discrepancy, Step
from factcheck.models.discrepancies import DiscrepancyQuerySet
from factcheck.web.access import page, person_of
from factcheck.web.tables.discrepancies import DiscrepancyTable

FIRST = 8


@page()
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for me, with the next act of each row, and the board of the whole desk below."""
    person = person_of(request)
    waiting = Discrepancy.objects.none()
    verdicts = Claim.objects.none()
    if person.may(Act.APPROVE):
        proposed = Discrepancy.objects.awaiting_approval()
        verdicts = Claim.objects.filter(proposed_verdict__isnull=False)
        if not Desk.current().single_review:
            proposed = proposed.exclude(resolution__proposed_by=person)
            verdicts = verdicts.exclude(proposed_verdict__proposed_by=person)
        waiting |= proposed
    if person.may(Act.PROPOSE):
        waiting |= Discrepancy.objects.awaiting_proposal()
    rows = list(waiting.for_list()[:FIRST])
    table = DiscrepancyTable(rows, orderable=False)
    return render(
        request,
        "factcheck/desk.html",
        {
            "table": table,
            "waiting_count": waiting.count(),
            "first": rows[0] if rows else None,
            "verdicts": verdicts.select_related("proposed_verdict__proposed_by").order_by("question")[:FIRST],
            "counts": _counts(),
            "returned": _returned_to(person.pk),
            "unread": Citation.objects.unread().for_claim_page().select_related("claim")[:FIRST]
            if person.may(Act.RECORD)
            else [],
        },
    )


def _returned_to(person: int) -> DiscrepancyQuerySet:
    """Discrepancies whose proposal by this person was returned."""
    mine = Step.objects.filter(to_state="returned", resolution__proposed_by=person).values("discrepancy")
    return Discrepancy.objects.filter(Q(state="returned") & Q(pk__in=mine)).for_list()[:FIRST]


def _counts() -> dict[str, int]:
    """The board: one number for each thing that somebody should look at some day."""
    return {
        "major": Discrepancy.objects.live().filter(severity="major").count(),
        "live": Discrepancy.objects.live().count(),
        "proposed": Discrepancy.objects.awaiting_approval().count(),
        "one_origin": Claim.objects.filter(origin_count=1).count(),
        "graded": Claim.objects.resting_on_low_grades().count(),
        "unread": Citation.objects.unread().count(),
        "verified": Claim.objects.verified().count(),
    }
