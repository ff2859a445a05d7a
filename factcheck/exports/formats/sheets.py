"""The sheets of a workbook: cells by their kind, a header that stays, and another sheet where one is full."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from factcheck.core.file_format import harmless
from factcheck.core.plain_sheet import PlainSheet
from factcheck.exports.formats.cells import Cell

MAX_ROWS = 1_048_576
MAX_CHARACTERS = 32_767
EXACT_DIGITS = 15
"""Digits of a number that every spreadsheet keeps."""
CUT = " […] (cut: this cell had %d characters; a spreadsheet holds 32,767. The CSV and the JSON have all of it.)"
WIDE, NARROW, MIDDLE = 48, 11, 18
WIDE_COLUMNS = frozenset(
    {
        "question",
        "source_title",
        "quote",
        "sentence",
        "basis",
        "rationale",
        "why_flagged",
        "positions",
        "said",
    }
    | {"why", "was_sentence", "why_changed", "was_printed", "why_one_origin", "retracted_because"}
)
NARROW_COLUMNS = frozenset(
    {"unit", "lives", "kind", "reliability", "credibility", "state", "review", "standing", "changed_since"}
    | {"hedge", "citations", "claims", "origins", "severity", "answer_kind", "on_hold", "published", "as_of"}
)


class Paper:
    """A workbook with the looks of its cells."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.head = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        self.plain = workbook.add_format({"valign": "top"})
        self.day = workbook.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self.moment = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss", "valign": "top"})


class Sheets:
    """A table on as many sheets as it needs. Rows are written in their order and not looked at again."""

    def __init__(self, paper: Paper, name: str, columns: Sequence[str]) -> None:
        self.name = name
        self.rows = 0
        self.parts = 0
        self.cut = 0
        self._paper = paper
        self._columns = columns
        self._is_wide = [column in WIDE_COLUMNS for column in columns]
        self._open()

    def _open(self) -> None:
        self.parts += 1
        name = self.name if self.parts == 1 else f"{self.name} {self.parts}"
        self._sheet: Worksheet = self._paper.workbook.add_worksheet(name, worksheet_class=PlainSheet)
        self._sheet.freeze_panes(1, 0)
        for place, column in enumerate(self._columns):
            width = WIDE if column in WIDE_COLUMNS else NARROW if column in NARROW_COLUMNS else MIDDLE
            self._sheet.set_column(place, place, width)
        self._sheet.write_row(0, 0, self._columns, self._paper.head)
        self._next = 1

    def finish(self) -> None:
        """Put the filters on the header of the sheet that is written."""
        self._sheet.autofilter(0, 0, self._next - 1, len(self._columns) - 1)

    def add(self, cells: Sequence[Cell]) -> None:
        if self._next == MAX_ROWS:
            self.finish()
            self._open()
        sheet, row = self._sheet, self._next
        for place, cell in enumerate(cells):
            if cell is None or cell == "":
                continue
            if isinstance(cell, str):
                looks = self._paper.wrapped if self._is_wide[place] else self._paper.plain
                sheet.write_string(row, place, self._kept(cell), looks)
            else:
                self._write(place, cell)
        self._next += 1
        self.rows += 1

    def _write(self, place: int, cell: int | Decimal | date | datetime) -> None:
        sheet, row = self._sheet, self._next
        if isinstance(cell, datetime):
            sheet.write_datetime(row, place, cell.astimezone(UTC).replace(tzinfo=None), self._paper.moment)
        elif isinstance(cell, date):
            self._write_day(place, cell)
        elif is_kept_exactly(cell):
            sheet.write_number(row, place, float(cell), self._paper.plain)
        else:
            sheet.write_string(row, place, format(cell, "f") if isinstance(cell, Decimal) else str(cell))

    def _write_day(self, place: int, day: date) -> None:
        """A day; a spreadsheet counts from 1900, and what is older stands as text."""
        if day.year > 1900:
            self._sheet.write_datetime(self._next, place, day, self._paper.day)
        else:
            self._sheet.write_string(self._next, place, day.isoformat(), self._paper.plain)

    def _kept(self, text: str) -> str:
        safe = harmless(text)
        if len(safe) <= MAX_CHARACTERS:
            return safe
        self.cut += 1
        said = CUT % len(text)
        return safe[: MAX_CHARACTERS - len(said)] + said


def is_kept_exactly(number: int | Decimal) -> bool:
    """Whether a spreadsheet, which keeps 15 digits, gives the number back as it is."""
    exact = Decimal(number)
    digits = exact.normalize().as_tuple().digits
    return len(digits) <= EXACT_DIGITS and Decimal(repr(float(exact))) == exact
