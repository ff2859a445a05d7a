"""Dates of publication: as CSL has them in parts, and as our column has them (EDTF or words)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from datetime import date

from factcheck.core.dates import MAX_LENGTH, DateError, Period, read_period

DATE_FIELDS = frozenset({"accessed", "available-date", "event-date", "issued", "original-date", "submitted"})
"""The fields of CSL that hold dates."""

_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_SEASON = re.compile(r"(\d{4})-2([1-4])([~?%]?)")


def date_in_words(value: object) -> str:
    """A date of CSL for our column: EDTF where it has parts, its words where it has those; "" where it cannot be kept
    as a date.
    """
    if not isinstance(value, Mapping):
        return _kept(str(value)) if isinstance(value, (str, int)) else ""
    about = "~" if value.get("circa") else ""
    parts = value.get("date-parts")
    if isinstance(parts, Sequence) and not isinstance(parts, str) and parts:
        days = [_day(part, value.get("season")) for part in parts[:2]]
        return _kept("/".join(f"{day}{about}" for day in days)) if all(days) else ""
    for name in ("raw", "literal"):
        words = value.get(name)
        if isinstance(words, str) and words.strip():
            return _kept(" ".join(words.split()))
    return ""


def _day(parts: object, season: object) -> str:
    if not isinstance(parts, Sequence) or isinstance(parts, str) or not 1 <= len(parts) <= 3:
        return ""
    try:
        numbers = [int(str(part)) for part in parts if str(part).strip()]
    except ValueError:
        return ""
    if not numbers or not 0 < numbers[0] <= 9999:
        return ""
    if len(numbers) == 1 and (named := _season(season)):
        return f"{numbers[0]:04d}-2{named}"
    return "-".join([f"{numbers[0]:04d}", *(f"{number:02d}" for number in numbers[1:])])


def _season(season: object) -> int:
    word = str(season or "").strip().lower()
    return int(word) if word in {"1", "2", "3", "4"} else _SEASONS.get(word, 0)


def _kept(text: str) -> str:
    try:
        read_period(text)
    except DateError:
        return ""
    return text if len(text) <= MAX_LENGTH else ""


def date_of(words: str) -> dict[str, object]:
    """A date of CSL for what our column says; words that name no days stay words."""
    if season := _SEASON.fullmatch(words):
        about: dict[str, object] = {"circa": True} if season[3] else {}
        return {"date-parts": [[int(season[1])]], "season": int(season[2])} | about
    try:
        period = read_period(words)
    except DateError:
        period = None
    if period is None or period.first is None or period.last is None:
        return {"literal": words}
    parts = _parts(period)
    return {"date-parts": parts} | ({"circa": True} if period.approximate else {})


def _parts(period: Period) -> list[list[int]]:
    first, last = period.first, period.last
    assert first is not None
    assert last is not None
    if first == last:
        return [[first.year, first.month, first.day]]
    begins, ends = _whole(first, is_last=False), _whole(last, is_last=True)
    length = max(len(begins), len(ends))
    begin, end = _cut(first, length), _cut(last, length)
    return [begin] if begin == end else [begin, end]


def _whole(day: date, *, is_last: bool) -> list[int]:
    """The shortest parts that say this day as the first or the last of what they name."""
    if (day.month, day.day) == ((12, 31) if is_last else (1, 1)):
        return [day.year]
    if day.day == (calendar.monthrange(day.year, day.month)[1] if is_last else 1):
        return [day.year, day.month]
    return [day.year, day.month, day.day]


def _cut(day: date, length: int) -> list[int]:
    return [day.year, day.month, day.day][:length]


def is_same_date(one: object, other: object) -> bool:
    """Whether two dates of CSL, however they are written, are of the same days."""
    return _meant(date_in_words(one)) == _meant(date_in_words(other)) != ""


def _meant(words: str) -> object:
    period = read_period(words) if words else None
    return (period.bounds, period.approximate) if period else words.casefold()
