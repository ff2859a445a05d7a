"""Ranges: two numbers that are the ends of one figure, and when two numbers are none."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from factcheck.core.figures.grammar import Grammar
from factcheck.core.figures.hedging import LOWER_BOUNDS, ROUGH, UPPER_BOUNDS, combined, hedges_in_front
from factcheck.core.figures.mentions import Mention, single, starts_number
from factcheck.core.figures.points import Point, read_point
from factcheck.core.figures.prose_words import CHANGE_VERBS, FUNCTION_WORDS, MONTHS
from factcheck.core.figures.tokens import DASHES, Tokens
from factcheck.core.figures.values import exact
from factcheck.core.hedges import Hedge
from factcheck.core.languages import Language
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _

_REACH = 9
"""Pieces between the word that joins a range and the second number, hedges and currency included."""

_AND = frozenset({"and", "but", "et", "und", "y", "e", "&"})


def read_mention(tokens: Tokens, place: int, floor: int, grammar: Grammar) -> Mention | None:
    """The figure whose first number begins at this place; words before `floor` belong to another."""
    point = read_point(tokens, place, floor, grammar)
    if point is None:
        return None
    opener, front = _opener(tokens, point, floor, grammar)
    found = _second(tokens, point, opener, grammar)
    if found is None:
        return single(point)
    joiner, second = found
    first = opener if opener >= 0 else point.first
    outer = opener if opener >= 0 else point.outer
    if front:
        first = outer = front[0]
    if grammar.prose and _are_apart(tokens, point, second, joiner, opened=opener >= 0):
        return single(point)
    before = replace(point.value)
    found_range = _range(
        point, second, joiner, front[1] if front else [], opened=opener >= 0, first=first, outer=outer
    )
    if grammar.prose and found_range.reason is not None:
        point.value = before
        return single(point)
    if (
        not second.unit
        and tokens.words[point.last].isalpha()
        and tokens.words[point.last] not in grammar.language.to
    ):
        found_range.noun_place = point.last
    return found_range


def _are_apart(tokens: Tokens, low: Point, high: Point, joiner: str, *, opened: bool) -> bool:
    """In prose, "rose 9.4 per cent to 84" is no range, nor are
    "rose $2.88 to $46.50" and "$170 until 2012".
    """
    year = tokens.words[high.core]
    if tokens.words[low.last] in {"until", "till"} and len(year) == 4 and year.isdecimal() and not high.unit:
        return True
    if not opened and joiner == "to" and tokens.words[low.outer - 1] in CHANGE_VERBS:
        return not _are_near_shares(low, high)
    behind = low.unit and low.value.last < low.last and not high.unit
    return bool(behind and not opened and joiner == "to" and tokens.words[low.last] not in DASHES)


def _are_near_shares(low: Point, high: Point) -> bool:
    """“Will lose 60 to 75 per cent” is a range: the first number has no unit, and takes that of the second."""
    one, two = exact(low.value.low), exact(high.value.high)
    return high.unit == "percent" and not low.unit and 0 < one < two <= 4 * one


def _opener(
    tokens: Tokens, point: Point, floor: int, grammar: Grammar
) -> tuple[int, tuple[int, list[Hedge]] | None]:
    """The place of "between" or "from" before the first number, and the hedge in front of that word."""
    place = point.outer - 1
    if place < floor or tokens.words[place] not in grammar.language.between:
        return -1, None
    first, _outer, hedges = hedges_in_front(grammar, tokens, place, floor)
    return place, (first, hedges) if hedges else None


def _second(tokens: Tokens, point: Point, opener: int, grammar: Grammar) -> tuple[str, Point] | None:
    """The second number of a range, and the word or mark that joins it to the first."""
    opened = tokens.words[opener] if opener >= 0 else ""
    place = _past_noun(tokens, point, grammar) if opened else point.last
    joined = _joiner(tokens, place, point, opened, grammar.language)
    if joined is None:
        return None
    joiner, start = joined
    second = _point_at(tokens, start, grammar)
    if second is None:
        return None
    if joiner == "and" and not _bounds_face(point, second) and (not opened or opened == "from"):
        return None
    return joiner, second


def _past_noun(tokens: Tokens, point: Point, grammar: Grammar) -> int:
    """From 12 ships to 20: between "from" and "to", up to two words may name what the first number counts."""
    place = point.last
    for ahead in range(place, place + 3):
        word = tokens.words[ahead]
        if word in grammar.language.to or word in _AND:
            return ahead
        if not word.isalpha() or word in FUNCTION_WORDS or word in MONTHS:
            break
    return place


def _joiner(  # noqa: PLR0911 (one answer for each case)
    tokens: Tokens, place: int, point: Point, opened: str, language: Language
) -> tuple[str, int] | None:
    """What joins a first number to a second, as "to", "and", "or" or "±", and where the second begins."""
    word, after = tokens.words[place], tokens.words[place + 1]
    if word in language.to:
        hangs = after in DASHES and tokens.glued(place) and tokens.glued(place + 1)  # 200,000 to-260,000
        return "to", place + 2 if hangs else place + 1
    if word in DASHES or word == "~":
        return None if word == after == "-" else ("to", place + 1)
    if word == "up" and after in language.to and (opened or set(point.in_front) & LOWER_BOUNDS):
        return "up to", place + 2
    if word == "," and after in _AND:
        return "and", place + 2
    if word in _AND or (word == "," and point.hedges):
        return "and", place + 1
    if word in {"or", "±"}:
        return word, place + 1
    if word == "+" and after in {"/", "-"}:
        return "±", place + (3 if after == "/" else 2)
    return None


def _point_at(tokens: Tokens, start: int, grammar: Grammar) -> Point | None:
    """The point whose first hedge, currency or digit stands exactly here."""
    for place in range(start, min(start + _REACH, tokens.count)):
        if starts_number(tokens, place, grammar.language):
            point = read_point(tokens, place, start, grammar)
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
    low: Point, high: Point, joiner: str, front: list[Hedge], *, opened: bool, first: int, outer: int
) -> Mention:
    """Two points as the ends of one figure, or the reason why they are not."""
    if joiner == "±":
        return _plus_minus(low, high, first, outer)
    bounds_turned = bool(set(low.hedges) & UPPER_BOUNDS and set(high.hedges) & LOWER_BOUNDS)
    reason = low.value.doubt or high.value.doubt
    if bounds_turned:
        low, high = replace(high, last=high.last), replace(low, last=high.last)
    elif joiner != "and" or opened:
        reason = _share_multiplier(low, high) or reason
    last = max(low.last, high.last)
    shared = [hedge for hedge in low.in_front if hedge in ROUGH] if not opened else []
    low_meant = combined(low.hedges + front)
    high_meant = combined(high.hedges + front + shared)
    mention = Mention(
        first, outer, last, Hedge.RANGE, low.value.low, high.value.high, low.unit or high.unit,
        is_share=low.value.is_share or high.value.is_share, core=low.core, spelled=low.value.spelled, second=high,
    )  # fmt: skip
    mention.doubt = low.value.two_ways or high.value.two_ways
    mention.reason = reason or _range_trouble(low, high, joiner, opened=opened)
    if low_meant is None or high_meant is None:
        mention.reason = mention.reason or Sentence(_("The words around the figure contradict each other."))
    else:
        mention.low_hedge = Hedge.ABOUT if low_meant[1] else low_meant[0]
        mention.high_hedge = Hedge.ABOUT if high_meant[1] else high_meant[0]
    return mention


def _plus_minus(middle: Point, spread: Point, first: int, outer: int) -> Mention:
    """30 ± 2 is 28 to 32; a margin in percent of something else is left to a person."""
    value, margin = exact(middle.value.low), exact(spread.value.low)
    in_percent = spread.unit == "percent" and middle.unit != "percent"
    trouble = Sentence(_("The margin is in percent; write the two ends.")) if in_percent else None
    return Mention(
        first, outer, spread.last, Hedge.RANGE, value - margin, value + margin, middle.unit or spread.unit,
        core=middle.core, reason=trouble or middle.value.doubt or spread.value.doubt, second=spread,
    )  # fmt: skip


def _may_share_thousands(low: Fraction | int, high: Fraction | int) -> bool:
    """30-35,000 may be thirty thousand to thirty-five thousand, or begin at thirty."""
    return 1 <= low < 1_000 <= high and high % 1_000 == 0 and low * 1_000 <= high


def _share_multiplier(low: Point, high: Point) -> Sentence | None:  # noqa: PLR0911 -- one answer for each case
    """Let "5 to 10 million" be 5 million to 10 million, and refuse "500 to 1 million", which may be two things."""
    one, two = low.value, high.value
    if one.vague or two.vague or one.is_share:
        return None
    if one.scale == two.scale == 1 and _may_share_thousands(exact(one.low), exact(two.high)):
        return Sentence(_("It is not clear whether the first figure is in thousands too."))
    if one.scale > 1 or two.scale <= 1:
        return None
    value, mantissa = abs(Fraction(exact(one.low))), abs(Fraction(exact(two.mantissa)))
    if value == 0 or value >= 1000:
        return None
    if (
        value < 10 and mantissa >= 100
    ):  # two to three hundred thousand: two thousand, or two hundred thousand?
        return Sentence(_("It is not clear whether the multiplier goes with both figures."))
    if value <= mantissa:
        one.low = one.high = exact(one.low) * two.scale
        one.scale = two.scale
        return None
    if two.scale <= 100:
        return None
    return Sentence(_("It is not clear whether the multiplier goes with both figures."))


def _range_trouble(low: Point, high: Point, joiner: str, *, opened: bool) -> Sentence | None:
    """Why two numbers are no range."""
    if joiner == "or":
        return Sentence(_("These are two alternatives, not one figure."))
    if low.unit and high.unit and low.unit != high.unit:
        return Sentence(_("The two ends have different units."))
    if exact(low.value.low) > exact(high.value.high):
        if opened:
            return Sentence(_("This is a change from one figure to another, not a range."))
        return Sentence(_("The range ends below where it begins."))
    if not opened and joiner not in {"and", "up to"} and set(low.in_front) & (LOWER_BOUNDS | UPPER_BOUNDS):
        return Sentence(_("The words around the figure contradict each other."))
    return None
