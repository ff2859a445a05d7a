"""What the page of a quote shows: where it stands or stood, where it could stand, and why it does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.core.quotes import TextPositionSelector
from factcheck.core.sentences import Sentence
from factcheck.models import QuotePlace, QuoteState
from factcheck.services.quotes.nearest import nearest_words
from factcheck.services.quotes.placing import look_again, words_to_find

SHOWN_PLACES = 20
"""As many places are offered of a quote that stands in a text again and again."""
SHOWN_STEPS = 20
AROUND = 240
"""Characters of the text that are shown before and after a passage."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a text where they stand, with what stands before and after."""

    start: int
    before: str
    words: str
    after: str
    is_cut_before: bool
    is_cut_after: bool


@dataclass(frozen=True, slots=True)
class QuotePage:
    """A quote beside the stored text. `stands` is what stands at its place; `offered` are the places that it may be
    moved to; `nearest` is what comes nearest to a paraphrase.
    """

    place: QuotePlace
    quote: str
    why: Sentence | None
    stands: Passage | None
    offered: list[Passage]
    hidden: int
    nearest: Passage | None
    history: list[QuotePlace]


def quote_page(place: QuotePlace) -> QuotePage:
    """Compute the page of a quote; its snapshot comes with the document and its text."""
    text = place.snapshot.document.text
    quote = words_to_find(place.citation)
    found = look_again(place, text)
    is_held = place.state == QuoteState.VERIFIED
    offered = () if is_held else found.ranges
    near = nearest_words(text, quote) if place.state == QuoteState.PARAPHRASE and not offered else None
    has_place = place.start is not None and place.end is not None and place.end <= len(text)
    return QuotePage(
        place=place,
        quote=quote,
        why=None if is_held else found.why,
        stands=_passage(text, place.start or 0, place.end or 0) if has_place else None,
        offered=list(_passages(text, offered[:SHOWN_PLACES])),
        hidden=max(0, max(found.count, len(offered)) - SHOWN_PLACES) if offered else 0,
        nearest=_passage(text, near.start, near.end) if near else None,
        history=list(place.history.select_related("history_user").order_by("-history_id")[:SHOWN_STEPS]),
    )


def _passages(text: str, ranges: tuple[TextPositionSelector, ...]) -> Iterator[Passage]:
    for one in ranges:
        yield _passage(text, one.start, one.end)


def _passage(text: str, start: int, end: int) -> Passage:
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND:
        before = before.partition(" ")[2] or before
    if end + AROUND < len(text):
        after = after.rpartition(" ")[0] or after
    return Passage(
        start=start,
        before=before,
        words=text[start:end],
        after=after,
        is_cut_before=start > AROUND,
        is_cut_after=end + AROUND < len(text),
    )
