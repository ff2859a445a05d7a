"""Shares said with two numbers: one in five, three out of four, 1 over 3."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from factcheck.core.figures.digits import Doubt, read_digits
from factcheck.core.figures.number_joins import JoinSteps
from factcheck.core.figures.values import (
    exact,
)

_ROUND_BASES = frozenset(
    {*range(2, 11), 12, 15, 20, 25, 30, 40, 50, 100, 200, 500, 1000, 10_000, 100_000, 1_000_000}
)


class ShareSteps(JoinSteps):
    """Shares said with two numbers: one in five, three out of four, 1 over 3."""

    __slots__ = ()

    def _one_in_five(self) -> None:
        """One in five, three out of four, 9 in 10: a share, where the second number is the larger, and round."""
        words = self.t.words
        above = self._sum()
        ahead = self.place + (2 if words[self.place] == "out" and words[self.place + 1] == "of" else 1)
        if (
            self.last_scale
            or self.share
            or not isinstance(above, int | Decimal)
            or above <= 0
            or above != int(above)
        ):
            return
        if words[ahead - 1] not in {"in", "of"} or (words[ahead - 1] == "of" and ahead == self.place + 1):
            return
        if words[ahead] in {"every", "a"}:
            ahead += 1
        below = self._small_number(ahead)
        if below is None or above >= below[1] or (below[1] not in _ROUND_BASES and words[ahead - 1] != "of"):
            return
        self.total, self.current = 0, Fraction(int(above), below[1])
        self.share = True
        self.place = below[0]

    def _one_over_three(self) -> None:
        """1 over 3, where nothing follows that the second number could count."""
        words = self.t.words
        above = self._sum()
        if words[self.place] != "over" or self.share or not isinstance(above, int | Decimal):
            return
        below = self._small_number(self.place + 1)
        if below is None or not below[1] or words[below[0]] not in {"", ".", ",", ";", ")", "?", "!"}:
            return
        self.total, self.current = 0, Fraction(exact(above)) / below[1]
        self.share = True
        self.place = below[0]

    def _small_number(self, place: int) -> tuple[int, int] | None:
        """A whole number in one to three pieces, and the place after it."""
        tokens, language = self.t, self.language
        word = tokens.words[place]
        after = tokens.words[place + 1]
        if tokens.is_number(place):
            read = read_digits(tokens.raw[place], language.code)
            if isinstance(read, Doubt) or read != int(read) or read > 10**9:
                return None
            number = int(read)
        elif word in language.ones or word in language.tens or word in language.hundreds:
            number = language.ones.get(word) or language.tens.get(word) or language.hundreds.get(word, 0)
        else:
            return (place + 1, language.scales[word]) if word in language.scales else None
        step = language.hundreds.get(after) or language.scales.get(after)
        return (place + 2, number * step) if step else (place + 1, number)
