"""A file of citations as somebody gives it, and how it is laid out."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

UTF_8 = "utf-8-sig"
"""UTF-8 with or without the mark at its beginning."""


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file by the name it came with, that can be opened as often as it is read."""

    name: str
    open: Callable[[], BinaryIO]

    @classmethod
    def at(cls, path: Path) -> GivenFile:
        return cls(path.name, lambda: path.open("rb"))

    @classmethod
    def of(cls, name: str, content: bytes) -> GivenFile:
        return cls(name, lambda: io.BytesIO(content))


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How the rows of a file are told apart. A workbook has a sheet, and neither encoding nor separator.

    `columns` gives for each name of a column in the file the column of ours, "" where it is left out. None means that
    the names are ours already, and that the file comes in the product's own format.
    """

    encoding: str = UTF_8
    separator: str = ""
    quote: str = '"'
    sheet: str = ""
    columns: Mapping[str, str] | None = None
