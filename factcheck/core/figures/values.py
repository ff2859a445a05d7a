"""The value of a number, exact until it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, DecimalException
from fractions import Fraction

from factcheck.core.decimals import FigureTooLargeError, require_size
from factcheck.core.figures.digits import TOO_LONG
from factcheck.core.figures.tokens import DASHES, Tokens
from factcheck.core.sentences import Sentence
from factcheck.core.units.currencies import SIGNS

Exact = int | Decimal | Fraction


SIGNS_OF_FRACTIONS = frozenset("½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒")


_FRACTION_SIGN_VALUES = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5),
    "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8), "⅑": (1,
    9), "⅒": (1, 10),
}  # fmt: skip


@dataclass(slots=True)
class Value:
    """A number read from a text, up to the place `last`.

    `low` and `high` differ for vague words alone. `mantissa` and `scale` keep "1.5" and "bn" apart, because a range
    may share the multiplier ("$1.2–1.5bn"). `is_share` marks fractions and "one in five", which are percent where
    percent is asked. `doubt` is set when the digits cannot be read for certain.
    """

    last: int
    low: Exact
    high: Exact
    mantissa: Exact = 0
    scale: int = 1
    vague: bool = False
    spelled: bool = False
    is_share: bool = False
    short: str = ""
    doubt: Sentence | None = None
    two_ways: Sentence | None = None


def exact(value: Exact) -> Fraction | int:
    """The value for sums, without any rounding."""
    return Fraction(value) if isinstance(value, Decimal) else value


def is_leading_point(tokens: Tokens, place: int) -> bool:
    """The point of .08 and −.5, which no word and no digit touches from before."""
    if not (tokens.is_number(place + 1) and tokens.glued(place)):
        return False
    before = tokens.raw[place - 1]
    return (
        not tokens.glued(place - 1) or before in DASHES or before in SIGNS or before in {"(", "~", "<", ">"}
    )


def fraction_of(word: str) -> Fraction | None:
    """½ and its like."""
    found = _FRACTION_SIGN_VALUES.get(word)
    return Fraction(*found) if found else None


def as_decimal(value: Exact) -> Decimal:
    """The value as it is kept: exact, or rounded once to thirty significant digits where it has no finite decimal.

    Raises FigureTooLargeError with a sentence where it has more digits than can be kept.
    """
    from decimal import ROUND_HALF_EVEN, Context

    if isinstance(value, Decimal):
        return require_size(value)
    if isinstance(value, int):
        return require_size(Decimal(value))
    try:
        below = value.denominator
        rest = below
        for prime in (2, 5):
            while rest % prime == 0:
                rest //= prime
        digits = 30 if rest > 1 else 60
        context = Context(prec=digits, rounding=ROUND_HALF_EVEN)
        return require_size(context.divide(Decimal(value.numerator), Decimal(below)))
    except DecimalException as error:
        raise FigureTooLargeError(TOO_LONG.template) from error
