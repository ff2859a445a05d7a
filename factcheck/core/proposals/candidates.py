"""Claims as they are weighed for a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.core.claims import AnswerKind, Lives
from factcheck.core.reading import FoundFigure
from factcheck.core.sentences import Sentence

LIKELY = 0.2
"""How well a claim must fit a figure to say anything about the next."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that a figure may belong to. `key` tells claims apart; `quotes` are words of some of its citations."""

    key: int
    ref: str
    question: str
    topic: str = ""
    unit: str = ""
    lives: Lives = Lives.FIXED
    answer_kind: AnswerKind = AnswerKind.QUANTITY
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim proposed for a figure: how well it fits, from 0 to 1, and why, in a sentence."""

    candidate: Candidate
    score: float
    why: Sentence


@dataclass(frozen=True, slots=True)
class Proposed:
    """The best claims for a figure, best first, at most three; `is_new` says that a new claim comes before them."""

    proposals: Sequence[Proposal]
    is_new: bool

    @property
    def likely(self) -> Proposal | None:
        """What the figure seems to be about, for those that follow it, even where a new claim comes first."""
        return self.proposals[0] if self.proposals and self.proposals[0].score >= LIKELY else None


@dataclass(frozen=True, slots=True)
class Before:
    """The figure before: where it stood, and the claim it went to, or seems to."""

    found: FoundFigure
    claim: Candidate
    is_recorded: bool
