"""The pages of a source."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from factcheck.core.dates import say_date
from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.models import Source
from factcheck.models.amended import AmendedSince, amended_since
from factcheck.services.sources import amend_source, record_source
from factcheck.services.suggested_links import suggested_links
from factcheck.web.access import page, person_of
from factcheck.web.forms.sources import SourceForm
from factcheck.web.pages.snapshots import source_snapshots
from factcheck.web.speech import put_on

SHOWN_CITATIONS, SHOWN_LINKS = 200, 3


@page()
def source(request: HttpRequest, ref: str) -> HttpResponse:
    """A source: its record, what it draws on, what repeats it, and what it says on which claim."""
    found = get_object_or_404(Source, ref=ref)
    citations = found.citations.select_related("claim", "attribution").order_by("claim__question", "pk")
    return render(
        request,
        "factcheck/source.html",
        {
            "section": "sources",
            "source": found,
            "published": say_date(found.published),
            "parents": found.derived_from.order_by("title"),
            "echoes": found.echoes.order_by("title"),
            "links": suggested_links(found)[:SHOWN_LINKS],
            "citations": citations[:SHOWN_CITATIONS],
            "citation_count": citations.count(),
            "snapshots": source_snapshots(found),
            "may_record": person_of(request).may(Act.RECORD),
            "may_propose": person_of(request).may(Act.PROPOSE),
        },
    )


@page(Act.RECORD)
def record_source_page(request: HttpRequest) -> HttpResponse:
    form = SourceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            recorded = record_source(
                words=form.words(),
                derived_from=list(form.cleaned_data["derived_from"]),
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
    found = get_object_or_404(Source, ref=ref)
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
