"""A block among its neighbours, as the rules look at it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.extraction.document import Block
from factcheck.extraction.letters import words_of

_ENDS_SENTENCE = re.compile(r"[.!?…。！？]['\"”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Place:
    """One block, with what stands before and after it."""

    blocks: Sequence[Block]
    at: int

    @property
    def text(self) -> str:
        return self.blocks[self.at].text

    @property
    def words(self) -> tuple[str, ...]:
        """The words in small letters."""
        return words_of(self.text)

    @property
    def ends_sentence(self) -> bool:
        return bool(_ENDS_SENTENCE.search(self.text))

    @property
    def before(self) -> Place | None:
        return Place(self.blocks, self.at - 1) if self.at else None

    @property
    def after(self) -> Place | None:
        return Place(self.blocks, self.at + 1) if self.at + 1 < len(self.blocks) else None

    def touches(self, other: Place) -> bool:
        """Whether no empty line stands between the two; never true where lines are not known."""
        mine, theirs = self.blocks[self.at].line, other.blocks[other.at].line
        return mine is not None and theirs is not None and abs(mine - theirs) == 1
