"""Figures that only stand beside another: what something rose from, or is compared with."""

from __future__ import annotations

import re

from factcheck.core.reading.passages import Range

_FROM = re.compile(r"\bfrom\s+(?:(?:about|around|some|nearly|over)\s+)?$", re.IGNORECASE)
_BESIDE = re.compile(
    r"(?:\b(?:up|down|compared (?:with|to)|as against|against|versus|rather than|instead of)"
    r"(?:\s+from)?(?:\s+(?:the|just|only|about|around|some|nearly|over|a|an))*\s+)$",
    re.IGNORECASE,
)
_TO = re.compile(r"\bto\s+(?:just|only|about|around|some|nearly|over|as many as)?\s*$", re.IGNORECASE)


def is_what_it_was_before(sentence: str, figures: list[Range], place: int) -> bool:
    """Whether a figure is what something changed from, or is compared with: “has dwindled from 100 to 10”, “rose to 7
    from 6”, “7, compared with 6”.
    """
    start, _end = figures[place]
    if place and _BESIDE.search(sentence, max(0, start - 60), start):
        return True
    if not _FROM.search(sentence[:start]) or not _CHANGED.search(sentence[:start]):
        return False
    others = figures[:place] + figures[place + 1 :]
    return any(_TO.search(sentence[: other[0]]) for other in others)


_CHANGED = re.compile(
    r"\b(?:dwindl|f[ae]ll|drop|declin|decreas|shr[aiu]nk|ris|rose|gr[eo]w|increas|soar|surg|jump|climb|plummet|plung"
    r"|doubl|tripl|swell|swoll|cut|went|go|reduc|expand|up|down)\w*",
    re.IGNORECASE,
)
