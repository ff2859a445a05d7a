"""What the plots of a claim are given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from factcheck.core.plots.marks import Band, Lane
from factcheck.core.readings import Reading
from factcheck.models import Discrepancy


def axis_dimension(readings: Iterable[Reading]) -> str:
    """The dimension that most figures of the claim share; figures of another one stand beside the axis as words."""
    found = Counter(reading.dimension for reading in readings if reading.stated)
    return max(sorted(found), key=lambda dimension: found[dimension]) if found else ""


def lanes_of(readings: Sequence[Reading], letters: dict[int, str], sources: dict[int, str]) -> list[Lane]:
    """A lane for each citation; `letters` and `sources` are by the citation's key."""
    dimension = axis_dimension(readings)
    heard: set[tuple[str, str]] = set()
    lanes = []
    for reading in readings:
        on_axis = reading.stated is not None and reading.dimension == dimension
        position = letters.get(reading.key, "")
        echoes = all((position[:1], origin) in heard for origin in reading.origins)
        heard.update((position[:1], origin) for origin in reading.origins)
        lanes.append(
            Lane(
                figure=reading.figure,
                stated=reading.stated if on_axis else None,
                quantity=reading.quantity if on_axis else None,
                period=None if reading.is_period_withheld else reading.period,
                period_is_stand_in=reading.stands_in,
                positions=position,
                is_in_another_unit=reading.stated is not None and not on_axis,
                is_echo=echoes,
                source=sources.get(reading.key, ""),
            )
        )
    return lanes


def bands_of(discrepancy: Discrepancy) -> list[Band]:
    return [
        Band(
            position.letter,
            position.low_edge,
            position.high_edge,
            position.origin_count,
            position.source_count,
        )
        for position in discrepancy.shown_positions
    ]
