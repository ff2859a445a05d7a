"""What a format is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from factcheck.exports.about import About
from factcheck.exports.rows import ClaimRows
from factcheck.exports.verified import ExportedClaim

Record = TypeVar("Record")
"""What a list is a list of, as it goes out."""

Writer = Callable[[Iterable[Record], About], Iterator[str | bytes]]
"""Writes records piece by piece, keeping none; text is sent as UTF-8."""


@dataclass(frozen=True)
class ListFormat(Generic[Record]):
    """One way to write a list: its name in addresses and at the command line, what people call it, and its files.

    A format that writes claims as rows of a table takes them as rows too, which are read without a record for each.
    """

    name: str
    label: str
    media_type: str
    suffix: str
    write: Writer[Record]
    write_rows: Writer[ClaimRows] | None = None
    tells_changes: bool = False
    """Whether it has a place for what was withdrawn, so that what changed can be told in it."""
    counts_first: bool = True
    """Whether the file begins with how much is in it. Where it does not, nothing is counted before the first byte."""
    is_typed: bool = True
    """Whether it has cells for what the grammar made of a figure."""


Format = ListFormat[ExportedClaim]
"""One way to write claims."""
