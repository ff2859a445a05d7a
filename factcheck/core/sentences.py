"""Sentences that rules say, kept apart from their values so that they can be translated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


def gettext_noop(message: str) -> str:
    """Mark a sentence for translation; the layers that show it translate it."""
    return message


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with named places, in English until a page translates its template."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template % self.values
