"""What the reader shows: a part of the text with its figures marked, and all about the current one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from factcheck.core.dates import say_date
from factcheck.core.units import UnitKind, unit_words
from factcheck.models import Document, QuotePlace, Snapshot
from factcheck.models.citations import MAX_QUOTE
from factcheck.services.intake.citing import Range
from factcheck.services.reading import Offer, propose_for
from factcheck.web.forms.reader import FigureForm, NewClaimForm
from factcheck.web.pages.reader_panel import Panel, panel_for
from factcheck.web.pages.reader_text import Mark, MarkState, Part, Stretch, part_at, stretches_of

BEFORE = 30
"""Paragraphs before a part that are read for who speaks and when."""
MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address of the reader asks for: a figure by its place, a part, the figure behind a place, a claim for the
    figure by its reference, or words that a claim is looked for by.
    """

    figure: Range | None = None
    part: int = 1
    after: int | None = None
    claim: str = ""
    find: str = ""

    @classmethod
    def of(
        cls, *, figure: str = "", part: str = "", after: str = "", claim: str = "", find: str = ""
    ) -> Asked:
        """As the words of an address say; what cannot be understood is as if it were not there."""
        start, _dash, end = figure.partition("-")
        first, last = _number(start), _number(end)
        place = Range(first, last) if first is not None and last is not None and first < last else None
        return cls(place, _number(part) or 1, _number(after), claim, find)

    @property
    def at(self) -> int | None:
        return self.figure.start if self.figure else self.after


def _number(words: str) -> int | None:
    return int(words) if words.isascii() and words.isdigit() and len(words) <= MOST_DIGITS else None


@dataclass(slots=True)
class ReaderPage:
    """A part of a document with its marks. `panel` is about the current figure; None where none waits."""

    snapshot: Snapshot
    part: Part
    marks: list[Mark]
    stretches: list[Stretch]
    published: str
    newest: Snapshot | None
    panel: Panel | None = None
    asked_words: str = ""
    counts: list[tuple[MarkState, int]] = field(default_factory=list)
    previous: Mark | None = None
    following: Mark | None = None
    position: int = 0

    @property
    def refused(self) -> bool:
        """Whether a form was sent that could not be taken."""
        return self.panel is not None and self.panel.refused

    @property
    def following_part(self) -> int | None:
        """The part that comes next, where no figure of this one does."""
        return None if self.following else self.part.following


def reader_page(
    snapshot: Snapshot,
    asked: Asked,
    *,
    form: FigureForm | None = None,
    claim_form: NewClaimForm | None = None,
    words: str = "",
) -> ReaderPage:
    """Compute a page of the reader; as many queries for sixty figures as for one."""
    document = snapshot.document
    place = asked.figure if asked.figure and _may_be_cited(asked.figure, document) else None
    part = part_at(document, number=asked.part, at=asked.at)
    places = _places_in(snapshot, part)
    ignored = _ignored_in(snapshot, part)
    settled = {*map(_range, places), *ignored} - {(place.start, place.end) if place else None}
    offers = _offers(snapshot, part, places, settled=settled)
    marks = sorted([*_marks(offers, ignored), *_by_hand(places, offers)], key=lambda one: one.start)
    current = _current(marks, asked, place)
    offer = next((one for one in offers if current and _is_at(one, current.start, current.end)), None)
    if place and (current is None or offer is None):
        chosen = _offers(snapshot, part, places, chosen=(place.start, place.end))
        offer = chosen[0] if chosen else None
    if current:
        current.is_current = True
    page = ReaderPage(
        snapshot=snapshot,
        part=part,
        marks=marks,
        stretches=stretches_of(document, part, marks),
        published=say_date(snapshot.source.published),
        newest=_newer(snapshot),
        asked_words=words,
        counts=[(state, sum(one.state is state for one in marks)) for state in MarkState],
    )
    at = current.start if current else (place.start if place else None)
    if at is not None:
        page.previous = next((one for one in reversed(marks) if one.start < at), None)
        page.following = next((one for one in marks if one.start > at), None)
    page.position = marks.index(current) + 1 if current else 0
    if offer is not None:
        panel = panel_for(snapshot, offer, asked.claim, find=asked.find, form=form, claim_form=claim_form)
        panel.recorded = [
            one.citation for one in places if _overlaps(one, offer.found.start, offer.found.end)
        ]
        panel.is_ignored = current is not None and current.state is MarkState.IGNORED
        panel.kind = kind_of(offer)
        page.panel = panel
    return page


def _may_be_cited(place: Range, document: Document) -> bool:
    """Whether a place stands in the text, and is no longer than a quote may be."""
    return place.end <= len(document.text) and place.end - place.start <= MAX_QUOTE


def _newer(snapshot: Snapshot) -> Snapshot | None:
    newest = Snapshot.objects.filter(source=snapshot.source).order_by("-number").first()
    if newest is None or newest.pk == snapshot.pk:
        return None
    newest.source = snapshot.source
    return newest


def _places_in(snapshot: Snapshot, part: Part) -> list[QuotePlace]:
    """The citations that were taken from this part, with the places of their quotes."""
    found = QuotePlace.objects.filter(snapshot=snapshot, citation__withdrawn_at=None).select_related(
        "citation__claim", "citation__source", "citation__attribution"
    )
    places = [one for one in found.order_by("pk") if one.start is not None or one.figure_start is not None]
    return [one for one in places if part.start <= _range(one)[0] < part.end]


def _range(place: QuotePlace) -> tuple[int, int]:
    """Where the figure stands; where only the quote has a place, the figure in it, or else all of it."""
    if place.figure_start is not None and place.figure_end is not None:
        return place.figure_start, place.figure_end
    assert place.start is not None
    assert place.end is not None
    within = place.citation.quote.lower().find(place.citation.figure.lower())
    if within < 0:
        return place.start, place.end
    return place.start + within, min(place.end, place.start + within + len(place.citation.figure))


def _overlaps(place: QuotePlace, start: int, end: int) -> bool:
    first, last = _range(place)
    return first < end and start < last


def _offers(
    snapshot: Snapshot,
    part: Part,
    places: Sequence[QuotePlace],
    *,
    settled: Collection[tuple[int, int]] = (),
    chosen: tuple[int, int] | None = None,
) -> list[Offer]:
    prose = [one for one in part.paragraphs if not one.is_clutter or chosen is not None]
    first = part.paragraphs[0].number
    before = snapshot.document.paragraphs.filter(
        number__lt=first, number__gte=first - BEFORE, is_clutter=False
    )
    context = list(before.order_by("number")) if first > 1 else []
    if not prose:
        return []
    return propose_for(
        text=snapshot.document.text,
        paragraphs=[*context, *prose],
        source=snapshot.source,
        language=snapshot.document.language,
        within=(part.start, part.end),
        recorded={_range(one): [one.citation] for one in places},
        settled=settled,
        chosen=chosen,
    )


def _ignored_in(snapshot: Snapshot, part: Part) -> set[tuple[int, int]]:
    here = snapshot.document.ignored.filter(start__gte=part.start, end__lte=part.end)
    return set(here.values_list("start", "end"))


def _marks(offers: Sequence[Offer], ignored: Collection[tuple[int, int]]) -> Iterator[Mark]:
    for offer in offers:
        found = offer.found
        claim = offer.best.claim if offer.best else None
        if offer.recorded:
            state, claim = MarkState.RECORDED, offer.recorded[0].claim
        elif (found.start, found.end) in ignored:
            state, claim = MarkState.IGNORED, None
        elif found.unread is not None:
            state = MarkState.UNREAD
        else:
            state = MarkState[offer.mark.name]
        yield Mark(found.start, found.end, found.words, kind_of(offer), state, claim)


def _by_hand(places: Sequence[QuotePlace], offers: Sequence[Offer]) -> Iterator[Mark]:
    """Words that were cited and are no figure, such as dates and answers in words."""
    for place in places:
        start, end = _range(place)
        if not any(one.found.start < end and start < one.found.end for one in offers):
            yield Mark(start, end, place.citation.figure, "", MarkState.RECORDED, place.citation.claim)


def kind_of(offer: Offer) -> str:
    """Of what kind a figure is, in words: what it counts or measures."""
    figure = offer.found.figure
    named = unit_words(figure.stated.unit, None)
    return figure.subject or named if figure.unit_kind is UnitKind.COUNT else named


def _current(marks: Sequence[Mark], asked: Asked, place: Range | None) -> Mark | None:
    if place is not None:
        return next((one for one in marks if (one.start, one.end) == (place.start, place.end)), None)
    after = asked.after or 0
    return next((one for one in marks if one.state.waits and one.start >= after), None)


def _is_at(offer: Offer, start: int, end: int) -> bool:
    return (offer.found.start, offer.found.end) == (start, end)


def address_of(snapshot: Snapshot, name: str) -> str:
    return reverse(name, args=[snapshot.source.ref, snapshot.number])
