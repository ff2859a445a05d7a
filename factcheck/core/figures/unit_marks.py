"""The unit that stands beside a number: "$" before it, "km" or "per cent" or "US dollars" after it."""

from __future__ import annotations

from factcheck.core.figures.grammar import Grammar
from factcheck.core.figures.tokens import DASHES, Tokens
from factcheck.core.figures.unit_words import (
    CURRENCIES_BEFORE,
    EXACT_CASE,
    FEET_AND_INCHES,
    ONE_LETTER_CURRENCIES,
    ONLY_AFTER_DIGITS,
    ONLY_TOUCHING,
    POUNDS,
)
from factcheck.core.units.currencies import CURRENCY_WORDS, SIGNS
from factcheck.core.units.lookup import CENTS
from factcheck.core.units.measures import BY_WORD


def unit_before(tokens: Tokens, place: int, floor: int) -> tuple[int, str]:
    """Where the figure begins with its currency, and the currency's code or family: "US$", "Won", "W" in W6,000."""
    found = CURRENCIES_BEFORE.behind(tokens, place, floor)
    if found is None:
        return place, ""
    first, code = found
    if place - first == 2 and tokens.words[place - 1] in SIGNS and not _names_a_country(tokens, first):
        first, code = place - 1, CURRENCY_WORDS[tokens.words[place - 1]]
    word = tokens.words[first]
    if place - first == 1:
        raw = tokens.raw[first]
        if word in ONE_LETTER_CURRENCIES and not tokens.glued(first):
            return place, ""
        if word not in SIGNS and not (raw.isupper() or raw.istitle()) and not tokens.glued(first):
            return place, ""
        if word in SIGNS and first > floor and tokens.glued(first - 1) and tokens.raw[first - 1].isalpha():
            return _country_sign(tokens, first, code)
    hangs = first > floor and tokens.glued(first - 1) and word not in SIGNS
    if hangs and tokens.raw[first - 1] not in DASHES | {"(", "[", "“", '"', "‘"}:
        return place, ""
    return first, code


def _names_a_country(tokens: Tokens, place: int) -> bool:
    """A$5 and HK $5 say whose dollar it is; "a $5 bill" does not."""
    raw = tokens.raw[place]
    return raw.isupper() and (len(raw) > 1 or tokens.glued(place))


def _country_sign(tokens: Tokens, sign: int, code: str) -> tuple[int, str]:
    """US$, A$, NZ$: the letters that touch the sign say whose it is."""
    named = CURRENCY_WORDS.get(tokens.words[sign - 1] + tokens.words[sign])
    if named:
        return sign - 1, named
    return sign, code


def unit_after(tokens: Tokens, place: int, grammar: Grammar, *, spelled: bool) -> tuple[int, str]:  # noqa: C901, PLR0911 (one answer for each case)
    """Where the figure ends with its unit, and the unit's symbol; "" where no unit stands here."""
    first = place
    if tokens.words[place] in DASHES and tokens.glued(place - 1) and tokens.glued(place):
        first = place + 1
    elif tokens.words[place] in FEET_AND_INCHES and tokens.glued(place - 1) and not spelled:
        return _feet_and_inches(tokens, place)
    found = grammar.units.ahead(tokens, first)
    if found is None:
        return place, ""
    last, symbol = found
    if (
        last - first == 1
        and tokens.raw[last] in {"2", "3"}
        and tokens.glued(last - 1)
        and (power := BY_WORD.get(tokens.words[first] + tokens.raw[last]))
    ):
        return last + 1, power.unit.symbol
    if last - first == 1:
        word, raw = tokens.words[first], tokens.raw[first]
        if word == "s" and tokens.raw[place - 1].endswith("0"):
            return place, ""  # the 1990s, 100s of people
        if len(raw) == 1 and raw.isalpha() and not _is_written_so(raw):
            return place, ""
        if raw in EXACT_CASE or (len(raw) <= 3 and raw in BY_WORD and raw.lower() != raw):
            symbol = BY_WORD[raw].unit.symbol
        touches = tokens.glued(place - 1) or first > place
        if word in ONLY_TOUCHING and (spelled or not (touches or first + 1 == tokens.count)):
            return place, ""
        if word in ONLY_AFTER_DIGITS and (spelled or not _stands_as_symbol(tokens, first, touches=touches)):
            return place, ""
        if (
            word in {"c", "f", "p"}
            and not touches
            and first + 1 != tokens.count
            and not (raw.isupper() and word != "p")
        ):
            return place, ""
        if word == "c" and not raw.isupper():
            symbol = "US cent"
    return last, symbol


def _is_written_so(raw: str) -> bool:
    """A unit of one letter is the letter as it is written: 3G is no gram."""
    return raw in BY_WORD or raw in {"c", "C", "F", "f", "p", "W"} or not raw.isascii()


def _stands_as_symbol(tokens: Tokens, place: int, *, touches: bool) -> bool:
    """Whether "5 in" is inches: where nothing that could follow the preposition follows."""
    if tokens.words[place] not in {"in", "min", "mo", "au", "bar"}:
        return True
    after = tokens.words[place + 1]
    return touches or not after or not after[0].isalnum() or after == "x"


def _feet_and_inches(tokens: Tokens, place: int) -> tuple[int, str]:
    sign = tokens.words[place]
    if tokens.words[place + 1] == sign == "'" and tokens.glued(place):
        return place + 2, "in"
    return place + 1, FEET_AND_INCHES[sign]


def is_money(symbol: str) -> bool:
    """Say whether a found symbol is a currency, or a family of them."""
    return symbol in CENTS or symbol == POUNDS or symbol in _MONEY


_MONEY = frozenset(CURRENCY_WORDS.values())
