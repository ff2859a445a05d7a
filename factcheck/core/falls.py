"""Totals that never fall, and do."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.core.quantities import NO_HIGH
from factcheck.core.readings import Reading
from factcheck.core.severity import ratio_of
from factcheck.core.sweep import Sweep, Worst


def falls_of(readings: Sequence[Reading]) -> Sweep:
    """A total that never falls is said to have fallen.

    The least that an earlier figure allows is more than the most that a later one allows. Earlier means that its
    period was over before the period of the other began. The gravest fall is the one that counts.
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
