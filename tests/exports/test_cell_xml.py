"""The cells of a workbook as other people's libraries read them back: the very text, number or day that went in."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from factcheck.core.file_format import as_typed
from factcheck.exports.formats.cell_xml import Columns
from factcheck.exports.formats.sheets import Book, Sheets

TEXT = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("<>&_x0041_\x1f\x00\r\n\t =+'"), max_size=12
)


def read_back(rows: list) -> list[list]:
    book = Book("Desk", "2026-03-03T12:00:00Z")
    sheets = Sheets(book, "Rows", ("quote", "figure", "scope"), is_sent=True)
    for row in rows:
        sheets.add(row)
    sheets.finish()
    file = b"".join([*book.pieces(1), *book.finish()])
    sheet = load_workbook(io.BytesIO(file)).worksheets[0]
    return [
        list(row) for row in sheet.iter_rows(min_row=2, max_row=len(rows) + 1, max_col=3, values_only=True)
    ]


@given(st.lists(TEXT, min_size=3, max_size=3))
def test_any_text_comes_back_as_it_was(texts):
    (row,) = read_back([texts])
    # XML knows one end of a line; what the others were is told by their number.
    assert [as_typed(unescape(cell or "")) for cell in row] == texts


@given(st.lists(TEXT, min_size=3, max_size=3))
def test_many_texts_are_written_as_each_of_them_is(texts):
    columns = Columns(("quote", "figure", "scope"))
    assert columns.texts(0, texts) == "".join(columns.text(place, one) for place, one in enumerate(texts))


@pytest.mark.parametrize(
    ("number", "read"),
    [
        ("30000", 30000),
        ("0", 0),
        ("-5", -5),
        ("0.1", 0.1),
        ("2.50", 2.5),
        ("999999999999999", 999_999_999_999_999),
        ("1234567890123456", "1234567890123456"),
        ("1000000000000000000000", 1e21),
        ("0.1234567890123456789", "0.1234567890123456789"),
    ],
)
def test_a_number_is_one_where_a_spreadsheet_keeps_it_exactly_and_text_elsewhere(number, read):
    (row,) = read_back([(Decimal(number), "", "")])
    assert row == [read, None, None]


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        (date(2018, 1, 24), datetime(2018, 1, 24)),  # noqa: DTZ001 -- a spreadsheet knows no zones
        (date(1901, 1, 1), datetime(1901, 1, 1)),  # noqa: DTZ001
        (date(1899, 12, 31), "1899-12-31"),
        (datetime(2026, 3, 3, 12, 30, 15, tzinfo=UTC), datetime(2026, 3, 3, 12, 30, 15)),  # noqa: DTZ001
        (
            datetime(2026, 3, 3, 1, tzinfo=timezone(timedelta(hours=2))),
            datetime(2026, 3, 2, 23),  # noqa: DTZ001
        ),
        (7, 7),
        (None, None),
    ],
)
def test_days_and_moments_are_dates_from_1901_on(cell, read):
    (row,) = read_back([("x", cell, "")])
    assert row[1] == read


def test_a_sheet_is_full_before_it_has_more_bytes_than_a_file_may(monkeypatch):
    monkeypatch.setattr("factcheck.exports.formats.sheets.MAX_BYTES", 2_000)
    monkeypatch.setattr("factcheck.exports.formats.sheets.PIECE", 500)
    book = Book("Desk", "2026-03-03T12:00:00Z")
    sheets = Sheets(book, "Rows", ("quote",), is_sent=True)
    for number in range(100):
        sheets.add((f"row {number}",))
    sheets.finish()
    read = load_workbook(io.BytesIO(b"".join([*book.pieces(1), *book.finish()])))
    assert [sheet.title for sheet in read.worksheets][:3] == ["Rows", "Rows 2", "Rows 3"]
    assert [row[0] for sheet in read.worksheets for row in list(sheet.values)[1:]] == [
        f"row {number}" for number in range(100)
    ]
