"""Hedges around a number, and what several of them mean together."""

from __future__ import annotations

from factcheck.core.figures.grammar import Grammar
from factcheck.core.figures.tokens import DASHES, Tokens
from factcheck.core.hedges import Hedge
from factcheck.core.units.word_sets import word_set

LOWER_BOUNDS = frozenset({Hedge.OVER, Hedge.AT_LEAST})
UPPER_BOUNDS = frozenset({Hedge.UNDER, Hedge.AT_MOST})
ROUGH = frozenset({Hedge.ABOUT, Hedge.NEARLY, Hedge.JUST_OVER})
_MOST_PHRASES = 4


def hedges_in_front(grammar: Grammar, tokens: Tokens, place: int, floor: int) -> tuple[int, int, list[Hedge]]:
    """Where the outermost hedge begins, where the outermost filler word begins, and the hedges found."""
    hedges: list[Hedge] = []
    first = fillers = place
    for _turn in range(_MOST_PHRASES):
        found = grammar.hedges_before.behind(tokens, fillers, floor)
        if found is None:
            break
        if grammar.prose and _is_a_particle(tokens, found[0], fillers, grammar):
            break
        fillers, hedge = found
        if hedge is not Hedge.EXACT:
            hedges.append(hedge)
            first = fillers
    return first, fillers, hedges


_TAKES_OVER = word_set(
    """
    bring brings bringing brought hand hands handing handed take takes taking took taken turn turned
    turning come came coming go goes went gone going cross crossed crossing send sends sent get gets
    got getting move moved hold held run ran carry carried fly flew concern concerns concerned fear
    fears row dispute disputes clash clashes debate debates talks control worry worries worried
    fight fought fighting argument arguments lawsuit lawsuits protest protests anger outrage won win
    win presides presided rule ruled
    """
)


def _is_a_particle(tokens: Tokens, first: int, last: int, grammar: Grammar) -> bool:
    """Brought over three people: "over" goes with the verb, because nobody is hedging three; brought over 30 hedges."""
    if last - first != 1 or tokens.words[first] != "over" or tokens.words[first - 1] not in _TAKES_OVER:
        return False
    number = tokens.words[last]
    is_round = (number.endswith("0") and number[:1].isdecimal()) or not (
        number in grammar.language.ones or number.isdecimal()
    )
    return not is_round


def hedges_behind(grammar: Grammar, tokens: Tokens, place: int) -> tuple[int, list[Hedge]]:
    """The place after the hedges that follow here, and those hedges: "or so", "-plus", "30,000+"."""
    hedges: list[Hedge] = []
    for _turn in range(2):
        start = place + 1 if tokens.words[place] in DASHES and tokens.glued(place) else place
        found = grammar.hedges_after.ahead(tokens, start)
        if found is None or not _belongs(tokens, place, start):
            break
        if tokens.words[found[0]] == "than":
            break  # "30 and less than 40"
        if tokens.words[start] == "and" and (
            tokens.is_number(found[0]) or tokens.words[found[0]] in grammar.starts
        ):
            break  # "above one quarter and below a half"
        if grammar.prose and found[1] is not Hedge.ABOUT and tokens.is_number(found[0]):
            break  # "five, at least 3 of them": the hedge belongs to what follows
        place, hedge = found
        if hedge is not Hedge.EXACT:
            hedges.append(hedge)
    return place, hedges


def _belongs(tokens: Tokens, place: int, start: int) -> bool:
    """A plus sign, "odd" and "ish" must touch the number or hang on it by a hyphen."""
    word = tokens.words[start]
    if word in {"odd", "ish"}:
        return start > place or word == "odd" or tokens.glued(place - 1)
    return word != "+" or tokens.glued(place - 1)


def combined(hedges: list[Hedge]) -> tuple[Hedge, bool] | None:
    """What several hedges on one number mean: the hedge, and whether its end is itself rough. None if they clash.

    "up to about 500" is at most 500, and that 500 is rough. "over 30 or more" is at least 30. "at least at most
    five" has no meaning.
    """
    found = set(hedges)
    rough = found & ROUGH
    bounds = found - ROUGH
    if bounds & LOWER_BOUNDS and bounds & UPPER_BOUNDS:
        return None
    if bounds:
        if len(bounds) == 1:
            (bound,) = bounds
        else:
            bound = Hedge.AT_LEAST if bounds & LOWER_BOUNDS else Hedge.AT_MOST
        return bound, Hedge.ABOUT in rough
    if not rough:
        return Hedge.EXACT, False
    if len(rough) == 1:
        (hedge,) = rough
        return hedge, False
    return None if {Hedge.NEARLY, Hedge.JUST_OVER} <= rough else (Hedge.ABOUT, False)
