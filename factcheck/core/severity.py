"""How grave a discrepancy is."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

MODERATE_FROM = Fraction(105, 100)
MAJOR_FROM = Fraction(150, 100)


class Severity(StrEnum):
    """How far apart rival answers are: below 1.05 times minor, below 1.5 times moderate, from there major."""

    MINOR = "minor"
    MODERATE = "moderate"
    MAJOR = "major"

    @property
    def order(self) -> int:
        return list(Severity).index(self)


def ratio_of(greatest_low: Decimal, least_high: Decimal) -> Fraction | None:
    """How many times the one stated end is the other; None where that has no meaning.

    Absolute values are taken where both are negative. Zero against anything else, or opposite signs, have no ratio
    and count as major.
    """
    if greatest_low == least_high:
        return Fraction(1)
    if greatest_low * least_high <= 0:
        return None
    one, other = abs(Fraction(greatest_low)), abs(Fraction(least_high))
    return max(one, other) / min(one, other)


def severity_of(ratio: Fraction | None) -> Severity:
    """Below 1.05 times minor, below 1.5 times moderate, from there on, and where no ratio exists, major."""
    if ratio is None or ratio >= MAJOR_FROM:
        return Severity.MAJOR
    return Severity.MODERATE if ratio >= MODERATE_FROM else Severity.MINOR
