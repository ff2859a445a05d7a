"""The unit that stands beside a number: "$" before it, "km" or "per cent" or "US dollars" after it."""

from __future__ import annotations

from factcheck.core.figures.phrases import Phrases
from factcheck.core.figures.tokens import DASHES, Tokens
from factcheck.core.units.currencies import CURRENCY_WORDS, SIGNS
from factcheck.core.units.lookup import CENTS
from factcheck.core.units.measures import BY_LOWER_WORD, BY_WORD

_ONE_LETTER_CURRENCIES = frozenset({"w", "c", "p"})
_ONLY_TOUCHING = frozenset({"d", "s", "t", "b", "n", "j", "v", "w", "k", "st", "pt", "pa"})
"""Symbols that are also ordinary letters: they count as units only where they touch the digits, or end the text."""

_ONLY_AFTER_DIGITS = frozenset({"m", "g", "l", "h", "in", "ms", "ns", "ct", "au", "min", "mo", "ha", "mb", "cc", "kt", "mt", "bar", "cal", "ins", "mis", "gs"})
"""Symbols that are also words: not read after a number in words."""

_AGES = {
    "years old": "year of age", "year old": "year of age", "years of age": "year of age", "year of age": "year of age",
    "years-old": "year of age", "year-old": "year of age", "year-olds": "year of age", "year olds": "year of age",
    "yr old": "year of age", "yrs old": "year of age", "yo": "year of age", "y/o": "year of age", "year old's": "year of age",
    "months old": "month of age", "month old": "month of age", "month-old": "month of age", "months of age": "month of age",
    "months-old": "month of age",
}  # fmt: skip
_CENTS = {
    "cent": "US cent", "cents": "US cent", "c": "US cent", "¢": "US cent", "us cents": "US cent", "pence": "penny",
    "penny": "penny", "pennies": "US cent", "p": "penny", "euro cents": "euro cent", "eurocents": "euro cent",
}  # fmt: skip
_DEGREES = {
    "° c": "°C", "°c": "°C", "degrees c": "°C", "degree c": "°C", "deg c": "°C", "deg celsius": "°C", "degrees celsius": "°C",
    "degree celsius": "°C", "° celsius": "°C", "º c": "°C", "degs celsius": "°C", "degrees-celsius": "°C", "c": "°C",
    "° f": "°F", "°f": "°F", "degrees f": "°F", "degree f": "°F", "deg f": "°F", "deg fahrenheit": "°F", "degrees fahrenheit": "°F",
    "degree fahrenheit": "°F", "° fahrenheit": "°F", "º f": "°F", "fahrenheit degrees": "°F", "f": "°F",
    "° k": "K", "degrees kelvin": "K", "deg kelvin": "K", "°": "°", "º": "°",
}  # fmt: skip
_FEET_AND_INCHES = {"'": "ft", "′": "ft", "’": "ft", '"': "in", "″": "in", "''": "in", "”": "in"}
_SHARES = {"percentage points": "percentage point", "percentage point": "percentage point", "per cent point": "percentage point",
           "percent points": "percentage point", "per-cent": "percent"}  # fmt: skip

_EXACT_CASE = frozenset(word for word in BY_WORD if len(word) <= 3 and word.lower() != word and word.lower() in BY_WORD)


def _table() -> dict[str, str]:
    table = {word: row.unit.symbol for word, row in BY_LOWER_WORD.items() if word not in {"in²", "%age"}}
    for word, code in CURRENCY_WORDS.items():
        if word not in table or word in {"pound", "pounds"}:
            table[word] = f"money:{code}" if word in {"pound", "pounds"} else code
    table |= _CENTS | _AGES | _DEGREES | _SHARES
    table["lb"] = table["lbs"] = "lb"
    return table


AFTER: Phrases[str] = Phrases(_table())
BEFORE: Phrases[str] = Phrases({word: code for word, code in CURRENCY_WORDS.items() if word not in {"real", "le", "pound", "pounds", "crowns"}})
POUNDS = "money:£"
"""Pounds are money or weight; the claim, or what is counted, decides."""


def unit_before(tokens: Tokens, place: int, floor: int) -> tuple[int, str]:
    """Where the figure begins with its currency, and the currency's code or family: "US$", "Won", "W" in W6,000."""
    found = BEFORE.behind(tokens, place, floor)
    if found is None:
        return place, ""
    first, code = found
    word = tokens.words[first]
    if place - first == 1:
        raw = tokens.raw[first]
        if word in _ONE_LETTER_CURRENCIES and not tokens.glued(first):
            return place, ""
        if word not in SIGNS and not (raw.isupper() or raw.istitle()) and not tokens.glued(first):
            return place, ""
        if word in SIGNS and first > floor and tokens.glued(first - 1) and tokens.raw[first - 1].isalpha():
            return _country_sign(tokens, first, code, floor)
    if first > floor and tokens.glued(first - 1) and word not in SIGNS and tokens.raw[first - 1] not in {"(", "[", "“", '"', "‘"}:
        if tokens.raw[first - 1] not in DASHES:
            return place, ""
    return first, code


def _country_sign(tokens: Tokens, sign: int, code: str, floor: int) -> tuple[int, str]:
    """US$, A$, NZ$: the letters that touch the sign say whose it is."""
    named = CURRENCY_WORDS.get(tokens.words[sign - 1] + tokens.words[sign])
    if named:
        return sign - 1, named
    return sign, code


def unit_after(tokens: Tokens, place: int, *, spelled: bool) -> tuple[int, str]:
    """Where the figure ends with its unit, and the unit's symbol; "" where no unit stands here."""
    first = place
    if tokens.words[place] in DASHES and tokens.glued(place - 1) and tokens.glued(place):
        first = place + 1
    elif tokens.words[place] in _FEET_AND_INCHES and tokens.glued(place - 1) and not spelled:
        return _feet_and_inches(tokens, place)
    found = AFTER.ahead(tokens, first)
    if found is None:
        return place, ""
    last, symbol = found
    if last - first == 1:
        word, raw = tokens.words[first], tokens.raw[first]
        if raw in _EXACT_CASE or (len(raw) <= 3 and raw in BY_WORD and raw.lower() != raw):
            symbol = BY_WORD[raw].unit.symbol
        touches = tokens.glued(place - 1) or first > place
        if word in _ONLY_TOUCHING and (spelled or not (touches or first + 1 == tokens.count)):
            return place, ""
        if word in _ONLY_AFTER_DIGITS and (spelled or not _stands_as_symbol(tokens, first, touches=touches)):
            return place, ""
        if word in {"c", "f", "p"} and not touches and first + 1 != tokens.count and not (raw.isupper() and word != "p"):
            return place, ""
        if word == "c" and not raw.isupper():
            symbol = "US cent"
    return last, symbol


def _stands_as_symbol(tokens: Tokens, place: int, *, touches: bool) -> bool:
    """"5 in" is inches where nothing that could follow the preposition follows."""
    if tokens.words[place] not in {"in", "min", "mo", "au", "bar"}:
        return True
    after = tokens.words[place + 1]
    return touches or not after or not after[0].isalnum() or after == "x"


def _feet_and_inches(tokens: Tokens, place: int) -> tuple[int, str]:
    sign = tokens.words[place]
    if tokens.words[place + 1] == sign == "'" and tokens.glued(place):
        return place + 2, "in"
    return place + 1, _FEET_AND_INCHES[sign]


def is_money(symbol: str) -> bool:
    """Say whether a found symbol is a currency, or a family of them."""
    return symbol in CENTS or symbol == POUNDS or symbol in _MONEY


_MONEY = frozenset(CURRENCY_WORDS.values())
