"""A text cut into words, numbers and marks, each with its place."""

from __future__ import annotations

import re
from functools import lru_cache

from factcheck.core.languages.language import Language

_NUMBER = (
    r"\d++(?:[.,，．]\d++|['’]\d{3}(?!\d))*+"  # 1,418 · 30'000 · 192.168.1.2: what it means is decided later
)
_WORD = r"[^\W\d_]++(?:['’][^\W\d_]++)*+"  # a word, with its apostrophe
_MARK = r"\S"  # any other mark stands alone
_TOKEN = re.compile(f"{_NUMBER}|{_WORD}|{_MARK}")
_HYPHENED = re.compile(rf"{_NUMBER}|[^\W\d_]++(?:['’-][^\W\d_]++)*+|{_MARK}")


@lru_cache(maxsize=20)
def _numeral_pattern(numerals: str) -> re.Pattern[str]:
    """Letters that are numbers by themselves are cut from the letters beside them: 3만명 is 3, 만 and 명."""
    return re.compile(rf"{_NUMBER}|[{numerals}]++|[^\W\d_{numerals}]++|{_MARK}")


_PADDING = 4
"""Empty places at the end, so that a look a few places ahead or behind the first finds nothing, not an error."""

DASHES = frozenset("-–—‐‑‒―−")
MINUSES = frozenset("-−–")


class Tokens:
    """The pieces of a text in parallel lists: `raw` as written, `words` in lower case, `starts` and `ends`.

    The lists end in a few empty pieces, and Python counts negative places from the end, so looking up to four
    places beyond either side gives "". Possessive repetition in the pattern keeps cutting linear on any text.
    """

    __slots__ = ("count", "ends", "raw", "starts", "text", "words")

    def __init__(self, text: str, language: Language | None = None) -> None:
        self.text = text
        pattern = _TOKEN
        if language is not None and language.hyphened_words:
            pattern = _HYPHENED
        elif language is not None and language.numerals:
            pattern = _numeral_pattern(language.numerals)
        raw: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for match in pattern.finditer(text):
            raw.append(match.group())
            starts.append(match.start())
            ends.append(match.end())
        self.count = len(raw)
        self.raw = raw + [""] * _PADDING
        self.words = [piece.lower() for piece in self.raw]
        self.starts = starts + [len(text) + 9] * _PADDING
        self.ends = ends + [-9] * _PADDING

    def glued(self, place: int) -> bool:
        """Say whether a piece touches the one after it: "30" and "k" in 30k."""
        return self.ends[place] == self.starts[place + 1]

    def between(self, first: int, last: int) -> str:
        """The text from one piece up to, not including, another."""
        if first >= last:
            return ""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def is_number(self, place: int) -> bool:
        return self.raw[place][:1].isdecimal()
