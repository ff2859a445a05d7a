"""Giving a file back with what is wrong in it: the same columns, separator and encoding, and one column more."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import xlsxwriter
from django.utils.translation import gettext

from factcheck.core.column_names import PROBLEM_COLUMN, fold_name
from factcheck.core.file_format import as_typed, harmless
from factcheck.core.plain_sheet import PlainSheet
from factcheck.core.roles import Act
from factcheck.models import Import, Person, RowFate
from factcheck.services.checking import require
from factcheck.services.importing.files import header_and_lines
from factcheck.services.importing.given import Layout
from factcheck.services.importing.receiving import file_of, layout_of
from factcheck.services.importing.recognising import CSV, XLSX

_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?")
_MOST_OF_A_CELL = 32_767
"""Characters that a cell of a workbook holds."""
_MOST_OF_A_NAME = 120
Line = tuple[Sequence[str], str]
"""The cells of a row, and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A file to send."""

    name: str
    media_type: str
    content: bytes


def returned_file(*, run: Import, all_rows: bool, by: Person | None) -> Returned:
    """The refused rows of an import, or all of its rows, with a column that says what is wrong.

    Cells that a spreadsheet would run are made harmless; importing the file again gives back what was there. Raises
    NotPermittedError, ChangedMeanwhileError where the file is not kept any longer, and UnreadableFileError.
    """
    require(by, Act.RECORD)
    layout = layout_of(run)
    header, lines = header_and_lines(file_of(run), layout)
    refused = run.outcomes.filter(fate=RowFate.REFUSED.value)
    wrong = {line: _said(details) for line, details in refused.values_list("line", "details")}
    kept = [place for place, cell in enumerate(header) if fold_name(cell) != PROBLEM_COLUMN]
    first = ([header[place] for place in kept], gettext("What is wrong"))

    def rows() -> Iterator[Line]:
        yield first
        for line, cells in lines:
            if line in wrong or (all_rows and any(cell.strip() for cell in cells)):
                filled = [*cells, *[""] * (len(header) - len(cells))]
                surplus = filled[len(header) :]
                yield [*(filled[place] for place in kept), *surplus], wrong.get(line, "")

    stem, _dot, ending = run.name.rpartition(".")
    stem, ending = (stem or ending)[:_MOST_OF_A_NAME], "xlsx" if run.media_type == XLSX else ending
    name = f"{stem} - {gettext('what is wrong')}.{ending if stem != ending else 'csv'}"
    if run.media_type == XLSX:
        return Returned(name, XLSX, _workbook(rows(), run.sheet))
    return Returned(name, CSV, _text(rows(), layout))


def _said(details: Iterable[Sequence[str]]) -> str:
    return " · ".join(f"{column}: {reason}" if column else reason for column, reason in details)


def _text(rows: Iterable[Line], layout: Layout) -> bytes:
    binary = io.BytesIO()
    text = io.TextIOWrapper(
        binary, encoding=layout.encoding, errors="replace", newline="", write_through=True
    )
    is_quoted = bool(layout.quote)
    writer = csv.writer(
        text,
        delimiter=layout.separator,
        quotechar=layout.quote or None,
        quoting=csv.QUOTE_MINIMAL if is_quoted else csv.QUOTE_NONE,
        lineterminator="\r\n",
    )
    for cells, wrong in rows:
        said = wrong if is_quoted else re.sub(rf"[{re.escape(layout.separator)}\r\n]", " ", wrong)
        writer.writerow([*(harmless(as_typed(cell)) for cell in cells), said])
    text.flush()
    return binary.getvalue()


def _workbook(rows: Iterable[Line], sheet_name: str) -> bytes:
    binary = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(binary, options) as book:
        sheet = book.add_worksheet(sheet_name or None, worksheet_class=PlainSheet)
        sheet.freeze_panes(1, 0)
        for number, (cells, wrong) in enumerate(rows):
            for place, cell in enumerate([*cells, wrong]):
                if number and _NUMBER.fullmatch(cell) and Decimal(repr(float(cell))) == Decimal(cell):
                    sheet.write_number(number, place, float(cell))
                elif cell:
                    sheet.write_string(number, place, cell[:_MOST_OF_A_CELL])
    return binary.getvalue()
