"""Importing files of citations: add one, match its columns, look at what it would do, import it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.models import Import, ImportState
from factcheck.models.speech import spoken
from factcheck.services.importing import UnreadableFileError
from factcheck.services.importing.committing import (
    break_off,
    discard_import,
    match_again,
    start_import,
    take_up_again,
)
from factcheck.services.importing.receiving import receive_import
from factcheck.services.importing.undoing import may_undo, queue_undoing, require_may_undo, undo_import
from factcheck.services.importing.working import is_small
from factcheck.web.access import page, person_of
from factcheck.web.forms.imports import ImportFileForm
from factcheck.web.import_matching import matching_page
from factcheck.web.pages.import_page import errand_of, import_page, said_layout
from factcheck.web.paging import show
from factcheck.web.speech import put_on
from factcheck.web.tables.imports import ImportEffectTable, ImportRowTable, ImportTable
from factcheck.web.uploads import refused_uploads


@page(Act.RECORD)
def imports(request: HttpRequest) -> HttpResponse:
    """What was imported, when and by whom, the newest first."""
    table = ImportTable(Import.objects.for_list())
    show(request, table)
    return render(request, "factcheck/imports.html", {"section": "record", "table": table})


@page(Act.RECORD)
def add_import(request: HttpRequest) -> HttpResponse:
    """Drop or choose a file."""
    sent = request.method == "POST"
    form = ImportFileForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        too_large=refused_uploads(request) if sent else (),
    )
    if sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            run = receive_import(name=file.name or "", content=file.read(), by=person_of(request))
        except UnreadableFileError as error:
            form.add_error("file", spoken(error.sentence))
        except RuleError as error:
            put_on(form, error)
        else:
            return redirect(run)
    return render(
        request,
        "factcheck/add_import.html",
        {"section": "record", "form": form},
        status=422 if form.errors else 200,
    )


@page(Act.RECORD)
@vary_on_headers("HX-Request")
def import_(request: HttpRequest, pk: int) -> HttpResponse:
    """An import: its columns while they are being matched, how far it is while it is worked on, then its rows."""
    run = get_object_or_404(Import.objects.for_list(), pk=pk)
    is_part = bool(request.headers.get("HX-Request"))
    if run.is_at_work or run.state == ImportState.UNDOING:
        template = "factcheck/imports/progress.html" if is_part else "factcheck/import_waits.html"
        return render(request, template, {"section": "record", "run": run, "errand": errand_of(run)})
    if is_part:
        return HttpResponse(headers={"HX-Refresh": "true"})
    if run.state == ImportState.RECEIVED:
        return matching_page(request, run)
    shown = import_page(run, request.GET.get("show", ""))
    rows = shown.rows()
    table = ImportRowTable(rows) if rows is not None else ImportEffectTable(shown.effects())
    show(request, table)
    return render(
        request,
        "factcheck/import.html",
        {
            "section": "record",
            "run": run,
            "shown": shown,
            "table": table,
            "layout": said_layout(run),
            "may_undo": run.state == ImportState.IMPORTED and may_undo(run, person_of(request)),
        },
    )


def _act(request: HttpRequest, pk: int, act: Callable[[Import], None], done: str = "") -> HttpResponse:
    """Do something with an import and go back to it; a refusal is said there."""
    run = get_object_or_404(Import, pk=pk)
    try:
        act(run)
    except RuleError as error:
        messages.error(request, spoken(error.sentence))
    else:
        if done:
            messages.success(request, done)
    return redirect("import", pk=pk)


@require_POST
@page(Act.RECORD)
def write_import(request: HttpRequest, pk: int) -> HttpResponse:
    by, skip_bad = person_of(request), bool(request.POST.get("skip_bad"))
    return _act(request, pk, lambda run: start_import(run=run, by=by, skip_bad=skip_bad))


@require_POST
@page(Act.RECORD)
def break_off_import(request: HttpRequest, pk: int) -> HttpResponse:
    by = person_of(request)

    def stop(run: Import) -> None:
        if break_off(run=run, by=by):
            messages.success(request, _("Broken off. Nothing was written."))
        else:
            messages.info(request, _("It stops at its next step, and nothing of it is saved."))

    return _act(request, pk, stop)


@require_POST
@page(Act.RECORD)
def take_up_import(request: HttpRequest, pk: int) -> HttpResponse:
    by = person_of(request)
    return _act(request, pk, lambda run: take_up_again(run=run, by=by))


@require_POST
@page(Act.RECORD)
def match_import_again(request: HttpRequest, pk: int) -> HttpResponse:
    by = person_of(request)
    return _act(request, pk, lambda run: match_again(run=run, by=by))


@page(Act.RECORD)
def discard_import_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once more, and throws away a file that was not imported."""
    run = get_object_or_404(Import, pk=pk)
    if request.method != "POST":
        return render(request, "factcheck/discard_import.html", {"section": "record", "run": run})
    by = person_of(request)
    return _act(
        request, pk, lambda run: discard_import(run=run, by=by), _("Discarded. Nothing of it was recorded.")
    )


@page(Act.RECORD)
def undo_import_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once more, and undoes a whole import; what rests on it is said here, and then nothing happens."""
    run, by, refused = get_object_or_404(Import, pk=pk), person_of(request), ""
    require_may_undo(run, by)
    if request.method == "POST":
        try:
            if is_small(run):
                undo_import(run=run, by=by)
            else:
                queue_undoing(run=run, by=by)
        except RuleError as error:
            refused = spoken(error.sentence)
        else:
            return redirect("import", pk=pk)
    return render(
        request,
        "factcheck/undo_import.html",
        {"section": "record", "run": run, "refused": refused},
        status=409 if refused else 200,
    )
