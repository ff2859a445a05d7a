"""The reader: a document with its figures, and what becomes of each."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.models import Snapshot
from factcheck.models.speech import spoken
from factcheck.services.intake.citing import Range, cite_figure, heed_figure, ignore_figure
from factcheck.web.access import page, person_of, source_for
from factcheck.web.forms.reader import FigureForm, NewClaimForm, PlaceForm
from factcheck.web.pages.reader_page import Asked, ReaderPage, address_of, reader_page
from factcheck.web.pages.reader_panel import effect_of
from factcheck.web.pages.reader_words import place_of_words
from factcheck.web.speech import put_on

ASKED = ("figure", "part", "after", "claim", "find")


@page()
def read_source(request: HttpRequest, ref: str) -> HttpResponse:
    """To the newest snapshot of a source."""
    source = source_for(request, ref)
    newest = source.snapshots.select_related("source").order_by("-number").first()
    return redirect(newest or source)


@page()
@vary_on_headers("HX-Request")
def read_snapshot(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """The text of a snapshot with its figures marked; beside it the current one, filled in for recording."""
    snapshot = _snapshot(request, ref, number)
    if request.GET.get("words"):
        return _to_the_words(request, snapshot)
    return _show(request, reader_page(snapshot, _asked(request)))


def _snapshot(request: HttpRequest, ref: str, number: int) -> Snapshot:
    found = Snapshot.objects.select_related("source", "document", "taken_by")
    return get_object_or_404(found, source=source_for(request, ref), number=number)


def _asked(request: HttpRequest) -> Asked:
    given = {name: request.GET.get(name, "")[:200].replace("\x00", "") for name in ASKED}
    return Asked.of(**given)


def _to_the_words(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """To words that somebody typed, where they stand in the text; else back with a sentence, and the words kept."""
    asked = _asked(request)
    words = request.GET["words"][:500]
    try:
        place = place_of_words(snapshot, words, asked.at or 0)
    except RuleError as error:
        messages.error(request, spoken(error.sentence))
        return _show(request, reader_page(snapshot, asked, words=words))
    return redirect(f"{snapshot.get_absolute_url()}?figure={place.start}-{place.end}")


def _show(request: HttpRequest, shown: ReaderPage) -> HttpResponse:
    acts = ("record_figure", "ignore_figure", "heed_figure", "figure_effect")
    return render(
        request,
        "factcheck/reader.html",
        {
            "section": "sources",
            "snapshot": shown.snapshot,
            "source": shown.snapshot.source,
            "document": shown.snapshot.document,
            "shown": shown,
            "may_record": person_of(request).may(Act.RECORD),
            "addresses": {name: address_of(shown.snapshot, name) for name in acts},
        },
        status=422 if shown.refused else 200,
    )


@require_POST
@page(Act.RECORD)
def record_figure(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Record what the document says at a place, on a claim of the desk or on a new one; then on to the next figure."""
    snapshot = _snapshot(request, ref, number)
    form = FigureForm(request.POST)
    claim_form = NewClaimForm(request.POST) if form.asks_for_new_claim else None
    if form.is_valid() and (claim_form is None or claim_form.is_valid()):
        try:
            citation = cite_figure(
                snapshot=snapshot,
                at=form.at(),
                claim=claim_form.words() if claim_form else form.cleaned_data["claim"],
                words=form.words(),
                by=person_of(request),
            )
        except RuleError as error:
            named = getattr(error, "field", "")
            put_on(claim_form if claim_form and named in claim_form.fields else form, error)
        else:
            messages.success(
                request,
                _("Recorded “%(figure)s”: %(question)s")
                % {"figure": citation.figure, "question": citation.claim.question},
            )
            return _on(snapshot, form.at())
    place = f"{form['start'].value()}-{form['end'].value()}"
    asked = Asked.of(figure=place, claim=str(form["claim"].value() or ""))
    return _show(request, reader_page(snapshot, asked, form=form, claim_form=claim_form))


@require_POST
@page(Act.RECORD)
def ignore_figure_page(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Nothing is recorded of this figure; on to the next one."""
    snapshot = _snapshot(request, ref, number)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return redirect(snapshot)
    try:
        ignore_figure(document=snapshot.document, at=form.at(), by=person_of(request))
    except RuleError as error:
        messages.error(request, spoken(error.sentence))
    return _on(snapshot, form.at())


@require_POST
@page(Act.RECORD)
def heed_figure_page(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Take an ignoring back, and stay at the figure."""
    snapshot = _snapshot(request, ref, number)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return redirect(snapshot)
    heed_figure(document=snapshot.document, at=form.at(), by=person_of(request))
    return redirect(f"{snapshot.get_absolute_url()}?figure={form.at().start}-{form.at().end}")


def _on(snapshot: Snapshot, done: Range) -> HttpResponse:
    """To the first figure behind this one that waits; the page finds it, and the part that it stands in."""
    return redirect(f"{snapshot.get_absolute_url()}?after={done.end}")


@require_POST
@page(Act.RECORD)
def effect(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """What recording this would do, as it stands in the form now. Nothing is written."""
    form = FigureForm(request.POST)
    claim_form = NewClaimForm(request.POST) if form.asks_for_new_claim else None
    shown = effect_of(_snapshot(request, ref, number), form, claim_form)
    return render(request, "factcheck/reader/effect.html", shown)
