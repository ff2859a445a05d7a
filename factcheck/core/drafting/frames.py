"""A statement with a place for its answer."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.core.drafting.answers import Slot, Spot, fitted


@dataclass(frozen=True, slots=True)
class Frame:
    """A statement with a place for the answer. `is_past` says that it tells of something that is over."""

    before: str
    after: str
    slot: Slot
    is_past: bool = False
    unit: str = ""
    is_text: bool = False

    def fit(self, words: str) -> str | None:
        """The answer as it stands in its place, or None where it would not read as English."""
        return fitted(words, Spot(self.slot, self.after, self.unit, self.is_text))

    def say(self, words: str) -> str | None:
        answer = self.fit(words)
        if answer is None:
            return None
        said = " ".join(f"{self.before} {answer} {self.after}".split()).replace(" ,", ",")
        return said[:1].upper() + said[1:]
