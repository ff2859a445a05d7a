"""Sentences that rules say, kept apart from their values so that they can be translated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


def gettext_noop(message: str) -> str:
    """Mark a sentence for translation; the layers that show it translate it."""
    return message


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with named places, in English until a page translates its template.

    Values may be sentences themselves, translated in their turn.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template % self.values if self.values else self.template


class RuleError(ValueError):
    """A rule of the desk refuses something; carries the sentence that says what, why and the remedy."""

    def __init__(self, template: str, **values: object) -> None:
        self.sentence = Sentence(template, values)
        super().__init__(str(self.sentence))
