"""Running heads, feet and page numbers: what repeats at the edge of most pages, apart from the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from factcheck.extraction.pdf_lines import Line, usual_size

_DIGITS = re.compile(r"\d+")
_EDGE = 2
"""Rows at the top and at the bottom of a page that may be running heads."""
_MOST_PAGES = 0.4
_LEAST_PAGES = 3
_LARGER = 1.15
"""A line larger than the text by this much is a heading, however often it stands there."""
_OTHER_SIZE = 0.6
_GAP = 1.35
_NUMBER_AT_EDGE = re.compile(r"^\W{0,3}(\d{1,4})\b|\b(\d{1,4})\W{0,3}$")
_ROMAN = re.compile(r"\W{0,3}[ivxlc]{1,7}\W{0,3}", re.IGNORECASE)


def running_lines(pages: Sequence[Sequence[Line]]) -> list[set[int]]:
    """For each page, the places of the lines at its edge that are furniture: they say on most pages the same, figures
    in them aside, or they begin or end with the number of the page.

    Left and right pages may have heads of their own, so two in five of the pages will do, and three at the least. They
    must stand apart from the text, by a gap or by the size of their letters: the first line of a page's text is
    never one, even where every page begins with the same words.
    """
    body = usual_size(line for lines in pages for line in lines)
    edges = [[lines[place] for place in _edges(lines, body)] for lines in pages]
    often = max(_LEAST_PAGES, sum(bool(lines) for lines in pages) * _MOST_PAGES)
    counts: Counter[str] = Counter()
    offsets: Counter[int] = Counter()
    for lines in edges:
        counts.update({_key(line.text) for line in lines})
        offsets.update({offset for line in lines for offset in _offsets(line)})
    usual = {offset for offset, count in offsets.most_common(1) if count >= often}

    def is_running(line: Line) -> bool:
        return counts[_key(line.text)] >= often or not usual.isdisjoint(_offsets(line)) or _is_roman(line)

    return [
        {place for place, line in enumerate(lines) if line in apart and is_running(line)}
        for lines, apart in zip(pages, edges, strict=True)
    ]


def _offsets(line: Line) -> set[int]:
    """How far the number at the beginning or end of a line is from the number of its page."""
    return {int(found[1] or found[2]) - line.page for found in _NUMBER_AT_EDGE.finditer(line.text)}


def _is_roman(line: Line) -> bool:
    return bool(_ROMAN.fullmatch(line.text))


def _edges(lines: Sequence[Line], body: float) -> Iterator[int]:
    """The places of the lines that stand apart from the text at the top and at the bottom of the page."""
    rows = _rows(lines)
    distances = [abs(one[0] - two[0]) for one, two in pairwise(rows)]
    usual = min(median(distances), body * 1.6) if distances else 0.0
    for ordered in (rows, rows[::-1]):
        apart: list[int] = []
        for (height, places), (following, _places) in pairwise(ordered[: _EDGE + 1]):
            if any(lines[place].size > body * _LARGER for place in places):
                break
            apart += places
            of_other_size = all(body - lines[place].size > _OTHER_SIZE for place in apart)
            if of_other_size or abs(height - following) > usual * _GAP:
                yield from apart
                apart = []


def _rows(lines: Sequence[Line]) -> list[tuple[float, list[int]]]:
    """The places of the lines from the top of the page to its bottom, those of one height together."""
    rows: list[tuple[float, list[int]]] = []
    for place in sorted(range(len(lines)), key=lambda at: -lines[at].y):
        if rows and rows[-1][0] - lines[place].y < 3:
            rows[-1][1].append(place)
        else:
            rows.append((lines[place].y, [place]))
    return rows


def _key(text: str) -> str:
    return _DIGITS.sub("#", text).casefold()
