"""Reading a CSV or XLSX file into rows of text, and nothing more."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, WorksheetNotFound

from factcheck.core.file_format import COLUMNS, NEEDED_COLUMNS, as_typed
from factcheck.core.sentences import gettext_noop as _
from factcheck.services.importing.problems import UnreadableFileError
from factcheck.services.importing.workbooks import require_safe_workbook

MAX_BYTES = 512 * 2**20
MAX_CELL = 100_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: its line, counted as an editor counts, and the cells of the columns it knows."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, its unknown columns, and the known columns that it has."""

    rows: Iterator[Row]
    columns: frozenset[str]
    unknown: list[str]


def read_table(path: Path) -> Table:
    """Open a file and read its header. Raises UnreadableFileError for what is no such table."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            begins_with = file.read(8)
    except OSError as error:
        raise UnreadableFileError(
            _("%(name)s cannot be opened: %(reason)s."), name=path.name, reason=error.strerror or error
        ) from error
    if size > MAX_BYTES:
        raise UnreadableFileError(
            _("%(name)s is larger than %(most)s megabytes. Split it."),
            name=path.name,
            most=MAX_BYTES // 2**20,
        )
    lines = _xlsx_lines(path) if begins_with.startswith(b"PK\x03\x04") else _csv_lines(path)
    return _table(path, lines)


def _table(path: Path, lines: Iterator[tuple[int, Sequence[str]]]) -> Table:
    header = next((cells for _line, cells in lines if any(cell.strip() for cell in cells)), None)
    if header is None:
        raise UnreadableFileError(_("%(name)s is empty."), name=path.name)
    names = [re.sub(r"\s+", "_", cell.strip().lower()) for cell in header]
    while names and not names[-1]:
        names.pop()
    repeated = sorted({name for name in names if name and names.count(name) > 1})
    if repeated:
        raise UnreadableFileError(
            _("%(name)s has the column %(column)s more than once."), name=path.name, column=repeated[0]
        )
    missing = [name for name in NEEDED_COLUMNS if name not in names]
    if missing:
        raise UnreadableFileError(
            _(
                "%(name)s has no column %(missing)s. "
                "Its first row must name the columns; it reads: %(found)s."
            ),
            name=path.name,
            missing=", ".join(missing),
            found=", ".join(names)[:200] or "nothing",
        )
    return Table(
        rows=_rows(lines, names),
        columns=frozenset(names) & frozenset(COLUMNS),
        unknown=[name or f"(column {place})" for place, name in enumerate(names, 1) if name not in COLUMNS],
    )


def _rows(lines: Iterator[tuple[int, Sequence[str]]], names: Sequence[str]) -> Iterator[Row]:
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        filled = [*cells, *[""] * (len(names) - len(cells))]
        known = {name: as_typed(cell) for name, cell in zip(names, filled, strict=False) if name in COLUMNS}
        surplus = [cell for cell in filled[len(names) :] if cell.strip()]
        if surplus:
            known[""] = surplus[0]
        yield Row(line, known)


def _csv_lines(path: Path) -> Iterator[tuple[int, Sequence[str]]]:
    csv.field_size_limit(MAX_CELL)
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            separator = _separator(file)
            reader = csv.reader(file, delimiter=separator, strict=True)
            before = 0
            for cells in reader:
                yield before + 1, cells
                before = reader.line_num
        except UnicodeDecodeError as error:
            raise UnreadableFileError(
                _("%(name)s is not UTF-8: line %(line)s has bytes that are no character. Save it as UTF-8."),
                name=path.name,
                line=_line_that_is_not_utf8(path),
            ) from error
        except csv.Error as error:
            raise UnreadableFileError(
                _("%(name)s is not a table that can be read: after line %(line)s, %(reason)s."),
                name=path.name,
                line=before,
                reason=error,
            ) from error


def _separator(file: io.TextIOWrapper) -> str:
    """The separator that gives the header the most columns: comma, semicolon or tab."""
    header = next((line for line in iter(lambda: file.readline(MAX_CELL), "") if line.strip()), "")
    file.seek(0)
    return max(",;\t", key=header.count)


def _line_that_is_not_utf8(path: Path) -> int:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return number
    return 1


def _xlsx_lines(path: Path) -> Iterator[tuple[int, Sequence[str]]]:
    try:
        require_safe_workbook(path)
        workbook = CalamineWorkbook.from_path(str(path))
        sheet = workbook.get_sheet_by_index(0)
        rows = sheet.iter_rows()
    except (CalamineError, WorksheetNotFound, zipfile.BadZipFile, OSError) as error:
        raise UnreadableFileError(
            _("%(name)s is not a spreadsheet that can be read: %(reason)s."), name=path.name, reason=error
        ) from error
    for line, cells in enumerate(rows, 1):
        yield line, [_cell(cell) for cell in cells]


def _cell(value: object) -> str:
    """A cell of a spreadsheet as somebody would have typed it."""
    match value:
        case bool():
            return str(value)
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
        case None:
            return ""
        case _:
            return str(value)
