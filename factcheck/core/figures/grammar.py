"""The tables of one language made ready for looking up: for a figure that stands alone, or for running prose."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from factcheck.core.figures.phrases import Phrases
from factcheck.core.figures.unit_words import UNITS_BEHIND
from factcheck.core.hedges import Hedge
from factcheck.core.languages import Language, language_for


@dataclass(frozen=True, slots=True)
class Grammar:
    """What is needed to read figures in one language.

    `prose` is true in running text, where words that may be hedges beside a bare figure ("top 30", "a 30") are
    ordinary words, and where the letter behind a number must touch it to be a unit or a multiplier.
    """

    language: Language
    prose: bool
    hedges_before: Phrases[Hedge]
    hedges_after: Phrases[Hedge]
    units: Phrases[str]
    starts: frozenset[str]


@lru_cache(maxsize=200)
def grammar_for(tag: str, *, prose: bool) -> Grammar:
    """The grammar for a language tag ("de", "en-GB", or "" where the language is not known)."""
    language = language_for(tag)
    field_only = language.field_only if prose else frozenset()
    field_only_behind = language.field_only_behind if prose else frozenset()
    before = {phrase: hedge for phrase, hedge in language.hedges_before.items() if phrase not in field_only}
    after = {
        phrase: hedge for phrase, hedge in language.hedges_after.items() if phrase not in field_only_behind
    }
    return Grammar(
        language,
        prose,
        Phrases(before, language),
        Phrases(after, language),
        Phrases({**UNITS_BEHIND, **language.units}, language),
        language.number_words | language.articles | language.few,
    )
