"""What a language brings to the reading of figures: its number words, multipliers and hedges."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from factcheck.core.hedges import Hedge


@dataclass(frozen=True)
class Language:
    """One language's table. A language is added by adding a file with one of these.

    `ones` and `tens` add up, `hundreds` multiply what is below a hundred, `scales` multiply all of it. `short`
    are multipliers that stand right behind digits ("30k", "1,5 Mio"). `parts` name the lower number of a fraction
    (thirds: 3). `vague` are spans (dozens: 12 to 100), `few` the words that make a scale vague ("several hundred").
    Hedges are phrases of lower-case words, before or after the figure; those in `field_only` and
    `field_only_behind` are read beside a figure
    that stands alone, and are ordinary words in prose. `joins_tens` says that "and" stands between
    tens and ones, `hyphened_words` that a hyphen joins a number into one word, `numerals` are letters that make up
    numbers by themselves, and `compound` reads a number written as one word.
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
    field_only: frozenset[str] = frozenset()
    field_only_behind: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    units: Mapping[str, str] = field(default_factory=dict)
    joins_tens: bool = False
    hyphened_words: bool = False
    numerals: str = ""
    compound: Callable[[str], int | None] | None = None

    @cached_property
    def number_words(self) -> frozenset[str]:
        """Every word with which a number may begin."""
        tables = (self.ones, self.tens, self.hundreds, self.scales, self.dozens, self.vague)
        return frozenset().union(*tables, self.halves)

    def with_(self, other: Language) -> Language:
        """The table of this language over another's; where both know a word, this one's meaning stands."""
        merged: dict[str, Any] = {}
        for item in fields(self):
            mine, theirs = getattr(self, item.name), getattr(other, item.name)
            if isinstance(mine, frozenset):
                merged[item.name] = mine | theirs
            elif isinstance(mine, Mapping):
                merged[item.name] = {**theirs, **mine}
            else:
                merged[item.name] = mine
        return Language(**merged)
