"""When a figure holds: the times that a sentence says, and which of them is the figure's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from factcheck.core.figures.times import UNKNOWN, Published, times_in
from factcheck.core.figures.tokens import Tokens
from factcheck.core.reading.foreign import foreign_times
from factcheck.core.reading.passages import Range
from factcheck.core.reading.periods import long_ago, periods_in, times_before
from factcheck.core.reading.shifting import shifted


class Sense(StrEnum):
    """How a time that is said bounds the figure."""

    AT = "at"
    SINCE = "since"
    UNTIL = "until"
    NOW = "now"
    ONCE = "once"
    TYPICAL = "typical"


@dataclass(frozen=True, slots=True)
class TimeSaid:
    """A time in words between two places, as EDTF where it can be placed.

    `once` is a time past that nobody names ("in the past"), `typical` a year like any other, whose words stand in
    `edtf`. `leads` says that it opens its clause, and so governs what follows it and nothing before.
    """

    start: int
    end: int
    edtf: str
    sense: Sense
    leads: bool = False


_PANDEMIC = (
    r"(?:the )?(?:(?:COVID|covid|Covid)(?:-?19)?|coronavirus|pandemic)(?: (?:pandemic|outbreak|crisis|era))?"
)
_NOW = (
    r"\b(?:now|currently|nowadays|today|at present|presently|to date|so far|these days|recently|lately"
    r"|at the moment|as of now|until now|up to now)\b(?! this | last | away| as | from |-)"
)

_RULES: tuple[tuple[re.Pattern[str], Sense, str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), sense, edtf)
    for pattern, sense, edtf in (
        (rf"\b(?:(?:just|shortly|right|immediately) )?before {_PANDEMIC}\b", Sense.AT, "2019"),
        (r"\bpre-(?:COVID|pandemic)(?:-?19)?\b", Sense.AT, "2019"),
        (rf"\bsince {_PANDEMIC}\b", Sense.SINCE, "2020"),
        (rf"\b(?:during|amid) {_PANDEMIC}\b", Sense.AT, "2020/2022"),
        (
            r"\b(?:in|on) (an? (?:average|typical|normal|ordinary|usual) (?:year|month|week|day))\b",
            Sense.TYPICAL,
            "",
        ),
        (r"\bin the past\b(?! \w+ (?:years?|months?|weeks?|decades?))", Sense.ONCE, ""),
        (r"\b(?:previously|formerly|at one time|in those days|decades ago|long ago)\b", Sense.ONCE, ""),
        (_NOW, Sense.NOW, ""),
    )
)
_SINCE_START = re.compile(
    r"\b(?:since|from) (?:the )?(?:beginning|start) of (?:the|this) (year|month)\b|\b(?:so far )?this year so far\b"
    r"|\bsince (?:the )?new year(?:['’]s day)?\b|\bso far this (year|month)\b",
    re.IGNORECASE,
)
_SINCE_THEN = re.compile(r"\b(?:ever )?since then\b|\bsince that (?:time|year)\b", re.IGNORECASE)
_SAME = re.compile(r"\b(?:in |during )?(?:that|the same) (year|month)\b", re.IGNORECASE)
_SPAN = re.compile(r"\b(?:over|in|during|within|for) the (?:past|last) (\w+) (years|months)\b", re.IGNORECASE)
_NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "twenty": 20, "thirty": 30,
}  # fmt: skip

_SINCE_LEAD = re.compile(
    r"\bsince (?:(?:\w+ ){1,6}?(?:on|in) |\w+ )?(?:\w+ )?"
    r"(?:(?:end|start|beginning|close|fall|outbreak|signing) of )?(?:the )?$",
    re.IGNORECASE,
)
_BEFORE_LEAD = re.compile(r"\b(just |shortly |right |immediately )?before (?:the )?$", re.IGNORECASE)
CLAUSE = re.compile(r"[,;:—–(]\s|\s[-–—]\s|\b(?:and|but|while|whereas|although|though|then|yet)\s|[“\"‘]")
_SMALL = re.compile(
    r"(?:(?:and|but|however|yet|so|meanwhile|in|on|by|at|for|during|since|until|just|early|late|mid|from|between|the"
    r"|end|beginning|start|of|as|only|back|around|about|alone|then|even|already|again|both)[\s,-]*)*",
    re.IGNORECASE,
)


def times_said(sentence: str, published: Published | None, before: str = "") -> list[TimeSaid]:
    """Every time that a sentence says, in order; relative ones are resolved against the day of publication.

    `before` is the time of the sentence before, for “since then” and “in the same year”.
    """
    found = [*_by_rules(sentence, published), *_by_dates(sentence, published)]
    found = [one for one in found if not _is_when_it_was_said(sentence, one)]
    told = list(times_before(sentence))
    found = [
        one for one in found if not any(one.start < end and start < one.end for (start, end), *_ in told)
    ]
    found.sort(key=lambda one: (one.start, one.start - one.end))
    times: list[TimeSaid] = []
    for one in found:
        if not times or one.start >= times[-1].end:
            times.append(one)
    times += _told_from_another(sentence, told, times, before, _month_of(published))
    for match in [*_SINCE_THEN.finditer(sentence), *_SAME.finditer(sentence)]:
        named = [one.edtf for one in times if one.end <= match.start() and one.sense is Sense.AT]
        then = (named or [before])[-1]
        if then and "/" not in then:
            unit = (match.groups() or ("",))[0]
            cut = {"year": 4, "month": 7}.get((unit or "").lower(), len(then))
            sense = Sense.AT if unit else Sense.SINCE
            times.append(TimeSaid(*match.span(), then[:cut], sense, _leads(sentence, match.start())))
    return sorted(times, key=lambda one: one.start)


_SAID_ON = re.compile(
    r"\b(?:said|says|told (?:[\w’'-]+ ){1,4}?|announced|stated|wrote|added|warned|confirmed"
    r"|published|released|issued)"
    r"(?: in an? (?:statement|interview|report|speech|note)| to reporters)?,?(?: on| late| early){0,2} $"
)


def _is_when_it_was_said(sentence: str, time: TimeSaid) -> bool:
    """“…, the office said on Tuesday” tells the day of saying, and not that of the figure."""
    is_day = re.fullmatch(r"\d{4}-\d\d-\d\d", time.edtf) is not None
    return is_day and _SAID_ON.search(sentence, max(0, time.start - 90), time.start) is not None


def _month_of(published: Published | None) -> str:
    if published is None:
        return ""
    return f"{published.year:04}" + (f"-{published.month:02}" if published.month else "")


def _told_from_another(
    sentence: str,
    told: Sequence[tuple[Range, int, int, int]],
    times: Sequence[TimeSaid],
    before: str,
    published: str,
) -> list[TimeSaid]:
    """“The year before” is the year before the time that the sentence named last, or else the sentence before it."""
    found = []
    for (start, end), years, months, days in told:
        named = [
            published if one.sense is Sense.NOW else one.edtf
            for one in times
            if one.end <= start and one.sense in {Sense.AT, Sense.NOW}
        ]
        edtf = shifted((named or [before or published])[-1], years, months, days)
        if edtf and years and not named and "/" not in edtf:
            edtf = edtf[:4]
        found.append(TimeSaid(start, end, edtf, Sense.AT if edtf else Sense.ONCE, _leads(sentence, start)))
    return found


def _by_rules(sentence: str, published: Published | None) -> list[TimeSaid]:
    found = []
    for pattern, sense, edtf in _RULES:
        for match in pattern.finditer(sentence):
            said = match[1] if sense is Sense.TYPICAL else edtf
            found.append(TimeSaid(*match.span(), said, sense, _leads(sentence, match.start())))
    for match in _SINCE_START.finditer(sentence):
        unit = (match[1] or match[2] or "year").lower()
        if published is not None and (unit == "year" or published.month):
            start = f"{published.year:04}" + (f"-{published.month:02}" if unit == "month" else "")
            found.append(TimeSaid(*match.span(), start, Sense.SINCE, _leads(sentence, match.start())))
    for span in [
        *periods_in(sentence, published),
        *long_ago(sentence, published),
        *foreign_times(sentence, published),
    ]:
        sense = Sense.AT if span.edtf else Sense.ONCE
        found.append(TimeSaid(span.start, span.end, span.edtf, sense, _leads(sentence, span.start)))
    for match in _SPAN.finditer(sentence):
        count = _NUMBERS.get(match[1].lower(), int(match[1]) if match[1].isdecimal() else 0)
        if published is not None and match[2].lower() == "years" and 0 < count < 200:
            edtf = f"{published.year - count:04}/{published.year:04}"
            found.append(TimeSaid(*match.span(), edtf, Sense.AT, _leads(sentence, match.start())))
    return found


def _by_dates(sentence: str, published: Published | None) -> list[TimeSaid]:
    tokens, found = Tokens(sentence), []
    for time in times_in(tokens, published):
        start, end = tokens.starts[time.first], tokens.ends[time.last - 1]
        if time.edtf == UNKNOWN and tokens.words[time.first] == "since":
            continue  # the highest since 2016 says nothing of when
        edtf, sense, start = _bounded(sentence, start, time.edtf)
        found.append(TimeSaid(start, end, edtf, sense, _leads(sentence, start)))
    return found


def _bounded(sentence: str, start: int, edtf: str) -> tuple[str, Sense, int]:  # noqa: PLR0911 -- one line for each
    """A date and the words that lead to it: since, until and before bound the figure on one side only."""
    lead = sentence[:start]
    if edtf == UNKNOWN:
        return "", Sense.ONCE, start
    if edtf.endswith("/.."):
        return edtf.removesuffix("/.."), Sense.SINCE, start
    if edtf.startswith("../"):
        return edtf.removeprefix("../"), Sense.UNTIL, start
    if match := _SINCE_LEAD.search(lead):
        return edtf.rsplit("/", 1)[-1], Sense.SINCE, match.start()
    if (match := _BEFORE_LEAD.search(lead)) and "/" not in edtf:
        year = str(int(edtf[:3]) * 10 - 1) if edtf.endswith("X") else str(int(edtf[:4]) - 1)
        if len(edtf) == 4:
            return year, Sense.AT if match[1] else Sense.UNTIL, match.start()
        return edtf, Sense.UNTIL, match.start()
    if re.search(r"\b(?:until|till|up to)(?: the)?(?: end of| early| late)? (?:the )?$", lead):
        return edtf, Sense.UNTIL, start
    return edtf, Sense.AT, start


def _leads(sentence: str, start: int) -> bool:
    """Whether a time opens its clause: nothing but small words stands between it and the mark or joint before."""
    first = max((match.end() for match in CLAUSE.finditer(sentence, 0, start)), default=0)
    return _SMALL.fullmatch(sentence, first, start) is not None
