"""Axes: from a figure to its place, in shares of a hundred of the width."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal

from factcheck.core.plots.ticks import MOST, Tick, for_both_widths, linear_values, log_values
from factcheck.core.plots.words import tick_label
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _

MARGIN = 3.0
"""What stays free at either edge, so that no mark is cut."""

_AFTER_ZERO = 16.0
_ROOMY = Context(prec=100)
_FINE = Context(prec=34)
_LOG_FROM = 10


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from `low` to `high`.

    A log axis has no zero: it breaks before it. Where a figure of zero is shown all the same, it stands to
    the left of the break (`has_zero`). Where every figure is whole, so are the ticks (`is_whole`); where
    there is but one, it is the only tick (`only`).
    """

    low: Decimal
    high: Decimal
    is_log: bool = False
    has_zero: bool = False
    is_whole: bool = False
    only: Decimal | None = None

    @property
    def begins(self) -> float:
        return _AFTER_ZERO if self.has_zero else MARGIN

    def place(self, value: Decimal) -> float:
        """Where a value stands, from 0 to 100; what has no end stands at the edge."""
        if not value.is_finite():
            return 100.0 if value > 0 else 0.0
        if self.is_log and value <= 0:
            return MARGIN
        share = self._share(value)
        return round(self.begins + min(1.0, max(0.0, share)) * (100.0 - MARGIN - self.begins), 3)

    def _share(self, value: Decimal) -> float:
        low, high = self.low, self.high
        if self.is_log:
            value, low, high = (_FINE.log10(each) for each in (value, low, high))
        span = _ROOMY.subtract(high, low)
        return float(_ROOMY.divide(_ROOMY.subtract(value, low), span))

    @property
    def break_at(self) -> float | None:
        """Where a log axis shows that it does not reach zero."""
        if not self.is_log:
            return None
        return (MARGIN + self.begins) / 2 if self.has_zero else MARGIN / 2

    @property
    def ticks_unlaid(self) -> tuple[Tick, ...]:
        """The most ticks there may be, whatever room their labels take."""
        return tuple(self._ticks(MOST))

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The ticks whose labels have room."""
        choices = [self._ticks(most) for most in range(MOST, 0, -1)]
        return for_both_widths(choices)

    def _ticks(self, most: int) -> list[Tick]:
        if self.only is not None:
            return [Tick(self.place(self.only), tick_label(self.only))]
        zero = [Decimal(0)] if self.has_zero and most > 1 else []
        room = most - len(zero)
        if self.is_log:
            values = log_values(self.low, self.high, room)
        else:
            values = linear_values(self.low, self.high, room, whole=self.is_whole)
        return [Tick(self.place(value), tick_label(value)) for value in zero + values]

    def words(self, unit_words: str) -> Sentence:
        """What sort of axis this is, and of what: "Linear axis, people."."""
        if not unit_words:
            return Sentence(_("Log axis.") if self.is_log else _("Linear axis."))
        template = _("Log axis, %(unit)s.") if self.is_log else _("Linear axis, %(unit)s.")
        return Sentence(template, {"unit": unit_words})


def scale_for(values: Iterable[Decimal]) -> Scale | None:
    """The axis on which these figures can be read, or None without a figure.

    It is logarithmic when they span more than a factor of ten. Negative figures keep it
    linear, because no logarithm holds them.
    """
    finite = sorted(value for value in values if value.is_finite())
    if not finite:
        return None
    low, high = finite[0], finite[-1]
    positive = [value for value in finite if value > 0]
    if low >= 0 and positive and high > _ROOMY.multiply(positive[0], Decimal(_LOG_FROM)):
        return Scale(positive[0], high, is_log=True, has_zero=low == 0)
    if low == high:
        room = _ROOMY.divide(low.copy_abs(), Decimal(10)) if low else Decimal(1)
        return Scale(_ROOMY.subtract(low, room), _ROOMY.add(high, room), only=low)
    return Scale(low, high, is_whole=all(_is_whole(value) for value in finite))


def _is_whole(value: Decimal) -> bool:
    return value == value.to_integral_value()
