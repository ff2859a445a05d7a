"""The list of verified claims."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from factcheck.models import Claim, Desk, FilteredList
from factcheck.web.access import page
from factcheck.web.lists import exporting, listed
from factcheck.web.tables.verified import VerifiedTable


@page()
def verified(request: HttpRequest) -> HttpResponse:
    """What the desk prints."""
    publishes = Desk.current().publishes
    shown = listed(
        request,
        FilteredList.VERIFIED,
        VerifiedTable,
        Claim.objects.for_verified_list(),
        exclude=() if publishes else ("readers",),
    )
    context = shown.context() | exporting(request, shown) | {"publishes": publishes}
    return render(request, "factcheck/verified.html", context)
