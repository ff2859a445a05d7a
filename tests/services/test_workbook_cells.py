"""Cells of a spreadsheet are read as somebody would have typed them."""

from __future__ import annotations

import datetime as dt

import pytest
from openpyxl import Workbook

from factcheck.services.importing.given import GivenFile
from factcheck.services.importing.workbooks import workbook_lines

CELLS = [
    ("a whole number", 30_000, "General", "30000"),
    ("a whole number kept as a fraction", 63.0, "0", "63"),
    ("a fraction", 33.53, "0.00", "33.53"),
    ("a share that is shown in percent", 0.168, "0.0%", "16.8%"),
    ("a whole share that is shown in percent", 0.9, "0%", "90%"),
    ("a day", dt.datetime(2017, 7, 12), "yyyy-mm-dd", "2017-07-12"),  # noqa: DTZ001 -- cells have no zone
    ("words", "around 30,000", "General", "around 30,000"),
    ("nothing", None, "General", ""),
]


@pytest.mark.parametrize(("case", "value", "shown_as", "typed"), CELLS, ids=[row[0] for row in CELLS])
def test_a_cell_is_read_as_typed(tmp_path, case, value, shown_as, typed):
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(["figure", "beside"])
    cell = sheet.cell(2, 1, value)
    cell.number_format = shown_as
    sheet.cell(2, 2, "x")
    workbook.save(tmp_path / "cells.xlsx")
    assert list(workbook_lines(GivenFile.at(tmp_path / "cells.xlsx")))[1] == (2, [typed, "x"])
