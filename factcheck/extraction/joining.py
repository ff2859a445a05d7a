"""Joining lines into paragraphs: words that were parted at a line's end become whole again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_HYPHENS = "-\u2010"
_LAST_PART = re.compile(rf"([^\W\d_]+)[{_HYPHENS}]$")
_FIRST_PART = re.compile(r"[^\W\d_]+")
_WORD = re.compile(rf"[^\W\d_]+(?:[{_HYPHENS}][^\W\d_]+)*")
_NO_SPACES = re.compile("[\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]")
_STANDS_ALONE = frozenset(
    {"non", "self", "anti", "pre", "post", "co", "semi", "half", "ex", "all", "well", "cross"}
)
"""Beginnings after which a hyphen usually belongs to the word."""


class Joiner:
    """Joins the lines of one document; its words tell whether a hyphen at a line's end belongs to a word."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        for line in lines:
            self._words.update(word.lower() for word in _WORD.findall(line))

    def join(self, lines: Iterable[str]) -> str:
        """The lines as one paragraph."""
        pieces: list[str] = []
        last = ""
        for line in filter(None, map(str.strip, lines)):
            if last:
                pieces[-1], between = self._seam(last, line)
                pieces.append(between)
            pieces.append(line)
            last = line
        return "".join(pieces)

    def _seam(self, last: str, line: str) -> tuple[str, str]:
        """The end of a line as it stands before the next, and what stands between them."""
        before, after = _LAST_PART.search(last), _FIRST_PART.match(line)
        if before and after and (len(last) < 2 or not last[: before.start()].endswith(tuple(_HYPHENS))):
            whole = before[1] + after[0]
            return (last[:-1], "") if self._is_one_word(before[1], after[0], whole) else (last, "")
        if _NO_SPACES.match(last[-1]) and _NO_SPACES.match(line[0]):
            return last, ""
        return last, " " if last[-1] not in "\u2014\u2013/" or last[-2:-1].isspace() else ""

    def _is_one_word(self, before: str, after: str, whole: str) -> bool:
        if not after[0].islower():
            return False
        joined, hyphened = self._words[whole.lower()], self._words[f"{before}-{after}".lower()]
        if joined != hyphened:
            return joined > hyphened
        return before.lower() not in _STANDS_ALONE
