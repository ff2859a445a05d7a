"""Steps of reading a number in digits: groups, fractions, powers of ten, short multipliers."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from factcheck.core.figures.digits import Doubt, read_digits
from factcheck.core.figures.number_words import WordSteps
from factcheck.core.figures.tokens import DASHES
from factcheck.core.figures.values import (
    exact,
    fraction_of,
    is_leading_point,
)

_MOST_GROUPS = 12
SPACES = frozenset(" \u00a0\u202f\u2009")


class DigitSteps(WordSteps):
    """Steps of reading a number in digits: groups, fractions, powers of ten, short multipliers."""

    __slots__ = ()

    def _digits(self) -> bool:
        tokens, place = self.t, self.place
        if self.current is not None or (self.last_scale and not self._may_follow_scale(place)):
            return False
        text = tokens.raw[place]
        last = place + 1
        if text == ".":
            text, last = "0." + tokens.raw[place + 1], place + 2
            read = read_digits(text, "en")
        else:
            text, last = self._space_groups(place)
            read = read_digits(text, self.language.code)
        if isinstance(read, Doubt):
            if read.likely is None:
                self.doubt = self.doubt or read.reason
            else:
                self.two_ways = read.reason
            read = read.likely or Decimal(0)
        self.spelled = False
        self.current = read
        self.place = last
        self._slash_fraction(text)
        self._power_of_ten()
        return True

    def _may_follow_scale(self, place: int) -> bool:
        """4 thousand 3 hundred: a second number in digits belongs to the first only before a smaller multiplier."""
        word = self.t.words[place + 1]
        step = self.language.hundreds.get(word) or self.language.scales.get(word)
        return bool(step and step < self.last_scale) or self.t.words[place - 1] in self.language.joiners

    def _space_groups(self, place: int) -> tuple[str, int]:
        """30 000 and 1 234 567,8: groups of three behind single spaces."""
        tokens = self.t
        text = tokens.raw[place]
        last = place + 1
        if len(text) > 3 or not text.isdecimal():
            return text, last
        groups = [text]
        while (
            tokens.is_number(last)
            and tokens.starts[last] - tokens.ends[last - 1] == 1
            and tokens.text[tokens.ends[last - 1]] in SPACES
            and len(groups) < _MOST_GROUPS
        ):
            group = tokens.raw[last]
            whole = group.replace(",", ".").partition(".")[0]
            if len(whole) != 3 or (group.isdecimal() is False and (len(group) < 5 or "'" in group)):
                break
            groups.append(group)
            last += 1
            if not group.isdecimal():
                break
        if len(groups) == 1:
            return text, last
        tail = groups[-1].replace(",", ".")
        return "".join(groups[:-1]) + tail, last

    def _slash_fraction(self, text: str) -> None:
        """1/2, and 2 1/2 or 2½."""
        tokens, place = self.t, self.place
        assert self.current is not None
        slash = (
            tokens.words[place] in {"/", "⁄"}
            and tokens.is_number(place + 1)
            and tokens.words[place + 2] != "/"
        )
        if (
            slash
            and text.isdecimal()
            and tokens.raw[place + 1].isdecimal()
            and len(tokens.raw[place + 1]) <= 4
        ):
            below = int(tokens.raw[place + 1])
            if below:
                self.current = Fraction(exact(self.current), below)
                self.share = True
                self.place = place + 2
            return
        if (
            text.isdecimal()
            and tokens.raw[place].isdecimal()
            and tokens.words[place + 1] == "/"
            and tokens.raw[place + 2].isdecimal()
        ):
            above, below = int(tokens.raw[place][:9]), int(tokens.raw[place + 2][:9])
            if 0 < above < below <= 100:
                self.current = exact(self.current) + Fraction(above, below)
                self.place = place + 3

    def _power_of_ten(self) -> None:
        """1.3e6, 6.23x10^-4 and 2×10^5."""
        tokens, place = self.t, self.place
        word = tokens.words[place]
        if word == "e" and tokens.glued(place - 1) and tokens.glued(place):
            place += 1
        elif word in {"x", "×"} and tokens.words[place + 1] == "10" and tokens.words[place + 2] == "^":
            place += 3
        else:
            return
        sign = -1 if tokens.words[place] in DASHES else 1
        place += sign < 0
        power = tokens.raw[place]
        if self.current is None or not (power.isdecimal() and len(power) <= 2):
            return
        self.current = exact(self.current) * Fraction(10) ** (sign * int(power))
        self.place = place + 1

    def _fraction_sign(self, word: str) -> bool:
        value = fraction_of(word)
        assert value is not None
        if self.current is None and not self.last_scale:
            self.share = True
            self.current = value
        elif self.current is not None and exact(self.current) == int(exact(self.current)):
            self.current = exact(self.current) + value
        else:
            return False
        self.place += 1
        return True

    def _short(self, word: str) -> bool:
        """30k, 1.5m, $1.2bn: a short multiplier behind digits, touching them or a space away."""
        if self.current is None or self.spelled or self.share:
            return False
        touches = self.t.glued(self.place - 1)
        raw = self.t.raw[self.place]
        if not touches and (len(word) == 1 and raw not in {"M", "B", "k", "K"}):
            return False
        read = self._scale(self.language.short[word])
        if read and len(word) == 3 and self.t.words[self.place] == "." and self.t.words[self.place + 1]:
            self.place += 1  # Mio. Euro
        self.short = word
        return read

    def _spoken_point(self) -> bool:
        """Two point five, nine point nought four."""
        words, ones, tens = self.t.words, self.language.ones, self.language.tens
        if self.current is None or self.share or self.current != int(exact(self.current)):
            return False
        place = self.place + 1
        digits = ""
        while len(digits) < 40:
            word = words[place]
            if word in ones:
                digits += str(ones[word])
            elif word in tens:
                one = ones.get(words[place + 2], 0) if words[place + 1] in DASHES else 0
                digits += str(tens[word] + one)
                place += 2 if one else 0
            elif (
                self.t.is_number(place) and self.t.raw[place].isdecimal() and not digits and not self.spelled
            ):
                digits += self.t.raw[place]
            else:
                break
            place += 1
        if not digits:
            return False
        self.current = Decimal(f"{int(exact(self.current))}.{digits}")
        self.place = place
        return True

    def _is_leading_point(self, place: int) -> bool:
        """.08 and .5, where nothing touches the point from before."""
        return is_leading_point(self.t, place)
