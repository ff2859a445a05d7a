"""A whole figure in a row of words: one point, or two points that make a range."""

from __future__ import annotations

from dataclasses import dataclass, replace

from factcheck.core.figures.hedging import LOWER_BOUNDS, ROUGH, UPPER_BOUNDS, combined, tables_for
from factcheck.core.figures.numbers import Exact, exact
from factcheck.core.figures.points import Point, read_point
from factcheck.core.figures.tokens import DASHES, Tokens
from factcheck.core.hedges import Hedge
from factcheck.core.languages import Language
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _

_REACH = 9
"""Pieces between the word that joins a range and the second number, hedges and currency included."""


@dataclass(slots=True)
class Mention:
    """A figure as the words state it, between the places `first` and `last`; `outer` also takes in filler words.

    `reason` is set where the words cannot be read for certain.
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
    reason: Sentence | None = None
    second: Point | None = None


def starts_number(tokens: Tokens, place: int, language: Language) -> bool:
    """Say whether a number may begin here."""
    word = tokens.words[place]
    if not word:
        return False
    if word[0].isdecimal() or word in language.number_words or word in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒":
        return True
    if word == ".":
        return tokens.is_number(place + 1) and tokens.glued(place) and not tokens.glued(place - 1)
    ahead = tokens.words[place + 1]
    if word in language.articles:
        if ahead in DASHES:
            ahead = tokens.words[place + 2]
        return ahead in language.number_words or ahead in language.parts or ahead in language.few
    return word in language.few and (ahead in language.hundreds or ahead in language.scales or ahead == "dozen")


def read_mention(tokens: Tokens, place: int, floor: int, language: Language) -> Mention | None:
    """The figure whose first number begins at this place; words before `floor` belong to another."""
    point = read_point(tokens, place, floor, language)
    if point is None:
        return None
    opener, front = _opener(tokens, point, floor, language)
    found = _second(tokens, point, opener, language)
    if found is None:
        return single(point)
    joiner, second = found
    first = opener if opener >= 0 else point.first
    outer = opener if opener >= 0 else point.outer
    if front:
        first = outer = front[0]
    return _range(point, second, joiner, front[1] if front else [], opener >= 0, first, outer)


def single(point: Point) -> Mention:
    """One number with its hedges."""
    value = point.value
    mention = Mention(
        point.first, point.outer, point.last, Hedge.EXACT, value.low, value.high, point.unit, is_share=value.is_share,
        core=point.core, spelled=value.spelled, reason=value.doubt,
    )  # fmt: skip
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


def _opener(tokens: Tokens, point: Point, floor: int, language: Language) -> tuple[int, tuple[int, list[Hedge]] | None]:
    """The place of "between" or "from" before the first number, and the hedge in front of that word."""
    place = point.outer - 1
    if place < floor or tokens.words[place] not in language.between:
        return -1, None
    first, _outer, hedges = tables_for(language.code).in_front(tokens, place, floor)
    return place, (first, hedges) if hedges else None


_AND = frozenset({"and", "but", "et", "und", "y", "e", "&"})


def _second(tokens: Tokens, point: Point, opener: int, language: Language) -> tuple[str, Point] | None:
    """The second number of a range, and the word or mark that joins it to the first."""
    place = point.last
    joiner = tokens.words[place]
    start = place + 1
    opened = tokens.words[opener] if opener >= 0 else ""
    if joiner in language.to or joiner in DASHES or joiner == "~":
        if joiner == "-" and tokens.words[start] == "-":
            return None
    elif joiner == "up" and tokens.words[start] in language.to and opened:
        start += 1
    elif joiner == "," and tokens.words[start] in _AND:
        start += 1
        joiner = "and"
    elif joiner not in _AND and joiner not in {"or", ",", "±"} and not (joiner == "+" and tokens.words[start] in {"/", "-"}):
        return None
    if joiner == "+":
        joiner, start = "±", start + (2 if tokens.words[start] == "/" else 1)
    second = _point_at(tokens, start, language)
    if second is None:
        return None
    if joiner in {*_AND, ","}:
        bounds = _bounds_face(point, second)
        if not bounds and not (opened and joiner in _AND and (opened != "from")):
            return None
    return joiner, second


def _point_at(tokens: Tokens, start: int, language: Language) -> Point | None:
    """The point whose first hedge, currency or digit stands exactly here."""
    for place in range(start, min(start + _REACH, tokens.count)):
        if starts_number(tokens, place, language):
            point = read_point(tokens, place, start, language)
            return point if point is not None and point.outer == start else None
        if tokens.words[place] in {".", ";", ",", ")"}:
            return None
    return None


def _bounds_face(low: Point, high: Point) -> bool:
    """At least a … at most b, in either order; over a … under b."""
    first, second = set(low.hedges), set(high.hedges)
    ordered = first & LOWER_BOUNDS and second & UPPER_BOUNDS and exact(low.value.low) <= exact(high.value.low)
    turned = first & UPPER_BOUNDS and second & LOWER_BOUNDS and exact(low.value.low) >= exact(high.value.low)
    return bool(ordered or turned)


def _range(
    low: Point, high: Point, joiner: str, front: list[Hedge], opened: bool, first: int, outer: int
) -> Mention:
    """Two points as the ends of one figure, or the reason why they are not."""
    if joiner == "±":
        return _plus_minus(low, high, first, outer)
    bounds_turned = bool(set(low.hedges) & UPPER_BOUNDS and set(high.hedges) & LOWER_BOUNDS)
    reason = low.value.doubt or high.value.doubt
    if bounds_turned:
        low, high = replace(high, last=high.last), replace(low, last=high.last)
    elif joiner not in _AND or opened:
        reason = _share_multiplier(low, high) or reason
    last = max(low.last, high.last)
    shared = [hedge for hedge in low.in_front if hedge in ROUGH] if not opened else []
    low_meant = combined(low.hedges + front)
    high_meant = combined(high.hedges + front + shared)
    mention = Mention(
        first, outer, last, Hedge.RANGE, low.value.low, high.value.high, low.unit or high.unit,
        is_share=low.value.is_share or high.value.is_share, core=low.core, spelled=low.value.spelled, second=high,
    )  # fmt: skip
    mention.reason = reason or _range_trouble(low, high, joiner, opened)
    if low_meant is None or high_meant is None:
        mention.reason = mention.reason or Sentence(_("The words around the figure contradict each other."))
    else:
        mention.low_hedge = Hedge.ABOUT if low_meant[1] else low_meant[0]
        mention.high_hedge = Hedge.ABOUT if high_meant[1] else high_meant[0]
    if mention.high_hedge in {Hedge.UNDER} and joiner in _AND and not opened:
        return mention
    return mention


def _plus_minus(middle: Point, spread: Point, first: int, outer: int) -> Mention:
    """30 ± 2 is 28 to 32."""
    value, margin = exact(middle.value.low), exact(spread.value.low)
    return Mention(
        first, outer, spread.last, Hedge.RANGE, value - margin, value + margin, middle.unit or spread.unit,
        core=middle.core, reason=middle.value.doubt or spread.value.doubt, second=spread,
    )  # fmt: skip


def _share_multiplier(low: Point, high: Point) -> Sentence | None:
    """"5 to 10 million" is 5 million to 10 million; "500 to 1 million" is refused, because it may be two things."""
    one, two = low.value, high.value
    if one.vague or two.vague or one.scale > 1 or two.scale <= 1 or one.is_share:
        return None
    value, mantissa = abs(exact(one.low)), abs(exact(two.mantissa))
    if value == 0 or value >= 1000:
        return None
    if value <= mantissa:
        one.low = one.high = exact(one.low) * two.scale
        one.scale = two.scale
        return None
    if two.scale <= 100:
        return None
    return Sentence(_("It is not clear whether the multiplier goes with both figures."))


def _range_trouble(low: Point, high: Point, joiner: str, opened: bool) -> Sentence | None:
    """Why two numbers are no range."""
    if joiner == "or":
        return Sentence(_("These are two alternatives, not one figure."))
    if low.unit and high.unit and low.unit != high.unit:
        return Sentence(_("The two ends have different units."))
    if exact(low.value.low) > exact(high.value.high):
        if opened:
            return Sentence(_("This is a change from one figure to another, not a range."))
        return Sentence(_("The range ends below where it begins."))
    if not opened and joiner not in _AND and set(low.in_front) & (LOWER_BOUNDS | UPPER_BOUNDS):
        return Sentence(_("The words around the figure contradict each other."))
    return None
