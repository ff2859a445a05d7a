from __future__ import annotations

from decimal import Decimal

import pytest

from tests.core.said import readings, terms

HEDGES = [
    ("an exact figure", "1,418", "[1418, 1418]"),
    ("just is exact", "just 10,000", "[10000, 10000]"),
    ("about widens both ways", "about 30,000", "[28500, 31500]"),
    ("around is about", "around 30,000", "[28500, 31500]"),
    ("or so is about", "30,000 or so", "[28500, 31500]"),
    ("nearly ends below", "nearly 30,000", "[28500, 30000)"),
    ("just over begins above", "just over 30,000", "(30000, 31500]"),
    ("under begins at nothing for people", "fewer than 30 people", "[0, 30)"),
    ("under has no floor for a share", "under 30%", "[-Infinity, 30)"),
    ("under has no floor for a length", "under 30 km", "[-Infinity, 30)"),
    ("up to takes in the figure", "up to $85,000", "[0, 85000]"),
    ("over has no end", "over 1,000", "(1000, Infinity]"),
    ("at least takes in the figure", "at least 1,000", "[1000, Infinity]"),
    ("a range", "between 10 and 20", "[10, 20]"),
    ("an end that points outward is widened", "$1,300 to over $3,000", "[1300, 3150]"),
    ("a range in words", "as low as 580,000 and as high as three million", "[580000, 3000000]"),
    ("dozens", "dozens", "[12, 100)"),
    ("hundreds", "hundreds", "[100, 1000)"),
    ("thousands", "thousands", "[1000, 10000)"),
    ("tens of thousands", "tens of thousands", "[10000, 100000)"),
    ("a stated negative stands", "-5", "[-5, -5]"),
    ("about widens a negative both ways", "about -100", "[-105, -95]"),
]
UNREAD = ["maybe one", "thousands, if not millions", "fewer than 0 people", "several", "", "nearly 0"]


def interval(reading):
    low, high = reading.low, reading.high
    return f"{'[' if low.closed else '('}{low.value:f}, {high.value:f}{']' if high.closed else ')'}"


def plain(text):
    """Without the zeros that arithmetic leaves behind the point."""
    import re

    return re.sub(r"\.0+\b", "", text)


@pytest.mark.parametrize(("case", "figure", "expected"), HEDGES, ids=[row[0] for row in HEDGES])
def test_a_hedge_decides_the_interval(case, figure, expected):
    [reading] = readings([figure], terms())
    assert plain(interval(reading)) == expected


@pytest.mark.parametrize("figure", UNREAD)
def test_what_is_not_certain_or_cannot_be_is_kept_as_words(figure):
    [reading] = readings([figure], terms(unit="person"))
    assert not reading.is_read


def test_the_claim_decides_what_about_allows():
    [reading] = readings(["about 100"], terms(tolerance="0.2"))
    assert (reading.low.value, reading.high.value) == (Decimal(80), Decimal(120))


TIMES = [
    ("running", "2016", "2018-01", "2016", "2016-01-01/2016-12-31", False),
    (
        "running",
        "since 2016",
        "2018-01",
        "since 2016, up to its publication in January 2018",
        "2016-01-01/2018-01-31",
        True,
    ),
    ("level", "", "2018-01", "January 2018, when it was published", "2018-01-01/2018-01-31", True),
    ("level", "2012~", "", "about 2012", "2012-01-01/2012-12-31", False),
    ("level", "since 2016", "", "since 2016", "2016-01-01/9999-12-31", False),
    ("level", "since 2016", "2015", "since 2016", "2016-01-01/9999-12-31", False),
    ("level", "until 2016", "2018", "until 2016", "0001-01-01/2016-12-31", False),
    ("level", "an average year", "2018", "an average year", None, False),
    ("level", "", "", "", None, False),
    ("period", "", "2018", "", None, False),
    ("period", "since 2016", "2018", "since 2016", None, False),
    ("period", "2016", "2018", "2016", "2016-01-01/2016-12-31", False),
    ("fixed", "", "2018", "", None, False),
]


@pytest.mark.parametrize(("lives", "as_of", "published", "words", "days", "stands_in"), TIMES)
def test_a_figure_holds_for_its_as_of_and_publication_stands_in_only_where_answers_move(
    lives, as_of, published, words, days, stands_in
):
    [reading] = readings([("5", as_of, published)], terms(lives))
    held = reading.period and "/".join(day.isoformat() for day in reading.period.bounds)
    assert (reading.as_of_words, held, reading.stands_in) == (words, days, stands_in)
