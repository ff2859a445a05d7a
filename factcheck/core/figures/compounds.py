"""A measure said in two or three units: 6 ft 2 in, 2 years and 3 months, 20 dollars 43 cents."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from factcheck.core.figures.grammar import Grammar
from factcheck.core.figures.numbers import NumberReader
from factcheck.core.figures.tokens import Tokens
from factcheck.core.figures.unit_marks import unit_after
from factcheck.core.figures.values import Value, exact
from factcheck.core.units import UnitKind, unit_for
from factcheck.core.units.currencies import CURRENCY_NAMES, FAMILIES

_JOINED = frozenset({UnitKind.LENGTH, UnitKind.MASS, UnitKind.DURATION, UnitKind.AGE})
_MOST_PARTS = 4
_CENTS = frozenset({"US cent", "penny", "euro cent"})


def with_smaller_parts(
    tokens: Tokens, last: int, value: Value, unit: str, grammar: Grammar
) -> tuple[int, str]:
    """Take in the smaller units behind a measure; the value is then in the smallest of them, so that it is exact.

    Returns the place behind and the unit. Only a smaller unit of the same dimension joins, and only whole numbers
    stand before it. Money stays in its main unit: 20 dollars 43 cents is 20.43 dollars.
    """
    if value.vague or value.is_share or not unit:
        return last, unit
    if unit in CURRENCY_NAMES or unit in FAMILIES:
        return _with_cents(tokens, last, value, grammar), unit
    if unit_for(unit).kind in _JOINED and (half := _and_a_half(tokens, last)):
        value.low = value.high = exact(value.low) + half[1]
        return half[0], unit
    for _turn in range(_MOST_PARTS):
        whole = unit_for(unit)
        if whole.kind not in _JOINED or whole.symbol != unit:
            break
        found = _part(tokens, last, grammar)
        if found is None:
            break
        part, place, part_unit = found
        smaller = unit_for(part_unit)
        if smaller.dimension != whole.dimension or smaller.factor >= whole.factor:
            break
        times = Fraction(whole.factor) / Fraction(smaller.factor)
        if times.denominator != 1:
            break
        value.low = value.high = _tidy(exact(value.low) * times + exact(part.low))
        last, unit = place, part_unit
    return last, unit


def _and_a_half(tokens: Tokens, last: int) -> tuple[int, Fraction] | None:
    """An hour and a half, a mile and a quarter."""
    words = tokens.words
    if words[last] != "and":
        return None
    place = last + 2 if words[last + 1] in {"a", "an"} else last + 1
    share = {"half": Fraction(1, 2), "quarter": Fraction(1, 4)}.get(words[place])
    if share is None or (share.denominator == 4 and place == last + 1):
        return None
    return place + 1, share


def _tidy(value: Fraction | int) -> Fraction | int:
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value


def _start_of_part(tokens: Tokens, last: int) -> int:
    """Behind a comma, "and", or both."""
    start = last
    if tokens.words[start] == ",":
        start += 1
    return start + 1 if tokens.words[start] == "and" else start


def _part(tokens: Tokens, last: int, grammar: Grammar) -> tuple[Value, int, str] | None:
    start = _start_of_part(tokens, last)
    if not (
        tokens.is_number(start)
        or tokens.words[start] in grammar.language.ones
        or tokens.words[start] in grammar.language.tens
    ):
        return None
    part = NumberReader(tokens, start, grammar.language).read()
    if part is None or part.vague or part.is_share or part.doubt or part.scale != 1:
        return None
    place, unit = unit_after(tokens, part.last, grammar, spelled=part.spelled)
    return (part, place, unit) if unit else None


def _with_cents(tokens: Tokens, last: int, value: Value, grammar: Grammar) -> int:
    """20 dollars 43 cents, and 20 dollars 43 where nothing more follows that the 43 could count."""
    if isinstance(value.low, Decimal) and value.low != int(value.low):
        return last
    found = _part(tokens, last, grammar)
    if found is not None and found[2] in _CENTS and 0 < exact(found[0].low) < 100:
        value.low = value.high = exact(value.low) + Fraction(exact(found[0].low)) / 100
        return found[1]
    return last
