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

from factcheck.core.sentences import RuleError
from factcheck.core.sentences import gettext_noop as _

MAX_DIGITS = 30
"""Significant digits that a figure may have, and its places on either side of the point."""

EXACT = Context(
    prec=60,
    traps=[Inexact, InvalidOperation, DivisionByZero, Overflow, Underflow, Clamped, Subnormal],
)
"""The context of every sum on figures: sixty digits, and an error where a digit would be lost."""


class FigureTooLargeError(RuleError):
    """A figure has more digits than can be kept exactly."""


def require_size(value: Decimal) -> Decimal:
    """Return the value, or raise FigureTooLargeError with a sentence that says what is wrong with it."""
    _sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise FigureTooLargeError(_("This is not a number."))
    if value and value.adjusted() >= MAX_DIGITS:
        raise FigureTooLargeError(
            _(
                "The figure has more than %(most)s digits before the point; no larger one is kept as a number."
            ),
            most=MAX_DIGITS,
        )
    text = "".join(map(str, digits)).lstrip("0")
    trailing = len(text) - len(text.rstrip("0"))
    if value and (len(text) - trailing > MAX_DIGITS or exponent + trailing < -MAX_DIGITS):
        raise FigureTooLargeError(
            _("The figure has more than %(most)s digits; no longer one is kept as a number."), most=MAX_DIGITS
        )
    return value
