"""Dates in BibTeX (year and month) and BibLaTeX (EDTF)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.core.bibliography.dates import date_in_words

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The macros of BibTeX for months; what they stand for is their own name."""

_DAY = r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T[\d:.Z+-]*)?([~?%]?)"
_ONE_DAY = re.compile(_DAY)
_NUMBER = re.compile(r"\d{1,2}")
_WORD = re.compile(r"[^\W\d_]{3,}")


def full_date(text: str) -> dict[str, object]:
    """A date as BibLaTeX writes it; other words are kept as such."""
    parts, about = list[list[int]](), False
    for part in text.split("/")[:3]:
        found = _ONE_DAY.fullmatch(part.strip())
        if found is None or len(parts) == 2:
            return {"literal": text}
        year, month, day, doubt = found.groups()
        if month and 21 <= int(month) <= 24 and "/" not in text:
            season: dict[str, object] = {"date-parts": [[int(year)]], "season": int(month) - 20}
            return season | ({"circa": True} if doubt else {})
        parts.append([int(number) for number in (year, month, day) if number])
        about = about or bool(doubt)
    found_date: dict[str, object] = {"date-parts": parts} | ({"circa": True} if about else {})
    return found_date if date_in_words(found_date) else {"literal": text}


def date_of_bibtex(year: str, month: str) -> dict[str, object]:
    """The date of a year and a month, which may have a day in it (`10~jan`); words that are no year are kept."""
    found = re.fullmatch(r"(\D{0,8}?)(\d{4})", year.strip("[]() "))
    if found is None:
        return full_date(year) if not month else {"literal": f"{month} {year}".strip()}
    parts = [int(found[2])]
    about: dict[str, object] = {"circa": True} if found[1] else {}
    if number := _month(month):
        parts.append(number)
        day = _NUMBER.search(month) if _WORD.search(month) else None
        parts += [int(day[0])] if day else []
    elif month:
        return {"literal": f"{month} {year}"}
    exact: dict[str, object] = {"date-parts": [parts]} | about
    return exact if date_in_words(exact) else {"literal": f"{month} {year}".strip()}


def _month(text: str) -> int:
    if _NUMBER.fullmatch(text.strip()) and 1 <= int(text) <= 12:
        return int(text)
    word = _WORD.search(text)
    return MONTHS.index(word[0][:3].lower()) + 1 if word and word[0][:3].lower() in MONTHS else 0


def bibtex_date(value: object) -> Iterator[tuple[str, str]]:
    """The fields for a date: its year, its month where it has one, and all of it for BibLaTeX."""
    words = date_in_words(value)
    found = _ONE_DAY.match(words)
    if found is None:
        return
    yield "year", found[1]
    if found[2] and int(found[2]) <= 12:
        yield "month", MONTHS[int(found[2]) - 1]
    yield "date", words
