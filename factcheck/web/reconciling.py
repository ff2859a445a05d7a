"""Comparing everything again: start it, see how far it is, stop it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.models import Reconciliation
from factcheck.models.speech import spoken
from factcheck.services.everything import start_reconciling, stop_reconciling
from factcheck.web.access import page, person_of

SHOWN, CHANGES_SHOWN = 25, 200


@page(Act.RECORD)
def reconciliations(request: HttpRequest) -> HttpResponse:
    """When everything was compared, by whom and what it changed, the newest first; and the button that starts it."""
    if request.method == "POST":
        try:
            run = start_reconciling(by=person_of(request), is_anew="anew" in request.POST)
        except RuleError as error:
            messages.warning(request, spoken(error.sentence))
            return redirect("reconciliations")
        return redirect(run)
    runs = list(Reconciliation.objects.for_list()[:SHOWN])
    shown = {"runs": runs, "at_work": next((run for run in runs if run.is_at_work), None)}
    return render(request, "factcheck/reconciliations.html", shown)


@page(Act.RECORD)
@vary_on_headers("HX-Request")
def reconciliation(request: HttpRequest, pk: int) -> HttpResponse:
    """How far one pass is, and what it changed."""
    run = get_object_or_404(Reconciliation.objects.for_list(), pk=pk)
    if request.headers.get("HX-Request"):
        if not run.is_at_work:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "factcheck/parts/reconciliation_progress.html", {"run": run})
    told = [spoken(change.sentence) for change in run.told.all()[:CHANGES_SHOWN]]
    shown = {"run": run, "told": told, "untold": run.changes - len(told)}
    return render(request, "factcheck/reconciliation.html", shown)


@require_POST
@page(Act.RECORD)
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a pass where it is."""
    run = get_object_or_404(Reconciliation, pk=pk)
    try:
        stop_reconciling(run=run, by=person_of(request))
    except RuleError as error:
        messages.warning(request, spoken(error.sentence))
    return redirect(run)
