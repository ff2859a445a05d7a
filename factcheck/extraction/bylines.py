"""The title, authors, publisher, date and address of a text, where the text says them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.extraction.document import Bibliography, Block
from factcheck.extraction.written_dates import date_of

_NEAR_THE_TOP = 12
"""Blocks of prose in which a date or an author's line may stand."""
_LONGEST_TITLE = 200
_PARTICLES = r"(?:de|da|del|di|van|von|der|den|la|le|bin|al|el|y|e|ten|ter|dos)"
_NAME = rf"[A-ZÀ-ÝĀ-Ž][\w’'.-]*(?:\s+(?:{_PARTICLES}\s+)*[A-ZÀ-ÝĀ-Ž][\w’'.-]*){{1,3}}"
_AND = r"\s+(?:and|und|et|y|&)\s+"
_NAMES = rf"{_NAME}(?:(?:,\s+{_NAME})*,?{_AND}{_NAME})?"
_LIST = rf"{_NAME}(?:(?:,{_AND}|,\s+|;\s+|{_AND}){_NAME})*"
_BYLINE = re.compile(rf"(?i:by|von|par|por)\s+({_NAMES})(?:\s*[,|•·–—/-].*)?")
_LABELLED = re.compile(rf"(?i:authors?|autor(?:en|es)?|auteurs?)\s*:\s*({_LIST})")
_CREDITS = re.compile(rf"\b(?:Reported|Written|Reporting|Story|Text)(?: in [A-Z]\w+)? by ({_NAMES})")
_REPORTS = re.compile(
    rf"(?:^|[.!?]\s+)(?:(?:[A-Z][\w.]*\s+){{0,3}}[A-Z][\w.]*[’']s\s+)?({_NAME}) reports(?: from [^.]{{1,40}})?\.$"
)
_ON_AIR = re.compile(r"([A-ZÀ-Ý][A-ZÀ-Ý .’'-]{3,40}), BYLINE:")
_BETWEEN = re.compile(rf",{_AND}|,\s+|;\s+|{_AND}")
_RIGHTS = re.compile(
    r"(?:©|copyright|\(c\))\s*(?:©\s*)?(?:(?:19|20)\d\d)?\s*(?:by\s+)?([^.,;©|]{2,60})", re.IGNORECASE
)
_NO_PUBLISHER = re.compile(r"\b(?:all rights|reserved|notice|policy)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+")


def bibliography_of(blocks: Sequence[Block]) -> Bibliography:
    """What a text says about itself; clutter is asked for the address and for whose rights it names."""
    prose = [block.text for block in blocks if not block.is_clutter]
    clutter = [block.text for block in blocks if block.is_clutter]
    title = _title(blocks)
    return Bibliography(
        title=title,
        authors="; ".join(dict.fromkeys(_authors(prose))),
        publisher=next(filter(None, map(_publisher, clutter)), ""),
        published=next(filter(None, map(date_of, prose[:_NEAR_THE_TOP])), ""),
        url=_address(clutter),
    )


def _title(blocks: Sequence[Block]) -> str:
    """The highest heading near the beginning; else the first line of prose, where it is short and no sentence."""
    headings = [block for block in blocks[:40] if block.level and not block.is_clutter]
    if headings:
        return min(headings, key=lambda block: block.level).text
    first = next((block.text for block in blocks if not block.is_clutter), "")
    is_headline = (
        first.count(" ") and len(first) <= _LONGEST_TITLE and not first.endswith((".", ":", ";", ","))
    )
    return first if is_headline and not date_of(first) and not _BYLINE.fullmatch(first) else ""


def _authors(prose: Sequence[str]) -> Iterator[str]:
    for text in prose[:_NEAR_THE_TOP]:
        if found := _BYLINE.fullmatch(text[:300]) or _LABELLED.fullmatch(text[:300]):
            yield from _BETWEEN.split(found[1])
        if found := _REPORTS.search(text[-200:]):
            yield found[1]
        if found := _ON_AIR.match(text):
            yield " ".join(part.capitalize() for part in found[1].split())
    for text in (*prose[:3], *prose[-5:]):
        for found in _CREDITS.finditer(text[:1000]):
            yield from _BETWEEN.split(found[1].rstrip("."))


def _publisher(text: str) -> str:
    found = _RIGHTS.search(text)
    if found is None or _NO_PUBLISHER.search(found[1]):
        return ""
    return found[1].strip(" -–—")


def _address(clutter: Sequence[str]) -> str:
    """The only address that stands by itself; of several none is known to be the text's own."""
    found = {text for text in clutter if _ADDRESS.fullmatch(text)}
    return found.pop() if len(found) == 1 else ""
