"""One sweep over time through the readings of a claim: who stands apart, and where it is worst.

Intervals on a line have a useful property: if every two of them meet, all of them share a common point. So at each
instant it is enough to know the greatest low and the least high of the readings that hold then, and the cost is
that of sorting, never of pairs.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from factcheck.core.readings import Reading
from factcheck.core.severity import ratio_of


@dataclass(frozen=True, slots=True)
class Worst:
    """The two readings furthest apart at one instant; `ratio` is None where it has no meaning and is the gravest."""

    highest: Reading
    lowest: Reading
    ratio: Fraction | None

    @property
    def gravity(self) -> tuple[bool, Fraction]:
        return self.ratio is None, self.ratio or Fraction(0)


@dataclass(frozen=True, slots=True)
class Sweep:
    """The readings that stand apart from at least one other at the same time, and the worst two of them."""

    apart: tuple[Reading, ...]
    worst: Worst | None


def range_maxima(values: Sequence[int]) -> Callable[[int, int], int]:
    """A function that gives the greatest of values[first:last] at once, after n log n of preparation."""
    rows = [list(values)]
    width = 1
    while 2 * width <= len(values):
        row = rows[-1]
        rows.append([max(pair) for pair in zip(row, row[width:], strict=False)])
        width *= 2

    def greatest(first: int, last: int) -> int:
        level = (last - first).bit_length() - 1
        row = rows[level]
        return max(row[first], row[last - (1 << level)])

    return greatest


def steps_of(readings: Sequence[Reading]) -> tuple[list[int], list[tuple[int, int]]]:
    """The days on which something begins to hold or has ceased to, and each reading's run of steps."""
    days = sorted({r.first_day for r in readings} | {r.last_day + 1 for r in readings})
    runs = [(bisect_left(days, r.first_day), bisect_left(days, r.last_day + 1)) for r in readings]
    return days, runs


def sweep(readings: Sequence[Reading]) -> Sweep:
    """Citations of one scope and unit disagree where, at one time, the greatest low is above the least high.

    Then at least two of them allow no common answer; where the greatest low is not above the least high, all of
    them have an answer in common. An end that is open ("over 5") is not met by a closed one at the same number.
    Members are all citations that are apart from at least one other at the same time.
    """
    days, runs = steps_of(readings)
    by_low = sorted(range(len(readings)), key=lambda i: (readings[i].low, readings[i].stated_low))
    by_high = sorted(range(len(readings)), key=lambda i: (readings[i].high, readings[i].stated_high))
    lows = _leaders(list(reversed(by_low)), runs, len(days) - 1)
    highs = _leaders(by_high, runs, len(days) - 1)
    worst = _worst(readings, lows, highs)
    if worst is None:
        return Sweep((), None)

    ranks = _ranks(readings)
    greatest_low = range_maxima([-1 if i is None else ranks[readings[i].low] for i in lows])
    least_high = range_maxima([-len(ranks) if i is None else -ranks[readings[i].high] for i in highs])
    apart = tuple(
        reading
        for reading, (first, last) in zip(readings, runs, strict=True)
        if greatest_low(first, last) > ranks[reading.high] or -least_high(first, last) < ranks[reading.low]
    )
    return Sweep(apart, worst)


def _ranks(readings: Sequence[Reading]) -> dict[object, int]:
    edges = sorted({r.low for r in readings} | {r.high for r in readings})
    return {edge: rank for rank, edge in enumerate(edges)}


def _leaders(order: Sequence[int], runs: Sequence[tuple[int, int]], steps: int) -> list[int | None]:
    """For each step, the first in `order` of the readings that hold then."""
    starting: list[list[tuple[int, int]]] = [[] for _step in range(steps)]
    for place, index in enumerate(order):
        starting[runs[index][0]].append((place, index))
    heap: list[tuple[int, int]] = []
    leaders: list[int | None] = []
    for step in range(steps):
        for entry in starting[step]:
            heapq.heappush(heap, entry)
        while heap and runs[heap[0][1]][1] <= step:
            heapq.heappop(heap)
        leaders.append(heap[0][1] if heap else None)
    return leaders


def _worst(
    readings: Sequence[Reading], lows: Sequence[int | None], highs: Sequence[int | None]
) -> Worst | None:
    worst: Worst | None = None
    for pair in sorted({(low, high) for low, high in zip(lows, highs, strict=True) if low is not None}):
        low, high = pair
        assert high is not None
        highest, lowest = readings[low], readings[high]
        if highest.low > lowest.high:
            found = Worst(highest, lowest, ratio_of(highest.stated_low, lowest.stated_high))
            if worst is None or found.gravity > worst.gravity:
                worst = found
    return worst
