"""Telling Western from Central European letters, which old files write with the same bytes."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping

CENTRAL = "cp1250"

_WESTERN_LANGUAGES = (
    "é190 à49 è27 ê22 ç9 û6 ù6 â5 î5 ô3 œ2 ë1 ï1",
    "ü100 ä58 ö44 ß30",
    "ó83 í72 á50 é43 ñ31 ú17 ¿5 ¡3 ü1",
    "ã73 ç53 ê45 é34 ó30 ú20 í13 á12 â10 à7 ô6 õ4",
    "à64 è26 ò17 ù17 é10 ì3",
    "å120 ø94 æ87 é2",
    "ä180 å130 ö130 é2",
    "ð440 á180 í160 þ150 ó100 æ90 ö80 é60 ú60 ý20",
    "é50 ë50 ï30 ö5 ü5",
)
_CENTRAL_LANGUAGES = (
    "ł182 ę111 ą99 ó85 ż83 ś66 ć40 ń20 ź6",
    "í327 á224 ě165 é133 ř121 ý100 ž99 č95 š83 ů70 ú10 ť4 ó3 ď2 ň1",
    "á190 í110 č100 ý100 ž90 š90 é90 ú80 ť70 ľ40 ô20 ď20 ň20 ä10 ó10 ŕ2 ĺ2",
    "é350 á340 ó100 ö100 ő90 ü60 í50 ú30 ű20",
    "ă400 ş150 î140 ţ120 â90",
    "č100 š100 ć80 ž60 đ20",
)
"""French, German, Spanish, Portuguese, Italian, Danish and Norwegian, Swedish and Finnish, Icelandic, Dutch; Polish,
Czech, Slovak, Hungarian, Romanian, Croatian and Slovene: their letters with how often each stands in 10,000 letters.
"""
_STRANGE = math.log(0.0005)
"""What a letter costs that a language does not have: names of other languages stand in every text."""
_DOUBT = 2.0
"""How much likelier Central European letters must be; where there is next to nothing to tell by, Western ones it is."""
_MARKS_OF_TEXT = frozenset("\u00a0€§°«»“”„‘’‚–—…·×©®™±‰†‡•")
_NO_LETTERS = re.compile(rb"(?<![^\W\d_])[cdkm]?m[\xb2\xb3]|\d[\xaa\xb0\xb2\xb3\xb9\xba]")
"""Square metres and ordinal numbers."""


def _odds(letters: str) -> dict[str, float]:
    counts = {one[0]: int(one[1:]) for one in letters.split()}
    return {letter: math.log(count / sum(counts.values())) for letter, count in counts.items()}


_WESTERN_ODDS = [_odds(letters) for letters in _WESTERN_LANGUAGES]
_CENTRAL_ODDS = [_odds(letters) for letters in _CENTRAL_LANGUAGES]


def is_central_european(sample: bytes, western: str = "cp1252") -> bool:
    """Whether the letters beyond ASCII in this text are likelier those of a language that is written in Windows-1250
    than those of one written in this Western encoding. What no language has alone, as quotation marks, tells nothing.
    """
    told = _NO_LETTERS.sub(b" ", sample)
    as_central = max(_likelihood(told, CENTRAL, odds) for odds in _CENTRAL_ODDS)
    return as_central > max(_likelihood(told, western, odds) for odds in _WESTERN_ODDS) + _DOUBT


def _likelihood(sample: bytes, encoding: str, odds: Mapping[str, float]) -> float:
    signs = Counter(sample.decode(encoding, "replace").lower())
    return sum(
        count * odds.get(sign, _STRANGE)
        for sign, count in signs.items()
        if sign > "\x7f" and sign not in _MARKS_OF_TEXT
    )
