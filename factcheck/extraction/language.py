"""The language of a text, by its commonest words or its script; "" where they do not decide."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from factcheck.extraction.letters import words_of

COMMON_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset(
        words_of(
            "the of and to in that is was for it with as on be at by this have from are were not which they"
        )
    ),
    "de": frozenset(
        words_of(
            "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es werden aus"
        )
    ),
    "fr": frozenset(
        words_of(
            "le la les des et du une est pour dans que qui sur par au pas plus avec sont ce cette aux ont"
        )
    ),
    "es": frozenset(
        words_of("el la los las de y en que del por con para una se su al es como más pero sus fue este")
    ),
}
"""Words that stand in nearly every sentence of a language."""

_WORDS = re.compile(r"[^\W\d_]+")
_HANGUL = re.compile("[가-힣]")
_LETTERS = re.compile(r"[^\W\d_]")
_SAMPLE = 40_000
_LEAST_SHARE = 0.12
_LEAST_WORDS = 5
_LEAST_LEAD = 1.25
_CODE = re.compile(r"([a-zA-Z]{2})(?:[-_].*)?")
_THREE_LETTERS = {"eng": "en", "ger": "de", "deu": "de", "fre": "fr", "fra": "fr", "spa": "es", "kor": "ko"}


def language_code(declared: str) -> str:
    """A declared language as its ISO 639-1 code: "en" for "en-GB" and "eng"; "" for anything else."""
    declared = declared.strip()
    found = _CODE.fullmatch(declared)
    return found[1].lower() if found else _THREE_LETTERS.get(declared.lower(), "")


def language_of(paragraphs: Iterable[str]) -> str:
    """The language whose common words make up most of a text, or "ko" where the letters are Hangul; "" if in doubt."""
    sample = " ".join(islice(paragraphs, 400))[:_SAMPLE]
    if len(_HANGUL.findall(sample)) * 2 > len(_LETTERS.findall(sample)) > 0:
        return "ko"
    words = [word.lower() for word in _WORDS.findall(sample)]
    counts = {
        code: sum(word in common for word in words) / max(1, len(words))
        for code, common in COMMON_WORDS.items()
    }
    best, second = sorted(counts, key=lambda code: counts[code], reverse=True)[:2]
    if (
        len(words) < _LEAST_WORDS
        or counts[best] < _LEAST_SHARE
        or counts[best] < counts[second] * _LEAST_LEAD
    ):
        return ""
    return best
