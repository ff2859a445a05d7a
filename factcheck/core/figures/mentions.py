"""A figure in a row of words: one number with its hedges, or a range."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.core.figures.hedging import LOWER_BOUNDS, UPPER_BOUNDS, combined
from factcheck.core.figures.number_words import HALVED
from factcheck.core.figures.points import Point
from factcheck.core.figures.tokens import DASHES, Tokens
from factcheck.core.figures.values import Exact, is_leading_point
from factcheck.core.hedges import Hedge
from factcheck.core.languages import Language
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _


@dataclass(slots=True)
class Mention:
    """A figure as the words state it, between the places `first` and `last`; `outer` also takes in filler words.

    `noun_place` is where a noun stands behind the first number of a range: from 12 ships to 20. `reason` is set
    where the words cannot be read for certain.
    """

    first: int
    outer: int
    last: int
    hedge: Hedge
    low: Exact | None
    high: Exact | None
    unit: str
    low_hedge: Hedge = Hedge.EXACT
    high_hedge: Hedge = Hedge.EXACT
    is_share: bool = False
    core: int = 0
    spelled: bool = False
    short: str = ""
    reason: Sentence | None = None
    doubt: Sentence | None = None
    noun_place: int = -1
    second: Point | None = None


def starts_number(tokens: Tokens, place: int, language: Language) -> bool:  # noqa: PLR0911 (one answer for each case)
    """Say whether a number may begin here."""
    word = tokens.words[place]
    if not word:
        return False
    if word[0].isdecimal() or word in language.number_words or word in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒":
        return True
    if word == ".":
        return is_leading_point(tokens, place)
    ahead = tokens.words[place + 1]
    if word in language.articles:
        if ahead in DASHES:
            ahead = tokens.words[place + 2]
        if ahead in HALVED and tokens.words[place + 2] == "and" and tokens.words[place + 3] in {"a", "half"}:
            return True
        return ahead in language.number_words or ahead in language.parts or ahead in language.few
    if language.compound is not None and language.compound(word) is not None:
        return True
    return word in language.few and (
        ahead in language.hundreds or ahead in language.scales or ahead == "dozen"
    )


def single(point: Point) -> Mention:
    """One number with its hedges."""
    value = point.value
    mention = Mention(
        point.first, point.outer, point.last, Hedge.EXACT, value.low, value.high, point.unit, is_share=value.is_share,
        core=point.core, spelled=value.spelled, short=value.short, reason=value.doubt,
    )  # fmt: skip
    mention.doubt = value.two_ways
    meant = combined(point.hedges)
    if meant is None:
        mention.reason = Sentence(_("The words around the figure contradict each other."))
        return mention
    hedge, rough = meant
    if value.vague and hedge not in LOWER_BOUNDS | UPPER_BOUNDS:
        hedge = Hedge.VAGUE
    elif value.vague and hedge is Hedge.OVER:
        hedge = Hedge.AT_LEAST
    elif value.vague and hedge is Hedge.AT_MOST:
        hedge = Hedge.UNDER
    mention.hedge = hedge
    if hedge in LOWER_BOUNDS:
        mention.high = None
        mention.low_hedge = Hedge.ABOUT if rough else Hedge.EXACT
    elif hedge in UPPER_BOUNDS:
        mention.low = None
        mention.high_hedge = Hedge.ABOUT if rough else Hedge.EXACT
        if value.vague and hedge is Hedge.UNDER and Hedge.UNDER in point.hedges:
            mention.high = value.low
    return mention
