"""Steps across a hyphen or "and": twenty-five, one hundred and five, two and a half million."""

from __future__ import annotations

from fractions import Fraction

from factcheck.core.figures.number_digits import DigitSteps
from factcheck.core.figures.tokens import DASHES
from factcheck.core.figures.values import (
    exact,
)


class JoinSteps(DigitSteps):
    """Steps across a hyphen or "and": twenty-five, one hundred and five, two and a half million."""

    __slots__ = ()

    def _hyphen(self) -> bool:
        """Twenty-five, half-a-dozen, two-thirds, 2-million: a hyphen inside a number, touching on both sides."""
        tokens, place, language = self.t, self.place, self.language
        if self.current is None and not self.last_scale:
            return False
        word = tokens.words[place + 1]
        apart = (
            self.spelled
            and not tokens.glued(place - 1)
            and not tokens.glued(place)
            and (word in language.parts or word in language.ones)
        )
        if not apart and not (tokens.glued(place - 1) and tokens.glued(place)):
            return False
        if not (
            (word in language.ones and self._ends_in_tens() and self.spelled)
            or word in language.hundreds
            or word in language.scales
            or (word in language.parts and self.spelled)
            or word in language.dozens
            or (word in language.joiners and self.spelled)
        ):
            return False
        self.place += 1
        if self._step():
            return True
        self.place = place
        return False

    def _joiner(self) -> bool:
        """One hundred and five; two and a half million; three million and a half."""
        words, language = self.t.words, self.language
        ahead = self.place + 1
        if words[ahead] in DASHES and self.t.glued(self.place) and self.t.glued(ahead):
            ahead += 1
        if words[ahead] in language.articles:
            ahead += 1
            if words[ahead] in DASHES:
                ahead += 1
        part = words[ahead]
        whole = self._sum()
        if (
            part in language.parts
            and (ahead > self.place + 1 or part in language.halves)
            and exact(whole) == int(exact(whole))
        ):
            share = Fraction(1, language.parts[part])
            if self.current is not None:
                self.current = exact(self.current) + share
                self.place = ahead + 1
                return True
            scale = language.scales.get(words[ahead + 1], 0)
            if 0 < scale < self.last_scale:
                self.total = self._tidy(exact(self.total) + share * scale)
                self.place = ahead + 2
                return True
            if not scale:
                self.total = self._tidy(exact(self.total) + share * self.last_scale)
                self.place = ahead + 1
                return True
        return self._and_fraction() or self._and_small_number()

    def _and_fraction(self) -> bool:
        """One hundred and three quarters, two and fifty-four hundredths: a proper fraction behind a whole number."""
        words, language = self.t.words, self.language
        place = self.place + 1
        above = language.ones.get(words[place], language.tens.get(words[place], 0))
        if above >= 20 and words[place + 1] in DASHES and 0 < language.ones.get(words[place + 2], 0) < 10:
            above += language.ones[words[place + 2]]
            place += 2
        below = language.parts.get(words[place + 1], 0)
        if not 0 < above < below or (above == 1) is words[place + 1].endswith("s"):
            return False
        share = Fraction(above, below)
        if self.current is not None:
            self.current = exact(self.current) + share
        else:
            self.total = self._tidy(exact(self.total) + share * self.last_scale)
        self.place = place + 2
        return True

    def _and_small_number(self) -> bool:
        """One hundred and five: and is part of a number only behind hundred or a multiplier, in words."""
        words, language = self.t.words, self.language
        ahead = words[self.place + 1]
        small = ahead in language.ones or ahead in language.tens
        if language.joins_tens and isinstance(self.current, int) and self.spelled:
            return self._join_tens(ahead)
        after_hundred = isinstance(self.current, int) and self.current >= 100 and self.current % 100 == 0
        after_scale = self.current is None and self.last_scale >= 1000 and self.spelled
        if after_hundred and not self.spelled and ahead.isdecimal() and len(ahead) <= 2:
            return self._and_two_digits(ahead)
        if not (small and (after_hundred or after_scale)):
            return False
        place = self.place
        self.place += 1
        if self._step():
            return True
        self.place = place
        return False

    def _and_two_digits(self, ahead: str) -> bool:
        """4 thousand 3 hundred and 21."""
        after, now = self.t.words[self.place + 2], self.current
        if after in self.language.hundreds or after in self.language.scales or not isinstance(now, int):
            return False
        self.current = now + int(ahead)
        self.place += 2
        return True

    def _join_tens(self, ahead: str) -> bool:
        """Treinta y cinco, vingt et un."""
        one = self.language.ones.get(ahead, 0)
        now = self.current
        if not isinstance(now, int) or now % 100 < 20 or now % 10 or not 0 < one < 10:
            return False
        self.current = now + one
        self.place += 2
        return True
