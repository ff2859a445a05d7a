"""What a unit is, and how it converts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum

from factcheck.core.decimals import EXACT


class UnitKind(StrEnum):
    """What sort of thing a unit measures."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    PERCENTAGE_POINT = "percentage_point"
    LENGTH = "length"
    AREA = "area"
    VOLUME = "volume"
    MASS = "mass"
    DURATION = "duration"
    SPEED = "speed"
    TEMPERATURE = "temperature"
    ENERGY = "energy"
    POWER = "power"
    INFORMATION = "information"
    AGE = "age"
    RATE = "rate"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and how it converts: (value + offset) · factor is the value in the base unit of its dimension.

    `dimension` names the group within which figures convert exactly; money, counts and shares each stand alone
    in a dimension of their own, because no exact rate joins them.
    """

    symbol: str
    kind: UnitKind
    dimension: str
    factor: Decimal = Decimal(1)
    offset: Decimal = Decimal(0)

    @property
    def has_floor(self) -> bool:
        """Counts and money end at zero where a hedge leaves the low end open."""
        return self.kind in {UnitKind.COUNT, UnitKind.MONEY}

    def to_base(self, value: Decimal) -> Decimal:
        if not value.is_finite():
            return value
        with localcontext(EXACT):
            return (value + self.offset) * self.factor
