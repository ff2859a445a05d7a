"""From a unit's symbol to the unit, and to what people call it."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from factcheck.core.units.currencies import CURRENCY_NAMES, currency_words
from factcheck.core.units.kinds import Unit, UnitKind
from factcheck.core.units.measures import BY_LOWER_WORD, BY_SYMBOL
from factcheck.core.units.nouns import plural, singular

MAX_UNIT = 200
"""Characters that a unit may have; what is longer stands as it is, in a dimension of its own."""

CENTS: dict[str, tuple[str, str, str]] = {
    "US cent": ("USD", "US cent", "US cents"),
    "penny": ("GBP", "penny", "pence"),
    "euro cent": ("EUR", "euro cent", "euro cents"),
}
"""Hundredths of a currency that texts name by themselves: symbol to currency, one and many."""


@lru_cache(maxsize=10_000)
def unit_for(symbol: str) -> Unit:
    """The unit that a symbol names: "percent", a currency's code, a measure's symbol, or else a counted noun.

    Never raises. A word for a measure ("kilometres") is understood as its symbol. "" is a bare count.
    """
    symbol = " ".join(symbol.split())
    if symbol.upper() in CURRENCY_NAMES and (symbol.isupper() or symbol.lower() not in BY_LOWER_WORD):
        return Unit(symbol.upper(), UnitKind.MONEY, symbol.upper())
    if row := BY_SYMBOL.get(symbol) or BY_LOWER_WORD.get(symbol.lower()):
        return row.unit
    if symbol in CENTS:
        return Unit(symbol, UnitKind.MONEY, CENTS[symbol][0], Decimal("0.01"))
    if " per " in f" {symbol}":
        return Unit(symbol, UnitKind.RATE, symbol)
    noun = singular(symbol) if len(symbol) <= MAX_UNIT else symbol
    return Unit(noun, UnitKind.COUNT, noun)


def unit_words(symbol: str, count: Decimal | None) -> str:
    """What people call a unit beside a count: "people", "1 person", "US dollars", "percent", "kilometres"."""
    one = count is not None and abs(count) == 1
    unit = unit_for(symbol)
    if unit.kind is UnitKind.RATE:
        top, _per, bottom = unit.symbol.partition(" per ")
        if not bottom:
            return unit.symbol
        return f"{unit_words(top, count)} per {bottom}"
    if unit.symbol in CENTS:
        return CENTS[unit.symbol][1 if one else 2]
    if unit.kind is UnitKind.MONEY:
        return currency_words(unit.symbol, one=one)
    if row := BY_SYMBOL.get(unit.symbol):
        return row.one if one else row.many
    return unit.symbol if one else plural(unit.symbol)
