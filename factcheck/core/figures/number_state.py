"""How far the reading of a number has come."""

from __future__ import annotations

from fractions import Fraction

from factcheck.core.figures.tokens import Tokens
from factcheck.core.figures.values import (
    Exact,
    exact,
)
from factcheck.core.languages import Language
from factcheck.core.sentences import Sentence


class NumberState:
    """How far the reading of one number has come. One forward pass, no turning back."""

    __slots__ = (
        "current",
        "doubt",
        "language",
        "last_scale",
        "mantissa",
        "place",
        "scale",
        "share",
        "short",
        "spelled",
        "t",
        "total",
        "two_ways",
    )

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
        self.short = ""
        self.doubt: Sentence | None = None
        self.two_ways: Sentence | None = None

    def _sum(self) -> Exact:
        if self.current is None:
            return self.total
        if self.total == 0:
            return self.current
        return self._tidy(exact(self.total) + exact(self.current))

    @staticmethod
    def _tidy(value: Fraction | int) -> Exact:
        return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value

    def _step(self) -> bool:
        """Take in the piece at the present place; False where the number ends."""
        raise NotImplementedError
