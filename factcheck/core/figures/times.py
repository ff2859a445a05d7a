"""The dates and periods in a text, as EDTF, so that a figure can say when it held.

Relative words ("last year", "since January", "two weeks ago") are resolved against the day of publication, and are
left alone where that is not known well enough.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from factcheck.core.figures.tokens import DASHES, Tokens
from factcheck.core.units.word_sets import word_set

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_LOOSE_MONTHS = frozenset({"may", "march", "mar", "sun", "jan"})
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "twenty": 20, "thirty": 30,
}  # fmt: skip
_SPANS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 31, "months": 31, "year": 366, "years": 366}
_TRIGGERS = frozenset({*_MONTHS, *_WEEKDAYS, "last", "this", "ago", "yesterday", "today", "current", "past"})


UNKNOWN = ""
"""A time that the text names and nobody can place, such as "last year" in an undated text. It still belongs to its
figure, so that the figure is not given the nearest other date."""


@dataclass(frozen=True, slots=True)
class Time:
    """A date or period between two places of a text."""

    first: int
    last: int
    edtf: str


@dataclass(frozen=True, slots=True)
class Published:
    """When a text was published, as exactly as it is known: a year, a month or a day."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def as_date(self) -> date | None:
        try:
            return date(self.year, self.month, self.day) if self.day else None
        except ValueError:
            return None


def read_published(text: str | None) -> Published | None:
    """The publication date from EDTF ("2018-01", "2024~"); None where it is not a plain one."""
    parts = (text or "").strip().rstrip("~?%").split("-")
    if not all(part.isdecimal() and part.isascii() for part in parts) or len(parts) > 3 or len(parts[0]) != 4:
        return None
    numbers = [int(part) for part in parts]
    if len(numbers) > 1 and not 1 <= numbers[1] <= 12:
        return None
    return Published(*numbers)


def times_in(tokens: Tokens, published: Published | None) -> list[Time]:
    """Every date and period, in order. One pass."""
    times: list[Time] = []
    place = 0
    words = tokens.words
    while place < tokens.count:
        word = words[place]
        found = None
        if word in _TRIGGERS:
            found = _month(tokens, place, published) or _relative(tokens, place, published)
        elif len(word) == 4 and word.isdecimal() and word.isascii() and "1000" <= word <= "2199":
            found = _year(tokens, place)
        elif word.isdecimal() and words[place + 1] in _MONTHS and len(word) <= 2:
            found = _day_month(tokens, place, published)
        elif word in _COUNTS or word.isdecimal():
            found = _ago(tokens, place, published)
        if found is None:
            place += 1
            continue
        times.append(_with_lead(tokens, found, times))
        place = found.last
    return times


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and word.isascii() and "1000" <= word <= "2199"


_YEAR_LEADS = word_set(
    "in since by from until during of late early mid before after between and to - – year for through ( at"
)


def _year(tokens: Tokens, place: int) -> Time | None:
    """2016, 2014–17, the 1990s."""
    words = tokens.words
    word, after = words[place], words[place + 1]
    if after == "s" and tokens.glued(place) and word[3] == "0":
        return Time(place, place + 2, f"{word[:3]}X")
    if (
        after in {"-", "–", "/"}
        and tokens.glued(place)
        and words[place + 2].isdecimal()
        and len(words[place + 2]) in {2, 4}
    ):
        end = words[place + 2] if len(words[place + 2]) == 4 else word[:2] + words[place + 2]
        return Time(place, place + 3, f"{word}/{end}") if end > word else None
    if words[place - 1] in _YEAR_LEADS or after in {".", ",", ")", ""}:
        return Time(place, place + 1, word)
    return None


def _month(tokens: Tokens, place: int, published: Published | None) -> Time | None:  # noqa: PLR0911 (one answer for each case)
    """June 2017, March 29, 2019, in January."""
    words = tokens.words
    month = _MONTHS.get(words[place])
    if month is None or not tokens.raw[place][:1].isupper():
        return None
    after = place + 2 if words[place + 1] == "." else place + 1
    if _is_year(words[after]):
        return Time(place, after + 1, f"{words[after]}-{month:02}")
    if words[after] in {",", "of"} and _is_year(words[after + 1]):
        return Time(place, after + 2, f"{words[after + 1]}-{month:02}")
    if words[after].isdecimal() and len(words[after]) <= 2 and 0 < int(words[after]) <= 31:
        return _dated(int(words[after]), month, tokens, place, after + 1, published)
    is_joined = words[after] == "and" and words[place - 1] == "between"
    if (is_joined or words[after] in {"to", "until", "through", *DASHES}) and words[after + 1] in _MONTHS:
        second = _month(tokens, after + 1, published)
        if second is not None and len(second.edtf) >= 7:
            return Time(place, second.last, f"{second.edtf[:4]}-{month:02}/{second.edtf}")
    if words[place] in _LOOSE_MONTHS and words[place - 1] not in {
        "in",
        "since",
        "by",
        "until",
        "last",
        "from",
        "of",
        "this",
    }:
        return None
    year = _latest_year(month, published)
    return Time(place, after, f"{year}-{month:02}" if year else UNKNOWN)


def _dated(
    day: int, month: int, tokens: Tokens, first: int, last: int, published: Published | None
) -> Time | None:
    """A day with its month, and the year behind it or the latest there was."""
    words = tokens.words
    ahead = last + 1 if words[last] == "," else last
    year = int(words[ahead]) if _is_year(words[ahead]) else _latest_year(month, published)
    if not year or day > calendar.monthrange(year, month)[1]:
        return None
    return Time(first, ahead + 1 if _is_year(words[ahead]) else last, f"{year:04}-{month:02}-{day:02}")


def _day_month(tokens: Tokens, place: int, published: Published | None) -> Time | None:
    """29 March 2019."""
    if not tokens.raw[place + 1][:1].isupper() or not 0 < int(tokens.words[place]) <= 31:
        return None
    return _dated(
        int(tokens.words[place]), _MONTHS[tokens.words[place + 1]], tokens, place, place + 2, published
    )


def _latest_year(month: int, published: Published | None) -> int:
    """The year of the last such month before publication."""
    if published is None or not published.month:
        return 0
    return published.year if month <= published.month else published.year - 1


def _relative(tokens: Tokens, place: int, published: Published | None) -> Time | None:
    """Last year, this month, yesterday, on Thursday."""
    words = tokens.words
    word, after, day = words[place], words[place + 1], published.as_date if published else None
    if word in {"last", "this", "past", "current"} and after in _PERIODS:
        return Time(place, place + 2, _period(after, 1 if word in {"last", "past"} else 0, published))
    if word in {"yesterday", "today"}:
        edtf = (day - timedelta(days=word == "yesterday")).isoformat() if day else UNKNOWN
        return Time(place, place + 1, edtf)
    if word in _WEEKDAYS and tokens.raw[place][:1].isupper():
        back = (day.weekday() - _WEEKDAYS[word]) % 7 if day else 0
        return Time(place, place + 1, (day - timedelta(days=back)).isoformat() if day else UNKNOWN)
    return None


_PERIODS = frozenset({"year", "month", "week"})


def _period(name: str, back: int, published: Published | None) -> str:
    """The year, month or week of publication, or the one before it; weeks begin on Monday."""
    if published is None:
        return UNKNOWN
    if name == "year":
        return f"{published.year - back:04}"
    if name == "month" and published.month:
        index = published.year * 12 + published.month - 1 - back
        return f"{index // 12:04}-{index % 12 + 1:02}"
    if name == "week" and published.as_date:
        monday = published.as_date - timedelta(days=published.as_date.weekday() + 7 * back)
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    return UNKNOWN


def _ago(tokens: Tokens, place: int, published: Published | None) -> Time | None:
    """Two weeks ago, 10 years ago; as exact as the unit, and no more exact than the publication date."""
    words = tokens.words
    span = _SPANS.get(words[place + 1], 0)
    if not span or words[place + 2] not in {"ago", "earlier"}:
        return None
    return Time(place, place + 3, _before(published, span, words[place]))


def _before(published: Published | None, span: int, word: str) -> str:
    """The year, month or day that lies so many spans before publication."""
    if published is None:
        return UNKNOWN
    count = _COUNTS.get(word) or (int(word) if len(word) <= 3 and word.isdecimal() else 0)
    if span == 366 and count < published.year:
        return f"{published.year - count:04}"
    if span == 31 and published.month:
        index = published.year * 12 + published.month - 1 - count
        return f"{index // 12:04}-{index % 12 + 1:02}" if index >= 12 else UNKNOWN
    day = published.as_date
    return UNKNOWN if day is None or span > 7 else (day - timedelta(days=span * count)).isoformat()


def _with_lead(tokens: Tokens, found: Time, times: list[Time]) -> Time:
    """Since 2016 is open at the end, until 2016 at the beginning; "between 2014 and 2017" is one period."""
    words = tokens.words
    lead = words[found.first - 1]
    if "/" in found.edtf or found.edtf == UNKNOWN:
        return found
    if lead == "since":
        if _SUPERLATIVES & set(words[max(0, found.first - 7) : found.first]):
            return Time(found.first - 1, found.last, UNKNOWN)  # the highest since 2016 is not as of 2016
        return Time(found.first - 1, found.last, f"{found.edtf}/..")
    if lead in {"until", "till"}:
        return Time(found.first - 1, found.last, f"../{found.edtf}")
    if (
        lead in {"and", "to", "-", "–"}
        and times
        and times[-1].last == found.first - 1
        and words[times[-1].first - 1] in {"between", "from"}
    ):
        begun = times.pop()
        if begun.edtf[:4] <= found.edtf[:4] and "/" not in begun.edtf:
            return Time(begun.first - 1, found.last, f"{begun.edtf}/{found.edtf}")
        times.append(begun)
    return found


_SUPERLATIVES = word_set(
    """
    highest lowest biggest largest smallest worst best first most least strongest weakest fastest
    deadliest
    """
)
