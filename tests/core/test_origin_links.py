"""What speaks for one source drawing on another, and what does not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from factcheck.core.hedges import Hedge, Stated
from factcheck.core.likeness import shared_passages
from factcheck.core.origin_links import (
    FEW,
    Kind,
    Way,
    is_telling,
    same_attribution,
    same_figure,
    same_passages,
    same_quote,
    strength,
    way_between,
)


@pytest.mark.parametrize(
    ("value", "telling"),
    [
        ("33834", True),
        ("1047", True),
        ("1.05", True),
        ("105000", True),
        ("30000", False),
        ("35000", False),
        ("0.058", False),
        ("12", False),
        ("0", False),
        (None, False),
    ],
)
def test_a_figure_tells_where_it_is_from_by_three_digits_that_are_no_zeros_at_the_end(value, telling):
    low = None if value is None else Decimal(value)

    assert is_telling(low, low) is telling


def stated(value: str) -> Stated:
    return Stated(Hedge.EXACT, Decimal(value), Decimal(value), "person", Hedge.EXACT, Hedge.EXACT)


def test_the_reason_says_how_unusual_a_figure_is():
    assert "no other source does" in str(same_figure(stated("33834"), 1).reason)
    assert "3 sources give in all" in str(same_figure(stated("33834"), 2).reason)
    assert same_figure(stated("33834"), FEW + 1) is None
    assert same_figure(stated("30000"), 1) is None


def test_six_words_in_a_row_make_a_quote_and_five_do_not():
    quote = "“We have counted 33,834 arrivals — since 1998,” the ministry said."

    evidence = same_quote(quote, "we have counted 33,834 arrivals - since 1998", (7, 3))

    assert evidence.key == "quote:3:7"
    assert evidence.words == "We have counted 33,834 arrivals — since 1998"
    assert same_quote(quote, "we have counted arrivals since 1998", (7, 3)) is None


def test_somebody_whom_everybody_credits_links_nobody():
    assert "no other source does" in str(same_attribution("Yoon", 1).reason)
    assert same_attribution("Unification Ministry", FEW + 1) is None


def test_a_shared_passage_is_shown_in_the_words_of_the_text():
    words = " ".join(f"word{number}" for number in range(30))

    evidence = same_passages(shared_passages(f"Before. {words}.", words), f"Before. {words}.", (2, 1))

    assert evidence.words == words
    assert "30 words" in str(evidence.reason)
    assert same_passages([], words, (1, 2)) is None


def test_a_shared_passage_weighs_more_than_any_number_of_figures():
    figures = [same_figure(stated(value), 1) for value in ("33834", "1047", "1418")]
    passage = same_passages(shared_passages("w " * 30, "w " * 30), "w " * 30, (1, 2))

    assert passage.kind is Kind.PASSAGE
    assert strength([passage]) > strength(figures)


@pytest.mark.parametrize(
    ("published", "other", "way"),
    [
        ("2018-02-01", "2018-01-24", Way.DRAWS_ON_IT),
        ("2018-01-24", "2018-02-01", Way.DRAWN_ON_BY_IT),
        ("2018-01-24", "2018", Way.EITHER),
        ("2019", "2018", Way.DRAWS_ON_IT),
        ("2018", "2018", Way.EITHER),
        ("", "2018", Way.EITHER),
        ("some day", "2018", Way.EITHER),
    ],
)
def test_the_earlier_one_is_what_is_drawn_on_where_the_dates_say_so(published, other, way):
    assert way_between(published, other) is way
