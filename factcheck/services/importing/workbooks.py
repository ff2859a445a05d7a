"""Looking at a spreadsheet before it is unpacked, because a small one can ask for all the memory there is."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from factcheck.core.sentences import gettext_noop as _
from factcheck.services.importing.problems import UnreadableFileError

MAX_UNPACKED_BYTES = 2**31
SUSPICIOUS_BYTES, SUSPICIOUS_RATIO = 64 * 2**20, 100
"""A spreadsheet packs to a tenth or a thirtieth of its size; a large one that packs far better is a bomb."""
MAX_CELLS = 30_000_000
"""The rectangle around all cells is held in memory as a whole, empty ones too: a row count times columns."""

_PIECE = 2**20
_OVERLAP = 64
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]{0,40}?\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")


def require_safe_workbook(path: Path) -> None:
    """Raise UnreadableFileError for what is no XLSX file or would not fit into memory; BadZipFile for what is no
    archive.
    """
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        if "xl/workbook.xml" not in archive.namelist():
            raise UnreadableFileError(_("%(name)s is an archive, but not an XLSX file."), name=path.name)
        unpacked = sum(entry.file_size for entry in entries)
        packed = sum(entry.compress_size for entry in entries)
        is_bomb = unpacked > SUSPICIOUS_BYTES and unpacked > SUSPICIOUS_RATIO * packed
        if unpacked > MAX_UNPACKED_BYTES or is_bomb:
            raise UnreadableFileError(_("%(name)s unpacks to more than can be read."), name=path.name)
        for entry in entries:
            if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
                _require_modest_extent(path, archive, entry)


def _require_modest_extent(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    rows = columns = 1
    for letters, number in _cells(archive, entry):
        rows, columns = max(rows, int(number)), max(columns, _column(letters))
        if rows * columns > MAX_CELLS:
            raise UnreadableFileError(
                _(
                    "%(name)s has a cell as far out as %(cell)s. "
                    "Delete what stands beside and below the table, and save it again."
                ),
                name=path.name,
                cell=(letters + number).decode(),
            )


def _cells(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[tuple[bytes, bytes]]:
    """The places of all cells of a sheet, read a piece at a time."""
    rest = b""
    with archive.open(entry) as sheet:
        while piece := sheet.read(_PIECE):
            text = rest + piece
            for match in _CELL.finditer(text):
                yield match[1], match[2]
            rest = text[-_OVERLAP:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
