"""The interval plot: every hedge has its marks, nothing leaves the drawing, the words say what one sees."""

from decimal import Decimal
from itertools import pairwise
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.hedges import EmptyReadingError, Hedge, Stated, reading_of
from factcheck.core.plots.intervals import MOST_LANES, interval_plot
from factcheck.core.plots.marks import Band, Lane
from factcheck.core.plots.small import HEIGHT, WIDTH, small_plot
from factcheck.core.plots.ticks import NARROW, reach, text_width
from factcheck.core.quantities import NO_HIGH, Edge


def lane(figure, hedge, low=None, high=None, **rest):
    if hedge in {"exact", "about", "nearly", "just_over"}:
        high = low
    ends = [None if end is None else Decimal(str(end)) for end in (low, high)]
    stated = Stated(Hedge(hedge), *ends, high_hedge=rest.pop("high_hedge", Hedge.EXACT))
    return Lane(figure, stated, reading_of(stated, tolerance=Decimal("0.05"), floor=True), **rest)


def band(letter, low, high, origins=1, sources=1):
    return Band(letter, Edge(Decimal(low)), Edge(Decimal(high)), origins, sources)


ABOUT_30 = lane("about 30,000", "about", 30000, positions="A", source="one")
ABOUT_35 = lane("about 35,000", "about", 35000, positions="B", source="two")
RIVALS = [band("A", 28500, 31500), band("B", 33250, 36750)]


def drawn(marks):
    """What is drawn for a lane, in words."""
    said = [mark.kind.value for mark in sorted(marks.marks, key=lambda mark: mark.x)]
    if marks.line:
        said.append("dashed line" if marks.dashed else "line")
    return [*said, "bar"] if marks.bar else said


MARKS = [
    ("exact is a diamond", lane("1,418", "exact", 1418), ["diamond"]),
    ("about is a tick in what it allows", lane("about 30", "about", 30), ["cap", "tick", "cap", "line"]),
    ("nearly is open above", lane("nearly 30", "nearly", 30), ["cap", "tick", "circle", "line"]),
    ("just over is open below", lane("just over 30", "just_over", 30), ["tick", "circle", "cap", "line"]),
    ("over has no end", lane("over 30", "over", 30), ["tick", "circle", "arrow-right", "line"]),
    ("at least is closed", lane("at least 30", "at_least", 30), ["tick", "cap", "arrow-right", "line"]),
    ("under stops at zero for people", lane("under 30", "under", high=30), ["cap", "tick", "circle", "line"]),
    ("up to is closed", lane("up to 30", "at_most", high=30), ["cap", "tick", "cap", "line"]),
    ("a range is a bar", lane("20 to 30", "range", 20, 30), ["cap", "cap", "line", "bar"]),
    ("a vague word is dashed", lane("hundreds", "vague", 100, 1000), ["cap", "circle", "dashed line"]),
    ("what is unread has no mark", Lane("a great many"), []),
]


@pytest.mark.parametrize(("one", "expected"), [row[1:] for row in MARKS], ids=[row[0] for row in MARKS])
def test_marks(one, expected):
    plot = interval_plot([one, lane("25", "exact", 25)], [], "people")
    row = next(row for row in plot.rows if row.lane is one)
    assert sorted(drawn(row.marks)) == sorted(expected)


def test_a_hedge_widens_the_line_beyond_the_stated_bar():
    one = lane("$1,300 to over $3,000", "range", 1300, 3000, high_hedge=Hedge.OVER)
    marks = interval_plot([one], [], "US dollars").rows[0].marks
    assert marks.line.x == marks.bar.x
    assert marks.line.end > marks.bar.end


def test_the_words_of_two_rivals():
    plot = interval_plot([ABOUT_30, ABOUT_35], RIVALS, "people")
    assert plot.text_alternative == (
        "Two positions that do not meet. A: 28,500 to 31,500, 1 origin. B: 33,250 to 36,750, 1 origin. "
        "Linear axis, people."
    )


WORDS = [
    ("nothing read", [Lane("maybe one")], [], "No figure could be read. 1 figure is unread."),
    ("one figure", [lane("63", "exact", 63)], [], "One figure. 63. Linear axis, people."),
    (
        "no rivals",
        [lane("over 20", "over", 20), lane("25", "exact", 25)],
        [],
        "2 figures, no rival positions. more than 20. Linear axis, people.",
    ),
    (
        "another unit",
        [lane("19,000 yuan", "exact", 19000), Lane("about $2,375", is_in_another_unit=True)],
        [],
        "One figure. 19,000. 1 figure is in another unit. Linear axis, people.",
    ),
    (
        "several sources of one origin",
        [ABOUT_30],
        [band("A", 28500, 31500, 1, 3)],
        "One position. A: 28,500 to 31,500, 1 origin, 3 sources. Linear axis, people.",
    ),
    (
        "positions of different times may meet",
        [ABOUT_30],
        [band("A", 28500, 31500), band("B", 30000, 31000)],
        "Two positions. A: 28,500 to 31,500, 1 origin. B: 30,000 to 31,000, 1 origin. Linear axis, people.",
    ),
]


@pytest.mark.parametrize(
    ("lanes", "bands", "expected"), [row[1:] for row in WORDS], ids=[row[0] for row in WORDS]
)
def test_words(lanes, bands, expected):
    assert interval_plot(lanes, bands, "people").text_alternative == expected


def test_lanes_come_together_by_position_and_say_its_support_once():
    lanes = [Lane("none"), ABOUT_35, lane("over 28,000", "over", 28000, positions="AB"), ABOUT_30]
    rows = interval_plot(lanes, RIVALS, "people").rows
    assert [row.letters for row in rows] == ["A", "A B", "B", ""]
    assert [[str(words) for words in row.support] for row in rows] == [["1 origin"], [], ["1 origin"], []]


def test_without_positions_the_first_lane_tells_the_support_of_all():
    lanes = [lane("63", "exact", 63, source="one"), lane("63", "exact", 63, is_echo=True, source="two")]
    rows = interval_plot(lanes, [], "people").rows
    assert [str(words) for words in rows[0].support] == ["1 origin, 2 sources"]


def test_a_long_plot_shows_every_position_and_counts_the_rest():
    many = [lane(str(index), "exact", index, positions="A") for index in range(1, 90)]
    plot = interval_plot(
        [*many, lane("900", "exact", 900, positions="B")], [band("A", 1, 1), band("B", 900, 900)], ""
    )
    assert len(plot.rows) == MOST_LANES
    assert plot.more == 30
    assert plot.rows[-1].letters == "B"


def test_bands_too_close_to_letter_singly_share_a_label():
    bands = [band(letter, index + 60, index + 60) for index, letter in enumerate("ABCDE")] + [
        band("F", 900, 900)
    ]
    plot = interval_plot([lane("60", "exact", 60)], bands, "people")
    assert [letter.text for letter in plot.letters] == ["A–E", "F"]


numbers = st.decimals(min_value=Decimal("-1e29"), max_value=Decimal("1e29"), allow_nan=False, places=9)


@st.composite
def lanes_of_all_sorts(draw):
    hedge = draw(st.sampled_from(Hedge))
    low, high = sorted([draw(numbers), draw(numbers)])
    if hedge in {Hedge.UNDER, Hedge.AT_MOST}:
        low = None
    elif hedge in {Hedge.OVER, Hedge.AT_LEAST}:
        high = None
    elif hedge not in {Hedge.RANGE, Hedge.VAGUE}:
        high = low
    stated = Stated(hedge, low, high)
    try:
        quantity = reading_of(stated, tolerance=Decimal("0.05"), floor=draw(st.booleans()))
    except EmptyReadingError:
        return Lane("unread")
    return Lane("a figure", stated, quantity, positions=draw(st.sampled_from(["", "A", "B", "AB"])))


@given(st.lists(lanes_of_all_sorts(), max_size=12), st.lists(st.tuples(numbers, numbers), max_size=4))
def test_nothing_leaves_the_drawing(lanes, ends):
    bands = [
        Band(letter, Edge(min(pair)), NO_HIGH if index == 3 else Edge(max(pair)), 1, 1)
        for index, (letter, pair) in enumerate(zip("ABCD", ends, strict=False))
    ]
    plot = interval_plot(lanes, bands, "people")
    places = [row.middle for row in plot.rows] + [tick.x for tick in plot.ticks]
    for row in plot.rows:
        places += [mark.x for mark in row.marks.marks]
        places += [end for span in (row.marks.line, row.marks.bar) if span for end in (span.x, span.end)]
    places += [end for span in plot.bands for end in (span.x, span.end)]
    assert all(isfinite(place) and -0.8 <= place <= 100.8 for place in places)
    small = small_plot(lanes, bands)
    assert all(0 <= row.y <= HEIGHT for row in small.rows)
    assert all(0 <= mark.x <= WIDTH for row in small.rows for mark in row.marks.marks)


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=20))
def test_letters_never_lie_on_one_another(ends):
    bands = [Band(chr(65 + index), Edge(min(pair)), Edge(max(pair)), 1, 1) for index, pair in enumerate(ends)]
    letters = interval_plot([], bands, "").letters
    reaches = [reach(letter.x, text_width(letter.text), letter.anchor, NARROW) for letter in letters]
    assert all(left[1] < right[0] for left, right in pairwise(reaches))


def test_a_small_plot_of_nothing_read_is_empty():
    assert small_plot([Lane("maybe one")], []).rows == ()


def test_a_small_plot_of_many_shows_the_first_and_the_last():
    plot = small_plot([lane(str(index), "exact", index) for index in range(100, 150)], [])
    assert len(plot.rows) == 7
    assert plot.rows[0].marks.marks[0].x < plot.rows[-1].marks.marks[0].x
