"""How texts are recognised as nearly the same, and which passages two of them share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from heapq import nsmallest

SHINGLE = 5
"""Words that stand together in what is compared: fewer are met by chance, more miss a text that was edited."""
SKETCH_SIZE = 48
"""Marks that are kept of a text; with so many, a resemblance of one half is estimated within about 0.07."""
SHORTEST_PASSAGE = 20
"""Words that a shared passage has at least; shorter ones are turns of speech."""
LONGEST_GAP = 4
"""Words by which a passage may differ in the middle and still be one."""

_UNSPACED = "\u3040-\u30ff\u3400-\u9fff"
"""Scripts that do not part their words; each of their characters counts as one."""
_WORD = re.compile(rf"[{_UNSPACED}]|\d+(?:[.,]\d+)+|[^\W_{_UNSPACED}]+")
"""A number with its separators is one word."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word in the form in which it is compared, with its place in the text."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that two texts share: its place in each, and how many words of it are the same."""

    start: int
    end: int
    other_start: int
    other_end: int
    words: int


def words_of(text: str) -> list[Word]:
    """The words of a text without punctuation, whatever their capitals and the forms of their characters."""
    return [Word(_fold(found.group()), *found.span()) for found in _WORD.finditer(text)]


def _fold(word: str) -> str:
    return word.lower() if word.isascii() else unicodedata.normalize("NFKC", word).casefold()


def sketch_of(text: str) -> frozenset[int]:
    """The marks of a text: the smallest hashes of its sequences of five words. Two texts share as large a part of
    their marks, about, as of their sequences. A text of fewer words has one mark, an empty one none.
    """
    return frozenset(nsmallest(SKETCH_SIZE, map(_mark, sequences_in(text))))


def sequences_in(text: str) -> set[str]:
    """All sequences of five words in a text; of a shorter one all its words."""
    words = [_fold(word) for word in _WORD.findall(text)]
    last = max(1, len(words) - SHINGLE + 1) if words else 0
    return {" ".join(words[first : first + SHINGLE]) for first in range(last)}


def _mark(sequence: str) -> int:
    """A hash of 63 bits, so that it is a whole number in every database."""
    return int.from_bytes(blake2b(sequence.encode("utf-8", "replace"), digest_size=8).digest()) >> 1


def resemblance(one: frozenset[int], other: frozenset[int]) -> float:
    """How much of two texts is the same, from 0 to 1, estimated from their marks."""
    smallest = nsmallest(SKETCH_SIZE, one | other)
    return sum(mark in one and mark in other for mark in smallest) / len(smallest) if smallest else 0.0


def shared_passages(text: str, other: str, *, shortest: int = SHORTEST_PASSAGE) -> list[Passage]:
    """The passages of a text that stand in another one too, in their order in the text; a few words in the middle may
    differ. Takes a time that grows with the length of the texts, not with its square.
    """
    mine, theirs = words_of(text), words_of(other)
    runs = _runs(mine, theirs)
    return [
        Passage(
            start=mine[first].start,
            end=mine[last].end,
            other_start=theirs[other_first].start,
            other_end=theirs[other_last].end,
            words=words,
        )
        for first, last, other_first, other_last, words in _joined(runs)
        if words >= shortest
    ]


def longest_same_words(text: str, other: str) -> tuple[str, int]:
    """The longest run of words that stands in both texts word for word, as the first of them writes it, and how many
    words it has; runs of fewer than five are none.
    """
    mine, theirs = words_of(text), words_of(other)
    at, _place, length = max(_runs(mine, theirs), key=lambda run: run[2], default=(0, 0, 0))
    return (text[mine[at].start : mine[at + length - 1].end], length) if length else ("", 0)


def _runs(mine: Sequence[Word], theirs: Sequence[Word]) -> list[tuple[int, int, int]]:
    """Runs of the same words: where each begins in the one and in the other, and its length; one after the other."""
    places: dict[tuple[str, ...], int] = {}
    for place in range(len(theirs) - SHINGLE, -1, -1):
        places[_key(theirs, place)] = place
    runs: list[tuple[int, int, int]] = []
    at = 0
    while at <= len(mine) - SHINGLE:
        found = places.get(_key(mine, at))
        if found is None:
            at += 1
            continue
        place = _going_on(mine, theirs, at, runs[-1], found) if runs else found
        length = _same_words(mine, theirs, at, place)
        runs.append((at, place, length))
        at += length
    return runs


def _key(words: Sequence[Word], first: int) -> tuple[str, ...]:
    return tuple(word.folded for word in words[first : first + SHINGLE])


def _going_on(
    mine: Sequence[Word], theirs: Sequence[Word], at: int, run: tuple[int, int, int], place: int
) -> int:
    """Where words that the other text has several times stand also right after the run before, that place is meant."""
    begun, other_begun, length = run
    if at - begun - length > LONGEST_GAP:
        return place
    wanted = _key(mine, at)
    after = other_begun + length
    return next(
        (near for near in range(after, after + LONGEST_GAP + 1) if _key(theirs, near) == wanted), place
    )


def _same_words(mine: Sequence[Word], theirs: Sequence[Word], at: int, place: int) -> int:
    most = min(len(mine) - at, len(theirs) - place)
    same = SHINGLE
    while same < most and mine[at + same].folded == theirs[place + same].folded:
        same += 1
    return same


def _joined(runs: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int, int, int, int]]:
    """Runs between which both texts have only a few other words are one passage."""
    passage: tuple[int, int, int, int, int] | None = None
    for at, place, length in runs:
        if passage is not None:
            first, last, other_first, other_last, words = passage
            if at - last <= LONGEST_GAP + 1 and 0 < place - other_last <= LONGEST_GAP + 1:
                passage = (first, at + length - 1, other_first, place + length - 1, words + length)
                continue
            yield passage
        passage = (at, at + length - 1, place, place + length - 1, length)
    if passage is not None:
        yield passage
