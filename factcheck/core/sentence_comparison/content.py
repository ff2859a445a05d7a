"""The words that carry the meaning of a sentence, cut down so that "arrested" and "arrests" are one."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.core.figures.figure import Figure
from factcheck.core.figures.prose_words import FUNCTION_WORDS
from factcheck.core.figures.tokens import Tokens
from factcheck.core.languages import language_for

_ENDINGS = (
    ("ations", ""), ("ation", ""), ("ings", ""), ("ing", ""), ("ied", "y"), ("ies", "y"), ("ers", ""),
    ("er", ""), ("ed", ""),
    ("es", ""), ("ly", ""), ("s", ""), ("e", ""),
)  # fmt: skip
_STEM = 5
"""Letters by which two long words are taken for forms of one."""


def cut_down(word: str) -> str:
    """The word without the ending that its grammar gave it."""
    word = word.removesuffix("'s").removesuffix("’s")
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= 3:
            word = word[: len(word) - len(ending)] + instead
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def content_words(tokens: Tokens, figures: Iterable[Figure], language: str) -> frozenset[str]:
    """The words of a sentence that are no grammar, no number and no part of a figure."""
    spans = [(figure.start, figure.end) for figure in figures]
    number_words = language_for(language).number_words
    words = set()
    at = 0
    for place in range(tokens.count):
        start = tokens.starts[place]
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        word = tokens.words[place]
        if len(word) < 2 or not word[0].isalpha() or word in FUNCTION_WORDS or word in number_words:
            continue
        if at < len(spans) and spans[at][0] <= start:
            continue
        words.add(cut_down(word))
    return frozenset(words)


def share_said(words: frozenset[str], elsewhere: frozenset[str]) -> float:
    """The share of some words that another sentence says too, in this form or another."""
    if not words:
        return 1.0
    stems = {word[:_STEM] for word in elsewhere if len(word) >= _STEM}
    said = sum(word in elsewhere or (len(word) >= _STEM and word[:_STEM] in stems) for word in words)
    return said / len(words)
