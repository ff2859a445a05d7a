"""The boxes of a dated plot, and numbers beside them that never lie on one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from factcheck.core.plots.ticks import NARROW, Anchor, anchor_for, reach, text_width

HEIGHT = 240.0
"""Pixels of height for which the numbers are laid out."""

_LINE = 15.0
_OFF = 10.0
_BESIDE = 5.0
_MOST_NUMBERS = 3


@dataclass(frozen=True, slots=True)
class Box:
    """From x to the right, from y down; `stated_y` is where the stated figure stands in what is allowed."""

    x: float
    y: float
    width: float
    height: float
    stated_y: float | None = None
    is_dashed: bool = False
    is_hollow: bool = False
    has_no_high: bool = False
    has_no_low: bool = False

    @property
    def end(self) -> float:
        return round(self.x + self.width, 3)

    @property
    def bottom(self) -> float:
        return round(self.y + self.height, 3)

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 3)

    @property
    def area(self) -> _Area:
        left, right = self.x / 100 * NARROW, self.end / 100 * NARROW
        return _Area(left, right, self.y / 100 * HEIGHT, self.bottom / 100 * HEIGHT)


@dataclass(frozen=True, slots=True)
class BoxLabel:
    """Numbers of boxes that lie in one place; `leader_y` is where a line from the label meets its box."""

    x: float
    y: float
    text: str
    anchor: Anchor
    dx: float = 0.0
    leader_y: float | None = None

    @property
    def area(self) -> _Area:
        left, right = reach(self.x, text_width(self.text), self.anchor, NARROW)
        middle = self.y / 100 * HEIGHT
        return _Area(left + self.dx, right + self.dx, middle - _LINE / 2, middle + _LINE / 2)


@dataclass(frozen=True, slots=True)
class _Area:
    """A rectangle in pixels of the narrowest plot."""

    left: float
    right: float
    top: float
    bottom: float

    def is_beside(self, other: _Area) -> bool:
        return self.right + 3 < other.left

    def is_over(self, other: _Area) -> bool:
        return self.bottom <= other.top

    def meets(self, other: _Area) -> bool:
        apart = self.is_beside(other) or other.is_beside(self) or self.is_over(other) or other.is_over(self)
        return not apart

    @property
    def is_inside(self) -> bool:
        return min(self.left, self.top) >= 0 and self.right <= NARROW and self.bottom <= HEIGHT


@dataclass(slots=True)
class _Placed:
    """The labels that have a place already."""

    boxes: Sequence[Box]
    labels: list[BoxLabel] = field(default_factory=list)

    def place(self, numbers: Sequence[int]) -> None:
        """Take the first place that touches nothing; else one that touches other boxes; else none."""
        own = self.boxes[numbers[0] - 1]
        free = [label for label in _candidates(own, _text(numbers)) if self._is_free(label)]
        others = [box.area for box in self.boxes if box.area != own.area]
        clear = (label for label in free if not any(label.area.meets(area) for area in others))
        if (chosen := next(clear, free[0] if free else None)) is not None:
            self.labels.append(chosen)

    def _is_free(self, label: BoxLabel) -> bool:
        return label.area.is_inside and all(_stay_apart(label, other) for other in self.labels)


def labels_for(boxes: Sequence[Box]) -> tuple[BoxLabel, ...]:
    """A label for every box that has room for one; boxes in exactly one place share it."""
    same: dict[tuple[float, float, float, float], list[int]] = {}
    for number, box in enumerate(boxes, start=1):
        same.setdefault((box.x, box.y, box.width, box.height), []).append(number)
    placed = _Placed(boxes)
    for numbers in same.values():
        placed.place(numbers)
    return tuple(placed.labels)


def _text(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:_MOST_NUMBERS]))
    return f"{shown}, …" if len(numbers) > _MOST_NUMBERS else shown


def _candidates(box: Box, text: str) -> Iterator[BoxLabel]:
    """Above the box, below it, at its right, at its left; further off by a line each time; inside it."""
    area = box.area
    anchor = anchor_for(box.middle, text_width(text), NARROW)
    half = (area.top + area.bottom) / 2
    yield BoxLabel(box.middle, _share(area.top - _OFF), text, anchor)
    yield BoxLabel(box.middle, _share(area.bottom + _OFF), text, anchor)
    yield BoxLabel(box.end, _share(half), text, Anchor.START, _BESIDE)
    yield BoxLabel(box.x, _share(half), text, Anchor.END, -_BESIDE)
    for step in range(1, int(HEIGHT / _LINE)):
        above, below = area.top - _OFF - step * _LINE, area.bottom + _OFF + step * _LINE
        yield BoxLabel(box.middle, _share(above), text, anchor, 0.0, _share(area.top))
        yield BoxLabel(box.middle, _share(below), text, anchor, 0.0, _share(area.bottom))
    for step in range(int((area.bottom - area.top) / _LINE)):
        yield BoxLabel(box.middle, _share(area.top + _OFF + step * _LINE), text, anchor)


def _stay_apart(label: BoxLabel, other: BoxLabel) -> bool:
    """Whether two labels are apart, and stay so on a wider plot, where anchors move and sizes do not."""
    here, there = label.area, other.area
    if here.is_over(there) or there.is_over(here):
        return True
    return (here.is_beside(there) and label.x <= other.x) or (there.is_beside(here) and other.x <= label.x)


def _share(y: float) -> float:
    return round(y / HEIGHT * 100, 3)
