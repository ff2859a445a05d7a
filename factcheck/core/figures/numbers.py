"""One number, in digits or words: 1,418 · 2.5 million · two and a half million · half-a-dozen · tens of thousands."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, DecimalException
from fractions import Fraction

from factcheck.core.decimals import FigureTooLargeError, require_size
from factcheck.core.figures.digits import TOO_LONG, Doubt, read_digits
from factcheck.core.figures.tokens import DASHES, Tokens
from factcheck.core.languages import Language
from factcheck.core.sentences import Sentence

Exact = int | Decimal | Fraction
_LIMIT = 10**60
_SIGNS_OF_FRACTIONS = frozenset("½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒")
_FRACTION_SIGN_VALUES = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5),
    "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8), "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip
SPACES = frozenset(" \u00a0\u202f\u2009")


@dataclass(slots=True)
class Value:
    """A number read from a text, up to the place `last`.

    `low` and `high` differ for vague words alone. `mantissa` and `scale` keep "1.5" and "bn" apart, because a range
    may share the multiplier ("$1.2–1.5bn"). `is_share` marks fractions and "one in five", which are percent where
    percent is asked. `doubt` is set when the digits cannot be read for certain.
    """

    last: int
    low: Exact
    high: Exact
    mantissa: Exact = 0
    scale: int = 1
    vague: bool = False
    spelled: bool = False
    is_share: bool = False
    doubt: Sentence | None = None


def exact(value: Exact) -> Fraction | int:
    """The value for sums, without any rounding."""
    return Fraction(value) if isinstance(value, Decimal) else value


def fraction_of(word: str) -> Fraction | None:
    """½ and its like."""
    found = _FRACTION_SIGN_VALUES.get(word)
    return Fraction(*found) if found else None


class NumberReader:
    """Reads the number that begins at a place. One forward pass, no turning back."""

    __slots__ = ("current", "doubt", "language", "last_scale", "mantissa", "place", "scale", "share", "spelled", "t", "total")

    def __init__(self, tokens: Tokens, place: int, language: Language) -> None:
        self.t = tokens
        self.place = place
        self.language = language
        self.total: Exact = 0
        self.current: Exact | None = None
        self.last_scale = 0
        self.mantissa: Exact = 0
        self.scale = 1
        self.spelled = True
        self.share = False
        self.doubt: Sentence | None = None

    def read(self) -> Value | None:
        return self._vague() or self._plain()

    # ------------------------------------------------------------------ vague words

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

    # ------------------------------------------------------------------ numbers

    def _plain(self) -> Value | None:
        first = self.place
        words = self.t.words
        if words[self.place] in self.language.articles and not self._article():
            return None
        while self._step():
            if self.current is not None and exact(self.current) > _LIMIT or exact(self.total) > _LIMIT:
                self.doubt = TOO_LONG
                self.total, self.current = 0, 0
        if self.place == first or (self.current is None and not self.last_scale):
            return None
        value = self._sum()
        self._fraction_of_scale(value)
        value = self._sum()
        return Value(
            self.place, value, value, mantissa=self.mantissa, scale=self.scale, spelled=self.spelled,
            is_share=self.share, doubt=self.doubt,
        )  # fmt: skip

    def _sum(self) -> Exact:
        if self.current is None:
            return self.total
        if self.total == 0:
            return self.current
        return self._tidy(exact(self.total) + exact(self.current))

    @staticmethod
    def _tidy(value: Fraction | int) -> Exact:
        return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value

    def _article(self) -> bool:
        """A hundred, a million, a dozen, a third, a quarter of a million: the article is one."""
        words, language = self.t.words, self.language
        after = self.place + 1
        if words[after] in DASHES:
            after += 1
        word = words[after]
        if word in language.hundreds or word in language.scales or word in language.dozens or word in language.halves:
            self.place = after
            return True
        if word in language.parts:
            self.current = 1
            self.place = after
            return self._part(word)
        return False

    def _step(self) -> bool:
        """Take in the piece at the present place; False where the number ends."""
        place = self.place
        word = self.t.words[place]
        if not word:
            return False
        if self.t.is_number(place) or (word == "." and self._is_leading_point(place)):
            return self._digits()
        if word in _SIGNS_OF_FRACTIONS:
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
        return word == "point" and self._spoken_point()

    def _is_leading_point(self, place: int) -> bool:
        """.08 and .5, where nothing touches the point from before."""
        return self.t.is_number(place + 1) and self.t.glued(place) and not self.t.glued(place - 1)

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
            read = read_digits(text, self.language.code if self.language.code != "en" else self._code())
        if isinstance(read, Doubt):
            self.doubt = self.doubt or read.reason
            read = Decimal(0)
        self.spelled = False
        self.current = read
        self.place = last
        self._slash_fraction(text)
        return True

    def _code(self) -> str:
        return ""

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
            and len(groups[-1]) == (3 if len(groups) > 1 else len(text))
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
        slash = tokens.words[place] in {"/", "⁄"} and tokens.is_number(place + 1) and tokens.words[place + 2] not in {"/"}
        if slash and text.isdecimal() and tokens.raw[place + 1].isdecimal() and len(tokens.raw[place + 1]) <= 4:
            below = int(tokens.raw[place + 1])
            if below:
                self.current = Fraction(exact(self.current), below)
                self.share = True
                self.place = place + 2
            return
        if text.isdecimal() and tokens.raw[place].isdecimal() and tokens.words[place + 1] == "/" and tokens.raw[place + 2].isdecimal():
            above, below = int(tokens.raw[place][:9]), int(tokens.raw[place + 2][:9])
            if 0 < above < below <= 100:
                self.current = exact(self.current) + Fraction(above, below)
                self.place = place + 3

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

    def _hyphen(self) -> bool:
        """Twenty-five, half-a-dozen, two-thirds, 2-million: a hyphen inside a number, touching on both sides."""
        tokens, place, language = self.t, self.place, self.language
        if self.current is None and not self.last_scale:
            return False
        if not (tokens.glued(place - 1) and tokens.glued(place)):
            return False
        word = tokens.words[place + 1]
        if not (
            (word in language.ones and self.current in language.tens.values() and self.spelled)
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

    def _short(self, word: str) -> bool:
        """30k, 1.5m, $1.2bn: a short multiplier behind digits, touching them or a space away."""
        if self.current is None or self.spelled or self.share:
            return False
        touches = self.t.glued(self.place - 1)
        raw = self.t.raw[self.place]
        if not touches and (len(word) == 1 and raw not in {"M", "B", "k", "K"}):
            return False
        return self._scale(self.language.short[word])

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
        if self.current is not None or self.last_scale or self.t.words[self.place - 1] not in self.language.articles:
            return False
        self.current = number
        self.place += 1
        words, language = self.t.words, self.language
        ahead = self.place + 1 if words[self.place] in language.linkers else self.place
        if ahead > self.place and (words[ahead] in language.hundreds or words[ahead] in language.scales or words[ahead] == "dozen"):
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
        if now is None or self.last_scale or not self.spelled or self.share or not isinstance(now, int) or now == 0:
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
        if part in language.parts and (ahead > self.place + 1 or part in language.halves) and exact(whole) == int(exact(whole)):
            share = Fraction(1, language.parts[part])
            if self.current is not None:
                self.current = exact(self.current) + share
                self.place = ahead + 1
                return True
            if words[ahead + 1] not in language.scales:
                self.total = self._tidy(exact(self.total) + share * self.last_scale)
                self.place = ahead + 1
                return True
        return self._and_small_number()

    def _and_small_number(self) -> bool:
        """One hundred and five: and is part of a number only behind hundred or a multiplier, in words."""
        words, language = self.t.words, self.language
        ahead = words[self.place + 1]
        small = ahead in language.ones or ahead in language.tens
        after_hundred = isinstance(self.current, int) and self.current >= 100 and self.current % 100 == 0 and self.spelled
        after_scale = self.current is None and self.last_scale >= 1000 and (small and self.spelled)
        if not (small and (after_hundred or after_scale)):
            return False
        place = self.place
        self.place += 1
        if self._step():
            return True
        self.place = place
        return False

    def _fraction_of_scale(self, _value: Exact) -> None:
        """Nothing more belongs to the number; kept as one place for what may follow it."""

    def _spoken_point(self) -> bool:
        """Two point five, nine point nought four."""
        words, ones, tens = self.t.words, self.language.ones, self.language.tens
        if self.current is None or not isinstance(self.current, int) or self.share:
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
            elif self.t.is_number(place) and self.t.raw[place].isdecimal() and not digits:
                digits += self.t.raw[place]
            else:
                break
            place += 1
        if not digits:
            return False
        self.current = Decimal(f"{self.current}.{digits}")
        self.place = place
        return True


def as_decimal(value: Exact) -> Decimal:
    """The value as it is kept: exact, or rounded once to thirty significant digits where it has no finite decimal.

    Raises FigureTooLargeError with a sentence where it has more digits than can be kept.
    """
    from decimal import ROUND_HALF_EVEN, Context

    if isinstance(value, Decimal):
        return require_size(value)
    if isinstance(value, int):
        return require_size(Decimal(value))
    try:
        below = value.denominator
        rest = below
        for prime in (2, 5):
            while rest % prime == 0:
                rest //= prime
        digits = 30 if rest > 1 else 60
        context = Context(prec=digits, rounding=ROUND_HALF_EVEN)
        return require_size(context.divide(Decimal(value.numerator), Decimal(below)))
    except DecimalException as error:
        raise FigureTooLargeError(TOO_LONG.template) from error
