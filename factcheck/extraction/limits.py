"""How much a document may ask for while it is read."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one reading; what goes beyond them is refused with a sentence.

    Bytes of the file, bytes of memory, seconds of work and of waiting, characters of text, and what an archive
    (DOCX, EPUB) may hold: entries, bytes once unpacked, and how many times smaller it may have been packed.
    """

    content: int = 100 * MEGABYTE
    memory: int = 1024 * MEGABYTE
    work_seconds: int = 60
    wait_seconds: float = 90.0
    characters: int = 10_000_000
    blocks: int = 200_000
    entries: int = 5_000
    unpacked: int = 200 * MEGABYTE
    part: int = 64 * MEGABYTE
    ratio: int = 200


DEFAULT = Limits()
