"""Steps of reading a number in words: ones, tens, hundreds, multipliers, dozens, halves and parts."""

from __future__ import annotations

from fractions import Fraction

from factcheck.core.figures.number_state import NumberState
from factcheck.core.figures.tokens import DASHES
from factcheck.core.figures.values import (
    Exact,
    exact,
)
from factcheck.core.units.word_sets import word_set

HALVED = word_set(
    """
    hour day week month year mile century decade metre meter foot kilometre kilometer pound tonne
    ton litre
    """
)


class WordSteps(NumberState):
    """Steps of reading a number in words: ones, tens, hundreds, multipliers, dozens, halves and parts."""

    __slots__ = ()

    def _article(self) -> bool:
        """A hundred, a million, a dozen, a third, a quarter of a million: the article is one."""
        words, language = self.t.words, self.language
        after = self.place + 1
        if words[after] in DASHES:
            after += 1
        word = words[after]
        if word in HALVED and words[after + 1] == "and" and words[after + 2] in {"a", "half"}:
            self.current, self.place = 1, after  # an hour and a half
            return True
        if (
            word in language.hundreds
            or word in language.scales
            or word in language.dozens
            or word in language.halves
        ):
            self.place = after
            return True
        if word in language.parts:
            self.current = 1
            self.place = after
            return self._part(word)
        return False

    def _one(self, number: int) -> bool:
        if self.current is None:
            self.current = number
        else:
            now = self.current
            if not isinstance(now, int) or not self._fits(now, number):
                return False
            self.current = now + number
        self.place += 1
        return True

    def _ends_in_tens(self) -> bool:
        return isinstance(self.current, int) and self.current % 100 >= 20 and self.current % 10 == 0

    @staticmethod
    def _fits(now: int, number: int) -> bool:
        """Twenty + five, one hundred + five, one hundred + fifteen."""
        return (now >= 100 and now % 100 == 0) or (now % 100 >= 20 and now % 10 == 0 and number < 10)

    def _ten(self, number: int) -> bool:
        if self.current is None:
            self.current = number
        elif isinstance(self.current, int) and self.current >= 100 and self.current % 100 == 0:
            self.current += number
        else:
            return False
        self.place += 1
        return True

    def _hundred(self, number: int) -> bool:
        now: Exact = 1 if self.current is None else self.current
        if self.current is not None and not 0 < exact(now) < 100:
            return False
        if self.current is None and self.last_scale and self.t.words[self.place - 1] not in {"a", "and", "-"}:
            return False
        self.mantissa, self.scale = now, number
        self.current = self._tidy(exact(now) * number)
        self.place += 1
        return True

    def _scale(self, number: int) -> bool:
        if self.current is None and self.last_scale:
            if self.t.words[self.place - 1] in self.language.joiners:
                return False
            self.total = self._tidy(exact(self.total) * number)
            self.scale *= number
        else:
            now: Exact = 1 if self.current is None else self.current
            if self.last_scale and number >= self.last_scale:
                return False
            self.mantissa, self.scale = now, number
            product = exact(now) * number
            self.total = self._tidy(exact(self.total) + product)
        self.current = None
        self.last_scale = number
        self.place += 1
        return True

    def _dozen(self, word: str) -> bool:
        number = self.language.dozens[word]
        if word in {"couple", "pair"}:
            return self._couple(number)
        now: Exact = 1 if self.current is None else self.current
        if self.current is None and self.last_scale:
            return False
        if word in {"score", "gross"} and (self.current is None or word == "gross"):
            return False
        self.current = self._tidy(exact(now) * number)
        if isinstance(now, int) and now >= 100 and now % 100 and now % 100 < 10:
            self.current = now - now % 100 + now % 100 * number  # three hundred and two dozen
        self.place += 1
        return True

    def _couple(self, number: int) -> bool:
        """A couple, a couple of hundred."""
        if (
            self.current is not None
            or self.last_scale
            or self.t.words[self.place - 1] not in self.language.articles
        ):
            return False
        self.current = number
        self.place += 1
        words, language = self.t.words, self.language
        ahead = self.place + 1 if words[self.place] in language.linkers else self.place
        if ahead > self.place and (
            words[ahead] in language.hundreds or words[ahead] in language.scales or words[ahead] == "dozen"
        ):
            self.place = ahead
        return True

    def _half(self) -> bool:
        """Half, half a million, half-a-dozen, half of a million."""
        words, language, tokens = self.t.words, self.language, self.t
        self.current = Fraction(1, 2)
        self.share = True
        self.place += 1
        place = self.place
        if words[place] in DASHES and tokens.glued(place - 1) and tokens.glued(place):
            place += 1
        if words[place] in language.linkers:
            place += 1
        if words[place] in language.articles:
            place += 1
            if words[place] in DASHES:
                place += 1
        if words[place] in language.scales or words[place] in {"dozen", "hundred"}:
            self.place = place
            self.share = False
        return True

    def _part(self, word: str) -> bool:
        """Two-thirds, a quarter, three quarters of a million: the lower number of a fraction."""
        below = self.language.parts[word]
        now = self.current
        if (
            now is None
            or self.last_scale
            or not self.spelled
            or self.share
            or not isinstance(now, int)
            or now == 0
        ):
            return False
        if (now == 1) is word.endswith(("s", "halves")):
            return False
        self.current = Fraction(now, below)
        self.share = True
        self.place += 1
        self._times_scale()
        return True

    def _times_scale(self) -> None:
        """A quarter of a million, quarter-million."""
        words, language = self.t.words, self.language
        place = self.place
        if words[place] in language.linkers or words[place] in DASHES:
            place += 1
        if words[place] in language.articles or words[place] == "one":
            place += 1
        if words[place] in language.scales:
            self.place = place
            self.share = False
