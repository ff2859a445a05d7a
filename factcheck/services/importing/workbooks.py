"""Reading a spreadsheet, after a look at what it would unpack to: a small one can ask for all the memory there is."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell, ReadOnlyCell
from openpyxl.cell.read_only import EmptyCell
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException

from factcheck.core.sentences import gettext_noop as _
from factcheck.services.importing.given import GivenFile
from factcheck.services.importing.problems import UnreadableFileError

MAX_UNPACKED_BYTES = 2**31
SUSPICIOUS_BYTES, SUSPICIOUS_RATIO = 64 * 2**20, 100
"""A spreadsheet packs to a tenth or a thirtieth of its size; a large one that packs far better is a bomb."""
MAX_CELLS = 30_000_000
"""The rectangle around all cells is walked through, empty ones too: a row count times columns."""

_PIECE = 2**20
_OVERLAP = 64
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]{0,40}?\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")


def require_safe_workbook(file: GivenFile) -> None:
    """Raise UnreadableFileError for what is no XLSX file or would not fit into memory; BadZipFile for what is no
    archive.
    """
    with file.open() as opened, zipfile.ZipFile(opened) as archive:
        entries = archive.infolist()
        if "xl/workbook.xml" not in archive.namelist():
            raise UnreadableFileError(_("%(name)s is an archive, but not an XLSX file."), name=file.name)
        unpacked = sum(entry.file_size for entry in entries)
        packed = sum(entry.compress_size for entry in entries)
        is_bomb = unpacked > SUSPICIOUS_BYTES and unpacked > SUSPICIOUS_RATIO * packed
        if unpacked > MAX_UNPACKED_BYTES or is_bomb:
            raise UnreadableFileError(_("%(name)s unpacks to more than can be read."), name=file.name)
        for entry in entries:
            if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
                _require_modest_extent(file, archive, entry)


def _require_modest_extent(file: GivenFile, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    rows = columns = 1
    for letters, number in _cells(archive, entry):
        rows, columns = max(rows, int(number)), max(columns, _column(letters))
        if rows * columns > MAX_CELLS:
            raise UnreadableFileError(
                _(
                    "%(name)s has a cell as far out as %(cell)s. "
                    "Delete what stands beside and below the table, and save it again."
                ),
                name=file.name,
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


def workbook_lines(file: GivenFile, sheet_name: str = "") -> Iterator[tuple[int, Sequence[str]]]:
    """The rows of a sheet, the first where none is named, each with its line, read one by one. Raises
    UnreadableFileError.
    """
    with _readable(file):
        require_safe_workbook(file)
        with file.open() as opened:
            workbook = load_workbook(opened, read_only=True, data_only=True)
            try:
                sheets = {sheet.title: sheet for sheet in workbook.worksheets}
                sheet = sheets.get(sheet_name) or workbook.worksheets[0]
                sheet.reset_dimensions()
                for line, cells in enumerate(sheet.iter_rows(), 1):
                    yield line, [_as_typed(cell) for cell in cells]
            finally:
                workbook.close()


def sheet_names(file: GivenFile) -> list[str]:
    """The sheets of a workbook in their order. Raises UnreadableFileError."""
    with _readable(file):
        require_safe_workbook(file)
        with file.open() as opened:
            workbook = load_workbook(opened, read_only=True, data_only=True)
            try:
                return [sheet.title for sheet in workbook.worksheets]
            finally:
                workbook.close()


@contextmanager
def _readable(file: GivenFile) -> Iterator[None]:
    try:
        yield
    except UnreadableFileError:
        raise
    except _UNREADABLE as error:
        raise UnreadableFileError(
            _("%(name)s is not a spreadsheet that can be read: %(reason)s."), name=file.name, reason=error
        ) from error


_UNREADABLE = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    OSError,
    EOFError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
)
"""What the library raises for archives that are no workbook, cut off, or written by nobody's rules."""


def _as_typed(  # noqa: PLR0911 -- one line for each kind of cell
    cell: Cell | MergedCell | ReadOnlyCell | EmptyCell,
) -> str:
    """A cell as somebody would have typed it; 0.168 that is shown as 16.8 % was typed as "16.8%"."""
    match cell.value:
        case None:
            return ""
        case bool() as value:
            return str(value)
        case int() | float() as value if "%" in str(cell.number_format):
            return f"{_number(Decimal(repr(value)) * 100)}%"
        case int() | float() as value:
            return _number(Decimal(repr(value)))
        case dt.datetime() as value if value.time() == dt.time():
            return value.date().isoformat()
        case dt.datetime() | dt.date() | dt.time() as value:
            return value.isoformat()
        case value:
            return unescape(str(value))


def _number(value: Decimal) -> str:
    """Digits without an exponent and without zeros that the spreadsheet does not keep."""
    return format(value.normalize(), "f")
