"""What a reader is: a function from bytes to a document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from factcheck.extraction.document import Extracted
from factcheck.extraction.limits import Limits

Progress = Callable[[int, int], None]
"""Told how many of how many pages (or chapters) are done."""


class Reader(Protocol):
    """Reads the bytes of one kind of document; raises UnreadableDocumentError."""

    def __call__(self, content: bytes, limits: Limits, progress: Progress, /) -> Extracted: ...
