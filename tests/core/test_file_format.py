from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.file_format import COLUMNS, NEEDED_COLUMNS, are_harmless, as_typed, harmless


@given(st.text() | st.text(alphabet="'=+-@\t\r\n＝0123,.%e; \""))
def test_any_cell_comes_back_as_it_was_typed(cell):
    assert as_typed(harmless(cell)) == cell


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "=1+1",
            "+SUM(A1)",
            "-2+3",
            "@now",
            "\tdown",
            "\rback",
            "\nnext",
            "'=1",
            "＝1+1",
            "＠now",
            "-",
            "+",
        ),
        *(" =1", "\u00a0=1", '"=1"', "'' @now", "\ufeff=1", "=cmd|' /C calc'!A0"),
    ],
)
def test_no_cell_is_run_by_a_spreadsheet(cell):
    assert harmless(cell) == "'" + cell


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("low;=1+1", "low;'=1+1"),
        ("low; @now", "low;' @now"),
        ('said;"-2+3"', 'said;\'"-2+3"'),
        ("first\n=1+1", "first\n'=1+1"),
        ("first\n- second", "first\n'- second"),
        ("\t=1", "'\t'=1"),
        ("low;'=1", "low;''=1"),
    ],
)
def test_what_a_spreadsheet_takes_for_the_next_cell_is_not_run_either(cell, written):
    assert harmless(cell) == written
    assert as_typed(written) == cell


@pytest.mark.parametrize("cell", ["5;-3", "12;-5%;+7", "up\n-3\n", "a; b", "first\nsecond", "5-3"])
def test_a_list_of_numbers_stays_as_it_is(cell):
    assert harmless(cell) == cell
    assert as_typed(cell) == cell


@given(st.lists(st.text() | st.text(alphabet="'=+-@\t\r\n＝01; ,\""), min_size=1))
def test_what_is_taken_for_harmless_at_a_glance_is(cells):
    if are_harmless(cells, "\x1f".join(cells)):
        assert [harmless(cell) for cell in cells] == cells


def test_plain_rows_are_harmless_at_a_glance():
    for cells, is_plain in (
        (["about 30,000", "they said, “30,000”; others more", "", "2018-01"], True),
        (["about 30,000", "=1+1"], False),
        (["about 30,000", "so;=1+1"], False),
    ):
        assert are_harmless(cells, "\x1f".join(cells)) is is_plain


def test_every_column_is_written_once_and_the_needed_ones_are_among_them():
    assert len(set(COLUMNS)) == len(COLUMNS) == 23
    assert set(NEEDED_COLUMNS) <= set(COLUMNS)
    assert COLUMNS[0] == "citation_ref"
