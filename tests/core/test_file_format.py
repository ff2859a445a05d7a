from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.file_format import COLUMNS, NEEDED_COLUMNS, as_typed, harmless


@given(st.text() | st.text(alphabet="'=+-@\t\r\n＝0123,.%e"))
def test_any_cell_comes_back_as_it_was_typed(cell):
    assert as_typed(harmless(cell)) == cell


@pytest.mark.parametrize(
    "cell", ["=1+1", "+SUM(A1)", "-2+3", "@now", "\t=1", "\r=1", "\n=1", "'=1", "＝1+1", "-", "+"]
)
def test_no_cell_is_run_by_a_spreadsheet(cell):
    assert harmless(cell) == "'" + cell


@pytest.mark.parametrize(
    "cell", ["-5", "+1,000", "-0.5", "-5%", "1e-5", "-1e+5", "30,000", "it's", "'tis", "", "a=b"]
)
def test_numbers_and_plain_words_stay_as_they_are(cell):
    assert harmless(cell) == cell
    assert as_typed(cell) == cell


def test_every_column_is_written_once_and_the_needed_ones_are_among_them():
    assert len(set(COLUMNS)) == len(COLUMNS) == 23
    assert set(NEEDED_COLUMNS) <= set(COLUMNS)
    assert COLUMNS[0] == "citation_ref"
