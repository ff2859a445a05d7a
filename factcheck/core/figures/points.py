"""One number with what belongs to it: its sign, its currency or unit, and its hedges."""

from __future__ import annotations

from dataclasses import dataclass, field

from factcheck.core.figures.compounds import with_smaller_parts
from factcheck.core.figures.grammar import Grammar
from factcheck.core.figures.hedging import hedges_behind, hedges_in_front
from factcheck.core.figures.numbers import NumberReader
from factcheck.core.figures.tokens import MINUSES, Tokens
from factcheck.core.figures.unit_marks import unit_after, unit_before
from factcheck.core.figures.values import Value, exact
from factcheck.core.hedges import Hedge
from factcheck.core.languages import Language
from factcheck.core.units.currencies import SIGNS
from factcheck.core.units.word_sets import word_set

_OPENS = frozenset({"", "(", "[", "“", '"', "‘", "'", "<", ">", "=", "~", ",", ":", "/"})


@dataclass(slots=True)
class Point:
    """A number in its place. `first` takes in the hedge, `outer` also the filler words before it ("just", "a total
    of"), `core` is where currency, sign or digits begin.
    """

    first: int
    outer: int
    core: int
    last: int
    value: Value
    unit: str
    in_front: list[Hedge] = field(default_factory=list)
    behind: list[Hedge] = field(default_factory=list)

    @property
    def hedges(self) -> list[Hedge]:
        return self.in_front + self.behind

    @property
    def is_spelled(self) -> bool:
        return self.value.spelled


def read_point(tokens: Tokens, place: int, floor: int, grammar: Grammar) -> Point | None:
    """The number that begins at this place, with its sign, unit and hedges; nothing before `floor` is looked at."""
    language = grammar.language
    value = NumberReader(tokens, place, language).read()
    if value is None:
        return None
    if grammar.prose and value.short == "m":
        _metres(tokens, place, value)
    core, unit = _currency_and_sign(tokens, place, floor, value, language)
    last, behind = hedges_behind(grammar, tokens, value.last)
    if not unit or unit in {"$", "USD"}:
        start = _past_linker(tokens, last, value, language)
        ends, found = unit_after(tokens, start, grammar, spelled=value.spelled and not value.is_share)
        if found and (not unit or _names_the_dollar(unit, found)):
            last, unit = ends, found
            last, unit = with_smaller_parts(tokens, last, value, unit, grammar)
            last, more = hedges_behind(grammar, tokens, last)
            behind += more
    first, outer, in_front = hedges_in_front(grammar, tokens, core, floor)
    return Point(first, outer, core, last, value, unit, in_front, behind)


_SIZES = word_set(
    """
    tall long wide high deep thick away above below apart race sprint final hurdles freestyle
    butterfly dash x × by
    """
)


def _metres(tokens: Tokens, place: int, value: Value) -> None:
    """1.8m tall, 3m and 5cm, the 100m sprint: an "m" that is metres, not millions, by the words beside it."""
    after = tokens.words[value.last]
    alone = place <= 1 and not after
    joined = (
        after in {"and", ","}
        and tokens.is_number(value.last + 1)
        and tokens.words[value.last + 2] in {"cm", "mm", "ft", "km", "in"}
    )
    if tokens.raw[value.last - 1] == "m" and (after in _SIZES or alone or joined):
        value.low = value.high = value.mantissa
        value.scale, value.last, value.short = 1, value.last - 1, ""


def _names_the_dollar(sign: str, found: str) -> bool:
    """The code behind says which dollar: "$500 US", "$5 Canadian dollars"."""
    from factcheck.core.units.currencies import FAMILIES

    return sign in FAMILIES and found in FAMILIES[sign]


def _past_linker(tokens: Tokens, last: int, value: Value, language: Language) -> int:
    """Tens of thousands of dollars; half of one percent; a couple of weeks; half an hour."""
    word = tokens.words[last]
    if word in language.linkers and (
        value.vague or value.is_share or tokens.words[last - 1] in {"couple", "dozen", "pair"}
    ):
        if tokens.words[last + 1] in language.articles:
            return last + 2
        return last + 1
    if value.is_share and word in language.articles:
        return last + 1
    return last


def _currency_and_sign(
    tokens: Tokens, place: int, floor: int, value: Value, language: Language
) -> tuple[int, str]:
    """Take the currency and the sign into the figure; a negative sign turns the value."""
    core, negative = _sign(tokens, place, floor, language)
    core, unit = unit_before(tokens, core, floor)
    if not negative:
        core, negative = _sign(tokens, core, floor, language)
    if negative:
        value.low, value.high = -exact(value.high), -exact(value.low)
        value.mantissa = -exact(value.mantissa)
    return core, unit


def _sign(tokens: Tokens, place: int, floor: int, language: Language) -> tuple[int, bool]:  # noqa: PLR0911 (one answer for each case)
    """−5, minus five; a hyphen after a word is no sign ("COVID-19")."""
    before = place - 1
    if before < floor:
        return place, False
    word = tokens.words[before]
    if word in language.minus:
        return before, True
    if (
        word in MINUSES
        and before > floor
        and tokens.words[before - 1] in language.minus
        and tokens.glued(before - 1)
    ):
        return before - 1, True
    if (
        word in MINUSES
        and tokens.glued(before)
        and (before in {floor, 0} or not tokens.glued(before - 1) or tokens.words[before - 1] in _OPENS)
    ):
        return before, True
    if (
        word in MINUSES
        and place == before + 1
        and before > floor
        and tokens.words[before - 1] in SIGNS
        and tokens.glued(before - 1)
    ):
        return before, True
    if word in MINUSES and before == 0:
        return before, True
    if word == "+" and tokens.glued(before) and (before == 0 or not tokens.glued(before - 1)):
        return before, False
    return place, False
