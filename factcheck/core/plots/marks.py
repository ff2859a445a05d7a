"""What a plot is given, and the marks that stand for one citation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from factcheck.core.dates import Period
from factcheck.core.hedges import Hedge, Stated
from factcheck.core.plots.scales import Scale
from factcheck.core.quantities import Edge, Quantity


@dataclass(frozen=True, slots=True)
class Lane:
    """One citation.

    `figure` is as printed. `stated` and `quantity` are in the unit of the axis; without a quantity the figure
    is unread. `positions` are the letters of the positions in which it stands. `is_echo` says that another
    citation of its position has the same origin. `is_in_another_unit` says why a figure that is read has no
    quantity here: it does not convert to the unit of the axis.
    """

    figure: str
    stated: Stated | None = None
    quantity: Quantity | None = None
    period: Period | None = None
    period_is_stand_in: bool = False
    positions: Sequence[str] = ""
    is_echo: bool = False
    source: str = ""
    is_in_another_unit: bool = False

    @property
    def is_unread(self) -> bool:
        return self.quantity is None and not self.is_in_another_unit


@dataclass(frozen=True, slots=True)
class Band:
    """A position: the interval that its citations share, and who stands behind it."""

    letter: str
    low: Edge
    high: Edge
    origins: int
    sources: int


class MarkKind(StrEnum):
    """A mark at one place; the line and the bar of a lane are spans."""

    TICK = "tick"
    CAP = "cap"
    CIRCLE = "circle"
    DIAMOND = "diamond"
    ARROW_LEFT = "arrow-left"
    ARROW_RIGHT = "arrow-right"


@dataclass(frozen=True, slots=True)
class Mark:
    kind: MarkKind
    x: float


@dataclass(frozen=True, slots=True)
class Span:
    x: float
    width: float

    @property
    def end(self) -> float:
        return self.x + self.width

    @classmethod
    def between(cls, low: float, high: float) -> Span:
        return cls(low, round(high - low, 3))


@dataclass(frozen=True, slots=True)
class LaneMarks:
    """What is drawn for one reading: a line for what its hedge allows, a bar or a tick for what is stated."""

    line: Span | None = None
    bar: Span | None = None
    marks: tuple[Mark, ...] = ()
    dashed: bool = False


def ends_of(lane: Lane) -> list[Decimal]:
    """The finite figures of a lane, for which the axis needs room."""
    if lane.quantity is None:
        return []
    ends = [lane.quantity.low.value, lane.quantity.high.value]
    return [end for end in (*ends, *_stated(lane)) if end.is_finite()]


def marks_for(lane: Lane, scale: Scale) -> LaneMarks:
    quantity = lane.quantity
    if quantity is None:
        return LaneMarks()
    if quantity.low == quantity.high:
        return LaneMarks(marks=(Mark(MarkKind.DIAMOND, scale.place(quantity.low.value)),))
    low, high = scale.place(quantity.low.value), scale.place(quantity.high.value)
    is_vague = lane.stated is not None and lane.stated.hedge is Hedge.VAGUE
    stated = [] if is_vague else _stated(lane)
    is_range = len(stated) == 2 and stated[0] != stated[1]
    bar = Span.between(scale.place(stated[0]), scale.place(stated[1])) if is_range else None
    ticks = [] if is_range else [Mark(MarkKind.TICK, scale.place(value)) for value in stated[:1]]
    ends = [_end(quantity.low, low, MarkKind.ARROW_LEFT), _end(quantity.high, high, MarkKind.ARROW_RIGHT)]
    return LaneMarks(Span.between(low, high), bar, (*ticks, *ends), dashed=is_vague)


def _end(edge: Edge, x: float, arrow: MarkKind) -> Mark:
    if not edge.is_finite:
        return Mark(arrow, x)
    return Mark(MarkKind.CAP if edge.closed else MarkKind.CIRCLE, x)


def _stated(lane: Lane) -> list[Decimal]:
    """The stated figures that lie within their reading; another would be in another unit."""
    if lane.stated is None or lane.quantity is None:
        return []
    low, high = lane.quantity.low.value, lane.quantity.high.value
    given = [end for end in (lane.stated.low, lane.stated.high) if end is not None]
    return given if all(low <= end <= high for end in given) else []
