"""Finding words in a folded text: whole words, in parts, in time that is proportional to the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from factcheck.core.folding import FoldedText

Place = tuple[int, int]
"""A range of a folded text."""

MOST_LEFT_OUT = 1_000
"""Characters that an ellipsis may stand for."""
_TOUCHING = 12
"""Characters beside a range that say whether it begins and ends with whole words."""
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Letters of scripts that are written without spaces between words."""


def stands_at(text: str, ways: Sequence[Sequence[str]], start: int, end: int) -> bool:
    """Whether a quote fills a range of a text; only the range and what touches it is looked at."""
    before, inside, after = (
        FoldedText(piece).words
        for piece in (text[max(0, start - _TOUCHING) : start], text[start:end], text[end : end + _TOUCHING])
    )
    first = len(before) + len(inside) - len(inside.lstrip())
    words, last = before + inside + after, len(before) + len(inside.rstrip())
    return last > first and any(_fills(words, parts, (first, last)) for parts in ways)


def _fills(words: str, parts: Sequence[str], place: Place) -> bool:
    first, last = place
    if not (words.startswith(parts[0], first) and words.endswith(parts[-1], first, last)):
        return False
    if len(parts) == 1:
        return last - first == len(parts[0]) and _is_whole(words, place)
    final = (last - len(parts[-1]), last)
    reached = _end_of_chain(words, parts[:-1], first)
    return (
        reached is not None
        and _is_whole(words, (first, first + len(parts[0])))
        and _is_whole(words, final)
        and 0 <= final[0] - reached <= MOST_LEFT_OUT
    )


def places_of(words: str, parts: Sequence[str]) -> list[Place]:
    """Where a quote stands in a folded text. Each part is the next one that follows; where several beginnings lead to
    the same end, the nearest one counts.
    """
    nearest: dict[int, int] = {}
    for first, _last in _occurrences(words, parts[0]):
        end = _end_of_chain(words, parts, first)
        if end is not None:
            nearest[end] = first
    return [(first, end) for end, first in nearest.items()]


def _end_of_chain(words: str, parts: Sequence[str], first: int) -> int | None:
    """Where the last of some parts ends, if the first stands at a place and the others follow closely enough."""
    reached = first + len(parts[0])
    for part in parts[1:]:
        until = reached + MOST_LEFT_OUT + len(part)
        following = next(_occurrences(words, part, since=reached, until=until), None)
        if following is None:
            return None
        reached = following[1]
    return reached


def _occurrences(words: str, part: str, *, since: int = 0, until: int | None = None) -> Iterator[Place]:
    """Where some words stand whole in a folded text, from left to right, none over another."""
    until = len(words) if until is None else until
    # Looking again one character further is dear for long words in a text that repeats itself, so it is limited.
    patience = 20 * len(words)
    at = words.find(part, since, until)
    while at >= 0:
        place = (at, at + len(part))
        if _is_whole(words, place):
            yield place
            at = place[1]
        else:
            patience -= len(part)
            at += 1 if patience > 0 else len(part)
        at = words.find(part, at, until)


def _is_whole(words: str, place: Place) -> bool:
    return not (_is_cut(words, place[0]) or _is_cut(words, place[1]))


def _is_cut(words: str, at: int) -> bool:
    """Whether a cut before a character goes through a word or a figure."""
    if not 0 < at < len(words):
        return False
    before, behind = words[at - 1], words[at]
    if unicodedata.category(behind)[0] == "M":
        return True
    if before.isalnum() and behind.isalnum():
        # The number of a footnote often touches the word before it.
        is_note = before.isalpha() and behind.isdigit()
        return not (is_note or _UNSPACED.match(before) or _UNSPACED.match(behind))
    if before in ".,":
        return behind.isdigit() and words[at - 2 : at - 1].isdigit()
    return behind in ".," and before.isdigit() and words[at + 1 : at + 2].isdigit()
