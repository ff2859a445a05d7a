"""Intervals of exact decimals: what a figure may be, once its hedge is read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import total_ordering

_INFINITY = Decimal("Infinity")


@total_ordering
@dataclass(frozen=True, slots=True, eq=True)
class Edge:
    """One end of an interval as a point on the line, comparable with every other edge.

    `side` tells an open end from a closed one: an interval that begins just above 5 has its low edge at
    (5, +1), one that ends just below 5 its high edge at (5, −1), and closed ends are at (5, 0). Two intervals
    then meet exactly when the greater low edge is not above the lesser high edge.
    """

    value: Decimal
    side: int = 0

    def __lt__(self, other: Edge) -> bool:
        return (self.value, self.side) < (other.value, other.side)

    @property
    def is_finite(self) -> bool:
        return self.value.is_finite()

    @property
    def closed(self) -> bool:
        return self.side == 0


NO_LOW = Edge(-_INFINITY)
NO_HIGH = Edge(_INFINITY)


@dataclass(frozen=True, slots=True)
class Quantity:
    """An interval with a unit: each bound open or closed, or absent.

    `unit` is an ISO 4217 code, a unit's symbol, "percent", or the counted noun in the singular.
    """

    low: Edge
    high: Edge
    unit: str

    @classmethod
    def between(
        cls,
        low: Decimal | None,
        high: Decimal | None,
        unit: str = "",
        *,
        low_open: bool = False,
        high_open: bool = False,
    ) -> Quantity:
        return cls(
            NO_LOW if low is None else Edge(low, 1 if low_open else 0),
            NO_HIGH if high is None else Edge(high, -1 if high_open else 0),
            unit,
        )

    @property
    def is_empty(self) -> bool:
        return self.high < self.low

    def meets(self, other: Quantity) -> bool:
        """Say whether some number satisfies both."""
        return max(self.low, other.low) <= min(self.high, other.high)

    def holds(self, point: Edge) -> bool:
        """Say whether a point, or a point just above or below a number, lies inside."""
        return self.low <= point <= self.high
