"""One number, in digits or words: 1,418 · 2.5 million · two and a half million · half-a-dozen · tens of thousands."""

from __future__ import annotations

from factcheck.core.figures.digits import TOO_LONG
from factcheck.core.figures.number_shares import ShareSteps
from factcheck.core.figures.tokens import DASHES
from factcheck.core.figures.values import (
    SIGNS_OF_FRACTIONS,
    Value,
    exact,
)

_LIMIT = 10**60


class NumberReader(ShareSteps):
    """Reads the number that begins at a place."""

    __slots__ = ()

    def read(self) -> Value | None:
        return self._vague() or self._plain()

    def _vague(self) -> Value | None:
        """Dozens, tens of thousands, several hundred, a few million."""
        words, language = self.t.words, self.language
        place = self.place
        if words[place] in language.articles:
            place += 1
        if words[place] in language.few and words[place] not in language.dozens:
            return self._few(place + 1)
        if words[self.place] not in language.vague or words[self.place - 1] in language.few:
            return None
        low, high = language.vague[words[self.place]]
        last = self.place + 1
        while words[last] in language.linkers and words[last + 1] in language.scales and high < _LIMIT:
            low, high = low * language.scales[words[last + 1]], high * language.scales[words[last + 1]]
            last += 2
        return Value(last, low, high, vague=True, spelled=True)

    def _few(self, place: int) -> Value | None:
        """Several hundred: some hundreds."""
        words, language = self.t.words, self.language
        scale = 1
        first = place
        while scale < _LIMIT:
            word = words[place]
            step = language.hundreds.get(word) or language.scales.get(word) or (12 if word == "dozen" else 0)
            if not step:
                break
            scale *= step
            place += 1
        if place == first:
            return None
        return Value(place, scale, 100 if scale == 12 else 10 * scale, vague=True, spelled=True)

    def _plain(self) -> Value | None:
        first = self.place
        words = self.t.words
        if words[self.place] in self.language.articles and not self._article():
            return None
        while self._step():
            if (self.current is not None and exact(self.current) > _LIMIT) or exact(self.total) > _LIMIT:
                self.doubt = TOO_LONG
                self.total, self.current = 0, 0
        if self.place == first or (self.current is None and not self.last_scale):
            return None
        self._one_in_five()
        self._one_over_three()
        value = self._sum()
        return Value(
            self.place, value, value, mantissa=self.mantissa, scale=self.scale, spelled=self.spelled,
            is_share=self.share, short=self.short, doubt=self.doubt, two_ways=self.two_ways,
        )  # fmt: skip

    def _step(self) -> bool:  # noqa: C901, PLR0911, PLR0912 (one line for each sort of piece)
        """Take in the piece at the present place; False where the number ends."""
        place = self.place
        word = self.t.words[place]
        if not word:
            return False
        if self.t.is_number(place) or (word == "." and self._is_leading_point(place)):
            return self._digits()
        if word in SIGNS_OF_FRACTIONS:
            return self._fraction_sign(word)
        if word in DASHES:
            return self._hyphen()
        language = self.language
        if word in language.ones:
            return self._one(language.ones[word])
        if word in language.tens:
            return self._ten(language.tens[word])
        if word in language.hundreds:
            return self._hundred(language.hundreds[word])
        if word in language.scales:
            return self._scale(language.scales[word])
        if word in language.dozens:
            return self._dozen(word)
        if word in language.halves and self.current is None and not self.last_scale:
            return self._half()
        if word in language.parts:
            return self._part(word)
        if word in language.short:
            return self._short(word)
        if word in language.joiners:
            return self._joiner()
        if language.compound is not None and (number := language.compound(word)) is not None:
            return self._one(number)
        return word == "point" and self._spoken_point()
