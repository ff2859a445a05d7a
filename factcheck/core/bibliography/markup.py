"""The few marks that CSL allows in a text: italics, bold, small capitals, raised, lowered, and "keep the case"."""

from __future__ import annotations

import re

TAG = re.compile(r"<(/?)(i|b|sup|sub|sc|span)((?: (?:class|style)=\"[^\"<>]{1,60}\")?)>")


def tags_in(text: str) -> list[re.Match[str]]:
    """The marks of a text, where each that opens is closed again in order; else none of them counts as a mark."""
    found = list(TAG.finditer(text))
    waiting: list[str] = []
    for tag in found:
        if not tag[1]:
            waiting.append(tag[2])
        elif not waiting or waiting.pop() != tag[2]:
            return []
    return [] if waiting else found


def without_marks(text: str) -> str:
    """The words alone."""
    for tag in reversed(tags_in(text)):
        text = text[: tag.start()] + text[tag.end() :]
    return text
