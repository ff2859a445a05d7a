"""Times that stand in a text as a part of a year, or as so long before another: the third quarter, fiscal 2022,
between March and June, the year before, last summer.

What nobody can place for certain is still said to be a time, with "" for its date, so that the figure beside it does
not take the nearest other date.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from factcheck.core.figures.times import UNKNOWN, Published
from factcheck.core.reading.passages import Range


@dataclass(frozen=True, slots=True)
class Span:
    """A period between two places of a sentence, as EDTF, or "" where nobody can place it."""

    start: int
    end: int
    edtf: str


_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTH = "|".join(name for name in calendar.month_name if name)
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "twenty": 20, "thirty": 30, "fifty": 50,
}  # fmt: skip

_YEAR = r"(?:19|20)\d\d"
_QUARTER = re.compile(
    rf"\b(?:the )?(?P<nth>{'|'.join(_NTH)})[ -](?P<part>quarter|half)\b(?! (?:of the (?!year)|hour|mile|century))"
    rf"(?:(?: of)?(?: the)?(?: fiscal| financial)?(?: year)? (?P<year>{_YEAR}))?"
    rf"|\b(?:Q(?P<q>[1-4])|H(?P<h>[12]))[ /-]?(?P<qyear>{_YEAR})?\b",
    re.IGNORECASE,
)
_FISCAL = re.compile(
    rf"\b(?:FY ?|(?:the )?(?:fiscal|financial)(?: year)? )(?P<year>{_YEAR}|\d\d)(?:[/–-](?P<end>\d{{4}}|\d\d))?\b"
    r"|\b(?:the )?(?:fiscal|financial) year (?:ended|ending|to)(?: in)? "
    rf"(?:\d\d? )?(?:{_MONTH})(?: \d\d?,)? (?P<ended>{_YEAR})\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    rf"\b(?:(?:between|from|Between|From) (?P<one>{_MONTH}) (?:and|to|until|through|till) (?P<two>{_MONTH})"
    rf"|(?P<three>{_MONTH}) ?[–—-] ?(?P<four>{_MONTH}))(?: (?P<year>{_YEAR}))?\b(?! \d{{1,2}},? {_YEAR})"
)
_MONTHS_TO = re.compile(
    rf"\b(?:the )?(?P<count>two|three|four|five|six|seven|eight|nine|ten|twelve) months (?:to|ending|ended)"
    rf"(?: in)?(?: the end of)? (?P<month>{_MONTH})(?: (?P<year>(?:19|20)\d\d))?\b"
)
_SEASON = re.compile(
    r"\b(?P<which>last|this) (?P<name>spring|summer|autumn|fall|winter|season)\b", re.IGNORECASE
)
_WEEKDAYS = {name: number for number, name in enumerate(calendar.day_name)}
_DAY_OF = re.compile(rf"\b(?P<day>{'|'.join(_WEEKDAYS)})['’]s\b")
_PLACED = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}


def periods_in(sentence: str, published: Published | None) -> Iterator[Span]:
    """The parts of years that a sentence names; those without a year are the latest that had begun."""
    for match in _QUARTER.finditer(sentence):
        yield Span(*match.span(), _quarter(match, published))
    for match in _FISCAL.finditer(sentence):
        yield Span(*match.span(), _fiscal(match))
    for match in _BETWEEN.finditer(sentence):
        first, last = match["one"] or match["three"], match["two"] or match["four"]
        yield Span(
            *match.span(),
            _months(_MONTHS[first.lower()], _MONTHS[last.lower()], match["year"] or "", published),
        )
    for match in _MONTHS_TO.finditer(sentence):
        last = _MONTHS[match["month"].lower()]
        first = (last - _NUMBERS[match["count"]]) % 12 + 1
        yield Span(*match.span(), _months(first, last, match["year"] or "", published))
    for match in _SEASON.finditer(sentence):
        yield Span(*match.span(), _season(match["which"].lower(), match["name"].lower(), published))
    for match in _DAY_OF.finditer(sentence):
        yield Span(*match.span(), _last_such_day(_WEEKDAYS[match["day"]], published))


def _quarter(match: re.Match[str], published: Published | None) -> str:
    is_half = match["h"] is not None or (match["part"] or "").lower() == "half"
    nth = int(match["q"] or match["h"] or 0) or _NTH[match["nth"].lower()]
    length = 6 if is_half else 3
    if nth * length > 12:
        return UNKNOWN
    first = (nth - 1) * length + 1
    return _months(first, first + length - 1, match["year"] or match["qyear"] or "", published, is_over=False)


def _fiscal(match: re.Match[str]) -> str:
    """A fiscal year bears the name of the year in which it ends."""
    year = match["ended"] or match["end"] or match["year"]
    return (
        year
        if len(year) == 4
        else f"{(match['year'] or '20')[:2] if len(match['year']) == 4 else '20'}{year}"
    )


def _months(first: int, last: int, year: str, published: Published | None, *, is_over: bool = True) -> str:
    if year:
        end = int(year)
    elif published is None or not published.month:
        return UNKNOWN
    else:
        begun = last if is_over else first
        end = published.year - (begun > published.month)
    begin = end - (first > last)
    return f"{begin:04}-{first:02}/{end:04}-{last:02}"


def _season(which: str, name: str, published: Published | None) -> str:
    """A year, since seasons begin on no certain day; winter lies in two years, and so does a season of sport."""
    first = _PLACED.get(name)
    if first is None or published is None or not published.month:
        return UNKNOWN
    if which == "this":
        return f"{published.year:04}"
    return f"{published.year - (published.month <= first + 2):04}"


def _last_such_day(weekday: int, published: Published | None) -> str:
    day = published.as_date if published else None
    return (day - timedelta(days=(day.weekday() - weekday) % 7)).isoformat() if day else UNKNOWN


_BEFORE = re.compile(
    r"\b(?:(?:in |during )?the (?:previous|preceding|prior) (?P<unit>year|month|week|quarter|decade)"
    r"|(?:in |during )?the (?P<before>year|month|week|quarter|decade) (?:before|earlier)(?! \w+ing\b)"
    r"|(?P<count>an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty|\d\d?)"
    r" (?P<units>year|month|week|quarter|decade|centurie|century)s? (?:earlier|before|previously)(?! the\b))\b"
    r"|\b(?:the same|that same) (?P<same>period|quarter|month|week) (?:of )?(?:last year|a year (?:ago|earlier|before)"
    r"|the (?:previous|prior) year|the year before)\b",
    re.IGNORECASE,
)
_YEARS = {"year": 1, "decade": 10, "century": 100, "centurie": 100}
_IN_MONTHS = {"month": 1, "quarter": 3}


def times_before(sentence: str) -> Iterator[tuple[Range, int, int, int]]:
    """The times that are told from another one: where each stands, and how many years, months and days it lies before
    that. Which other one is for the caller to say.
    """
    for match in _BEFORE.finditer(sentence):
        if match["same"]:
            yield match.span(), 1, 0, 0
            continue
        unit = (match["unit"] or match["before"] or match["units"]).lower()
        said = (match["count"] or "one").lower()
        count = _NUMBERS.get(said) or int(said)
        days = 7 * count if unit == "week" else 0
        yield match.span(), _YEARS.get(unit, 0) * count, _IN_MONTHS.get(unit, 0) * count, days


_DECADES = re.compile(
    r"\b(?P<count>an?|one|two|three|four|five|ten) (?P<unit>decade|centurie|century)s? ago\b", re.IGNORECASE
)


def long_ago(sentence: str, published: Published | None) -> Iterator[Span]:
    """A decade ago, two centuries ago: counted from the day of publication."""
    for match in _DECADES.finditer(sentence):
        years = _NUMBERS[match["count"].lower()] * _YEARS[match["unit"].lower()]
        yield Span(
            *match.span(), f"{published.year - years:04}" if published and years < published.year else UNKNOWN
        )
