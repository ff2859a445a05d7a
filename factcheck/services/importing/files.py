"""Reading a CSV or XLSX file into rows of text, and nothing more."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from factcheck.core.file_format import COLUMNS, NEEDED_COLUMNS, as_typed
from factcheck.core.sentences import gettext_noop as _
from factcheck.services.importing.encodings import SEPARATORS, encoding_named
from factcheck.services.importing.given import GivenFile, Layout
from factcheck.services.importing.problems import UnreadableFileError
from factcheck.services.importing.workbooks import workbook_lines

MAX_BYTES = 512 * 2**20
MAX_CELL, MAX_LABEL = 100_000, 100
ARCHIVE = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: its line, counted as an editor counts, and the cells of the columns it knows."""

    line: int
    cells: dict[str, str]
    unnamed: tuple[str, ...] = ()
    """References that the file has no column for, and that nothing in the row could give."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, its unknown columns, and the known columns that it has."""

    rows: Iterator[Row]
    columns: frozenset[str]
    unknown: list[str]


def read_table(file: GivenFile, layout: Layout) -> Table:
    """Open a file and read its header. Raises UnreadableFileError for what is no such table."""
    header, lines = header_and_lines(file, layout)
    labels = labels_of(header)
    if layout.columns is not None:
        names = [layout.columns.get(label, "") for label in labels]
    else:
        names = _own_names(file, header)
    unknown = [label for label, name in zip(labels, names, strict=True) if name not in COLUMNS]
    return Table(_rows(lines, names), frozenset(names) & frozenset(COLUMNS), unknown)


def header_and_lines(
    file: GivenFile, layout: Layout
) -> tuple[list[str], Iterator[tuple[int, Sequence[str]]]]:
    """The row that names the columns, and the lines after it. Raises UnreadableFileError."""
    lines = raw_lines(file, layout)
    header = next((list(cells) for _line, cells in lines if any(cell.strip() for cell in cells)), None)
    if header is None:
        raise UnreadableFileError(_("%(name)s is empty."), name=file.name)
    while not header[-1].strip():
        header.pop()
    return header, lines


def labels_of(header: Sequence[str]) -> list[str]:
    """What each column is called, no two alike: one without a name by its place, one that comes again by its number."""
    labels: list[str] = []
    for place, cell in enumerate(header, 1):
        label = stem = " ".join(cell.split())[:MAX_LABEL] or f"(column {place})"
        number = 2
        while label in labels:
            label, number = f"{stem} ({number})", number + 1
        labels.append(label)
    return labels


def raw_lines(file: GivenFile, layout: Layout) -> Iterator[tuple[int, Sequence[str]]]:
    """Every line of a file with its number, cells as text. Raises UnreadableFileError."""
    with opened(file) as binary:
        is_workbook = binary.read(4) == ARCHIVE
    return workbook_lines(file, layout.sheet) if is_workbook else _csv_lines(file, layout)


def opened(file: GivenFile) -> BinaryIO:
    """The file, opened. Raises UnreadableFileError where it cannot be, and where it is too large."""
    try:
        binary = file.open()
        size = binary.seek(0, io.SEEK_END)
        binary.seek(0)
    except OSError as error:
        raise UnreadableFileError(
            _("%(name)s cannot be opened: %(reason)s."), name=file.name, reason=error.strerror or error
        ) from error
    if size > MAX_BYTES:
        binary.close()
        raise UnreadableFileError(
            _("%(name)s is larger than %(most)s megabytes. Split it."),
            name=file.name,
            most=MAX_BYTES // 2**20,
        )
    return binary


def _own_names(file: GivenFile, header: Sequence[str]) -> list[str]:
    """The names of the product's own format, in whatever case. Raises UnreadableFileError."""
    names = [re.sub(r"\s+", "_", cell.strip().lower()) for cell in header]
    repeated = sorted({name for name in names if name and names.count(name) > 1})
    if repeated:
        raise UnreadableFileError(
            _("%(name)s has the column %(column)s more than once."), name=file.name, column=repeated[0]
        )
    missing = [name for name in NEEDED_COLUMNS if name not in names]
    if missing:
        raise UnreadableFileError(
            _(
                "%(name)s has no column %(missing)s. "
                "Its first row must name the columns; it reads: %(found)s."
            ),
            name=file.name,
            missing=", ".join(missing),
            found=", ".join(names)[:200] or "nothing",
        )
    return names


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


def _csv_lines(file: GivenFile, layout: Layout) -> Iterator[tuple[int, Sequence[str]]]:
    csv.field_size_limit(MAX_CELL)
    before = 0
    with opened(file) as binary, io.TextIOWrapper(binary, encoding=layout.encoding, newline="") as text:
        try:
            separator = layout.separator or _separator(text)
            reader = csv.reader(
                text,
                delimiter=separator,
                quotechar=layout.quote or None,
                quoting=csv.QUOTE_MINIMAL if layout.quote else csv.QUOTE_NONE,
                strict=True,
            )
            for cells in reader:
                yield before + 1, cells
                before = reader.line_num
        except UnicodeError as error:
            raise UnreadableFileError(
                _(
                    "%(name)s is not %(encoding)s: line %(line)s has bytes that are no character. "
                    "Save it as UTF-8, or say which encoding it has."
                ),
                name=file.name,
                encoding=encoding_named(layout.encoding),
                line=_line_that_is_not(layout.encoding, file),
            ) from error
        except csv.Error as error:
            raise UnreadableFileError(
                _("%(name)s is not a table that can be read: after line %(line)s, %(reason)s."),
                name=file.name,
                line=before,
                reason=error,
            ) from error


def _separator(file: io.TextIOWrapper) -> str:
    """The separator that gives the header the most columns: comma, semicolon, tab or bar."""
    header = next((line for line in iter(lambda: file.readline(MAX_CELL), "") if line.strip()), "")
    file.seek(0)
    return max(SEPARATORS, key=header.count)


def _line_that_is_not(encoding: str, file: GivenFile) -> int:
    decoder = codecs.getincrementaldecoder(encoding)()
    with opened(file) as binary:
        number = 0
        for number, line in enumerate(binary, 1):
            try:
                decoder.decode(line)
            except UnicodeError:
                return number
    return number
