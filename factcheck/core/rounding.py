"""When one figure is another one rounded."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from factcheck.core.hedges import Hedge
from factcheck.core.readings import Reading

ROUNDING_LIMIT = Fraction(11, 10)
_ROUNDING = Context(prec=80, rounding=ROUND_HALF_UP)
_ROUNDABLE = frozenset({Hedge.EXACT, Hedge.ABOUT})


def significant_digits(value: Decimal) -> int:
    """How many digits of a figure count; the trailing zeros of a whole number do not."""
    if value == value.to_integral_value():
        return len(str(abs(int(value))).rstrip("0")) or 1
    return len(value.as_tuple().digits)


def rounded_half_up(value: Decimal, digits: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(value.adjusted() - digits + 1), context=_ROUNDING)


def is_rounding(one: Reading, other: Reading) -> bool:
    """One figure is the other, rounded half up to its own significant digits, and they are less than a tenth apart.

    Both must be stated exactly or with "about". The zeros that end a whole number do not count as significant: 60
    is 63 rounded, and 34,000 is 33,834 rounded. The distance is taken as a share of the smaller figure.
    """
    if one.stated is None or other.stated is None:
        return False
    if one.stated.hedge not in _ROUNDABLE or other.stated.hedge not in _ROUNDABLE:
        return False
    return _is_rounded(one.stated_low, other.stated_low)


def _is_rounded(x: Decimal, y: Decimal) -> bool:
    if x * y <= 0:
        return False
    if Fraction(max(abs(x), abs(y))) / Fraction(min(abs(x), abs(y))) >= ROUNDING_LIMIT:
        return False
    return rounded_half_up(y, significant_digits(x)) == x or rounded_half_up(x, significant_digits(y)) == y


def all_are_roundings(pairs: Iterable[tuple[Reading, Reading]]) -> bool:
    """Say whether every pair is a rounding; stops at the first that is none, so the pairs should come lazily."""
    return all(is_rounding(one, other) for one, other in pairs)
