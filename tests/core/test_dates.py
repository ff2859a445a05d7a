from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.dates import DateError, Period, read_period

READ = [
    ("a year", "2016", date(2016, 1, 1), date(2016, 12, 31), "2016"),
    ("a month", "2017-06", date(2017, 6, 1), date(2017, 6, 30), "June 2017"),
    ("February of a leap year", "2024-02", date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
    ("a day", "2017-06-12", date(2017, 6, 12), date(2017, 6, 12), "12 June 2017"),
    (
        "an uncertain year keeps its strict bounds",
        "2010~",
        date(2010, 1, 1),
        date(2010, 12, 31),
        "about 2010",
    ),
    ("a period", "2016/2024", date(2016, 1, 1), date(2024, 12, 31), "2016 to 2024"),
    (
        "a period of mixed precision",
        "2023-07/2024",
        date(2023, 7, 1),
        date(2024, 12, 31),
        "July 2023 to 2024",
    ),
    ("no beginning", "../2023-06", None, date(2023, 6, 30), "until June 2023"),
    ("no end", "2016/..", date(2016, 1, 1), None, "since 2016"),
    ("an unknown end is not ten years later", "2016/", date(2016, 1, 1), None, "since 2016"),
    ("a season", "2016-21", date(2016, 3, 1), date(2016, 5, 31), "spring 2016"),
    ("a decade", "201X", date(2010, 1, 1), date(2019, 12, 31), "the 2010s"),
    ("plain words for a month", "June 2017", date(2017, 6, 1), date(2017, 6, 30), "June 2017"),
    ("plain words for a day", "12 July 2017", date(2017, 7, 12), date(2017, 7, 12), "12 July 2017"),
    ("the American order of a day", "July 12, 2017", date(2017, 7, 12), date(2017, 7, 12), "12 July 2017"),
    ("plain words for an open end", "since 2016", date(2016, 1, 1), None, "since 2016"),
    ("two years with a dash", "2016–2017", date(2016, 1, 1), date(2017, 12, 31), "2016 to 2017"),
    ("two years with a hyphen", "2016-2017", date(2016, 1, 1), date(2017, 12, 31), "2016 to 2017"),
    ("plain words for doubt", "about 2010", date(2010, 1, 1), date(2010, 12, 31), "about 2010"),
]


@pytest.mark.parametrize(("case", "text", "first", "last", "words"), READ, ids=[row[0] for row in READ])
def test_an_as_of_is_read_with_its_strict_bounds(case, text, first, last, words):
    period = read_period(text)
    assert period is not None
    assert (period.first, period.last, period.words) == (first, last, words)


@pytest.mark.parametrize("text", ["an average year", "recently", "", "..", "../..", "/", "x" * 5_000])
def test_words_that_name_no_date_stay_words(text):
    assert read_period(text) is None


@pytest.mark.parametrize("text", ["2024/2016", "2016-13", "2017-02-30", "0000", "2016-", "99999", "1/2/3"])
def test_what_looks_like_a_date_and_is_none_is_refused_with_a_sentence(text):
    with pytest.raises(DateError, match=r"\w+ .*\."):
        read_period(text)


@given(st.text(max_size=40) | st.from_regex(r"[\d~?%./X-]{1,24}", fullmatch=True))
def test_no_text_does_anything_but_read_stay_words_or_be_refused(text):
    try:
        period = read_period(text)
    except DateError as error:
        assert str(error).endswith(".")  # noqa: PT017 -- either outcome is right, and each is checked
    else:
        assert period is None or period.start <= period.end


def test_a_month_lies_strictly_inside_its_year_and_a_year_not_inside_itself():
    month, year = read_period("2017-06"), read_period("2017")
    assert isinstance(month, Period)
    assert isinstance(year, Period)
    assert month.is_strictly_inside(year)
    assert not year.is_strictly_inside(year)
