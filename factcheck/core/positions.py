"""Positions: the fewest answers that together satisfy every citation in a discrepancy."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factcheck.core.quantities import Edge
from factcheck.core.readings import Reading


@dataclass(frozen=True, slots=True)
class Position:
    """One answer inside a discrepancy.

    `answer` is the greatest low of the citations gathered for it and `high` their least high: the interval that
    they share. For texts both are absent and `text` is the answer.
    """

    answer: Edge | None
    high: Edge | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A citation inside a discrepancy, and the run of positions, first to last, whose answer satisfies it."""

    reading: Reading
    first: int
    last: int


def positions_of(readings: Iterable[Reading]) -> tuple[tuple[Position, ...], tuple[Member, ...]]:
    """Sort citations into positions.

    Take the smallest high, gather every remaining member that it satisfies, repeat; a position's answer is its
    greatest low. These are the fewest positions that cover all members, and no two members that conflict share
    one. A member stands in every position whose answer satisfies it: a run. Costs one sort.
    """
    by_high = sorted(readings, key=lambda reading: (reading.high, reading.low, reading.key))
    by_low = sorted(by_high, key=lambda reading: reading.low)
    positions: list[Position] = []
    gathered = 0
    for reading in by_high:
        # What begins at or below the smallest high of those that remain ends above it, so it contains it.
        least_high = positions[-1].high if positions else None
        if least_high is not None and reading.low <= least_high:
            continue
        while gathered < len(by_low) and by_low[gathered].low <= reading.high:
            gathered += 1
        positions.append(Position(by_low[gathered - 1].low, reading.high))
    answers = [position.answer for position in positions if position.answer is not None]
    return tuple(positions), tuple(_member(reading, answers) for reading in by_high)


def _member(reading: Reading, answers: Sequence[Edge]) -> Member:
    return Member(reading, bisect_left(answers, reading.low), bisect_right(answers, reading.high) - 1)


def text_positions_of(readings: Iterable[Reading]) -> tuple[tuple[Position, ...], tuple[Member, ...]]:
    """Each distinct text is a position of its own."""
    found = sorted(readings, key=lambda reading: (reading.text, reading.key))
    texts = sorted({reading.text for reading in found})
    place = {text: index for index, text in enumerate(texts)}
    members = tuple(Member(reading, place[reading.text], place[reading.text]) for reading in found)
    return tuple(Position(None, None, text) for text in texts), members
