"""Documents: adding one, watching it being read, and making a source of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.models import Document, DocumentState, Snapshot
from factcheck.models.speech import spoken
from factcheck.services.intake.reading import break_reading_off, read_again
from factcheck.services.intake.receiving import take_in, take_in_address
from factcheck.services.intake.recording import add_snapshot, discard_document, record_document
from factcheck.web.access import page, person_of
from factcheck.web.forms.citations import suggested_sources
from factcheck.web.forms.documents import DocumentForm, IntakeForm, SnapshotForm
from factcheck.web.pages.document_page import document_page
from factcheck.web.pages.snapshots import text_difference
from factcheck.web.speech import put_on
from factcheck.web.uploads import refused_uploads

SHOWN = 50


@page(Act.RECORD)
def add_document(request: HttpRequest) -> HttpResponse:
    """Paste a text, send a file or give an address."""
    sent = request.method == "POST"
    form = IntakeForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        too_large=refused_uploads(request) if sent else [],
    )
    if sent and form.is_valid():
        try:
            incoming, by = form.incoming(), person_of(request)
            taken = (
                take_in(incoming, by=by) if incoming else take_in_address(form.cleaned_data["address"], by=by)
            )
        except RuleError as error:
            put_on(form, error)
        else:
            if taken.was_there:
                messages.info(request, _("This document is here already; it is not kept twice."))
            return redirect(taken.document)
    return render(
        request,
        "factcheck/add_document.html",
        {"section": "sources", "form": form, "coming_in": Document.objects.coming_in()[:SHOWN]},
        status=422 if form.errors else 200,
    )


@page(Act.RECORD)
@vary_on_headers("HX-Request")
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """A document that came in: how far its reading is; once it is read, the record found in it, for correction."""
    found = get_object_or_404(Document.objects.select_related("snapshot__source"), pk=pk)
    if hasattr(found, "snapshot"):
        return redirect(found.snapshot)
    if found.state != DocumentState.READY:
        is_part = bool(request.headers.get("HX-Request"))
        template = "factcheck/documents/progress.html" if is_part else "factcheck/document_waits.html"
        return render(request, template, {"section": "sources", "document": found})
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Refresh": "true"})
    form = DocumentForm(request.POST or None, document=found)
    if request.method == "POST" and form.is_valid():
        try:
            snapshot = record_document(
                document=found,
                words=form.words(),
                derived_from=list(form.cleaned_data["derived_from"]),
                language=form.cleaned_data["language"],
                by=person_of(request),
            )
        except RuleError as error:
            put_on(form, error)
        else:
            return _read(request, snapshot)
    return _record_page(request, found, form, SnapshotForm())


def _record_page(
    request: HttpRequest, found: Document, form: DocumentForm, snapshot_form: SnapshotForm
) -> HttpResponse:
    return render(
        request,
        "factcheck/document.html",
        {
            "section": "sources",
            "document": found,
            "shown": document_page(found),
            "form": form,
            "snapshot_form": snapshot_form,
            "sources": suggested_sources(),
        },
        status=422 if form.errors or snapshot_form.errors else 200,
    )


def _read(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    messages.success(request, _("Recorded “%(title)s”.") % {"title": snapshot.source.title})
    return redirect(snapshot)


@require_POST
@page(Act.RECORD)
def add_snapshot_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a document as another snapshot of a source that is recorded."""
    found = get_object_or_404(Document, pk=pk)
    form = SnapshotForm(request.POST)
    if form.is_valid():
        try:
            return _read(
                request,
                add_snapshot(document=found, source=form.cleaned_data["source"], by=person_of(request)),
            )
        except RuleError as error:
            put_on(form, error)
    return _record_page(request, found, DocumentForm(document=found), form)


@page(Act.RECORD)
def documents_beside(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """A document that came in beside one that is nearly the same: what differs, before anything is recorded."""
    now = get_object_or_404(Document.objects.filter(state=DocumentState.READY), pk=pk)
    was = get_object_or_404(Document.objects.filter(state=DocumentState.READY), pk=other)
    return render(
        request,
        "factcheck/documents_beside.html",
        {"section": "sources", "was": was, "now": now, "text": text_difference(was, now)},
    )


@require_POST
@page(Act.RECORD)
def read_document_again(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Document.objects.defer("text"), pk=pk)
    if not read_again(found):
        messages.info(request, _("It is being read."))
    return redirect("document", pk=pk)


@require_POST
@page(Act.RECORD)
def break_off_document(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Document.objects.defer("text"), pk=pk)
    try:
        break_reading_off(document=found, by=person_of(request))
    except RuleError as error:
        messages.info(request, spoken(error.sentence))
    return redirect("document", pk=pk)


@page(Act.RECORD)
def discard_document_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once more, and throws away a document that no source was made of."""
    found = get_object_or_404(Document.objects.defer("text"), pk=pk)
    if request.method != "POST":
        return render(request, "factcheck/discard_document.html", {"section": "sources", "document": found})
    try:
        discard_document(document=found, by=person_of(request))
    except RuleError as error:
        messages.error(request, spoken(error.sentence))
        return redirect(found)
    messages.success(request, _("Discarded. Nothing of it is kept."))
    return redirect("add_document")
