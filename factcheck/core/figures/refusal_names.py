"""Numbers that are part of a name: COVID-19, Section 427, the Big 12, the 737 Max."""

from __future__ import annotations

from factcheck.core.figures.phrases import Phrases
from factcheck.core.figures.prose_words import (
    FUNCTION_WORDS,
    LABELS,
    MONTHS,
    STREET_WORDS,
    TIME_MARKS,
    WEEKDAYS,
)
from factcheck.core.figures.tokens import DASHES, Tokens
from factcheck.core.figures.unit_words import CURRENCIES_BEFORE, UNITS_BEHIND
from factcheck.core.units.word_sets import word_set

_LINK_MARKS = frozenset("/@_=&#\\^")


_BEFORE_HYPHEN = word_set(
    """
    sub now to minus nearly some about over under plus roughly almost around mid pre up down just
    only at least and or a an
    """
)


_UNITS = Phrases(UNITS_BEHIND)


_ORDINALS = frozenset({"st", "nd", "rd", "th"})


def inside_a_word(tokens: Tokens, place: int) -> int:
    """Digits that touch letters before them are part of a name, unless the letters are a currency."""
    if place == 0 or not tokens.glued(place - 1):
        return 0
    before = tokens.raw[place - 1]
    if before in DASHES:
        return _behind_hyphen(tokens, place)
    if before in _LINK_MARKS:
        return place + 1
    if before == "." and place > 1 and tokens.glued(place - 2) and tokens.raw[place - 2][0].isalnum():
        return place + 1
    if not before[0].isalpha():
        return 0
    found = CURRENCIES_BEFORE.behind(tokens, place, max(0, place - 3))
    return 0 if found is not None and tokens.raw[place - 1] not in {"C", "P"} else place + 1


def _behind_hyphen(tokens: Tokens, place: int) -> int:
    """COVID-19, F-150 and ISO 3888-2 are names; sub-7 and now-18 are not."""
    if place < 2 or not tokens.glued(place - 2):
        return 0
    word, raw = tokens.words[place - 2], tokens.raw[place - 2]
    if not raw[0].isalpha() or word in _BEFORE_HYPHEN or word in MONTHS:
        return 0
    return place + 1


def an_ordinal(tokens: Tokens, place: int) -> int:
    """The 10th, the 21st century."""
    if tokens.words[place + 1] in _ORDINALS and tokens.glued(place):
        return place + 2
    return 0


_LOWER_LABELS = word_set(
    "# № no nos nr nrs page pp p chapter section paragraph row line number route covid phase version step "
    "category vol volume annex"
)


def a_label(tokens: Tokens, place: int) -> int:
    """Section 427, Row 21, No. 5, Windows 10: the word before makes the number a name."""
    words, raw = tokens.words, tokens.raw
    before = place - 1
    if words[before] in {".", "#", "№"} and tokens.glued(before - 1) and words[before] == ".":
        before -= 1
    word = words[before]
    if word == "week" and words[before - 1] in {"in", "of", "epidemiological", "calendar", "("}:
        return place + 1
    if word not in LABELS or not (tokens.raw[place][0].isdecimal() or raw[before][0].isupper()):
        return 0
    if raw[before][0].isupper() or word in _LOWER_LABELS:
        if word in {"no", "number"} and words[place] == "one" and raw[before][0].islower():
            return 0
        last = place + 1
        while (
            words[last] in {",", "-", "and", "–"}
            and tokens.is_number(last + 1)
            and last - place < 40
            and word in {"nos", "nrs", "pages", "pp", "sections"}
        ):
            last += 2
        return last
    return 0


def a_name(tokens: Tokens, place: int) -> int:  # noqa: PLR0911 (one answer for each case)
    """Big 12, Stoxx 600, iPhone 11: a short number behind a name, with nothing behind it that it could count."""
    words, raw = tokens.words, tokens.raw
    before = place - 1
    if before < 0 or not tokens.is_number(place) or not raw[place].isdecimal() or len(raw[place]) > 4:
        return 0
    word, written = words[before], raw[before]
    if not written[:1].isalpha() or not any(letter.isupper() for letter in written) or tokens.glued(before):
        return 0
    if word in FUNCTION_WORDS or word in WEEKDAYS or word in MONTHS or word in TIME_MARKS:
        return 0
    if CURRENCIES_BEFORE.behind(tokens, place, max(0, place - 3)) is not None:
        return 0
    if before == 0 or words[before - 1] in {".", "!", "?", "“", '"'}:
        return 0
    if _has_unit_behind(tokens, place):
        return 0
    return place + 1


_UNIT_SIGNS = frozenset(
    {
        "%",
        "percent",
        "per",
        "pct",
        "pc",
        "million",
        "billion",
        "thousand",
        "trillion",
        "hundred",
        "m",
        "bn",
        "k",
        "°",
        "degrees",
    }
)


def _has_unit_behind(tokens: Tokens, place: int) -> bool:
    after = tokens.words[place + 1]
    if after in _UNIT_SIGNS:
        return True
    if (
        (len(after) > 1 or tokens.glued(place))
        and _UNITS.ahead(tokens, place + 1) is not None
        and after not in {"in", "min", "au", "pt"}
    ):
        return True
    return after in {
        "years",
        "year",
        "days",
        "months",
        "hours",
        "minutes",
        "weeks",
        "miles",
        "points",
        "people",
        "km",
        "kg",
        "percentage",
        "goals",
        "times",
    }


def an_aircraft(tokens: Tokens, place: int) -> int:
    """787 Dreamliner, 737 Max: an aircraft's number before its name."""
    word = tokens.words[place]
    if len(word) == 3 and word[0] == word[2] == "7" and tokens.raw[place + 1][:1].isupper():
        return place + 1
    return 0


def a_post_code(tokens: Tokens, place: int) -> int:
    """The 90049 ZIP Code; 98.4 FM is a place on the dial."""
    return place + 1 if tokens.words[place + 1] in {"zip", "postcode", "fm"} else 0


def an_address(tokens: Tokens, place: int) -> int:
    """12 Main Street: a number before a capitalised name and a word for a street."""
    words, raw = tokens.words, tokens.raw
    if not raw[place].isdecimal():
        return 0
    for ahead in range(place + 1, place + 4):
        if not raw[ahead][:1].isupper():
            return 0
        if ahead > place + 1 and words[ahead] in STREET_WORDS and words[ahead] not in {"st", "place", "way"}:
            return ahead + 1
    return 0


def a_list_number(tokens: Tokens, place: int) -> int:
    """1) and (2) at the head of an item, and a player's number in brackets: (4)."""
    words = tokens.words
    if words[place + 1] != ")" or not words[place].isdecimal() or len(words[place]) > 2:
        return 0
    if words[place - 1] == "(":
        return place + 2
    inside = words[max(0, place - 20) : place]
    return 0 if "(" in inside and ")" not in inside else place + 2
