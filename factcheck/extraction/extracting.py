"""Reading a document of any kind: in this process, or in one of its own that may do no harm."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from factcheck.extraction.apart import extract_apart
from factcheck.extraction.document import Extracted
from factcheck.extraction.finishing import finished
from factcheck.extraction.limits import DEFAULT, Limits
from factcheck.extraction.media import MediaType
from factcheck.extraction.reading import Progress, Reader
from factcheck.extraction.unreadable import UnreadableDocumentError, broke_off, too_large, too_much_memory

READERS: dict[MediaType, str] = {
    MediaType.TEXT: "plain_text",
    MediaType.MARKDOWN: "markdown",
    MediaType.HTML: "web_page",
    MediaType.PDF: "pdf",
    MediaType.DOCX: "docx",
    MediaType.EPUB: "epub",
}
"""The module that reads each kind; it is loaded when it is needed, with the library that it needs."""


def reader_for(media_type: MediaType) -> Reader:
    """The function that reads a kind of document."""
    module = import_module(f"factcheck.extraction.readers.{READERS[media_type]}")
    reader: Reader = module.read
    return reader


def extract(
    content: bytes,
    media_type: MediaType,
    *,
    progress: Callable[[int, int], None] | None = None,
    limits: Limits = DEFAULT,
) -> Extracted:
    """Read a document in this process; `progress` is told how many of how many pages are done.

    Raises UnreadableDocumentError, and nothing else, whatever the bytes are. Memory and time are bounded by
    `extract_apart` only: use that for everything that comes from outside.
    """
    if len(content) > limits.content:
        raise too_large(len(content), limits.content)
    try:
        return finished(reader_for(media_type)(content, limits, progress or _unheard), limits)
    except UnreadableDocumentError:
        raise
    except MemoryError as error:
        raise too_much_memory() from error
    except Exception as error:  # parsers of foreign bytes raise whatever they like
        raise broke_off() from error


def _unheard(_done: int, _total: int) -> None:
    """Nobody asked for the progress."""


__all__ = ["Extracted", "MediaType", "Progress", "UnreadableDocumentError", "extract", "extract_apart"]
