"""The small plot of a list row: the same marks without words, because words stand beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.core.plots.intervals import band_span
from factcheck.core.plots.marks import Band, Lane, LaneMarks, Mark, Span, ends_of, marks_for
from factcheck.core.plots.scales import Scale, scale_for

WIDTH, HEIGHT = 160.0, 32.0
_MOST_ROWS = 7
_PITCH = 8.0
_MOST_READ = 200


@dataclass(frozen=True, slots=True)
class SmallRow:
    y: float
    marks: LaneMarks


@dataclass(frozen=True, slots=True)
class SmallPlot:
    rows: tuple[SmallRow, ...]
    bands: tuple[Span, ...]


def small_plot(lanes: Sequence[Lane], bands: Sequence[Band]) -> SmallPlot:
    """A row for each reading, or for each position where there are more readings than have room."""
    lanes, bands = lanes[:_MOST_READ], bands[:_MOST_READ]
    edges = [edge.value for band in bands for edge in (band.low, band.high)]
    scale = scale_for([value for lane in lanes for value in ends_of(lane)] + edges)
    marks = _distinct(lanes, scale) if scale else []
    if scale is None or not marks:
        return SmallPlot((), ())
    if len(marks) > _MOST_ROWS and bands:
        marks = [_of_band(band, scale) for band in bands]
    marks = _some(marks)
    pitch = min(_PITCH, HEIGHT / len(marks))
    first = (HEIGHT - pitch * (len(marks) - 1)) / 2
    rows = tuple(
        SmallRow(round(first + index * pitch, 2), _in_pixels(mark)) for index, mark in enumerate(marks)
    )
    return SmallPlot(rows, tuple(_span(band_span(band, scale)) for band in bands))


def _distinct(lanes: Sequence[Lane], scale: Scale) -> list[LaneMarks]:
    return list(dict.fromkeys(marks_for(lane, scale) for lane in lanes if lane.quantity is not None))


def _some(marks: list[LaneMarks]) -> list[LaneMarks]:
    """As many as have room, evenly from first to last."""
    if len(marks) <= _MOST_ROWS:
        return marks
    return [marks[round(index * (len(marks) - 1) / (_MOST_ROWS - 1))] for index in range(_MOST_ROWS)]


def _of_band(band: Band, scale: Scale) -> LaneMarks:
    span = band_span(band, scale)
    return LaneMarks(line=span, bar=span)


def _in_pixels(marks: LaneMarks) -> LaneMarks:
    return LaneMarks(
        _span(marks.line) if marks.line else None,
        _span(marks.bar) if marks.bar else None,
        tuple(Mark(mark.kind, round(mark.x * WIDTH / 100, 2)) for mark in marks.marks),
        marks.dashed,
    )


def _span(span: Span) -> Span:
    return Span(round(span.x * WIDTH / 100, 2), round(span.width * WIDTH / 100, 2))
