"""Dates and periods as sources give them: EDTF, or the plain words for it, with strict bounds in days."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from factcheck.core.sentences import RuleError
from factcheck.core.sentences import gettext_noop as _

MAX_LENGTH = 100
"""Characters that an as-of may have; longer ones are a remark, not a date."""


class DateError(RuleError):
    """A date that looks like one and cannot be: the thirteenth month, an end before its beginning."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days for which a figure holds, first and last included; None is an end that is open.

    `approximate` says that the source is unsure ("about 2012"). The strict bounds are kept all the same, as the
    Extended Date/Time Format defines them, and the doubt is shown in words.
    """

    first: date | None
    last: date | None
    words: str
    approximate: bool = False

    @property
    def start(self) -> date:
        return self.first or date.min

    @property
    def end(self) -> date:
        return self.last or date.max

    @property
    def is_closed(self) -> bool:
        return self.first is not None and self.last is not None

    @property
    def bounds(self) -> tuple[date, date]:
        return self.start, self.end

    def overlaps(self, other: Period) -> bool:
        return self.start <= other.end and other.start <= self.end

    def is_strictly_inside(self, other: Period) -> bool:
        return other.start <= self.start and self.end <= other.end and self.bounds != other.bounds

    def is_over_before(self, other: Period) -> bool:
        return self.end < other.start


_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_MONTHS["sept"] = 9
_MONTH_WORD = "|".join(sorted(_MONTHS, key=len, reverse=True))
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}

_PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)")
_LOOKS_LIKE_A_DATE = re.compile(r"[-\d/~?%.XuTZ:+\s]*\d[-\d/~?%.XuTZ:+\s]*")
_DAY_MONTH_YEAR = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)? ({_MONTH_WORD})\.?,? (\d{{4}})", re.IGNORECASE)
_MONTH_DAY_YEAR = re.compile(rf"({_MONTH_WORD})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"({_MONTH_WORD})\.?,? (\d{{4}})", re.IGNORECASE)
_DECADE = re.compile(r"(?:the )?(\d{3})0s", re.IGNORECASE)
_ABOUT = re.compile(r"(?:about|around|circa|c\.|ca\.|roughly|approximately|~) ?(?=\S)", re.IGNORECASE)
_SINCE = re.compile(r"since (?=\S)", re.IGNORECASE)
_UNTIL = re.compile(r"(?:until|till|up to) (?=\S)", re.IGNORECASE)
_FROM_TO = re.compile(r"(?:from |between )?(.+?) (?:to|until|and|–|-) (.+)", re.IGNORECASE)
_YEAR_TO_YEAR = re.compile(r"^(\d{4}) ?[-–—] ?(\d{4})$")
_IN = re.compile(r"(?:in|on|as of|during) (?=\S)", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def read_period(text: str) -> Period | None:
    """Read an as-of or a publication date: EDTF ("2016", "2017-06", "2016/2024", "2010~", "../2023-06") or plain
    English for the same ("June 2017", "since 2016", "about 2010", "the 1990s").

    Returns None for words that name no date we can place ("an average year"); those stay words. Raises DateError
    with a sentence for what is written like a date and is none. A reading is kept, because a parse of the rarer
    forms takes milliseconds.
    """
    text = " ".join(text.split())
    if not text or len(text) > MAX_LENGTH:
        return None
    text = _YEAR_TO_YEAR.sub(r"\1/\2", text)
    if "/" in text:
        return _interval(*text.split("/")) if text.count("/") == 1 else _nothing(text)
    return _single(text) or _phrase(text) or _rare(text)


def say_date(text: str) -> str:
    """A date as typed, in words where it can be placed: "about 2010" for "2010~"."""
    try:
        period = read_period(text)
    except DateError:
        return text
    return period.words if period else text


def _nothing(text: str) -> Period | None:
    """No period; raises DateError where the text is written like a date all the same."""
    if _LOOKS_LIKE_A_DATE.fullmatch(text):
        raise DateError(
            _("“%(text)s” is not a date. Write 2017, 2017-06, 2017-06-12 or 2016/2024."), text=text
        )
    return None


def _single(text: str) -> Period | None:
    match = _PLAIN.fullmatch(text)
    if not match:
        return None
    year, month, day, doubt = match.groups()
    if month in _SEASONS and day is None:
        return _rare(text)
    return _from_parts(int(year), int(month or 0), int(day or 0), approximate=bool(doubt), text=text)


def _from_parts(year: int, month: int, day: int, *, approximate: bool, text: str) -> Period:
    about = "about " if approximate else ""
    try:
        if day:
            exact = date(year, month, day)
            return Period(exact, exact, f"{about}{day} {calendar.month_name[month]} {year}", approximate)
        if month:
            last = calendar.monthrange(year, month)[1]
            words = f"{about}{calendar.month_name[month]} {year}"
            return Period(date(year, month, 1), date(year, month, last), words, approximate)
        return Period(date(year, 1, 1), date(year, 12, 31), f"{about}{year}", approximate)
    except (ValueError, IndexError, calendar.IllegalMonthError):
        raise DateError(_("“%(text)s” is not a date: there is no such day."), text=text) from None


def _interval(first_text: str, last_text: str) -> Period | None:
    first_text, last_text = first_text.strip(), last_text.strip()
    begins = None if first_text in {"", ".."} else read_period(first_text)
    ends = None if last_text in {"", ".."} else read_period(last_text)
    named = [text for text in (first_text, last_text) if text not in {"", ".."}]
    if not named or len([part for part in (begins, ends) if part]) != len(named):
        return _nothing(f"{first_text}/{last_text}")
    return _joined(begins, ends)


def _joined(begins: Period | None, ends: Period | None) -> Period:
    approximate = bool((begins and begins.approximate) or (ends and ends.approximate))
    if begins is None:
        assert ends is not None
        return Period(None, ends.last, f"until {ends.words}", approximate)
    if ends is None:
        return Period(begins.first, None, f"since {begins.words}", approximate)
    if ends.end < begins.start:
        raise DateError(
            _("The period ends before it begins: %(first)s to %(last)s."), first=begins.words, last=ends.words
        )
    return Period(begins.first, ends.last, f"{begins.words} to {ends.words}", approximate)


def _phrase(text: str) -> Period | None:
    if match := _DAY_MONTH_YEAR.fullmatch(text):
        day, month, year = match.groups()
        return _from_parts(int(year), _MONTHS[month.lower()], int(day), approximate=False, text=text)
    if match := _MONTH_DAY_YEAR.fullmatch(text):
        month, day, year = match.groups()
        return _from_parts(int(year), _MONTHS[month.lower()], int(day), approximate=False, text=text)
    if match := _MONTH_YEAR.fullmatch(text):
        month, year = match.groups()
        return _from_parts(int(year), _MONTHS[month.lower()], 0, approximate=False, text=text)
    if match := _DECADE.fullmatch(text):
        begin = int(match[1]) * 10
        return Period(date(begin, 1, 1), date(begin + 9, 12, 31), f"the {begin}s") if begin else None
    return _qualified_phrase(text)


def _qualified_phrase(text: str) -> Period | None:
    if (match := _IN.match(text)) and (inner := _part(text[match.end() :])):
        return inner
    if (match := _ABOUT.match(text)) and (inner := _part(text[match.end() :])):
        return replace(inner, words=f"about {inner.words.removeprefix('about ')}", approximate=True)
    if (match := _SINCE.match(text)) and (inner := _part(text[match.end() :])):
        return _joined(inner, None)
    if (match := _UNTIL.match(text)) and (inner := _part(text[match.end() :])):
        return _joined(None, inner)
    if match := _FROM_TO.fullmatch(text):
        begins, ends = _part(match[1]), _part(match[2])
        if begins and ends:
            return _joined(begins, ends)
    return None


def _part(text: str) -> Period | None:
    """A single date inside a phrase; a phrase inside a phrase is not unravelled further."""
    for reader in (_single, _phrase_date):
        if period := reader(text):
            return period
    return None


def _phrase_date(text: str) -> Period | None:
    is_simple = any(
        pattern.fullmatch(text) for pattern in (_DAY_MONTH_YEAR, _MONTH_DAY_YEAR, _MONTH_YEAR, _DECADE)
    )
    return _phrase(text) if is_simple else None


def _rare(text: str) -> Period | None:
    """Forms that only the EDTF library knows: seasons, decades (201X), unspecified days."""
    if not _LOOKS_LIKE_A_DATE.fullmatch(text):
        return None
    try:
        parsed = parse_edtf(text)
        lower, upper = parsed.lower_strict(), parsed.upper_strict()
        first = date(lower.tm_year, lower.tm_mon, lower.tm_mday)
        last = date(upper.tm_year, upper.tm_mon, upper.tm_mday)
    except (EDTFParseException, ValueError, OverflowError, AttributeError, TypeError):
        return _nothing(text)
    approximate = any(mark in text for mark in "~?%")
    return Period(first, last, _rare_words(text, approximate=approximate), approximate)


def _rare_words(text: str, *, approximate: bool) -> str:
    bare = text.rstrip("~?%")
    about = "about " if approximate else ""
    if len(bare) == 7 and bare[5:] in _SEASONS:
        return f"{about}{_SEASONS[bare[5:]]} {bare[:4]}"
    if re.fullmatch(r"\d{3}X", bare):
        return f"{about}the {bare[:3]}0s"
    if re.fullmatch(r"\d{2}XX", bare):
        return f"{about}the {bare[:2]}00s"
    return f"{about}{bare}"
