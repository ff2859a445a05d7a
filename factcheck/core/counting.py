"""Counting pairs without making them: how many others a reading meets, in n log n."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence

from factcheck.core.quantities import Edge


class Tally:
    """How many of the values taken in so far are at most, or below, a given one (a Fenwick tree)."""

    def __init__(self, values: Iterable[Edge]) -> None:
        self._values = sorted(set(values))
        self._tree = [0] * (len(self._values) + 1)

    def add(self, value: Edge) -> None:
        place = bisect_right(self._values, value)
        while place < len(self._tree):
            self._tree[place] += 1
            place += place & -place

    def at_most(self, value: Edge) -> int:
        return self._sum(bisect_right(self._values, value))

    def below(self, value: Edge) -> int:
        return self._sum(bisect_left(self._values, value))

    def _sum(self, place: int) -> int:
        found = 0
        while place:
            found += self._tree[place]
            place -= place & -place
        return found


Box = tuple[int, int, Edge, Edge]
"""First day, last day, low and high."""


def meetings(asked: Sequence[Box], among: Sequence[Box]) -> list[int]:
    """For each box asked about, how many of the others it meets both in time and in value.

    Those that meet it in value are the ones that begin at or below its high, less those that end below its low; of
    these the ones that have begun by its last day count, less the ones that were over before its first.
    """
    found = [0] * len(asked)
    for when, sign, begun in ((0, -1, _over_before), (1, 1, _begun_by)):
        for index, count in _in_order(asked, among, when, begun):
            found[index] += sign * count
    return found


def _over_before(box: Box, day: int) -> bool:
    return box[1] < day


def _begun_by(box: Box, day: int) -> bool:
    return box[0] <= day


def _in_order(
    asked: Sequence[Box], among: Sequence[Box], when: int, taken: Callable[[Box, int], bool]
) -> Iterable[tuple[int, int]]:
    arrivals = sorted(among, key=lambda box: box[1 - when])
    lows, highs = Tally(box[2] for box in among), Tally(box[3] for box in among)
    place = 0
    for index in sorted(range(len(asked)), key=lambda at: asked[at][when]):
        box = asked[index]
        day = box[1] if when else box[0]
        while place < len(arrivals) and taken(arrivals[place], day):
            lows.add(arrivals[place][2])
            highs.add(arrivals[place][3])
            place += 1
        yield index, lows.at_most(box[3]) - highs.below(box[2])
