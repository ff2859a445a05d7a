"""Two figures of which one looks like the other, miswritten."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from factcheck.core.sentences import gettext_noop as _

DROPPED = _("“%(shorter)s” is “%(longer)s” with a digit left out, or the other with one digit too many.")
DOUBLED = _("“%(longer)s” is “%(shorter)s” with a digit written twice, or the other lacks one of a pair.")
EXCHANGED = _("“%(shorter)s” and “%(longer)s” have the same digits, two neighbours of which are exchanged.")
TIMES = _(
    "“%(longer)s” is exactly %(times)s times “%(shorter)s”: a zero, a point or a word may have slipped."
)

_TIMES = {10: "10", 100: "100", 1000: "1,000", 1_000_000: "1,000,000"}


def slip_between(one: Decimal, other: Decimal) -> tuple[str, str] | None:
    """The sentence that names the slip between two figures, and how many times the one is the other; else None.

    A slip is: one figure is exactly 10, 100, 1,000 or a million times the other; a digit is left out of one or
    written twice in it; two neighbouring digits are exchanged. The zeros at the end do not count: a factor of 10 or
    100 and a missing digit need two digits that count, and an exchange needs three, because 10,000 beside 100,000 or
    1,200 beside 2,100 may be an honest difference. One digit in the place of another is no slip: rival counts look
    like that.
    """
    small, large = sorted((abs(one), abs(other)))
    if not small or small == large or (one < 0) is not (other < 0):
        return None
    digits, more = _digits(small), _digits(large)
    counted = len(digits.strip("0"))
    times = Fraction(large) / Fraction(small)
    if times.denominator == 1 and times.numerator in _TIMES:
        return (TIMES, _TIMES[times.numerator]) if counted >= 2 or times >= 1000 else None
    if _places(small) != _places(large):
        return None
    if len(digits) == len(more):
        return (EXCHANGED, "") if counted >= 3 and _is_exchanged(digits, more) else None
    if len(digits) + 1 == len(more) and counted >= 2:
        return _left_out(digits, more)
    return None


def _digits(value: Decimal) -> str:
    _sign, digits, exponent = value.as_tuple()
    return "".join(map(str, digits)) + "0" * (exponent if isinstance(exponent, int) and exponent > 0 else 0)


def _places(value: Decimal) -> int:
    """Digits behind the point, 0 or more; the zeros of a whole number are digits like others."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _is_exchanged(one: str, other: str) -> bool:
    unlike = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(unlike) != 2 or unlike[1] != unlike[0] + 1:
        return False
    first, second = unlike
    return one[first] == other[second] and one[second] == other[first]


def _left_out(shorter: str, longer: str) -> tuple[str, str] | None:
    for place, digit in enumerate(longer):
        if longer[:place] + longer[place + 1 :] == shorter:
            is_twin = digit in longer[place + 1 : place + 2]
            return (DOUBLED if is_twin else DROPPED), ""
    return None
