"""Which of the dates of a text belongs to a figure."""

from __future__ import annotations

from factcheck.core.figures.times import Time
from factcheck.core.figures.tokens import Tokens

_FAR = 30
"""Pieces of a sentence across which a date still belongs to a figure."""

_SENTENCE_ENDS = frozenset({".", "!", "?", ";"})


def time_near(tokens: Tokens, times: list[Time], at: int, first: int, last: int, following: int) -> str:
    """The period for which the figure between two places holds, or "".

    The first date behind it in its sentence, if no other figure stands between; else the last date before it.
    `at` is the first of the times that ends behind the figure's beginning, `following` where the next figure begins.
    """
    ahead = at
    while ahead < len(times) and times[ahead].first < last:
        ahead += 1
    if ahead < len(times):
        time = times[ahead]
        if time.first - last <= _FAR and time.first <= following and not _is_cut(tokens, last, time.first):
            return time.edtf
    if at:
        time = times[at - 1]
        if first - time.last <= _FAR and not _is_cut(tokens, time.last, first):
            return time.edtf
    return ""


def _is_cut(tokens: Tokens, first: int, last: int) -> bool:
    """Say whether a sentence ends between two places: a full stop before a capital, but not after an initial."""
    return any(_ends_sentence(tokens, place) for place in range(first, last))


def _ends_sentence(tokens: Tokens, place: int) -> bool:
    word, before = tokens.words[place], tokens.words[place - 1]
    if word not in _SENTENCE_ENDS:
        return False
    if word == "." and len(before) <= 2 and before.isalpha():
        return False
    return word == ";" or place + 1 >= tokens.count or tokens.raw[place + 1][:1].isupper()
