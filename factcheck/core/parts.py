"""Parts that exceed the whole they belong to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from factcheck.core.quantities import NO_LOW, Edge
from factcheck.core.readings import Reading
from factcheck.core.severity import ratio_of
from factcheck.core.sweep import Sweep, Worst


def exceeding_parts(readings: Sequence[Reading]) -> dict[tuple[int, int], Sweep]:
    """On a claim that counts per period: the wholes that a part of them exceeds, by the whole's period.

    A part's period lies strictly inside the whole's, and its low exceeds the whole's high: more people cannot have
    come in June than in the year. One sweep finds the wholes; only for those are the parts gathered.
    """
    highest_inside = _highest_low_inside(readings)
    by_start = sorted(readings, key=lambda r: (r.first_day, r.key))
    starts = [r.first_day for r in by_start]
    found: dict[tuple[int, int], Sweep] = {}
    for period, wholes in _by_period(readings).items():
        exceeded = [whole for whole in wholes if highest_inside[period] > whole.high]
        if exceeded:
            least = min(whole.high for whole in exceeded)
            inside = by_start[bisect_right(starts, period[0] - 1) : bisect_right(starts, period[1])]
            parts = [
                part
                for part in inside
                if part.last_day <= period[1]
                and (part.first_day, part.last_day) != period
                and part.low > least
            ]
            found[period] = Sweep((*exceeded, *parts), _worst_part(parts, exceeded))
    return found


def _by_period(readings: Sequence[Reading]) -> dict[tuple[int, int], list[Reading]]:
    groups: dict[tuple[int, int], list[Reading]] = {}
    for reading in readings:
        groups.setdefault((reading.first_day, reading.last_day), []).append(reading)
    return groups


def _worst_part(parts: Sequence[Reading], wholes: Sequence[Reading]) -> Worst:
    highest = max(parts, key=lambda r: (r.low, r.stated_low))
    lowest = min(wholes, key=lambda r: (r.high, r.stated_high))
    return Worst(highest, lowest, ratio_of(highest.stated_low, lowest.stated_high))


def _highest_low_inside(readings: Sequence[Reading]) -> dict[tuple[int, int], Edge]:
    """For each period the greatest low of the readings strictly inside it, in one sweep with a Fenwick tree."""
    periods = sorted(_by_period(readings).items(), key=lambda entry: (-entry[0][0], entry[0][1]))
    ends = sorted({period[1] for period, _readings in periods})
    tree = [NO_LOW] * (len(ends) + 1)
    answer: dict[tuple[int, int], Edge] = {}
    for period, members in periods:
        place = bisect_right(ends, period[1])
        greatest, index = NO_LOW, place
        while index:
            greatest = max(greatest, tree[index])
            index -= index & -index
        answer[period] = greatest
        low = max(member.low for member in members)
        index = place
        while index <= len(ends):
            tree[index] = max(tree[index], low)
            index += index & -index
    return answer


def part_pairs(members: Sequence[Reading], period: tuple[int, int]) -> Iterator[tuple[Reading, Reading]]:
    """Every part and whole of one period in which the part exceeds the whole, for a consumer that stops early."""
    wholes = {(r.high, r.stated): r for r in members if (r.first_day, r.last_day) == period}
    parts = {(r.low, r.stated): r for r in members if (r.first_day, r.last_day) != period}
    for part in parts.values():
        for whole in wholes.values():
            if part.low > whole.high:
                yield part, whole
