"""What a format is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from factcheck.exports.about import About
from factcheck.exports.verified import ExportedClaim

Writer = Callable[[Iterable[ExportedClaim], About], Iterator[str | bytes]]
"""Writes claims piece by piece, keeping none; text is sent as UTF-8."""


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write claims: its name in addresses and at the command line, what people call it, and its files."""

    name: str
    label: str
    media_type: str
    suffix: str
    write: Writer
