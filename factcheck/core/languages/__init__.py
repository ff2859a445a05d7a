"""The languages whose number words are read, each a table in a file of its own."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from factcheck.core.languages.english import ENGLISH
from factcheck.core.languages.french import FRENCH
from factcheck.core.languages.german import GERMAN
from factcheck.core.languages.korean import KOREAN
from factcheck.core.languages.language import Language
from factcheck.core.languages.spanish import SPANISH

LANGUAGES: dict[str, Language] = {
    language.code: language for language in (ENGLISH, FRENCH, GERMAN, KOREAN, SPANISH)
}


@lru_cache(maxsize=200)
def language_for(tag: str) -> Language:
    """The table for a language tag such as "de" or "de-AT".

    Every other language reads English number words too: its newspapers quote them. A language without a table
    still groups its digits in its own way. "" is English words with no way of grouping agreed.
    """
    code = tag.strip()[:2].lower()
    found = LANGUAGES.get(code)
    if found is None:
        return replace(ENGLISH, code=code)
    return found if found is ENGLISH else found.with_(ENGLISH)


__all__ = ["LANGUAGES", "Language", "language_for"]
