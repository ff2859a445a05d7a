"""Answers in words: who says something else at the same time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from factcheck.core.readings import Reading
from factcheck.core.sweep import range_maxima, steps_of


def apart(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The citations beside which another text holds at the same time. Two texts agree when they are equal after
    folding (NFKC, case, single spaces, no final punctuation). One sweep over time.
    """
    days, runs = steps_of(readings)
    starting: dict[int, list[str]] = defaultdict(list)
    ending: dict[int, list[str]] = defaultdict(list)
    for reading, (first, last) in zip(readings, runs, strict=True):
        starting[first].append(reading.text)
        ending[last].append(reading.text)
    holding: Counter[str] = Counter()
    different: list[int] = []
    for step in range(len(days) - 1):
        holding.update(starting[step])
        for text in ending[step]:
            holding[text] -= 1
            if not holding[text]:
                del holding[text]
        different.append(len(holding))
    most = range_maxima(different)
    return tuple(
        reading for reading, (first, last) in zip(readings, runs, strict=True) if most(first, last) > 1
    )
