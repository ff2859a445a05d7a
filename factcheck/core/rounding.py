"""When one figure is another one rounded."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from factcheck.core.hedges import Hedge
from factcheck.core.readings import Reading
from factcheck.core.units import unit_for

ROUNDING_LIMIT = Fraction(11, 10)
_ROUNDABLE = frozenset({Hedge.EXACT, Hedge.ABOUT})


def significant_digits(value: Decimal) -> int:
    """How many digits of a figure count; the trailing zeros of a whole number do not, those of 16.0 do."""
    _sign, digits, exponent = value.as_tuple()
    text = "".join(map(str, digits)).lstrip("0")
    return len(text if isinstance(exponent, int) and exponent < 0 else text.rstrip("0")) or 1


def rounded_half_up(value: Decimal | Fraction, digits: int) -> Fraction:
    """The value to so many significant digits; a half is rounded away from zero."""
    exact = Fraction(value)
    size = abs(exact)
    if not size:
        return exact
    step = Fraction(10) ** (_places_before_the_point(size) - digits)
    rounded = int(size / step + Fraction(1, 2)) * step
    return rounded if exact > 0 else -rounded


def _places_before_the_point(size: Fraction) -> int:
    places = len(str(size.numerator)) - len(str(size.denominator))
    return places + 1 if Fraction(10) ** places <= size else places


def is_rounding(one: Reading, other: Reading) -> bool:
    """One figure is the other, rounded half up to its own significant digits, and they are less than a tenth apart.

    Both must be stated exactly or with “about”. The zeros that end a whole number do not count as significant: 60
    is 63 rounded, and 34,000 is 33,834 rounded. A figure is rounded in the unit in which it is given: 5 miles is
    8.1 kilometres rounded. The distance is taken as a share of the smaller figure.
    """
    if not (is_roundable(one) and is_roundable(other)):
        return False
    x, y = one.stated_low, other.stated_low
    if (x > 0) is not (y > 0) or not x or not y:
        return False
    if Fraction(max(abs(x), abs(y))) / Fraction(min(abs(x), abs(y))) >= ROUNDING_LIMIT:
        return False
    return _rounds_to(other, one) or _rounds_to(one, other)


def is_roundable(reading: Reading) -> bool:
    return reading.stated is not None and reading.stated.hedge in _ROUNDABLE


def _rounds_to(finer: Reading, coarser: Reading) -> bool:
    """The finer figure, in the unit of the coarser one and rounded to its digits, is the coarser one."""
    own = printed(coarser)
    return rounded_half_up(value_in(unit_of(coarser), finer), significant_digits(own)) == Fraction(own)


def printed(reading: Reading) -> Decimal:
    """The figure as printed, in the unit in which it is given."""
    stated = reading.stated
    return stated.low if stated is not None and stated.low is not None else Decimal(0)


def unit_of(reading: Reading) -> str:
    return reading.quantity.unit if reading.quantity else ""


def figure_of(reading: Reading) -> tuple[object, ...]:
    """What is the same in two citations of the same figure, whoever gives it and whenever it holds."""
    hedge = reading.stated.hedge if reading.stated else None
    return reading.low, reading.high, hedge, printed(reading), unit_of(reading)


@lru_cache(maxsize=1_000)
def _scale(unit: str) -> tuple[Fraction, Fraction]:
    found = unit_for(unit)
    return Fraction(found.factor), Fraction(found.offset)


def value_in(unit: str, reading: Reading) -> Fraction:
    """The stated figure of a reading, exactly, in another unit of its dimension."""
    own = Fraction(printed(reading))
    if unit == unit_of(reading):
        return own
    factor, offset = _scale(unit_of(reading))
    to_factor, to_offset = _scale(unit)
    return (own + offset) * factor / to_factor - to_offset
