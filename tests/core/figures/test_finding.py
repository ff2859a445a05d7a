"""Figures in prose: what is found, with its hedge, unit and period, and what only looks like a figure."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.core.figures import find_figures, read_figure
from factcheck.core.figures.refusals import DIGIT_RULES, WORD_RULES


def found(text, **options):
    return [
        (
            figure.text,
            figure.stated.hedge.value,
            None if figure.stated.low is None else f"{figure.stated.low:f}",
            None if figure.stated.high is None else f"{figure.stated.high:f}",
            figure.stated.unit,
        )
        for figure in find_figures(text, **options)
    ]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Some 300 residents left.", [("Some 300", "about", "300", "300", "resident")]),
        ("He saw more than 20 ships.", [("more than 20", "over", "20", None, "ship")]),
        ("It fell 16.8 percent.", [("16.8 percent", "exact", "16.8", "16.8", "percent")]),
        ("It has up to 400 workers", [("up to 400", "at_most", None, "400", "worker")]),
        ("with winds of at least 74 mph", [("at least 74 mph", "at_least", "74", None, "mph")]),
        ("Tens of thousands of dollars", [("Tens of thousands of dollars", "vague", "10000", "100000", "USD")]),
        ("for two and a half million people", [("two and a half million", "exact", "2500000", "2500000", "person")]),
        ("as low as 580,000 and as high as three million died",
         [("as low as 580,000 and as high as three million", "range", "580000", "3000000", "")]),
        ("cost from $1300 to over $3000", [("from $1300 to over $3000", "range", "1300", "3000", "USD")]),
        ("between 15kHz and 17kHz", [("between 15kHz and 17kHz", "range", "15", "17", "kHz")]),
        ("rose from 12 ships to 20", [("from 12 ships to 20", "range", "12", "20", "ship")]),
        ("a 5-10W laser", [("5-10W", "range", "5", "10", "W")]),
        ("a $1.2–1.5bn plan", [("$1.2–1.5bn", "range", "1200000000", "1500000000", "USD")]),
        ("worth $US113 trillion", [("$US113 trillion", "exact", "113000000000000", "113000000000000", "USD")]),
        ("Won 5,000 (€33.53) a kilo", [("Won 5,000", "exact", "5000", "5000", "KRW"), ("€33.53",
        "exact", "33.53", "33.53", "EUR")]),
        ("W6,000 for rice", [("W6,000", "exact", "6000", "6000", "KRW")]),
        ("for 19,000 yuan", [("19,000 yuan", "exact", "19000", "19000", "CNY")]),
        ("down to minus-130 degrees Fahrenheit", [("minus-130 degrees Fahrenheit", "exact", "-130", "-130", "°F")]),
        ("−5 °C at night", [("−5 °C", "exact", "-5", "-5", "°C")]),
        ("one in five people", [("one in five", "exact", "0.2", "0.2", "person")]),
        ("a 50-year-old man", [("50-year-old", "exact", "50", "50", "year of age")]),
        ("I'm 1.8m tall", [("1.8m", "exact", "1.8", "1.8", "m")]),
        ("12.3m tonnes of fuel", [("12.3m tonnes", "exact", "12300000", "12300000", "t")]),
        ("an hour and a half", [("an hour and a half", "exact", "1.5", "1.5", "h")]),
        ("he is 5 feet 2 inches tall", [("5 feet 2 inches", "exact", "62", "62", "in")]),
        ("20 dollars 43 cents", [("20 dollars 43 cents", "exact", "20.43", "20.43", "USD")]),
        ("we brought over three people", [("three", "exact", "3", "3", "person")]),
        ("have brought over 30 people", [("over 30", "over", "30", None, "person")]),
        ("sub-7 nanometre chips", [("sub-7 nanometre", "under", None, "7", "nm")]),
        ("four of the North's soldiers", [("four", "exact", "4", "4", "soldier")]),
    ],
)  # fmt: skip
def test_a_figure_is_found_with_its_hedge_and_unit(text, figures):
    assert found(text) == figures


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("from around 100,000 to just 10,000", ["100000", "10000"]),
        ("rose 0.7 percent to 6,327.80", ["0.7", "6327.80"]),
        ("500 or 1,000 people", ["500", "1000"]),
        ("more than 40 and less than 10", ["40", "10"]),
        ("110 yen to 1 dollar", ["110", "1"]),
    ],
)
def test_two_figures_are_not_made_into_a_range(text, numbers):
    assert [low or high for _text, _hedge, low, high, _unit in found(text)] == numbers


@pytest.mark.parametrize("refusal", [*DIGIT_RULES, *WORD_RULES], ids=lambda refusal: refusal.rule.__name__)
def test_each_rule_refuses_its_example_and_lets_its_neighbour_pass(refusal):
    assert found(refusal.refuses) == []
    assert len(found(refusal.reads)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "192.168.1.2", "https://example.org/2019/12/page?id=77", "on 5/17/2018", "a 3G network",
        "the S&P 500", "COVID-19",
        "Windows 10", "the 1990s", "between 2014 and 2017", "at 11:30 a.m.", "the 21st century",
        "open 24/7", "Section 427 Row 21",
        "no one", "one another", "24703L202", "half-staff", "a pair of shoes", "2018-19 season", "ISO 3888-2",
    ],
)  # fmt: skip
def test_what_is_no_figure_is_not_found(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "published", "periods"),
    [
        ("Arrivals were 1,418 in 2016, and 63 in 2022.", None, ["2016", "2022"]),
        ("In 2019 alone, 1,047 defectors came.", None, ["2019"]),
        ("Since 2016 there were around 35,000.", None, ["2016/.."]),
        ("Between 2014 and 2017 about 5,000 people died.", None, ["2014/2017"]),
        ("From January to October 2017 it fell 16.8 percent.", None, ["2017-01/2017-10"]),
        ("About 40 died on June 12, 2017.", None, ["2017-06-12"]),
        ("Last year 60 came.", "2023-04", ["2022"]),
        ("Last year 60 came.", None, [""]),
        ("More than 20 were caught since January.", "2018-01-20", ["2018-01/.."]),
        ("Some 5 people came two weeks ago.", "2018-01-20", ["2018-01-06"]),
        ("Some 5 people came two weeks ago.", "2018-01", [""]),
        ("It was 2016. Some 300 residents left.", None, [""]),
    ],
)
def test_the_period_of_a_figure(text, published, periods):
    figures = [figure for figure in find_figures(text, published=published) if figure.stated.unit != "wk"]
    assert [figure.as_of for figure in figures] == periods


def test_what_is_counted_is_said_in_the_texts_own_words():
    (figure,) = find_figures("Around 30,000 North Koreans have reached the South.")
    assert figure.subject == "North Koreans"
    (figure,) = find_figures("over 65% of arrivals are women")
    assert figure.subject == "of arrivals"


@pytest.mark.parametrize(
    ("text", "says"),
    [("The index was at 96.088 today", "can be read"), ("maybe 3 people", "leaves it open")],
)
def test_a_figure_that_is_not_certain_says_so(text, says):
    (figure,) = find_figures(text)
    assert says in str(figure.doubt)


@pytest.mark.parametrize(
    "text",
    [
        "around 30,000",
        "no fewer than three",
        "between 5 and 10 million",
        "$1300 to over $3000",
        "tens of thousands",
        "16.8 percent",
    ],
)
def test_the_figure_field_and_the_finder_read_alike(text):
    (figure,) = find_figures(text)
    assert figure.stated == read_figure(text).stated


@given(st.text(max_size=300))
@settings(max_examples=300)
def test_no_text_raises_and_every_offset_slices_to_the_figure(text):
    for figure in find_figures(text, published="2018-01-20"):
        assert text[figure.start : figure.end] == figure.text


_PIECES = """
about over at least to and or between from 5 10 30,000 3.5 2019 million thousand a half dozens % $ € – - ( ) of one
hundred £ km up , . / : per in June 12 minus ± 30k 1.5m St ½ ² people ago last year 1/2 0.000 1.234,5 ٣ ３ 만 ' " °C ft
cents point nought
"""


@given(
    st.lists(st.sampled_from(_PIECES.split()), max_size=25),
    st.sampled_from(["", " "]),
    st.sampled_from(["", "de", "fr", "es", "ko"]),
)
@settings(max_examples=500)
def test_no_row_of_figure_pieces_raises(pieces, between, language):
    text = between.join(pieces)
    ends = 0
    for figure in find_figures(text, published="2018", language=language):
        assert text[figure.start : figure.end] == figure.text
        assert figure.start >= ends
        ends = figure.end
    read_figure(text, unit="person", language=language)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        " ",
        "one hundred and ",
        "1 000 ",
        "1.",
        "5 to ",
        "1/",
        "twenty-",
        "million ",
        "a half and ",
        "(",
        "about ",
        "$",
        "1-",
        "é",
    ],
)
def test_the_time_is_linear_in_the_text(piece):
    def seconds(size):
        text = piece * (size // len(piece))
        begin = time.process_time()
        for figure in find_figures(text):
            assert figure.end > figure.start
        return time.process_time() - begin

    seconds(10_000)
    # Something else on the machine can disturb one measurement; what is not linear would miss the mark every time.
    assert any(seconds(400_000) < 8 * seconds(50_000) * 3 + 0.05 for _attempt in range(3))


def test_a_figure_far_into_a_long_text_keeps_its_place():
    text = "No news here.\n" * 40_000 + "Some 300 residents left."
    (figure,) = find_figures(text)
    assert text[figure.start : figure.end] == "Some 300"
    assert figure.stated.low == Decimal(300)
