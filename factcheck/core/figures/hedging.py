"""Hedges around a number, and what several of them mean together."""

from __future__ import annotations

from functools import lru_cache

from factcheck.core.figures.phrases import Phrases
from factcheck.core.figures.tokens import DASHES, Tokens
from factcheck.core.hedges import Hedge
from factcheck.core.languages import Language, language_for

LOWER_BOUNDS = frozenset({Hedge.OVER, Hedge.AT_LEAST})
UPPER_BOUNDS = frozenset({Hedge.UNDER, Hedge.AT_MOST})
ROUGH = frozenset({Hedge.ABOUT, Hedge.NEARLY, Hedge.JUST_OVER})
_MOST_PHRASES = 4


class HedgeTables:
    """The hedges of one language, ready for looking up."""

    __slots__ = ("after", "before")

    def __init__(self, language: Language) -> None:
        self.before: Phrases[Hedge] = Phrases(language.hedges_before)
        self.after: Phrases[Hedge] = Phrases(language.hedges_after)

    def in_front(self, tokens: Tokens, place: int, floor: int) -> tuple[int, int, list[Hedge]]:
        """Where the outermost hedge begins, where the outermost filler word begins, and the hedges found."""
        hedges: list[Hedge] = []
        first = fillers = place
        for _turn in range(_MOST_PHRASES):
            found = self.before.behind(tokens, fillers, floor)
            if found is None:
                break
            fillers, hedge = found
            if hedge is not Hedge.EXACT:
                hedges.append(hedge)
                first = fillers
        return first, fillers, hedges

    def behind(self, tokens: Tokens, place: int) -> tuple[int, list[Hedge]]:
        """The place after the hedges that follow here, and those hedges: "or so", "-plus", "30,000+"."""
        hedges: list[Hedge] = []
        for _turn in range(2):
            start = place + 1 if tokens.words[place] in DASHES and tokens.glued(place) else place
            found = self.after.ahead(tokens, start)
            if found is None or not self._belongs(tokens, place, start):
                break
            place, hedge = found
            if hedge is not Hedge.EXACT:
                hedges.append(hedge)
        return place, hedges

    @staticmethod
    def _belongs(tokens: Tokens, place: int, start: int) -> bool:
        """A plus sign, "odd" and "ish" must touch the number or hang on it by a hyphen."""
        word = tokens.words[start]
        if word in {"odd", "ish"}:
            return start > place or (word == "odd" and not tokens.glued(place - 1)) or tokens.glued(place - 1)
        return word != "+" or tokens.glued(place - 1)


@lru_cache(maxsize=100)
def tables_for(code: str) -> HedgeTables:
    return HedgeTables(language_for(code))


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
