"""A citation as it stands among its rivals: what a reviewer sees of it, and what the rules about rivals need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from factcheck.core.dates import DateError, Period, read_period
from factcheck.core.readings import Reading


@dataclass(frozen=True, slots=True)
class Rival:
    """One member of a discrepancy.

    `first` and `last` are the run of positions whose answer satisfies it, counted from the least answer up. `quote`
    is what was recorded, `attribution` the name under which whom it credits is counted, `published` the date of the
    source as typed.
    """

    reading: Reading
    first: int
    last: int
    quote: str = ""
    published: str = ""
    attribution: str = ""

    def is_apart_from(self, other: Rival) -> bool:
        """Whether no position holds both: then no answer of the discrepancy satisfies both."""
        return self.last < other.first or other.last < self.first


@dataclass(frozen=True, slots=True)
class Days:
    """All the days that the figures of one position hold for, or that their sources were published on."""

    first: date
    last: date

    def is_over_before(self, other: Days) -> bool:
        return self.last < other.first


def days_of(periods: Iterable[Period | None]) -> Days | None:
    """From the first day to the last of several periods; None where one of them is not known or has no end."""
    found: Days | None = None
    for period in periods:
        if period is None or period.first is None or period.last is None:
            return None
        if found is None:
            found = Days(period.first, period.last)
        elif period.first < found.first or period.last > found.last:
            found = Days(min(found.first, period.first), max(found.last, period.last))
    return found


def published_in(rival: Rival) -> Period | None:
    try:
        return read_period(rival.published)
    except DateError:
        return None


def by_position(rivals: Sequence[Rival]) -> dict[int, list[Rival]]:
    """The rivals of each position, lowest first, for those that stand in one position only.

    Who stands in several agrees with several answers, and so says nothing about why they differ.
    """
    found: dict[int, list[Rival]] = {}
    for rival in sorted(rivals, key=lambda rival: (rival.first, rival.reading.key)):
        if rival.first == rival.last:
            found.setdefault(rival.first, []).append(rival)
    return found


def are_apart(rivals: Sequence[Rival]) -> bool:
    """Whether at least two of them have no position in common; one look at each is enough."""
    return bool(rivals) and min(r.last for r in rivals) < max(r.first for r in rivals)
