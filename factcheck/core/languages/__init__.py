"""The languages whose number words are read, each a table in a file of its own."""

from __future__ import annotations

from functools import lru_cache

from factcheck.core.languages.english import ENGLISH
from factcheck.core.languages.language import Language

LANGUAGES: dict[str, Language] = {language.code: language for language in (ENGLISH,)}


@lru_cache(maxsize=100)
def language_for(code: str) -> Language:
    """The table for a language tag such as "de" or "de-AT", English where none or an unknown one is given.

    Every other language reads English number words too: its newspapers quote them.
    """
    found = LANGUAGES.get(code[:2].lower())
    if found is None or found is ENGLISH:
        return ENGLISH
    return found.with_(ENGLISH)


__all__ = ["LANGUAGES", "Language", "language_for"]
