"""What became of a text, paragraph by paragraph: what stayed, what was rewritten, what went and what came."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from factcheck.core.word_diff import Fate, Piece, shortened, word_diff

ALIKE = 0.5
"""The share of their words from which on two paragraphs count as one that was rewritten."""
LOOKED_AHEAD = 12
"""As many paragraphs further on are looked at for what a paragraph became."""
KEPT_BESIDE = 1
"""Unchanged paragraphs that are shown beside a change; the others are counted."""
MOST_COMPARED = 4_000_000
"""As many pairs of words as are compared in one text; what is beyond is shown as gone and come."""

_WORDS = re.compile(r"\w+")


class BlockKind(StrEnum):
    """What a block of a difference says."""

    KEPT = "kept"
    FOLDED = "folded"
    REWRITTEN = "rewritten"
    GONE = "gone"
    CAME = "came"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with its pieces, or for `folded` how many unchanged paragraphs are not shown."""

    kind: BlockKind
    pieces: tuple[Piece, ...] = ()
    count: int = 0


def text_diff(was: Sequence[str], now: Sequence[str]) -> Iterator[Block]:
    """How the paragraphs of one text became those of another, in the order in which they are read."""
    matcher = SequenceMatcher(None, was, now)
    budget = MOST_COMPARED
    codes = matcher.get_opcodes()
    for place, (code, i, j, k, m) in enumerate(codes):
        if code == "equal":
            yield from _kept(was[i:j], is_first=place == 0, is_last=place == len(codes) - 1)
            continue
        for before, after in _paired(was[i:j], now[k:m]):
            if before is None or after is None:
                yield _whole(before, after)
                continue
            budget -= len(before.split()) * len(after.split())
            if budget < 0:
                yield _whole(before, None)
                yield _whole(None, after)
            else:
                yield Block(BlockKind.REWRITTEN, shortened(word_diff(before, after)))


def _kept(paragraphs: Sequence[str], *, is_first: bool, is_last: bool) -> Iterator[Block]:
    head = 0 if is_first else KEPT_BESIDE
    tail = 0 if is_last else KEPT_BESIDE
    shown = [Block(BlockKind.KEPT, shortened([Piece(Fate.KEPT, text)])) for text in paragraphs[:head]]
    yield from shown
    folded = len(paragraphs) - head - tail
    if folded > 0:
        yield Block(BlockKind.FOLDED, count=folded)
    for text in paragraphs[max(head, len(paragraphs) - tail) :]:
        yield Block(BlockKind.KEPT, shortened([Piece(Fate.KEPT, text)]))


def _paired(was: Sequence[str], now: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    """Paragraphs with what each became, in order; None where it went, or came from nowhere."""
    bags = [frozenset(_WORDS.findall(text)) for text in now]
    reached = 0
    for text in was:
        bag = frozenset(_WORDS.findall(text))
        ahead = range(reached, min(len(now), reached + LOOKED_AHEAD))
        found = next((place for place in ahead if _are_alike(bag, bags[place])), None)
        if found is None:
            yield text, None
            continue
        for place in range(reached, found):
            yield None, now[place]
        yield text, now[found]
        reached = found + 1
    for place in range(reached, len(now)):
        yield None, now[place]


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= ALIKE * max(1, min(len(one), len(other)))


def _whole(before: str | None, after: str | None) -> Block:
    if before is not None:
        return Block(BlockKind.GONE, (Piece(Fate.DELETED, before),))
    return Block(BlockKind.CAME, (Piece(Fate.INSERTED, after or ""),))
