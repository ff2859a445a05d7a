"""What a language brings to the reading of figures: its number words, multipliers and hedges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from factcheck.core.hedges import Hedge


@dataclass(frozen=True)
class Language:
    """One language's table. A language is added by adding a file with one of these.

    `ones` and `tens` add up, `hundreds` multiply what is below a hundred, `scales` multiply all of it. `short`
    are multipliers that stand right behind digits ("30k", "1,5 Mio"). `parts` name the lower number of a fraction
    (thirds: 3). `vague` are spans (dozens: 12 to 100), `few` the words that make a scale vague ("several hundred").
    Hedges are phrases of lower-case words, before or after the figure.
    """

    code: str
    ones: Mapping[str, int] = field(default_factory=dict)
    tens: Mapping[str, int] = field(default_factory=dict)
    hundreds: Mapping[str, int] = field(default_factory=dict)
    scales: Mapping[str, int] = field(default_factory=dict)
    short: Mapping[str, int] = field(default_factory=dict)
    dozens: Mapping[str, int] = field(default_factory=dict)
    parts: Mapping[str, int] = field(default_factory=dict)
    halves: frozenset[str] = frozenset()
    vague: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    few: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    joiners: frozenset[str] = frozenset()
    linkers: frozenset[str] = frozenset()
    percent: frozenset[str] = frozenset()
    minus: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()
    hedges_before: Mapping[str, Hedge] = field(default_factory=dict)
    hedges_after: Mapping[str, Hedge] = field(default_factory=dict)
    people: frozenset[str] = frozenset()
    units: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def number_words(self) -> frozenset[str]:
        """Every word with which a number may begin."""
        tables = (self.ones, self.tens, self.hundreds, self.scales, self.dozens, self.vague)
        return frozenset().union(*tables, self.halves)

    def with_(self, other: Language) -> Language:
        """This language's table over another's; where both know a word, this one's meaning stands."""
        merged: dict[str, object] = {"code": self.code}
        for name in self.__dataclass_fields__:
            mine, theirs = getattr(self, name), getattr(other, name)
            if name != "code":
                merged[name] = mine | theirs if isinstance(mine, frozenset) else {**theirs, **mine}
        return Language(**merged)  # type: ignore[arg-type]  # the fields are those of the class itself
