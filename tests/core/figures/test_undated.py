"""A time that nobody can place still belongs to its figure."""

from __future__ import annotations

import pytest

from factcheck.core.figures import find_figures

DATED = [
    ("last year, the text being of 2018", "Around 30,000 fled in 2016, and 1,418 last year.", "2018", "2017"),
    ("last year, nobody knows when", "Around 30,000 fled in 2016, and 1,418 last year.", None, ""),
    (
        "weeks ago, to the day",
        "In 2016 there were 30 ships; 12 sank two weeks ago.",
        "2018-03-14",
        "2018-02-28",
    ),
    ("weeks ago in an undated text", "In 2016 there were 30 ships; 12 sank two weeks ago.", None, ""),
    ("last week, from Monday to Sunday", "Last week 12 ships sank.", "2018-03-14", "2018-03-05/2018-03-11"),
    ("a month of an unknown year", "In 2016 there were 30 ships, and 12 of them sank in June.", None, ""),
]


@pytest.mark.parametrize(("case", "text", "published", "as_of"), DATED, ids=[row[0] for row in DATED])
def test_a_relative_time_is_resolved_or_left_open_and_never_swapped_for_another(case, text, published, as_of):
    figures = [figure for figure in find_figures(text, published=published) if figure.text in {"1,418", "12"}]
    assert [figure.as_of for figure in figures] == [as_of]
