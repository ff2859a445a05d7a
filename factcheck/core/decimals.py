"""Exact decimal arithmetic and the size of figure that can be kept."""

from __future__ import annotations

from decimal import (
    Clamped,
    Context,
    Decimal,
    DivisionByZero,
    Inexact,
    InvalidOperation,
    Overflow,
    Subnormal,
    Underflow,
)

MAX_DIGITS = 30
"""Significant digits that a figure may have, and its places on either side of the point."""

EXACT = Context(
    prec=60,
    traps=[Inexact, InvalidOperation, DivisionByZero, Overflow, Underflow, Clamped, Subnormal],
)
"""The context of every sum on figures: sixty digits, and an error where a digit would be lost."""


class FigureTooLargeError(ValueError):
    """A figure has more digits than can be kept exactly."""


def require_size(value: Decimal) -> Decimal:
    """Return the value, or raise FigureTooLargeError with a sentence that says what is wrong with it."""
    if not value.is_finite():
        raise FigureTooLargeError("The figure is not a number.")
    _, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    significant = len(str(int("".join(map(str, digits)) or "0")).rstrip("0")) or 1
    if value and value.adjusted() >= MAX_DIGITS:
        raise FigureTooLargeError(f"The figure has more than {MAX_DIGITS} digits before the point.")
    if value and (significant > MAX_DIGITS or value.normalize(EXACT).as_tuple().exponent < -MAX_DIGITS):  # type: ignore[operator]
        raise FigureTooLargeError(f"The figure has more than {MAX_DIGITS} digits.")
    return value
