"""Whether all rival figures are no more than roundings of one another, without looking at every pair.

The pairs that lie apart are counted, and so are those of them that are a rounding; where the two counts are the
same, all are. A figure is the rounding of few others, one for each number of digits, so those are looked up.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from factcheck.core.counting import Box, Tally, meetings
from factcheck.core.readings import Reading
from factcheck.core.rounding import (
    figure_of,
    is_roundable,
    is_rounding,
    printed,
    rounded_half_up,
    significant_digits,
    unit_of,
    value_in,
)


class _Figure:
    """One figure, and all the times for which it was given."""

    def __init__(self, given: Sequence[Reading]) -> None:
        self.example = given[0]
        self.times = [(reading.first_day, reading.last_day) for reading in given]
        self.starts = sorted(first for first, _last in self.times)
        self.ends = sorted(last for _first, last in self.times)

    def pairs_at_one_time(self, other: _Figure) -> int:
        few, many = sorted((self, other), key=lambda figure: len(figure.times))
        return sum(
            bisect_right(many.starts, last) - bisect_left(many.ends, first) for first, last in few.times
        )

    def pairs_before(self, later: _Figure) -> int:
        if len(self.times) <= len(later.times):
            return sum(len(later.starts) - bisect_right(later.starts, last) for _first, last in self.times)
        return sum(bisect_left(self.ends, first) for first, _last in later.times)


def all_round_at_one_time(readings: Sequence[Reading]) -> bool:
    """Every two that are apart at the same time are a rounding of each other."""
    if not all(map(is_roundable, readings)):
        return False
    boxes: list[Box] = [(r.first_day, r.last_day, r.low, r.high) for r in readings]
    starts, ends = sorted(box[0] for box in boxes), sorted(box[1] for box in boxes)
    together = sum(
        bisect_right(starts, last) - bisect_left(ends, first) for first, last, _low, _high in boxes
    )
    apart = (together - sum(meetings(boxes, boxes))) // 2
    return apart == sum(one.pairs_at_one_time(other) for one, other in _roundings_apart(readings))


def all_round_over_time(readings: Sequence[Reading]) -> bool:
    """Every earlier and later figure between which the total falls are a rounding of each other."""
    if not all(map(is_roundable, readings)):
        return False
    by_end = sorted(readings, key=lambda r: r.last_day)
    lows = Tally(r.low for r in readings)
    falls = ended = 0
    for later in sorted(readings, key=lambda r: r.first_day):
        while ended < len(by_end) and by_end[ended].last_day < later.first_day:
            lows.add(by_end[ended].low)
            ended += 1
        falls += ended - lows.at_most(later.high)
    return falls == sum(above.pairs_before(below) for above, below in _roundings_apart(readings))


def _roundings_apart(readings: Iterable[Reading]) -> Iterator[tuple[_Figure, _Figure]]:
    """Every two figures that are apart and a rounding of each other, the greater first."""
    given: dict[tuple[object, ...], list[Reading]] = defaultdict(list)
    for reading in readings:
        given[figure_of(reading)].append(reading)
    figures = [_Figure(same) for same in given.values()]
    at: dict[tuple[str, Fraction], list[int]] = defaultdict(list)
    digits: dict[str, set[int]] = defaultdict(set)
    for index, figure in enumerate(figures):
        unit, value = unit_of(figure.example), printed(figure.example)
        at[unit, Fraction(value)].append(index)
        digits[unit].add(significant_digits(value))
    found: set[tuple[int, int]] = set()
    for index, figure in enumerate(figures):
        for unit, lengths in digits.items():
            exact = value_in(unit, figure.example)
            for rounded in {rounded_half_up(exact, length) for length in lengths}:
                found.update((index, other) for other in at.get((unit, rounded), ()))
    for one, other in {(min(pair), max(pair)) for pair in found}:
        first, second = figures[one].example, figures[other].example
        if first.low > second.high and is_rounding(first, second):
            yield figures[one], figures[other]
        elif second.low > first.high and is_rounding(first, second):
            yield figures[other], figures[one]
