"""Reading a CSV or XLSX file into rows of text, and nothing more."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from factcheck.core.file_format import COLUMNS, NEEDED_COLUMNS, as_typed
from factcheck.core.sentences import gettext_noop as _
from factcheck.services.importing.problems import UnreadableFileError
from factcheck.services.importing.workbooks import workbook_lines

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
    lines = workbook_lines(path) if begins_with.startswith(b"PK\x03\x04") else _csv_lines(path)
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
