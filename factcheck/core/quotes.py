"""Whether a quote holds: whether its words stand in a text, where, and how its place is written down.

Places are written as the selectors of the W3C Web Annotation model (sections 4.2.4 and 4.2.5).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from factcheck.core.folding import FoldedText
from factcheck.core.occurrences import Place, places_of, stands_at
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _

AROUND = 64
"""Characters that are kept of what stands before and after a quote."""
MOST_PARTS = 10
"""Parts that ellipses may divide a quote into."""
MOST_PLACES = 100
"""Places that are named of a quote that stands in a text again and again; all are counted."""

_ELLIPSIS = re.compile(r"\s*(?:\[\s*(?:…|\.{3,})\s*\]|\(\s*(?:…|\.{3,})\s*\)|…|\.{3,})\s*")


class Holds(StrEnum):
    """Whether a quote stands in a text as it was written down."""

    VERIFIED = "verified"
    PARAPHRASE = "paraphrase"
    MOVED = "moved"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class TextPositionSelector:
    """A range of a text in characters, from 0; the end is the first character behind it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TextQuoteSelector:
    """The exact words, with what stands before and after."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a quote in a text: its state, where it stands, how often, and why in a sentence unless verified.

    `ranges` has one place where it is verified or moved; where it stands several times, all up to MOST_PLACES.
    """

    state: Holds
    ranges: tuple[TextPositionSelector, ...] = ()
    count: int = 0
    why: Sentence | None = None


def find_quote(
    text: str | FoldedText,
    exact: str,
    *,
    prefix: str = "",
    suffix: str = "",
    start: int | None = None,
    end: int | None = None,
) -> Found:
    """Look a quote up in a text: at its place where one is given, else everywhere.

    It is *verified* only if it stands there word for word: how quotation marks, dashes, spaces, line breaks and
    ligatures are set does not count, everything else does (FoldedText); a quote that begins or ends inside a word or a
    figure ("3,000" in "13,000") is not word for word. An ellipsis ("[…]", "…", "...") stands either for itself or for
    words left out: then each part stands word for word, in their order, with at most 1,000 characters between
    two, in at most MOST_PARTS parts.

    With a place: *verified* there; *moved* if it stands not there and exactly once elsewhere, which is offered and
    nothing more; *not found* otherwise. Without one: *verified* if it stands exactly once, or if what stands before
    and after says which of several is meant; *not found* if it stands several times and nothing says which one;
    *paraphrase* if it stands nowhere.
    """
    ways = _ways(exact)
    if not ways:
        return Found(Holds.PARAPHRASE, why=Sentence(_("There are no words in this quote.")))
    original = text if isinstance(text, str) else text.original
    if start is not None and end is not None and stands_at(original, ways, start, end):
        return Found(Holds.VERIFIED, (TextPositionSelector(start, end),), 1)
    folded = FoldedText(text) if isinstance(text, str) else text
    places: list[Place] = []
    for parts in ways:
        if places := places_of(folded.words, parts):
            break
    if start is not None:
        return _away_from_its_place(folded, places)
    if len(places) > 1 and (prefix.strip() or suffix.strip()):
        meant = [place for place in places if _stands_between(folded.words, place, prefix, suffix)]
        places = meant if len(meant) == 1 else places
    if len(places) == 1:
        return Found(Holds.VERIFIED, _ranges(folded, places), 1)
    if places:
        return _several(folded, places)
    why = Sentence(_("Its words do not stand in the stored text as they are written here."))
    return Found(Holds.PARAPHRASE, why=why)


def selectors(text: str, start: int, end: int) -> tuple[TextPositionSelector, TextQuoteSelector]:
    """Both ways to write a place of a text down; what stands before and after is cut at words."""
    before = text[max(0, start - AROUND) : start]
    after = text[end : end + AROUND]
    if start > AROUND:
        before = before[_first_space(before) :]
    if end + AROUND < len(text):
        after = after[: len(after) - _first_space(after[::-1])]
    return TextPositionSelector(start, end), TextQuoteSelector(text[start:end], before, after)


def _ways(exact: str) -> list[list[str]]:
    """How a quote can stand in a text, in parts: as it is, and with words left out where it has an ellipsis."""
    whole = FoldedText(exact).words.strip()
    if not any(map(str.isalnum, whole)):
        return []
    parts = [part for part in _ELLIPSIS.split(whole) if any(map(str.isalnum, part))]
    return [[whole], parts] if parts != [whole] and len(parts) <= MOST_PARTS else [[whole]]


def _stands_between(words: str, place: Place, prefix: str, suffix: str) -> bool:
    first, last = place
    before, after = FoldedText(prefix).words.strip(), FoldedText(suffix).words.strip()
    return words[max(0, first - len(before) - 1) : first].rstrip().endswith(before) and words[
        last : last + len(after) + 1
    ].lstrip().startswith(after)


def _away_from_its_place(folded: FoldedText, places: Sequence[Place]) -> Found:
    if len(places) == 1:
        why = Sentence(_("It stands no longer at its place, but once elsewhere in the text."))
        return Found(Holds.MOVED, _ranges(folded, places), 1, why)
    if places:
        return _several(folded, places)
    return Found(Holds.NOT_FOUND, why=Sentence(_("It stands no longer at its place, nor elsewhere.")))


def _several(folded: FoldedText, places: Sequence[Place]) -> Found:
    why = Sentence(_("It stands %(count)s times in the text: choose the place."), {"count": len(places)})
    return Found(Holds.NOT_FOUND, _ranges(folded, places[:MOST_PLACES]), len(places), why)


def _ranges(folded: FoldedText, places: Sequence[Place]) -> tuple[TextPositionSelector, ...]:
    return tuple(
        TextPositionSelector(folded.start_of(first), folded.end_of(last - 1)) for first, last in places
    )


def _first_space(text: str) -> int:
    """Where the first white space stands; 0 where there is none."""
    return next((place for place, sign in enumerate(text) if sign.isspace()), 0)
