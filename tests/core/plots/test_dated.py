"""The dated plot: boxes across the as-of, numbers that never meet, words for what has no place."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.dates import Period, read_period
from factcheck.core.hedges import Hedge, Stated, reading_of
from factcheck.core.plots.boxes import Box, labels_for
from factcheck.core.plots.dated import dated_plot
from factcheck.core.plots.days import day_scale_for
from factcheck.core.plots.marks import Lane
from factcheck.core.plots.ticks import MOST


def lane(figure, low, as_of, hedge="exact", **rest):
    value = Decimal(low)
    stated = Stated(Hedge(hedge), value, None if hedge == "over" else value)
    quantity = reading_of(stated, tolerance=Decimal("0.05"), floor=True)
    return Lane(figure, stated, quantity, read_period(as_of) if as_of else None, **rest)


PRICES = [
    lane("$17,000", 17000, "2019"),
    lane("around $1,700", 1700, "2010~", "about"),
    lane("$85,000", 85000, "2023-07/2024", period_is_stand_in=True),
]


def test_boxes_run_across_the_as_of_in_the_order_of_time():
    plot = dated_plot(PRICES, "US dollars")
    assert [row.lane.figure for row in plot.rows] == ["around $1,700", "$17,000", "$85,000"]
    assert [box.x for box in plot.boxes] == sorted(box.x for box in plot.boxes)
    assert [box.y for box in plot.boxes] == sorted((box.y for box in plot.boxes), reverse=True)


def test_doubt_is_dashed_and_a_stand_in_is_hollow():
    about, exact, stand_in = dated_plot(PRICES, "US dollars").boxes
    assert (about.is_dashed, exact.is_dashed) == (True, False)
    assert (exact.is_hollow, stand_in.is_hollow) == (False, True)


def test_an_open_end_runs_to_the_edge():
    since, over = dated_plot([lane("5", 5, "since 2016"), lane("over 6", 6, "2018", "over")], "").boxes
    assert (since.end, since.is_dashed) == (100.0, True)
    assert (over.y, over.has_no_high) == (0.0, True)


def test_the_words():
    plot = dated_plot([*PRICES, Lane("maybe one")], "US dollars")
    assert plot.text_alternative == (
        "3 figures on a dated axis. about 2010: 1,615 to 1,785. 2019: 17,000. July 2023 to 2024: 85,000. "
        "Without a reading, a date or room: 1. Log axis, US dollars."
    )


def test_what_has_no_date_stays_in_the_key():
    plot = dated_plot([lane("5", 5, None), Lane("maybe one")], "people")
    assert [row.number for row in plot.rows] == [None, None]
    assert plot.boxes == ()
    assert str(plot.title) == "No figure has both a reading and a date."


AXES = [
    ("a few years", "2016", "2024", ["2016", "2018", "2020", "2022", "2024"]),
    ("one year", "2022", "2022", ["Jan 2022", "Apr 2022", "Jul 2022", "Oct 2022"]),
    ("one day", "2017-06-12", "2017-06-12", ["12 Jun 2017"]),
    ("centuries", "1850", "2024", ["1850", "1900", "1950", "2000"]),
]


@pytest.mark.parametrize(("first", "last", "labels"), [row[1:] for row in AXES], ids=[row[0] for row in AXES])
def test_axes_of_days(first, last, labels):
    ticks = day_scale_for([read_period(first), read_period(last)]).ticks
    assert [str(tick.label) for tick in ticks if tick.shown != "narrow"] == labels


@given(st.dates(), st.dates())
def test_ticks_of_days_are_few_and_inside(first, last):
    first, last = sorted([first, last])
    for shown in ("wide", "narrow"):
        ticks = [tick for tick in day_scale_for([Period(first, last, "")]).ticks if tick.shown in {"", shown}]
        assert 1 <= len(ticks) <= MOST
        assert all(0 <= tick.x <= 100 for tick in ticks)


shares = st.floats(min_value=0, max_value=90)
sizes = st.floats(min_value=2, max_value=10)


@given(st.lists(st.builds(Box, shares, shares, sizes, sizes), max_size=25))
def test_numbers_never_lie_on_one_another_nor_leave_the_plot(boxes):
    labels = labels_for(boxes)
    assert all(label.area.is_inside for label in labels)
    for index, label in enumerate(labels):
        assert not any(label.area.meets(other.area) for other in labels[:index])


@given(st.lists(st.tuples(st.integers(0, 9000), st.integers(1, 10**30)), min_size=1, max_size=20))
def test_every_box_lies_inside(given_points):
    start = date(1990, 1, 1)
    lanes = []
    for days, value in given_points:
        day = start + timedelta(days=days)
        stated = Stated(Hedge.EXACT, Decimal(value), Decimal(value))
        quantity = reading_of(stated, tolerance=Decimal("0.05"), floor=True)
        lanes.append(Lane("x", stated, quantity, Period(day, day, "a day")))
    for box in dated_plot(lanes, "").boxes:
        assert box.x >= 0
        assert box.y >= 0
        assert box.end <= 100
        assert box.bottom <= 100
