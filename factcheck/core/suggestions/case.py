"""What the rules that suggest causes are asked about, and what they answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from factcheck.core.claims import AnswerKind, Lives, Terms
from factcheck.core.discrepancies import DiscrepancyKind
from factcheck.core.resolutions import Cause
from factcheck.core.rivals import Rival
from factcheck.core.sentences import Sentence


@dataclass(frozen=True)
class Case:
    """A discrepancy as the rules that suggest its cause see it.

    `is_rounding` is that of the flag: every two members that lie apart are a rounding of each other.
    """

    kind: DiscrepancyKind
    terms: Terms
    rivals: Sequence[Rival]
    is_rounding: bool = False

    @cached_property
    def position_count(self) -> int:
        return max((rival.last for rival in self.rivals), default=-1) + 1

    @cached_property
    def ends(self) -> tuple[Rival, Rival]:
        """A rival of the lowest and one of the highest position; the same two whatever the order."""
        return (
            min(self.rivals, key=lambda rival: (rival.last, rival.first, rival.reading.key)),
            min(self.rivals, key=lambda rival: (-rival.first, -rival.last, rival.reading.key)),
        )

    @property
    def is_timeless(self) -> bool:
        """Whether the claim has one answer for ever, so that dates are ignored when its citations are compared."""
        return self.terms.lives is Lives.FIXED or self.terms.answer_kind is AnswerKind.DATE


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A cause that a rule suggests, and the sentence that names the figures and the rule.

    `explains_all` says that the cause would account for every position, not only for some of them.
    """

    cause: Cause
    reason: Sentence
    explains_all: bool
