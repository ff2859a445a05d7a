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


def svg_of(plot: SmallPlot) -> str:
    """The plot as SVG; nothing where there is nothing to draw. It holds numbers and no words, so none is escaped."""
    if not plot.rows:
        return ""
    bands = "".join(
        f'<rect class="plot-band" x="{band.x}" y="0" width="{band.width}" height="{HEIGHT:.0f}"/>'
        for band in plot.bands
    )
    rows = "".join(f'<g transform="translate(0 {row.y})">{_drawn(row.marks)}</g>' for row in plot.rows)
    size = f'viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" width="{WIDTH:.0f}" height="{HEIGHT:.0f}"'
    return f'<svg class="plot-small" {size} aria-hidden="true" focusable="false">{bands}{rows}</svg>'


_MARKS = {
    "tick": '<line class="plot-tick" x1="{x}" x2="{x}" y1="-4" y2="4"/>',
    "circle": '<circle class="plot-open" cx="{x}" cy="0" r="2"/>',
    "diamond": '<path class="plot-diamond" d="M{x} -3.5l3.5 3.5l-3.5 3.5l-3.5 -3.5z"/>',
    "arrow-right": '<path class="plot-arrow" d="M{x} 0m-4 -3l4 3l-4 3"/>',
    "arrow-left": '<path class="plot-arrow" d="M{x} 0m4 -3l-4 3l4 3"/>',
}


def _drawn(marks: LaneMarks) -> str:
    line = bar = ""
    if marks.line:
        dashed = " plot-dashed" if marks.dashed else ""
        line = f'<line class="plot-line{dashed}" x1="{marks.line.x}" x2="{marks.line.end}" y1="0" y2="0"/>'
    if marks.bar:
        bar = f'<rect class="plot-bar" x="{marks.bar.x}" y="-2" width="{marks.bar.width}" height="4"/>'
    return (
        line
        + bar
        + "".join(_MARKS[mark.kind].format(x=mark.x) for mark in marks.marks if mark.kind in _MARKS)
    )


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
