"""Totals that never fall, and do."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator, Sequence

from factcheck.core.quantities import NO_HIGH, Edge
from factcheck.core.readings import Reading
from factcheck.core.severity import ratio_of
from factcheck.core.sweep import Sweep, Worst


def falls_of(readings: Sequence[Reading]) -> Sweep:
    """On a running total: an earlier figure, its period over before the other's began, whose low exceeds the later
    one's high. Costs two sorts.
    """
    by_end = sorted(readings, key=lambda r: (r.last_day, r.key))
    by_start = sorted(readings, key=lambda r: (r.first_day, r.key))
    apart: dict[int, Reading] = {}
    worst: Worst | None = None
    ended, highest = 0, None
    for later in by_start:
        while ended < len(by_end) and by_end[ended].last_day < later.first_day:
            earlier = by_end[ended]
            if highest is None or (earlier.low, earlier.stated_low) > (highest.low, highest.stated_low):
                highest = earlier
            ended += 1
        if highest is not None and highest.low > later.high:
            apart[later.key] = later
            found = Worst(highest, later, ratio_of(highest.stated_low, later.stated_high))
            if worst is None or found.gravity > worst.gravity:
                worst = found

    begun, least = len(by_start) - 1, NO_HIGH
    for earlier in reversed(by_end):
        while begun >= 0 and by_start[begun].first_day > earlier.last_day:
            least = min(least, by_start[begun].high)
            begun -= 1
        if earlier.low > least:
            apart[earlier.key] = earlier
    return Sweep(tuple(sorted(apart.values(), key=lambda r: r.key)), worst)


def falling_pairs(readings: Sequence[Reading]) -> Iterator[tuple[Reading, Reading]]:
    """Every earlier and later figure between which the total falls, for a consumer that stops early."""
    by_end = sorted(readings, key=lambda r: (r.last_day, r.key))
    ended = 0
    by_low: list[tuple[Edge, int, Reading]] = []
    known: set[tuple[Edge, object]] = set()
    for later in sorted(readings, key=lambda r: (r.first_day, r.key)):
        while ended < len(by_end) and by_end[ended].last_day < later.first_day:
            earlier = by_end[ended]
            if (earlier.low, earlier.stated) not in known:
                known.add((earlier.low, earlier.stated))
                insort(by_low, (earlier.low, earlier.key, earlier))
            ended += 1
        above = bisect_right(by_low, later.high, key=lambda entry: entry[0])
        for _low, _key, earlier in by_low[above:]:
            yield earlier, later
