"""Reading over how a text is set: the form in which quotes are looked up, with the way back to every place in it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache, cached_property

_ALIKE = {
    '"': "“”„‟«»″＂",
    "'": "‘’‚‛‹›′´`＇",
    "-": "‐‑‒–—―−﹘﹣－",
    " ": "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    "\t\n\v\f\r\u0085\u2028\u2029",
}
"""Signs that are set one way or another and say the same: quotation marks, dashes, spaces and line breaks."""
_UNSEEN = "\u00ad\u200b\u2060\ufeff"
"""Signs without width: soft hyphen, zero-width space, word joiner, zero-width no-break space. The joiners of Persian
and of the scripts of India (U+200C, U+200D) belong to the spelling and count.
"""
_LIGATURES = "\ufb00-\ufb06"

# A single space between words stays as it is, so it need not be found.
_SETTING = rf"[{_UNSEEN} \n]{{2,}}|[{_UNSEEN}\n]|[{_LIGATURES}]"
_BROKEN_WORD = re.compile(rf"[{_UNSEEN}]*\u00ad[ ]*\n")


class FoldedText:
    """A text as it is read, whatever its typography, that knows where each of its characters stands in the original.

    Quotation marks, dashes and spaces have one form each, runs of white space are one space, signs without width are
    left out, ligatures (ﬁ) are letters, and what is composed of a letter and its marks is one character (NFC). Nothing
    else: capitals, accents, digits and punctuation count. Takes time in proportion to the text.
    """

    def __init__(self, original: str) -> None:
        self.original = original
        # Parallel lists of what changed the length: where in the folded text, how long there; where it was, how long.
        self._places: list[int] = []
        self._lengths: list[int] = []
        self._originals: list[int] = []
        self._widths: list[int] = []

    @cached_property
    def words(self) -> str:
        """The text as it is read; folded when it is first asked for."""
        return self._fold(self.original)

    def start_of(self, place: int) -> int:
        """Where the character at a place of the folded text begins in the original."""
        at = bisect_right(self._places, place) - 1
        if at < 0:
            return place
        behind = place - self._places[at] - self._lengths[at]
        return self._originals[at] if behind < 0 else self._originals[at] + self._widths[at] + behind

    def end_of(self, place: int) -> int:
        """Where the character at a place of the folded text ends in the original."""
        at = bisect_right(self._places, place) - 1
        if at < 0:
            return place + 1
        behind = place - self._places[at] - self._lengths[at]
        return self._originals[at] + self._widths[at] + max(behind + 1, 0)

    def _fold(self, original: str) -> str:
        text = _alike(original)
        pieces: list[str] = []
        read = length = 0
        for found in _pattern(is_composed=unicodedata.is_normalized("NFC", text)).finditer(text):
            start, end = found.span()
            new = _form_of(found[0])
            if new == found[0]:
                continue
            pieces += (text[read:start], new)
            length += start - read
            if len(new) != end - start:
                self._places.append(length)
                self._lengths.append(len(new))
                self._originals.append(start)
                self._widths.append(end - start)
            length += len(new)
            read = end
        pieces.append(text[read:])
        return "".join(pieces)


def _alike(text: str) -> str:
    """The same length, with one form for what is set in several. Line breaks are still told from spaces."""
    for one, others in _ALIKE.items():
        for other in others:
            if other in text:
                text = text.replace(other, "\n" if other in "\n\r\v\f\u0085\u2028\u2029" else one)
    return text


def _form_of(found: str) -> str:
    if not found.strip(f"{_UNSEEN} \n"):
        # A soft hyphen at the end of a line stands in the middle of a word, so the break behind it is none.
        is_space = (" " in found or "\n" in found) and not _BROKEN_WORD.match(found)
        return " " if is_space else ""
    return unicodedata.normalize("NFKC" if "\ufb00" <= found <= "\ufb06" else "NFC", found)


@cache
def _pattern(*, is_composed: bool) -> re.Pattern[str]:
    """What is to be folded; where all letters are composed already there is no need to look at each."""
    if is_composed:
        return re.compile(_SETTING)
    marks, others = _joining()
    return re.compile(rf"{_SETTING}|[^{marks}{_UNSEEN} \n]?[{marks}]+|[{others}]")


@cache
def _joining() -> tuple[str, str]:
    """The characters that join the one before, and those that stand for others, as insides of a character class."""
    joins = {chr(code) for code in (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))}
    others = set()
    for code in range(0x300, 0x2FA20):
        sign = chr(code)
        if unicodedata.combining(sign):
            joins.add(sign)
        elif (parts := unicodedata.decomposition(sign)) and not parts.startswith("<"):
            if len(codes := parts.split()) == 2:
                joins.add(chr(int(codes[1], 16)))
            if not unicodedata.is_normalized("NFC", sign):
                others.add(sign)
    return _ranges(joins), _ranges(others - joins)


def _ranges(signs: set[str]) -> str:
    found: list[list[int]] = []
    for code in sorted(map(ord, signs)):
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in found)
