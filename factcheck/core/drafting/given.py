"""An answer as a source gives it, and a series of them in order of time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from factcheck.core.dates import DateError, read_period, say_date
from factcheck.core.resolutions import Standing
from factcheck.core.words import fold


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One answer to a question: its words as printed ("about 30,000"), who gives it (the attribution, or else the
    publisher or title of the source), its as-of as typed, its standing, and how many sources give it.
    """

    words: str
    who: str = ""
    as_of: str = ""
    standing: Standing = Standing.UNASSESSED
    sources: int = 1


_ONE_YEAR = re.compile(r"(\D+) (\d{4}) to (\D+ \2)")


def date_words(as_of: str) -> str:
    """A date in words, its year said once: “January to October 2017”."""
    return _ONE_YEAR.sub(r"\1 to \3", say_date(as_of).strip())


def series_of(answers: Iterable[GivenAnswer]) -> list[GivenAnswer]:
    """Answers with their dates in words, in order of time: by the first day for which each holds, then the last.

    One answer given twice for one time stands once. Dates that cannot be placed, and answers without one, come last,
    in the order in which they were given.
    """
    rows: dict[tuple[str, str], GivenAnswer] = {}
    for answer in answers:
        rows.setdefault((fold(answer.words), fold(date_words(answer.as_of))), answer)
    in_order = sorted(rows.values(), key=_time_of)
    return [replace(answer, as_of=date_words(answer.as_of)) for answer in in_order]


def _time_of(answer: GivenAnswer) -> tuple[bool, date, date]:
    try:
        period = read_period(answer.as_of)
    except DateError:
        period = None
    return (False, period.start, period.end) if period else (True, date.max, date.max)
