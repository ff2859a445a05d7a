"""The axis of days under a dated plot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from factcheck.core.dates import Period
from factcheck.core.plots.scales import MARGIN
from factcheck.core.plots.ticks import MOST, Tick, for_both_widths
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _

_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_MONTHS = (1, 2, 3, 6)
_DAYS = (1, 2, 7, 14)
_SHORT_SPAN, _MIDDLE_SPAN = 60, 1500
_MONTH_WORDS = (
    _("Jan"),
    _("Feb"),
    _("Mar"),
    _("Apr"),
    _("May"),
    _("Jun"),
    _("Jul"),
    _("Aug"),
    _("Sep"),
    _("Oct"),
    _("Nov"),
    _("Dec"),
)


@dataclass(frozen=True, slots=True)
class DayScale:
    """An axis from the first day to the end of the last."""

    first: date
    last: date

    def place(self, day: date) -> float:
        """Where a day begins, from 0 to 100."""
        return self._place(day.toordinal())

    def places(self, period: Period) -> tuple[float, float]:
        """From where to where a period runs; an open end runs to the edge."""
        left = self.place(period.first) if period.first else 0.0
        return left, self._place(period.last.toordinal() + 1) if period.last else 100.0

    def _place(self, ordinal: int) -> float:
        span = self.last.toordinal() + 1 - self.first.toordinal()
        share = (ordinal - self.first.toordinal()) / span
        return round(MARGIN + min(1.0, max(0.0, share)) * (100 - 2 * MARGIN), 3)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Beginnings of days, months or years, as many as there may be and have room."""
        choices = (list(choice) for choice in self._choices())
        return for_both_widths([choice for choice in choices if 0 < len(choice) <= MOST])

    def _choices(self) -> Iterator[Iterator[Tick]]:
        span = self.last.toordinal() - self.first.toordinal()
        if span < _SHORT_SPAN:
            yield from (self._days(step) for step in _DAYS)
        if span < _MIDDLE_SPAN:
            yield from (self._months(step) for step in _MONTHS)
        yield from (self._years(step) for step in _YEARS)
        yield self._days(span + 1)

    def _days(self, step: int) -> Iterator[Tick]:
        for ordinal in range(self.first.toordinal(), self.last.toordinal() + 1, step):
            day = date.fromordinal(ordinal)
            month = Sentence(_MONTH_WORDS[day.month - 1])
            words = Sentence(
                _("%(day)s %(month)s %(year)s"), {"day": day.day, "month": month, "year": day.year}
            )
            yield Tick(self.place(day), words)

    def _months(self, step: int) -> Iterator[Tick]:
        first, last = (day.year * 12 + day.month - 1 for day in (self.first, self.last))
        for index in range(-(-first // step) * step, last + 1, step):
            day = date(index // 12, index % 12 + 1, 1)
            month = Sentence(_MONTH_WORDS[day.month - 1])
            if day >= self.first:
                yield Tick(
                    self.place(day), Sentence(_("%(month)s %(year)s"), {"month": month, "year": day.year})
                )

    def _years(self, step: int) -> Iterator[Tick]:
        for year in range(-(-self.first.year // step) * step, self.last.year + 1, step):
            if year and date(year, 1, 1) >= self.first:
                yield Tick(self.place(date(year, 1, 1)), Sentence(str(year)))


def day_scale_for(periods: Iterable[Period]) -> DayScale | None:
    """The axis that holds every given end of these periods, or None where there is no date at all."""
    days = [day for period in periods for day in (period.first, period.last) if day is not None]
    return DayScale(min(days), max(days)) if days else None
