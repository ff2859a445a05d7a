"""The dated plot: a box for each citation, across the days and the figures for which it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from factcheck.core.hedges import Hedge
from factcheck.core.plots.boxes import Box, BoxLabel, labels_for
from factcheck.core.plots.days import DayScale, day_scale_for
from factcheck.core.plots.marks import Lane, ends_of, marks_for
from factcheck.core.plots.scales import Scale, scale_for
from factcheck.core.plots.ticks import Tick, text_width
from factcheck.core.plots.words import interval
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _

MOST_BOXES = 60
_LEAST_WIDTH, _LEAST_HEIGHT = 1.6, 2.5
_MOST_SAID = 6
_WIDEST_VALUE_LABEL = 130.0


@dataclass(frozen=True, slots=True)
class DatedRow:
    """A citation in the key of the plot; `number` is None where it has no place on it."""

    lane: Lane
    number: int | None


@dataclass(frozen=True, slots=True)
class DatedPlot:
    rows: tuple[DatedRow, ...]
    boxes: tuple[Box, ...]
    labels: tuple[BoxLabel, ...]
    days: tuple[Tick, ...]
    values: tuple[Tick, ...]
    values_width: int
    break_at: float | None
    axis: Sentence | None
    title: Sentence
    sentences: tuple[Sentence, ...]
    more: int

    @property
    def text_alternative(self) -> str:
        return " ".join(str(sentence) for sentence in (self.title, *self.sentences))


def dated_plot(lanes: Sequence[Lane], unit_words: str) -> DatedPlot:
    """Place each read and dated citation; the others stay in the key as words. Nothing is joined."""
    shown = sorted(lanes, key=_by_time)[:MOST_BOXES]
    placed = [lane for lane in shown if _has_place(lane)]
    scale = scale_for(value for lane in placed for value in ends_of(lane))
    days = day_scale_for(lane.period for lane in placed if lane.period)
    boxes = tuple(_box(lane, scale, days) for lane in placed) if scale and days else ()
    values = _values(scale)
    return DatedPlot(
        rows=_rows(shown),
        boxes=boxes,
        labels=labels_for(boxes),
        days=days.ticks if days else (),
        values=values,
        values_width=round(max((text_width(str(tick.label)) for tick in values), default=0.0)) + 8,
        break_at=100 - scale.break_at if scale and scale.break_at is not None else None,
        axis=scale.words(unit_words) if scale else None,
        title=_title(placed),
        sentences=_said(placed, len(lanes) - len(placed), scale, unit_words),
        more=len(lanes) - len(shown),
    )


def _by_time(lane: Lane) -> tuple[bool, date, date]:
    if lane.period is None:
        return (True, date.max, date.max)
    return (False, lane.period.start, lane.period.end)


def _has_place(lane: Lane) -> bool:
    return lane.quantity is not None and lane.period is not None


def _rows(shown: Sequence[Lane]) -> tuple[DatedRow, ...]:
    numbers = iter(range(1, len(shown) + 1))
    return tuple(DatedRow(lane, next(numbers) if _has_place(lane) else None) for lane in shown)


def _values(scale: Scale | None) -> tuple[Tick, ...]:
    """The ticks of the upright axis, from the bottom; labels lie one above the other and never meet."""
    if scale is None:
        return ()
    return tuple(
        Tick(round(100 - tick.x, 3), tick.label)
        for tick in scale.ticks_unlaid
        if text_width(str(tick.label)) <= _WIDEST_VALUE_LABEL
    )


def _box(lane: Lane, scale: Scale, days: DayScale) -> Box:
    assert lane.quantity is not None
    assert lane.period is not None
    left, right = _grown(*days.places(lane.period), _LEAST_WIDTH)
    low, high = _grown(
        scale.place(lane.quantity.low.value), scale.place(lane.quantity.high.value), _LEAST_HEIGHT
    )
    marks = marks_for(lane, scale)
    ticks = [mark.x for mark in marks.marks if mark.kind == "tick"]
    is_vague = lane.stated is not None and lane.stated.hedge is Hedge.VAGUE
    return Box(
        x=left,
        y=round(100 - high, 3),
        width=round(right - left, 3),
        height=round(high - low, 3),
        stated_y=round(100 - ticks[0], 3) if ticks else None,
        is_dashed=lane.period.approximate or not lane.period.is_closed or is_vague,
        is_hollow=lane.period_is_stand_in,
        has_no_high=not lane.quantity.high.is_finite,
        has_no_low=not lane.quantity.low.is_finite,
    )


def _grown(low: float, high: float, least: float) -> tuple[float, float]:
    """A box has some extent even for a single day or number, and stays inside the plot."""
    if high - low >= least:
        return low, high
    middle = min(100 - least / 2, max(least / 2, (low + high) / 2))
    return middle - least / 2, middle + least / 2


def _title(placed: Sequence[Lane]) -> Sentence:
    if not placed:
        return Sentence(_("No figure has both a reading and a date."))
    if len(placed) == 1:
        return Sentence(_("One figure on a dated axis."))
    return Sentence(_("%(count)s figures on a dated axis."), {"count": len(placed)})


def _said(
    placed: Sequence[Lane], left_out: int, scale: Scale | None, unit_words: str
) -> tuple[Sentence, ...]:
    said = [
        Sentence(
            _("%(period)s: %(interval)s."),
            {"period": lane.period.words, "interval": interval(lane.quantity.low, lane.quantity.high)},
        )
        for lane in placed[:_MOST_SAID]
        if lane.period and lane.quantity
    ]
    if len(placed) > _MOST_SAID:
        said.append(Sentence(_("And %(count)s more."), {"count": len(placed) - _MOST_SAID}))
    if left_out:
        said.append(Sentence(_("Without a reading, a date or room: %(count)s."), {"count": left_out}))
    return (*said, scale.words(unit_words)) if scale else tuple(said)
