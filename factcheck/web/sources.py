"""The pages of a source."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.exports.bibliography import BIBLIOGRAPHIES
from factcheck.filters.source_citations import SourceCitationFilter
from factcheck.models import Source
from factcheck.models.amended import AmendedSince, amended_since
from factcheck.services.grading import grade_source
from factcheck.services.sensitivity import mark_sensitive
from factcheck.services.sources import amend_source, record_source
from factcheck.services.suggested_links import suggested_links
from factcheck.web.access import page, person_of, source_for
from factcheck.web.forms.sources import GradeForm, RecordSourceForm, SensitiveForm, SourceForm
from factcheck.web.pages.source_page import source_page
from factcheck.web.paging import show
from factcheck.web.speech import put_on
from factcheck.web.tables.source_citations import SourceCitationTable

SHOWN_LINKS = 3


@page()
def source(request: HttpRequest, ref: str) -> HttpResponse:
    """A source: its record, snapshots and grades, how the desk judged it, and what it says on which claim."""
    found = source_for(request, ref)
    citations = SourceCitationFilter(request.GET, queryset=found.citations.for_source_page(), request=request)
    table = SourceCitationTable(citations.qs)
    show(request, table)
    person = person_of(request)
    return render(
        request,
        "factcheck/source.html",
        {
            "section": "sources",
            "source": found,
            "shown": source_page(found),
            "links": suggested_links(found)[:SHOWN_LINKS],
            "filter": citations,
            "table": table,
            "may_record": person.may(Act.RECORD),
            "may_propose": person.may(Act.PROPOSE),
            "may_see_sensitive": person.may(Act.SEE_SENSITIVE),
            "bibliographies": BIBLIOGRAPHIES.values(),
        },
    )


@page(Act.RECORD)
def grade_source_page(request: HttpRequest, ref: str) -> HttpResponse:
    """Another grade of reliability, with the reason for it."""
    found = source_for(request, ref)
    form = GradeForm(
        request.POST or None, initial={"reliability": found.reliability, "seen_version": found.version}
    )
    if request.method == "POST" and form.is_valid():
        try:
            grade_source(source=found, by=person_of(request), **form.cleaned_data)
        except RuleError as error:
            put_on(form, error, seen_version=Source.objects.get(pk=found.pk).version)
        else:
            messages.success(request, _("Graded."))
            return redirect(found)
    return render(
        request,
        "factcheck/grade_source.html",
        {"section": "sources", "source": found, "form": form},
        status=422 if form.errors else 200,
    )


@page(Act.SEE_SENSITIVE)
def mark_sensitive_page(request: HttpRequest, ref: str) -> HttpResponse:
    """The identity of a source is withheld, or no longer, with the reason for it."""
    found = source_for(request, ref)
    is_sensitive = not found.is_sensitive
    form = SensitiveForm(request.POST or None, initial={"is_sensitive": is_sensitive})
    if request.method == "POST" and form.is_valid():
        try:
            mark_sensitive(source=found, by=person_of(request), **form.cleaned_data)
        except RuleError as error:
            put_on(form, error)
        else:
            messages.success(
                request,
                _("Marked as sensitive: readers and exports no longer name it.")
                if form.cleaned_data["is_sensitive"]
                else _("No longer sensitive: readers and exports name it again."),
            )
            return redirect(found)
    return render(
        request,
        "factcheck/mark_sensitive.html",
        {"section": "sources", "source": found, "form": form, "is_sensitive": is_sensitive},
        status=422 if form.errors else 200,
    )


@page(Act.RECORD)
def record_source_page(request: HttpRequest) -> HttpResponse:
    form = RecordSourceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            recorded = record_source(
                words=form.words(),
                derived_from=list(form.cleaned_data["derived_from"]),
                sensitive_because=form.cleaned_data["sensitive_because"],
                by=person_of(request),
            )
        except RuleError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Recorded “%(title)s”.") % {"title": recorded.title})
            return redirect(recorded)
    return _form_page(request, form, None)


@page(Act.RECORD)
def amend_source_page(request: HttpRequest, ref: str) -> HttpResponse:
    found = source_for(request, ref)
    form = SourceForm(request.POST or None, initial=SourceForm.initial_of(found))
    amended = None
    if request.method == "POST" and form.is_valid():
        try:
            amend_source(
                source=found,
                words=form.words(),
                derived_from=list(form.cleaned_data["derived_from"]),
                by=person_of(request),
                seen_version=form.cleaned_data["seen_version"],
            )
        except RuleError as error:
            amended = amended_since(found, form.cleaned_data["seen_version"] or 0)
            put_on(form, error, seen_version=Source.objects.get(pk=found.pk).version)
        else:
            messages.success(request, _("Amended."))
            return redirect(found)
    return _form_page(request, form, found, amended)


def _form_page(
    request: HttpRequest, form: SourceForm, found: Source | None, amended: AmendedSince | None = None
) -> HttpResponse:
    return render(
        request,
        "factcheck/source_form.html",
        {"section": "sources", "form": form, "source": found, "amended": amended},
        status=422 if form.errors else 200,
    )
