"""Where an axis is marked, and which marks have room for their labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from enum import StrEnum

from factcheck.core.sentences import Sentence

MOST = 5
"""Ticks on one axis."""

NARROW, WIDE = 280.0, 560.0
"""Widths in pixels for which labels are laid out: the least a plot is given, and the least called wide.

Marks stand at shares of the width and labels hang on them with a fixed size, so what is free at one width is
free at every greater one.
"""

_GAP = 10.0
_WIDTHS = {",": 4.0, ".": 4.0, " ": 4.0, "i": 3.5, "l": 3.5, "m": 11.0}
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5))
_ROOMY = Context(prec=100)


class Anchor(StrEnum):
    """How a label hangs on its tick; outer labels turn inward so that nothing is cut."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis; `shown` is "wide" or "narrow" where it has its place at one width only."""

    x: float
    label: Sentence
    anchor: Anchor = Anchor.MIDDLE
    shown: str = ""


def text_width(text: str) -> float:
    """Roughly how many pixels a label of 13 px takes, rather too many than too few."""
    return sum(_WIDTHS.get(mark, 7.0 if mark.isalpha() else 8.0) for mark in text)


def anchor_for(x: float, width: float, room: float) -> Anchor:
    if x / 100 * room < width / 2:
        return Anchor.START
    if (100 - x) / 100 * room < width / 2:
        return Anchor.END
    return Anchor.MIDDLE


def reach(x: float, width: float, anchor: Anchor, room: float) -> tuple[float, float]:
    """From where to where a label runs, in pixels."""
    at = x / 100 * room
    before = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[anchor]
    return at - before, at - before + width


def anchored(ticks: Iterable[Tick]) -> tuple[Tick, ...]:
    return tuple(
        replace(tick, anchor=anchor_for(tick.x, text_width(str(tick.label)), NARROW)) for tick in ticks
    )


def fits(ticks: Sequence[Tick], room: float) -> bool:
    end = -_GAP
    for tick in sorted(ticks, key=lambda tick: tick.x):
        left, right = reach(tick.x, text_width(str(tick.label)), tick.anchor, room)
        if left < end + _GAP or left < 0 or right > room:
            return False
        end = right
    return True


def for_both_widths(choices: Sequence[Sequence[Tick]]) -> tuple[Tick, ...]:
    """Of sets of ticks, the richest first, the one that has room when wide and the one that has it narrow."""
    laid = [anchored(ticks) for ticks in choices]
    wide = next((ticks for ticks in laid if fits(ticks, WIDE)), ())
    narrow = next((ticks for ticks in laid if fits(ticks, NARROW)), ())
    both = [tick for tick in wide if tick in narrow]
    only_wide = [replace(tick, shown="wide") for tick in wide if tick not in narrow]
    only_narrow = [replace(tick, shown="narrow") for tick in narrow if tick not in wide]
    return tuple(sorted([*both, *only_wide, *only_narrow], key=lambda tick: (tick.x, tick.shown)))


def linear_values(low: Decimal, high: Decimal, most: int, *, whole: bool = False) -> list[Decimal]:
    """Round numbers from low to high, evenly apart, as many as there may be at most; whole ones if asked."""
    context = _ROOMY
    span = context.subtract(high, low)
    power = context.divide(span, Decimal(most)).adjusted() - 1
    power = max(power, 0) if whole else power
    while True:
        for step in _STEPS:
            unit = step.scaleb(power, context)
            if whole and unit != unit.to_integral_value():
                continue
            first = context.divide(low, unit).to_integral_value(ROUND_CEILING)
            last = context.divide(high, unit).to_integral_value(ROUND_FLOOR)
            count = int(context.subtract(last, first)) + 1
            if count <= most:
                return [context.multiply(context.add(first, Decimal(index)), unit) for index in range(count)]
        power += 1


def log_values(low: Decimal, high: Decimal, most: int) -> list[Decimal]:
    """Powers of ten from low to high: each, every second, third …; with 2 and 5, or 3, where few fall in."""
    first, last = low.adjusted(), high.adjusted()
    for digits in ((1, 2, 5), (1, 3)) if last - first <= MOST else ():
        steps = [Decimal(digit).scaleb(power) for power in range(first, last + 1) for digit in digits]
        inside = [value for value in steps if low <= value <= high]
        if len(inside) <= most:
            return inside
    begin = first if Decimal(1).scaleb(first) >= low else first + 1
    for stride in range(1, last - begin + 2):
        powers = range(-(-begin // stride) * stride, last + 1, stride)
        if len(powers) <= most:
            return [Decimal(1).scaleb(power) for power in powers]
    return [Decimal(1).scaleb(begin)]
