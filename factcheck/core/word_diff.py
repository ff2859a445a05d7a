"""Which words of a text were changed: what stayed, what went and what came, in the order in which it is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

MOST_COMPARED = 400_000
"""As many pairs of words as are compared one by one; where more differ, the text counts as another one there."""
KEPT_AROUND = 60
"""Characters of unchanged text that are shown on either side of a change in a long text."""
LONG = 400
"""From so many characters on, what stayed is shortened where a text is shown in little room."""

_TOKEN = re.compile(r"\s+|\S+")


class Fate(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with one fate; `is_cut` says that only its ends are given, with an ellipsis between them."""

    fate: Fate
    text: str
    is_cut: bool = False


def word_diff(was: str, now: str) -> tuple[Piece, ...]:
    """How one text became another, word by word.

    What was kept and what was deleted, joined, is the text as it was; what was kept and what was inserted, joined, is
    the text as it is. A space between two changed words counts as changed, so that a rewritten phrase reads as one.
    """
    before, after = _TOKEN.findall(was), _TOKEN.findall(now)
    first = _shared(before, after)
    last = _shared(before[first:][::-1], after[first:][::-1])
    middle = _changes(before[first : len(before) - last], after[first : len(after) - last])
    found = [
        (before[:first], before[:first]),
        *middle,
        (before[len(before) - last :], after[len(after) - last :]),
    ]
    return tuple(_pieces(found))


def shortened(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The same in little room: long runs that stayed are cut to what stands around the changes."""
    if sum(len(piece.text) for piece in pieces) <= LONG:
        return tuple(pieces)
    return tuple(
        _cut(piece, is_first=place == 0, is_last=place == len(pieces) - 1)
        for place, piece in enumerate(pieces)
    )


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with."""
    length = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        length += 1
    return length


def _changes(before: list[str], after: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Runs of words as they were and as they are; equal where they were kept."""
    if not before or not after or len(before) * len(after) > MOST_COMPARED:
        yield before, after
        return
    # Spaces are everywhere: left to match by themselves they would hold together what has nothing in common.
    matcher = SequenceMatcher(str.isspace, before, after, autojunk=False)
    went: list[str] = []
    came: list[str] = []
    for code, i, j, k, m in matcher.get_opcodes():
        mine, theirs = before[i:j], after[k:m]
        if code == "equal" and not "".join(mine).isspace():
            yield went, came
            yield mine, theirs
            went, came = [], []
        else:
            went, came = went + mine, came + theirs
    yield went, came


def _pieces(found: Iterable[tuple[list[str], list[str]]]) -> Iterator[Piece]:
    kept = ""
    for before, after in found:
        was, now = "".join(before), "".join(after)
        if was == now:
            kept += was
            continue
        if kept:
            yield Piece(Fate.KEPT, kept)
            kept = ""
        if was:
            yield Piece(Fate.DELETED, was)
        if now:
            yield Piece(Fate.INSERTED, now)
    if kept:
        yield Piece(Fate.KEPT, kept)


def _cut(piece: Piece, *, is_first: bool, is_last: bool) -> Piece:
    if piece.fate is not Fate.KEPT or len(piece.text) <= KEPT_AROUND or piece.text.isspace():
        return piece
    head = "" if is_first else "".join(piece.text[:KEPT_AROUND].rsplit(maxsplit=1)[:1])
    tail = "" if is_last else "".join(piece.text[-KEPT_AROUND:].split(maxsplit=1)[-1:])
    if len(head) + len(tail) + 3 >= len(piece.text):
        return piece
    return Piece(
        Fate.KEPT, f"{head} … {tail}" if head and tail else f"{head} …" if head else f"… {tail}", True
    )
