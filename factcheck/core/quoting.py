"""Where a figure stands in the words of its source."""

from __future__ import annotations

import re
from functools import lru_cache

_DASHES = "-‐‑‒–—―−﹣－"
_QUOTES = "'’‘ʼ′＇"
_LETTERS = "A-Za-zÀ-ӿ"
_NUMBER = re.compile(r"\d(?:[\d.,'’\u00a0\u2009\u202f ]*\d)?")


def marked(quote: str, figure: str) -> list[tuple[str, bool]]:
    """The quote cut into pieces, each with whether it is the figure; joined, the pieces are the quote, unaltered.

    A figure is found whatever its capitals, the width of its spaces and the length of its dashes, but never inside
    a longer word or number: 60 is not in 1,060. Where the whole figure is not found ("about 30,000" in a quote that
    says "some 30,000"), the numbers in it are marked instead. Each place where it stands is marked.
    """
    pieces: list[tuple[str, bool]] = []
    done = 0
    for start, end in _places(quote, figure):
        if start > done:
            pieces.append((quote[done:start], False))
        pieces.append((quote[start:end], True))
        done = end
    if done < len(quote):
        pieces.append((quote[done:], False))
    return pieces


def occurs_in(quote: str, figure: str) -> bool:
    """Whether the figure, or at least each number in it, stands in the quote."""
    if _found(quote, figure):
        return True
    numbers = _NUMBER.findall(figure)
    return bool(numbers) and all(_found(quote, number) for number in numbers)


def _places(quote: str, figure: str) -> list[tuple[int, int]]:
    if found := _found(quote, figure):
        return found
    places = sorted({place for number in _NUMBER.findall(figure) for place in _found(quote, number)})
    apart: list[tuple[int, int]] = []
    for start, end in places:
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def _found(quote: str, words: str) -> list[tuple[int, int]]:
    pattern = _pattern(" ".join(words.split()))
    return [match.span() for match in pattern.finditer(quote)] if pattern else []


@lru_cache(maxsize=1_000)
def _pattern(words: str) -> re.Pattern[str] | None:
    if not words:
        return None
    before = rf"(?<![\d{_LETTERS}])(?<!\d[.,'’])" if _is_spaced(words[0]) else ""
    after = rf"(?![\d{_LETTERS}])(?![.,'’]\d)" if _is_spaced(words[-1]) else ""
    return re.compile(before + "".join(map(_tolerant, words)) + after, re.IGNORECASE)


def _is_spaced(character: str) -> bool:
    """Whether it belongs to a script that parts its words; in others a figure runs on into the next word (30,000명)."""
    return character.isdecimal() or re.fullmatch(f"[{_LETTERS}]", character) is not None


def _tolerant(character: str) -> str:
    if character == " ":
        return r"\s+"
    if character in _DASHES:
        return f"[{re.escape(_DASHES)}]"
    if character in _QUOTES:
        return f"[{_QUOTES}]"
    return re.escape(character)
