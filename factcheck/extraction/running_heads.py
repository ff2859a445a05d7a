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
_PAGE_NUMBER = re.compile(
    r"(?:(?:page|seite|pagina|página|p\.|s\.)\s*)?[-–—|]?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*[-–—|]?"
    r"(?:\s*(?:of|/|von|de|sur)\s*\d{1,4})?",
    re.IGNORECASE,
)


def running_lines(pages: Sequence[Sequence[Line]]) -> list[set[int]]:
    """For each page, the places of the lines at its edge that stand on most pages, figures in them aside.

    Left and right pages may have heads of their own, so two in five of the pages will do, and three at the least. They
    must stand apart from the text, by a gap or by the size of their letters: the first line of a page's text is
    never one, even where every page begins with the same words.
    """
    body = usual_size(line for lines in pages for line in lines)
    edges = [list(_edges(lines, body)) for lines in pages]
    counts: Counter[str] = Counter()
    for lines, places in zip(pages, edges, strict=True):
        counts.update({_key(lines[place].text) for place in places})
    filled = sum(bool(lines) for lines in pages)
    often = max(_LEAST_PAGES, filled * _MOST_PAGES)
    return [
        {
            place
            for place in places
            if counts[_key(lines[place].text)] >= often or _is_page_number(lines[place], counts)
        }
        for lines, places in zip(pages, edges, strict=True)
    ]


def _is_page_number(line: Line, counts: Counter[str]) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(line.text)) and counts[_key(line.text)] >= _LEAST_PAGES


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
