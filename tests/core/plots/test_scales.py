"""An axis holds every figure, keeps their order, and has at most five round ticks."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.plots.scales import scale_for
from factcheck.core.plots.ticks import MOST, NARROW, WIDE, fits

values = st.decimals(
    min_value=Decimal("-1e29"), max_value=Decimal("1e29"), allow_nan=False, allow_infinity=False, places=12
)
figures = st.lists(values | st.sampled_from([Decimal(0), Decimal("1e29"), Decimal("1e-30")]), min_size=1)


@given(figures)
def test_every_figure_has_a_place_inside_and_order_is_kept(given_figures):
    scale = scale_for(given_figures)
    places = [scale.place(value) for value in sorted(given_figures)]
    assert places == sorted(places)
    assert all(0 < place < 100 for place in places)


@given(figures)
def test_ticks_are_few_inside_apart_and_rising(given_figures):
    ticks = scale_for(given_figures).ticks
    for shown, room in (("wide", WIDE), ("narrow", NARROW)):
        here = [tick for tick in ticks if tick.shown in {"", shown}]
        assert len(here) <= MOST
        assert all(0 <= tick.x <= 100 for tick in here)
        assert fits(here, room)
        assert len({tick.x for tick in here}) == len(here)


@given(figures, st.floats(min_value=WIDE, max_value=4000))
def test_labels_that_have_room_have_it_at_every_greater_width(given_figures, room):
    ticks = [tick for tick in scale_for(given_figures).ticks if tick.shown in {"", "wide"}]
    assert fits(ticks, room)


AXES = [
    ("a factor of ten is still linear", ["3", "30"], False, ["10", "20", "30"]),
    ("more than a factor of ten is not", ["3", "31"], True, ["5", "10", "20"]),
    (
        "prices from 1,300 to 85,000",
        ["1300", "85000"],
        True,
        ["2,000", "5,000", "10,000", "20,000", "50,000"],
    ),
    ("a lone figure is its own tick", ["63", "63"], False, ["63"]),
    ("people are counted in whole numbers", ["60", "62"], False, ["60", "61", "62"]),
    ("below zero there is no logarithm", ["-5", "400"], False, ["0", "100", "200", "300", "400"]),
    ("many powers of ten", ["0.001", "1e29"], True, ["1", "1 million", "1 trillion", "10¹⁸", "10²⁴"]),
    (
        "millions in words",
        ["580000", "3000000"],
        False,
        ["1 million", "1.5 million", "2 million", "2.5 million", "3 million"],
    ),
    ("zero stands before the break", ["0", "40", "9000"], True, ["0", "100", "300", "1,000", "3,000"]),
    ("what has no end asks for no room", ["Infinity", "-Infinity", "7"], False, ["7"]),
]


@pytest.mark.parametrize(
    ("given_figures", "is_log", "labels"), [row[1:] for row in AXES], ids=[row[0] for row in AXES]
)
def test_axes(given_figures, is_log, labels):
    scale = scale_for(map(Decimal, given_figures))
    assert scale.is_log is is_log
    assert (scale.break_at is not None) is is_log
    assert [str(tick.label) for tick in scale.ticks if tick.shown != "narrow"] == labels


def test_without_a_figure_there_is_no_axis():
    assert scale_for([]) is None
    assert scale_for([Decimal("Infinity")]) is None


def test_an_end_that_is_not_given_stands_at_the_edge():
    scale = scale_for([Decimal(1), Decimal(2)])
    assert (scale.place(Decimal("-Infinity")), scale.place(Decimal("Infinity"))) == (0.0, 100.0)


def test_the_axis_says_what_it_is():
    assert str(scale_for([Decimal(1), Decimal(2)]).words("people")) == "Linear axis, people."
    assert str(scale_for([Decimal(1), Decimal(20)]).words("")) == "Log axis."


def test_thirty_digits_that_differ_in_the_last_stand_apart():
    low, high = Decimal(123456789012345678901234567890), Decimal(123456789012345678901234567891)
    scale = scale_for([low, high])
    assert scale.place(low) < scale.place(high)
