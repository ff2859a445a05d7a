"""Parts that exceed the whole they belong to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from factcheck.core.readings import Reading
from factcheck.core.rounding import figure_of, is_rounding
from factcheck.core.severity import ratio_of
from factcheck.core.sweep import Sweep, Worst

Span: TypeAlias = tuple[int, int]
"""First and last day of a period."""


def exceeding_parts(readings: Sequence[Reading]) -> dict[Span, Sweep]:
    """A part cannot be more than its whole: more people cannot have come in June than in the year.

    For counts, a part whose period lies strictly inside that of a whole is flagged where the least that it allows is
    more than the most that the whole allows. The discrepancy belongs to the period of the whole. A part that exceeds
    several wholes is shown at the one that it exceeds most, and every whole is shown with the part that exceeds it
    most.
    """
    spans = _by_span(readings)
    gravest_part = _gravest(
        {span: max(group, key=_low) for span, group in spans.items()},
        lambda one, other: _low(one) > _low(other),
    )
    least_whole = _gravest(
        {(-first, -last): min(group, key=_high) for (first, last), group in spans.items()},
        lambda one, other: _high(one) < _high(other),
    )
    shown: dict[Span, dict[int, Reading]] = defaultdict(dict)
    for part in readings:
        whole = least_whole.get((-part.first_day, -part.last_day))
        if whole is not None and part.low > whole.high:
            shown[_span(whole)][part.key] = part
    found: dict[Span, Sweep] = {}
    for span, wholes in spans.items():
        highest = gravest_part.get(span)
        exceeded = [whole for whole in wholes if highest is not None and highest.low > whole.high]
        if highest is not None and exceeded:
            shown[span][highest.key] = highest
            lowest = min(exceeded, key=_high)
            worst = Worst(highest, lowest, ratio_of(highest.stated_low, lowest.stated_high))
            found[span] = Sweep((*exceeded, *shown[span].values()), worst)
    return found


def _span(reading: Reading) -> Span:
    return reading.first_day, reading.last_day


def _low(reading: Reading) -> tuple[object, ...]:
    return reading.low, reading.stated_low, -reading.key


def _high(reading: Reading) -> tuple[object, ...]:
    return reading.high, reading.stated_high, reading.key


def _by_span(readings: Sequence[Reading]) -> dict[Span, list[Reading]]:
    groups: dict[Span, list[Reading]] = defaultdict(list)
    for reading in readings:
        groups[_span(reading)].append(reading)
    return groups


def _gravest(by_span: dict[Span, Reading], graver: Callable[[Reading, Reading], bool]) -> dict[Span, Reading]:
    """For each span the gravest reading strictly inside it, where there is one, in one sweep with a Fenwick tree.

    With the signs of both days changed, "inside" turns into "around".
    """
    ends = sorted({last for _first, last in by_span})
    tree: list[Reading | None] = [None] * (len(ends) + 1)
    found: dict[Span, Reading] = {}
    for span in sorted(by_span, key=lambda span: (-span[0], span[1])):
        place = bisect_right(ends, span[1])
        index = place
        while index:
            known, seen = found.get(span), tree[index]
            if seen is not None and (known is None or graver(seen, known)):
                found[span] = seen
            index -= index & -index
        index, own = place, by_span[span]
        while index <= len(ends):
            seen = tree[index]
            if seen is None or graver(own, seen):
                tree[index] = own
            index += index & -index
    return found


class PartsAndWholes:
    """The wholes that a part of them exceeds, and whether rounding is all there is to it."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.exceeded = exceeding_parts(readings)
        self._spans = _by_span(readings)
        self._by_start = sorted(readings, key=lambda reading: reading.first_day)
        self._starts = [reading.first_day for reading in self._by_start]
        self._beyond_rounding: dict[object, _Spans] = {}
        self._given: dict[object, list[Reading]] = defaultdict(list)
        for reading in readings:
            self._given[figure_of(reading)].append(reading)

    def all_round(self, span: Span) -> bool:
        """Whether every part that exceeds the whole is a rounding of it; the worst is asked first, then a few."""
        worst = self.exceeded[span].worst
        if worst is None or not is_rounding(worst.highest, worst.lowest):
            return False
        wholes = {figure_of(whole): whole for whole in self._spans[span]}.values()
        first, last = bisect_left(self._starts, span[0]), bisect_right(self._starts, span[1])
        few = (self._by_start[index] for index in range(first, last, max(1, (last - first) // 12)))
        inside = [part for part in few if part.last_day <= span[1] and _span(part) != span]
        if any(_exceeds_beyond_rounding(part, whole) for part in inside for whole in wholes):
            return False
        return not any(self._parts_beyond_rounding(whole).has_inside(span) for whole in wholes)

    def _parts_beyond_rounding(self, whole: Reading) -> _Spans:
        """The periods of all figures that would exceed this one by more than rounding, found once for each figure."""
        figure = figure_of(whole)
        if figure not in self._beyond_rounding:
            self._beyond_rounding[figure] = _Spans(
                _span(part)
                for given in self._given.values()
                if _exceeds_beyond_rounding(given[0], whole)
                for part in given
            )
        return self._beyond_rounding[figure]


def _exceeds_beyond_rounding(part: Reading, whole: Reading) -> bool:
    return part.low > whole.high and not is_rounding(part, whole)


class _Spans:
    """Periods in the order in which they begin, each with the earliest end of those that begin no earlier."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(set(spans))
        self._earliest_end: list[int] = []
        for _first, last in reversed(self._spans):
            self._earliest_end.append(min(last, self._earliest_end[-1]) if self._earliest_end else last)
        self._earliest_end.reverse()

    def has_inside(self, span: Span) -> bool:
        """Whether one of them lies strictly inside a period."""
        same_start = bisect_left(self._spans, (span[0], span[0]))
        if same_start < len(self._spans):
            first, last = self._spans[same_start]
            if first == span[0] and last < span[1]:
                return True
        later = bisect_left(self._spans, (span[0] + 1, span[0]))
        return later < len(self._spans) and self._earliest_end[later] <= span[1]
