"""Figures that nobody can read for certain: found all the same, and offered as words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.core.figures import Figure, Unread, read_figure
from factcheck.core.hedges import Hedge, Stated
from factcheck.core.reading.passages import Range
from factcheck.core.sentences import Sentence
from factcheck.core.units import UnitKind

_NO_FIGURE = Figure(0, 0, "", Stated(Hedge.EXACT, None, None, ""), UnitKind.COUNT)

_UNSURE = re.compile(r"\b(?:maybe|perhaps|possibly|probably)\s+$", re.IGNORECASE)
_JOINT = re.compile(
    r",?\s+(?:if not|or even|perhaps even|maybe even|or perhaps|or maybe|or possibly|and even|and possibly|or)\s+",
    re.IGNORECASE,
)


_VAGUE_BEFORE = re.compile(
    r"\b(?:dozens|scores|hundreds|thousands|millions|tens of thousands|hundreds of thousands)"
    + _JOINT.pattern
    + "$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a figure between two places; `unread` is a sentence where they cannot be read for certain."""

    start: int
    end: int
    figure: Figure
    unread: Sentence | None = None


def words_of(text: str, figures: Sequence[Figure]) -> list[Words]:
    """The figures of a text with what leaves them open: a word of doubt before them (“maybe one”), or a second vague
    word joined to them (“thousands, if not millions”). Each is read as the figure field would read its words.
    """
    found: list[Words] = []
    for figure in figures:
        last = found[-1] if found else None
        if last is not None and _is_joined(text, last.figure, figure) and last.end <= figure.start:
            found[-1] = _read(text, last.start, figure.end, last.figure)
        elif doubt := _UNSURE.search(text, max(0, figure.start - 20), figure.start):
            found.append(_read(text, doubt.start(), figure.end, figure))
        elif figure.stated.hedge is Hedge.VAGUE and (
            other := _VAGUE_BEFORE.search(text, max(0, figure.start - 60), figure.start)
        ):
            found.append(_read(text, other.start(), figure.end, figure))
        else:
            found.append(Words(figure.start, figure.end, figure, figure.doubt))
    return found


def _is_joined(text: str, one: Figure, other: Figure) -> bool:
    is_vague = one.stated.hedge is Hedge.VAGUE and other.stated.hedge is Hedge.VAGUE
    return is_vague and _JOINT.fullmatch(text, one.end, other.start) is not None


def _read(text: str, start: int, end: int, figure: Figure) -> Words:
    read = read_figure(text[start:end], unit=figure.stated.unit)
    return Words(start, end, figure, read.reason if isinstance(read, Unread) else figure.doubt)


def chosen_words(text: str, chosen: Range, found: Sequence[Words]) -> Words:
    """The words that a person chose: the figure that was found among them, or else words that are none."""
    start, end = chosen
    said = text[start:end]
    within = [one for one in found if start <= one.start and one.end <= end]
    figure = within[0].figure if within else _NO_FIGURE
    read = read_figure(said, unit=figure.stated.unit)
    return Words(start, end, figure, read.reason if isinstance(read, Unread) else None)
