"""Number words that count nothing: scores, sayings, "one" for somebody, the first half."""

from __future__ import annotations

from factcheck.core.figures.prose_words import (
    AFTER_PRONOUN_ONE,
    BEFORE_PRONOUN_ONE,
    SCORE_WORDS,
    STREET_WORDS,
)
from factcheck.core.figures.tokens import DASHES, Tokens
from factcheck.core.units.currencies import SIGNS
from factcheck.core.units.word_sets import word_set


def a_score(tokens: Tokens, place: int) -> int:
    """Beat Charlton 2-1, a 9-2 lead, 7-6 (4): two small numbers with a hyphen beside a word of sport, or falling."""
    words = tokens.words
    if not (
        words[place].isdecimal()
        and words[place + 1] in {"-", "–"}
        and tokens.glued(place)
        and tokens.glued(place + 1)
    ):
        return 0
    second = words[place + 2]
    if not second.isdecimal() or len(second) > 3 or len(words[place]) > 3 or words[place - 1] in SIGNS:
        return 0
    if words[place + 3] in {"%", "percent"}:
        return 0
    nearby = set(words[max(0, place - 5) : place]) | set(words[place + 3 : place + 5])
    if int(words[place]) > int(second) or nearby & SCORE_WORDS or nearby & STREET_WORDS:
        return place + 3
    return 0


def a_fixed_saying(tokens: Tokens, place: int) -> int:
    """24/7, 9/11, 50-50, 360-degree: sayings that count nothing."""
    words = tokens.words
    if (
        words[place + 1] == "/"
        and tokens.is_number(place + 2)
        and (words[place], words[place + 2]) in {("24", "7"), ("9", "11"), ("50", "50")}
    ):
        return place + 3
    if words[place + 1] == "-" and (words[place], words[place + 2]) in {("50", "50"), ("20", "20")}:
        return place + 3
    return 0


_ONE_UNITS = word_set(
    """
    year month week day hour minute mile metre meter kilometre kilometer foot inch yard acre hectare
    pound ounce ton tonne gram kilogram kilo dollar euro cent penny litre liter gallon pint cup
    degree century decade
    """
)


_COUNTS_ONE = word_set("per percent % percentage hundred thousand million billion third quarter half fifth")


_NUMBER_WORDS = word_set(
    """
    two three four five six seven eight nine ten eleven twelve fifteen twenty thirty fifty hundred
    thousand million half third quarter fourth fifth every
    """
)


def _goes_on(tokens: Tokens, place: int) -> bool:
    """One to two years, one in five, one and a half, one out of three: the number goes on behind the next word."""
    ahead = place + 2
    while tokens.words[ahead] in {"a", "an", "of", "-"} and ahead < place + 4:
        ahead += 1
    return tokens.words[ahead] in _NUMBER_WORDS or tokens.is_number(ahead)


_ONE_TIMES = word_set("point time stage moment end")
"""At one point, at one time: the word names no number of points or times."""


def a_pronoun(tokens: Tokens, place: int) -> int:  # noqa: PLR0911 (one answer for each case)
    """No one, this one, one another, one can only hope: "one" that stands for somebody or something."""
    words = tokens.words
    if words[place] != "one":
        return 0
    before, after = words[place - 1], words[place + 1]
    if after in _COUNTS_ONE or (after in _ONE_UNITS and before not in {"no", "every", "each", "any"}):
        return 0
    if after in {"to", "and", "in", "or", "out", "-"} and _goes_on(tokens, place):
        return 0
    if before in BEFORE_PRONOUN_ONE or (before == "at" and after in _ONE_TIMES):
        return place + 1
    if before in {"minus", "negative"}:
        return 0
    if after in DASHES and tokens.glued(place):
        return (
            0
            if words[place + 2]
            in {"third", "fourth", "fifth", "quarter", "half", "eighth", "tenth", "sixth", "and"}
            else place + 1
        )
    if not after or (after in AFTER_PRONOUN_ONE and not (after == "in" and words[place + 2][:1].isalnum())):
        return place + 1
    if after.endswith(("'s", "’s")) or words[place].endswith("'s"):
        return place + 1
    return 0


_BARE_MULTIPLIERS = word_set("million billion trillion crore crores lakh lakhs lac lacs quadrillion")


def a_bare_multiplier(tokens: Tokens, place: int) -> int:
    """A multiplier alone is a number only where its digits were understood: not in US113x million."""
    if (
        tokens.words[place] in _BARE_MULTIPLIERS
        and place
        and tokens.words[place - 1] not in {"a", "an", "half"}
    ):
        return place + 1
    return 0


def a_sort_of_dozen(tokens: Tokens, place: int) -> int:
    """A baker's dozen is none; a pair of trousers is one thing."""
    words = tokens.words
    if (
        words[place] in {"a", "dozen"}
        and "dozen" in words[place : place + 2]
        and words[place - 1] in {"cents", "dollars", "pence", "euros"}
    ):
        return place + 2
    if words[place] == "dozen" and words[place - 1].endswith(("'s", "’s")):
        return place + 1
    if words[place] in {"pair", "gross", "score"} or (
        words[place] in {"a", "an"} and words[place + 1] in {"pair", "gross", "score"}
    ):
        return place + 2
    if words[place] in {"scores", "tens", "dozens"} and words[place + 1] != "of":
        return place + 1
    return 0


def half_of_something(tokens: Tokens, place: int) -> int:
    """The first half, half-staff, a half brother: halves that are no share."""
    words = tokens.words
    if words[place] not in {"half", "halves"}:
        return 0
    if words[place - 1] in {
        "first",
        "second",
        "other",
        "this",
        "last",
        "next",
        "each",
        "better",
        "final",
        "latter",
        "top",
        "bottom",
        "opening",
        "time",
        "the",
    }:
        return place + 1
    after = words[place + 2] if words[place + 1] in DASHES else words[place + 1]
    if words[place + 1] in DASHES and after not in {
        "a",
        "million",
        "billion",
        "dozen",
        "hour",
        "mile",
        "trillion",
        "century",
        "percent",
    }:
        return place + 1
    return (
        0
        if after
        and (after[0].isalnum() or after == "%")
        and after not in {"and", "time", "back", "term", "brother", "sister"}
        else place + 1
    )
