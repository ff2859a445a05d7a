"""What a reader is: a function from bytes to a document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from factcheck.extraction.document import Extracted
from factcheck.extraction.limits import Limits
from factcheck.extraction.unreadable import too_much_text

Progress = Callable[[int, int], None]
"""Told how many of how many pages (or chapters) are done."""


class Reader(Protocol):
    """Reads the bytes of one kind of document; raises UnreadableDocumentError."""

    def __call__(self, content: bytes, limits: Limits, progress: Progress, /) -> Extracted: ...


def within(text: str, limits: Limits) -> str:
    """The text, where it is no longer than allowed; raises TooLargeError before any work is done on a longer one."""
    if len(text) > limits.characters:
        raise too_much_text(limits.characters)
    return text
