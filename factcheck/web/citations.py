"""Recording, amending and withdrawing citations, and showing at once how a figure is read."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.models import Attribution, Citation, Claim, Desk, Source
from factcheck.models.amended import AmendedSince, amended_since
from factcheck.services.citations import (
    amend_citation,
    record_citation,
    restore_citation,
    withdraw_citation,
)
from factcheck.services.figures import FigureReading, read_for_terms
from factcheck.web.access import page, person_of
from factcheck.web.forms.citations import (
    MOST_SUGGESTED,
    CitationForm,
    WithdrawForm,
    source_label,
    suggested_sources,
)
from factcheck.web.speech import put_on


@page(Act.RECORD)
def record_citation_page(request: HttpRequest, ref: str) -> HttpResponse:
    """Record what a source says on a claim; “Show reading” reads the figure without saving anything."""
    claim = get_object_or_404(Claim, ref=ref)
    form = _form(request, claim, {"source": _source_asked_for(request)})
    if form.is_bound and form.is_valid():
        try:
            citation = record_citation(
                claim=claim, source=form.cleaned_data["source"], words=form.words(), by=person_of(request)
            )
        except RuleError as error:
            put_on(form, error)
        else:
            _say_recorded(request, citation)
            return redirect("record_citation", ref=ref) if "another" in request.POST else redirect(claim)
    return _form_page(request, form, claim, None)


def _say_recorded(request: HttpRequest, citation: Citation) -> None:
    if citation.is_read:
        messages.success(request, _("Recorded “%(figure)s”.") % {"figure": citation.figure})
    else:
        messages.warning(
            request,
            _("Recorded “%(figure)s” as words, unread: %(why)s")
            % {"figure": citation.figure, "why": citation.unread_because},
        )


def _source_asked_for(request: HttpRequest) -> str:
    source = Source.objects.filter(ref=request.GET.get("source", "")[:120].replace("\x00", "")).first()
    return source_label(source.title, source.ref) if source else ""


@page(Act.RECORD)
def amend_citation_page(request: HttpRequest, pk: int) -> HttpResponse:
    citation = get_object_or_404(Citation.objects.select_related("claim", "source", "attribution"), pk=pk)
    form = _form(request, citation.claim, CitationForm.initial_of(citation))
    amended_by_others = None
    if form.is_bound and form.is_valid():
        try:
            amended = amend_citation(
                citation=citation,
                words=form.words(),
                source=form.cleaned_data["source"],
                by=person_of(request),
                seen_version=form.cleaned_data["seen_version"],
            )
        except RuleError as error:
            amended_by_others = amended_since(citation, form.cleaned_data["seen_version"] or 0)
            put_on(form, error, seen_version=Citation.objects.get(pk=pk).version)
        else:
            messages.success(request, _("Amended “%(figure)s”.") % {"figure": amended.figure})
            return redirect(amended.claim)
    return _form_page(request, form, citation.claim, citation, amended_by_others)


def _form(request: HttpRequest, claim: Claim, initial: dict[str, object]) -> CitationForm:
    """The form as it was sent; where only the reading is asked for, filled with what was typed and not yet judged."""
    if "read" in request.POST:
        return CitationForm(claim=claim, initial=request.POST.dict())
    return CitationForm(request.POST or None, claim=claim, initial=initial)


def _form_page(
    request: HttpRequest,
    form: CitationForm,
    claim: Claim,
    citation: Citation | None,
    amended_by_others: AmendedSince | None = None,
) -> HttpResponse:
    figure = form.data.get("figure", "") if form.is_bound else str(form.initial.get("figure", ""))
    return render(
        request,
        "factcheck/citation_form.html",
        {
            "section": "claims",
            "form": form,
            "claim": claim,
            "citation": citation,
            "amended": amended_by_others,
            "figure": figure,
            "reading": _reading(claim, figure),
            "sources": suggested_sources(),
            "attributions": Attribution.objects.order_by("name").values_list("name", flat=True)[
                :MOST_SUGGESTED
            ],
        },
        status=422 if form.errors else 200,
    )


def _reading(claim: Claim, figure: str) -> FigureReading | None:
    return read_for_terms(figure, claim.terms(Desk.current())) if figure.strip() else None


@require_GET
@vary_on_headers("HX-Request")
@page(Act.RECORD)
def reading(request: HttpRequest, ref: str) -> HttpResponse:
    """How a figure is read on the terms of a claim, in words, as it is being typed."""
    claim = get_object_or_404(Claim, ref=ref)
    figure = request.GET.get("figure", "")[:500]
    return render(
        request,
        "factcheck/parts/reading.html",
        {"figure": figure, "reading": _reading(claim, figure), "claim": claim},
    )


@page(Act.RECORD)
def withdraw_citation_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks for the reason, and withdraws."""
    citation = get_object_or_404(Citation.objects.select_related("claim", "source"), pk=pk)
    form = WithdrawForm(request.POST or None, initial={"seen_version": citation.version})
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_citation(
                citation=citation,
                because=form.cleaned_data["because"],
                by=person_of(request),
                seen_version=form.cleaned_data["seen_version"],
            )
        except RuleError as error:
            put_on(form, error, seen_version=Citation.objects.get(pk=pk).version)
        else:
            messages.success(
                request, _("Withdrawn “%(figure)s”. It can be restored.") % {"figure": citation.figure}
            )
            return redirect(citation.claim)
    return render(
        request,
        "factcheck/withdraw.html",
        {"section": "claims", "form": form, "citation": citation, "claim": citation.claim},
        status=422 if form.errors else 200,
    )


@require_POST
@page(Act.RECORD)
def restore_citation_page(request: HttpRequest, pk: int) -> HttpResponse:
    citation = get_object_or_404(Citation.objects.select_related("claim"), pk=pk)
    try:
        restore_citation(citation=citation, by=person_of(request))
    except RuleError as error:
        messages.error(request, str(error.sentence))
    else:
        messages.success(request, _("Restored “%(figure)s”.") % {"figure": citation.figure})
    return redirect(citation.claim)
