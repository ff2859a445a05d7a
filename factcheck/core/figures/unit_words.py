"""The words and signs that are units, as they stand before and after a number."""

from __future__ import annotations

from factcheck.core.figures.phrases import Phrases
from factcheck.core.units.currencies import CURRENCY_WORDS
from factcheck.core.units.measures import BY_LOWER_WORD, BY_WORD

ONE_LETTER_CURRENCIES = frozenset({"w", "c", "p"})
ONLY_TOUCHING = frozenset({"pc", "d", "s", "t", "b", "n", "j", "v", "w", "k", "st", "pt", "pa"})
"""Symbols that are also ordinary letters: they count as units only where they touch the digits, or end the text."""

ONLY_AFTER_DIGITS = frozenset(
    {
        "m",
        "g",
        "l",
        "h",
        "in",
        "ms",
        "ns",
        "ct",
        "au",
        "min",
        "mo",
        "ha",
        "mb",
        "cc",
        "kt",
        "mt",
        "bar",
        "cal",
        "ins",
        "mis",
        "gs",
    }
)
"""Symbols that are also words: not read after a number in words."""

_AGES = {
    "years old": "year of age", "year old": "year of age", "years of age": "year of age", "year of age": "year of age",
    "years-old": "year of age", "year-old": "year of age", "year-olds": "year of age", "year olds": "year of age",
    "yr old": "year of age", "yrs old": "year of age", "yo": "year of age", "y/o": "year of age",
    "year old's": "year of age",
    "months old": "month of age", "month old": "month of age", "month-old": "month of age",
    "months of age": "month of age",
    "months-old": "month of age",
}  # fmt: skip
_CENTS = {
    "cent": "US cent", "cents": "US cent", "c": "US cent", "¢": "US cent", "us cents": "US cent", "pence": "penny",
    "penny": "penny", "pennies": "US cent", "p": "penny", "euro cents": "euro cent", "eurocents": "euro cent",
}  # fmt: skip
_DEGREES = {
    "° c": "°C", "°c": "°C", "degrees c": "°C", "degree c": "°C", "deg c": "°C", "deg celsius": "°C",
    "degrees celsius": "°C",
    "degree celsius": "°C", "° celsius": "°C", "º c": "°C", "degs celsius": "°C", "degrees-celsius": "°C", "c": "°C",
    "° f": "°F", "°f": "°F", "degrees f": "°F", "degree f": "°F", "deg f": "°F", "deg fahrenheit": "°F",
    "degrees fahrenheit": "°F",
    "degree fahrenheit": "°F", "° fahrenheit": "°F", "º f": "°F", "fahrenheit degrees": "°F", "f": "°F",
    "° k": "K", "degrees kelvin": "K", "deg kelvin": "K", "°": "°", "º": "°",
}  # fmt: skip
FEET_AND_INCHES = {"'": "ft", "′": "ft", "’": "ft", '"': "in", "″": "in", "''": "in", "”": "in"}
_SHARES = {"percentage points": "percentage point", "percentage point": "percentage point",
    "per cent point": "percentage point",
           "percent points": "percentage point", "per-cent": "percent"}  # fmt: skip

EXACT_CASE = frozenset(
    word for word in BY_WORD if len(word) <= 3 and word.lower() != word and word.lower() in BY_WORD
)


def _table() -> dict[str, str]:
    table = {word: row.unit.symbol for word, row in BY_LOWER_WORD.items() if word not in {"in²", "%age"}}
    for word, code in CURRENCY_WORDS.items():
        if word not in table or word in {"pound", "pounds"}:
            table[word] = f"money:{code}" if word in {"pound", "pounds"} else code
    table["mpg"], table["pc"] = "mpg", "percent"
    table |= {
        phrase.replace(" ", "-"): symbol
        for phrase, symbol in table.items()
        if phrase.startswith(("square ", "cubic "))
    }
    table |= _CENTS | _AGES | _DEGREES | _SHARES
    table["lb"] = table["lbs"] = "lb"
    return table


UNITS_BEHIND = _table()
CURRENCIES_BEFORE: Phrases[str] = Phrases(
    {"$us": "USD", "$a": "AUD", "$c": "CAD", "$nz": "NZD"}
    | {
        word: code
        for word, code in CURRENCY_WORDS.items()
        if word not in {"real", "le", "pound", "pounds", "crowns"}
    }
)
POUNDS = "money:£"
"""Pounds are money or weight; the claim, or what is counted, decides."""
