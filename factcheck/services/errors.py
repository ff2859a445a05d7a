"""What services refuse beside the rules of the core."""

from __future__ import annotations

from factcheck.core.sentences import RuleError


class InvalidInputError(RuleError):
    """A value cannot be kept; `field` names it."""

    def __init__(self, template: str, *, field: str = "", **values: object) -> None:
        super().__init__(template, **values)
        self.field = field


class ChangedMeanwhileError(RuleError):
    """Somebody else acted between reading and writing; the sentence says who did what."""


class StaleError(ChangedMeanwhileError):
    """The record is not the one any more that the person was looking at when they decided."""
