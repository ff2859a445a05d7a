"""Which of the times that a sentence says is that of one of its figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.core.reading.passages import Range
from factcheck.core.reading.times import CLAUSE, TimeSaid


def time_of(
    sentence: str, times: Sequence[TimeSaid], figures: Sequence[Range], place: int
) -> TimeSaid | None:
    """The time that the sentence gives the figure at a place of the list, all counted from its first character.

    A time behind it, in its clause and before the next figure; an amount in brackets directly behind is another
    word for the same figure and shares its time. Else the last time before it, unless another figure has that one
    for itself and stands in another clause.
    """
    start, end = figures[place]
    after = place + 1
    while after < len(figures) and sentence[end : figures[after][0]].strip() == "(":
        end = figures[after][1]
        after += 1
    limit = figures[after][0] if after < len(figures) else len(sentence)
    for time in times:
        if time.start >= end and not time.leads and time.start <= limit:
            if not re.search(r";\s|, (?:while|but|whereas|and)\s", sentence[end : time.start]):
                return time
            break
    aside = [match.span() for match in _ASIDE.finditer(sentence, 0, start)]
    earlier = [
        time
        for time in times
        if time.end <= start and not any(first <= time.start and time.end <= last for first, last in aside)
    ]
    if not earlier:
        return None
    time = earlier[-1]
    between = [figure for figure in figures if time.end <= figure[0] < start]
    own = [figure for figure in figures if figure[1] <= time.start]
    is_taken = not time.leads and bool(own) and bool(CLAUSE.search(sentence, time.end, start))
    return None if is_taken and (own or between) else time


_ASIDE = re.compile(r", (?:who|which|whose|where|whom)\b[^,.;]{1,120},")
"""What is told beside of somebody: its time is not that of the sentence."""
