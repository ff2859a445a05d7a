"""The characters of a text that is kept: what never shows or does harm is taken out, spaces are made plain."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x85\u2028]")
_PARAGRAPH_ENDS = re.compile(r"[\x0c\x1c-\x1e\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_AROUND_BREAKS = re.compile(r" ?\n[ \n]*")
_SURROGATES = re.compile("[\ud800-\udfff]")

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")

_UNSEEN = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters
    "\xad\u200b\u2060\ufeff"  # soft hyphen, spaces without width
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks that turn the writing direction of what follows
    "\ufff9-\ufffb"
    "\U000e0000-\U000e007f"  # tags
    "]"
)


def clean(text: str) -> str:
    """The text in composed characters, without control characters and marks of direction, lines ended by a line feed.

    Letters stay in the order in which they are read: a text from right to left is kept in logical order, and the
    page that shows it finds its direction from the letters.
    """
    text = _PARAGRAPH_ENDS.sub("\n\n", _LINE_ENDS.sub("\n", text))
    text = _UNSEEN.sub("", _SURROGATES.sub("\ufffd", text))
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """A text on one line with single spaces."""
    return " ".join(clean(text).split())


def few_lines(text: str) -> str:
    """A text with single spaces, whose line breaks are meant."""
    return _AROUND_BREAKS.sub("\n", _SPACES.sub(" ", clean(text))).strip()


@lru_cache(maxsize=16)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, in small letters; kept for a while, because many rules ask for the same."""
    return tuple(word.lower() for word in _WORD.findall(text))
