"""Matching the columns of a file that came in, and correcting how it is read."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.models import Import, ImportState
from factcheck.models.speech import spoken
from factcheck.services.importing.previewing import start_check
from factcheck.services.importing.receiving import file_of, lay_out_import, layout_of, match_columns
from factcheck.services.importing.recognising import columns_in
from factcheck.services.importing.remembering import applied, keep_matching
from factcheck.services.importing.workbooks import sheet_names
from factcheck.web.access import page, person_of
from factcheck.web.forms.imports import KeptMatchingForm, LayoutForm, MatchingForm
from factcheck.web.pages.import_page import earlier_imports, said_layout
from factcheck.web.speech import put_on


def matching_page(
    request: HttpRequest,
    run: Import,
    *,
    layout_form: LayoutForm | None = None,
    matching_form: MatchingForm | None = None,
) -> HttpResponse:
    """The columns of a file with what they are taken for; a refused form comes back as it was filled in."""
    file = file_of(run)
    columns = columns_in(file, layout_of(run))
    kept_form = KeptMatchingForm(request.GET if "matching" in request.GET else None)
    matched = run.columns
    if kept_form.is_bound and kept_form.is_valid():
        matched = applied(kept_form.cleaned_data["matching"], [column.label for column in columns])
    layout_form = layout_form or LayoutForm(run=run, sheets=_sheets(run))
    matching_form = matching_form or MatchingForm(columns=columns, matched=matched)
    return render(
        request,
        "factcheck/import_columns.html",
        {
            "section": "record",
            "run": run,
            "layout": said_layout(run),
            "layout_form": layout_form,
            "form": matching_form,
            "kept_form": kept_form if kept_form.fields["matching"].queryset.exists() else None,  # type: ignore[attr-defined]
            "earlier": earlier_imports(run),
        },
        status=422 if layout_form.errors or matching_form.errors else 200,
    )


@require_POST
@page(Act.RECORD)
def lay_out_import_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the file by another encoding, separator, quotation mark or sheet."""
    run = get_object_or_404(Import, pk=pk)
    if run.state != ImportState.RECEIVED:
        return redirect(run)
    form = LayoutForm(request.POST, run=run, sheets=_sheets(run))
    if form.is_valid():
        try:
            return redirect(lay_out_import(run=run, layout=form.layout(), by=person_of(request)))
        except RuleError as error:
            put_on(form, error)
    return matching_page(request, run, layout_form=form)


@require_POST
@page(Act.RECORD)
def match_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what each column is, and have the file checked."""
    run = get_object_or_404(Import, pk=pk)
    if run.state != ImportState.RECEIVED:
        return redirect(run)
    form = MatchingForm(request.POST, columns=columns_in(file_of(run), layout_of(run)), matched=run.columns)
    if form.is_valid():
        by, name = person_of(request), form.cleaned_data["matching_name"]
        try:
            with transaction.atomic():
                run = match_columns(run=run, columns=form.chosen(), by=by)
                if name:
                    keep_matching(name=name, columns=form.chosen(), by=by)
        except RuleError as error:
            put_on(form, error)
        else:
            try:
                start_check(run=run, by=by)
            except RuleError as error:
                messages.error(request, spoken(error.sentence))
            return redirect(run)
    return matching_page(request, run, matching_form=form)


def _sheets(run: Import) -> list[str]:
    return [] if run.encoding else sheet_names(file_of(run))
