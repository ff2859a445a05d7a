"""Which figure of one sentence is which figure of the other: by unit, by what is counted and by the words around."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from factcheck.core.figures.figure import Figure
from factcheck.core.hedges import Hedge, reading_of
from factcheck.core.quantities import Edge, Quantity
from factcheck.core.rounding import ROUNDING_LIMIT, rounded_half_up, significant_digits
from factcheck.core.sentences import RuleError
from factcheck.core.units import UnitKind, unit_for
from factcheck.core.units.nouns import is_people

_TOLERANCE = Decimal("0.05")
_MOST_FIGURES = 60
"""Figures of a sentence that are paired; what has more is no sentence but a table."""


@dataclass(frozen=True, slots=True)
class Sided:
    """A figure with its reading in base units."""

    figure: Figure
    reading: Quantity
    kind: UnitKind
    dimension: str

    def implies(self, other: Sided) -> bool:
        """Whatever satisfies this reading satisfies the other."""
        return other.reading.low <= self.reading.low and self.reading.high <= other.reading.high

    def counts_the_same(self, other: Sided) -> bool:
        """Units that convert, one noun, two nouns for people, or one that is not named."""
        if self.dimension == other.dimension:
            return True
        if self.kind is not UnitKind.COUNT or other.kind is not UnitKind.COUNT:
            return False
        if not self.dimension or not other.dimension:
            return True
        return is_people(self.dimension) and is_people(other.dimension)


def sided(figure: Figure) -> Sided | None:
    """The figure ready for comparing; None where its words leave no number."""
    unit = unit_for(figure.stated.unit)
    try:
        reading = reading_of(figure.stated, tolerance=_TOLERANCE, floor=unit.has_floor)
        low = Edge(unit.to_base(reading.low.value), reading.low.side)
        high = Edge(unit.to_base(reading.high.value), reading.high.side)
    except (RuleError, ArithmeticError):
        return None
    return Sided(figure, Quantity(low, high, unit.dimension), unit.kind, unit.dimension)


def all_sided(figures: Sequence[Figure]) -> list[Sided]:
    return [found for figure in figures[:_MOST_FIGURES] if (found := sided(figure)) is not None]


def is_rounding(one: Sided, other: Sided) -> bool:
    """One is the other rounded, by the rule for citations: both exact or about, less than a tenth apart."""
    x, y = one.figure.stated.low, other.figure.stated.low
    if (
        x is None
        or y is None
        or not {one.figure.stated.hedge, other.figure.stated.hedge} <= {Hedge.EXACT, Hedge.ABOUT}
    ):
        return False
    if one.figure.stated.unit != other.figure.stated.unit or x * y <= 0:
        return False
    if max(abs(x), abs(y)) >= min(abs(x), abs(y)) * Decimal(ROUNDING_LIMIT.numerator) / Decimal(
        ROUNDING_LIMIT.denominator
    ):
        return False
    return rounded_half_up(y, significant_digits(x)) == x or rounded_half_up(x, significant_digits(y)) == y


def best_partner(one: Sided, others: Sequence[Sided]) -> Sided | None:
    """The figure of the other sentence that is nearest in meaning: implied, then meeting, then of the same unit."""
    alike = [other for other in others if one.counts_the_same(other)]
    for fits in (
        lambda other: other.implies(one) and other.dimension == one.dimension,
        lambda other: other.implies(one),
        lambda other: other.reading.meets(one.reading),
        lambda other: is_rounding(one, other),
        lambda other: other.dimension == one.dimension,
    ):
        found = next((other for other in alike if fits(other)), None)
        if found is not None:
            return found
    return None
