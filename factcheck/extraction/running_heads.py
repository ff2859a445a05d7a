"""Running heads, feet and page numbers: what repeats at the edge of most pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from factcheck.extraction.pdf_lines import Line, usual_size

_DIGITS = re.compile(r"\d+")
_EDGE = 2
"""Lines at the top and at the bottom of a page that may be running heads."""
_MOST_PAGES = 0.4
_LARGER = 1.15
"""A line larger than the text by this much is a heading, however often it stands there."""
_LEAST_PAGES = 3
_PAGE_NUMBER = re.compile(
    r"(?:(?:page|seite|pagina|página|p\.|s\.)\s*)?[-–—|]?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*[-–—|]?"
    r"(?:\s*(?:of|/|von|de|sur)\s*\d{1,4})?",
    re.IGNORECASE,
)


def running_lines(pages: Sequence[Sequence[Line]]) -> list[set[int]]:
    """For each page, the places of the lines at its edge that stand on most pages, figures in them aside.

    Left and right pages may have heads of their own, so two in five of the pages will do, and three at the
    least. A line of a page's number alone is one wherever pages have them.
    """
    counts: Counter[str] = Counter()
    body = usual_size(line for lines in pages for line in lines)
    for lines in pages:
        counts.update({_key(lines[place].text) for place in _edges(lines)})
    filled = sum(bool(lines) for lines in pages)
    often = max(_LEAST_PAGES, filled * _MOST_PAGES)
    found = []
    for lines in pages:
        running = set()
        for place in _edges(lines):
            key = _key(lines[place].text)
            if lines[place].size > body * _LARGER:
                continue
            if counts[key] >= often or (
                filled >= _LEAST_PAGES and _is_page_number(lines, place, key, counts)
            ):
                running.add(place)
        found.append(running)
    return found


def _is_page_number(lines: Sequence[Line], place: int, key: str, counts: Counter[str]) -> bool:
    alone = place in {0, len(lines) - 1}
    return alone and bool(_PAGE_NUMBER.fullmatch(lines[place].text)) and counts[key] >= _LEAST_PAGES


def _edges(lines: Sequence[Line]) -> list[int]:
    """The places of the lines highest and lowest on the page, and of those that come first and last in its order."""
    by_height = sorted(range(len(lines)), key=lambda place: -lines[place].y)
    edge = {*range(min(_EDGE, len(lines))), *range(max(0, len(lines) - _EDGE), len(lines))}
    return sorted(edge | set(by_height[:_EDGE]) | set(by_height[-_EDGE:]))


def _key(text: str) -> str:
    return _DIGITS.sub("#", text).casefold()
