"""The correction log: every change of what the desk prints."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from factcheck.filters.corrections import CorrectionFilter
from factcheck.models import Correction, ExportedList
from factcheck.web.access import page, person_of
from factcheck.web.pages.exporting import export_choices
from factcheck.web.paging import show
from factcheck.web.tables.corrections import CorrectionTable


@page()
def corrections(request: HttpRequest) -> HttpResponse:
    """From what to what, when, by whom and why, newest first."""
    found = CorrectionFilter(request.GET, queryset=Correction.objects.for_log())
    table = CorrectionTable(found.qs)
    show(request, table)
    person = person_of(request)
    export = export_choices(ExportedList.CORRECTIONS, request.GET, table.found_total, person)
    return render(
        request,
        "factcheck/corrections.html",
        {"section": "verified", "filter": found, "table": table, "export": export},
    )
