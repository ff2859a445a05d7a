"""The figure field: what is read, as which figure, and what is left as words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.figures import Figure, Unread, read_figure, say_quantity, say_stated
from factcheck.core.hedges import Hedge, reading_of
from factcheck.core.units import unit_for

ABOUT, NEARLY, JUST_OVER, UNDER = Hedge.ABOUT, Hedge.NEARLY, Hedge.JUST_OVER, Hedge.UNDER
AT_MOST, OVER, AT_LEAST, EXACT, VAGUE = Hedge.AT_MOST, Hedge.OVER, Hedge.AT_LEAST, Hedge.EXACT, Hedge.VAGUE


def read(text, unit="", language=""):
    figure = read_figure(text, unit=unit, language=language)
    assert isinstance(figure, Figure), f"{text!r} was not read: {getattr(figure, 'reason', '')}"
    assert figure.text == text[figure.start : figure.end]
    return figure.stated


def number(text):
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,418", "1418"),
        ("30000", "30000"),
        ("30 000", "30000"),
        ("30\u202f000", "30000"),
        ("30\u00a0000", "30000"),
        ("30'000", "30000"),
        ("30’000", "30000"),
        ("12,34,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1.234.567,8", "1234567.8"),
        ("1,234,567.8", "1234567.8"),
        ("３０，０００", "30000"),
        ("3.5", "3.5"),
        ("0.125", "0.125"),
        (".5", "0.5"),
        ("30k", "30000"),
        ("580k", "580000"),
        ("1.5m", "1500000"),
        ("2.5 million", "2500000"),
        ("2m", "2000000"),
        ("1.2bn", "1200000000"),
        ("5 lakh", "500000"),
        ("3 crore", "30000000"),
        ("½", "0.5"),
        ("2½", "2.5"),
        ("2½ million", "2500000"),
        ("1/2", "0.5"),
        ("2 1/2", "2.5"),
        ("1e6", "1000000"),
        ("5 to 10 million", None),
        ("seven", "7"),
        ("twenty-five", "25"),
        ("one hundred and twenty thousand", "120000"),
        ("two and a half million", "2500000"),
        ("a quarter of a million", "250000"),
        ("three-quarters of a million", "750000"),
        ("half a million", "500000"),
        ("half-a-dozen", "6"),
        ("a dozen", "12"),
        ("two dozen", "24"),
        ("a couple", "2"),
        ("a hundred thousand", "100000"),
        ("one point five million", "1500000"),
        ("zero", "0"),
        ("2006", "2006"),
        ("(33)", "33"),
        ("“33”", "33"),
        ("just 10,000", "10000"),
        ("only 10", "10"),
        ("a total of 42", "42"),
        ("−5", "-5"),
        ("minus 5", "-5"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ("0.123456789012345678901234567890", "0.123456789012345678901234567890"),
        ("two-thirds", "0.666666666666666666666666666667"),
    ],
)
def test_a_number_is_read_as_it_is_written(text, value):
    stated = read(text)
    if value is not None:
        assert (stated.hedge, stated.low, stated.high) == (EXACT, Decimal(value), Decimal(value))


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("30.000", "de", "30000"),
        ("30.000", "en", "30.000"),
        ("1.418", "fr", "1418"),
        ("3,5", "de", "3.5"),
        ("30,00", "es", "30.00"),
        ("30,000", "en", "30000"),
        ("1,5 Mio", "de", "1500000"),
        ("1,5 Mrd. Euro", "de", "1500000000"),
        ("dreitausendfünfhundert", "de", "3500"),
        ("zwei Millionen", "de", "2000000"),
        ("quatre-vingt-dix-sept mille", "fr", "97000"),
        ("vingt et un", "fr", "21"),
        ("treinta y cinco mil", "es", "35000"),
        ("mil millones", "es", "1000000000"),
        ("doscientos mil", "es", "200000"),
        ("3만", "ko", "30000"),
        ("3만5천명", "ko", "35000"),
        ("삼만 오천 명", "ko", "35000"),
        ("1억 원", "ko", "100000000"),
    ],
)
def test_the_language_of_the_source_says_how_digits_are_grouped_and_words_are_meant(text, language, value):
    assert read(text, language=language).low == Decimal(value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("30.000", "30,000"),  # two readings, both named
        ("3,5", "decimal comma"),
        ("30,00", "decimal comma"),  # never 3000
        ("12,345,67", "not grouped"),
        ("1234567890123456789012345678901", "30 digits"),
        ("maybe one", "leaves it open"),
        ("perhaps 10", "leaves it open"),
        ("possibly 10", "leaves it open"),
        ("thousands, if not millions", "Two vague words"),
        ("hundreds or thousands", "Two vague words"),
        ("several", "says no number"),
        ("a few", "says no number"),
        ("many people", "says no number"),
        ("500 or 1,000", "alternatives"),
        ("from around 100,000 to just 10,000", "change"),
        ("10 to 5", "ends below"),
        ("at least at most 5", "contradict"),
        ("500 to 1 million", "not clear"),
        ("fewer than 0 people", "No number"),
        ("30,000 in 2016", "as-of"),
        ("Won 5,000 (€33.53)", "more than one figure"),
        ("1,200 men and 300 women", "more than one figure"),
        ("rose to $17,000", "rose to"),
        ("30,000 people, mostly women", "mostly women"),
        ("", "no figure"),
        ("unknown", "leaves it open"),
        ("the famine", "no figure"),
        ("\x00", "no figure"),
    ],
)
def test_what_cannot_be_read_for_certain_stays_words_and_says_why(text, says):
    unread = read_figure(text, unit="person")
    assert isinstance(unread, Unread)
    assert says in str(unread.reason)


@pytest.mark.parametrize(
    ("phrases", "hedge"),
    [
        ("about|around|approximately|roughly|some|circa|c.|~|≈|+/-|an estimated|in the region of", ABOUT),
        ("nearly|almost|just under|close to|just shy of|a little less than", NEARLY),
        ("just over|slightly more than|a little over", JUST_OVER),
        ("under|below|fewer than|less than|well under|<", UNDER),
        ("up to|at most|no more than|not more than|as many as|a maximum of|≤|not exceeding", AT_MOST),
        ("over|more than|exceeding|exceeded|upwards of|in excess of|topped|north of|well over|>", OVER),
        ("at least|no fewer than|a minimum of|not fewer than|at the very least|no less than|≥", AT_LEAST),
    ],
)
def test_a_hedge_before_the_figure(phrases, hedge):
    for phrase in phrases.split("|"):
        assert read(f"{phrase} 500").hedge is hedge, phrase
        assert read(f"{phrase} 500 people", "person").hedge is hedge, phrase


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("30,000+", AT_LEAST),
        ("30,000 or more", AT_LEAST),
        ("30 people or more", AT_LEAST),
        ("2 million-plus", AT_LEAST),
        ("30,000 or fewer", AT_MOST),
        ("30,000 at most", AT_MOST),
        ("30,000 or so", ABOUT),
        ("30-odd ships", ABOUT),
        ("30,000 give or take", ABOUT),
        ("30,000 or thereabouts", ABOUT),
    ],
)
def test_a_hedge_behind_the_figure(text, hedge):
    assert read(text).hedge is hedge


@pytest.mark.parametrize(
    ("text", "low", "high", "low_hedge", "high_hedge"),
    [
        ("as low as 580,000 and as high as three million", "580000", "3000000", AT_LEAST, AT_MOST),
        ("$1300 to over $3000", "1300", "3000", EXACT, OVER),
        ("from $1,300 to over $3,000", "1300", "3000", EXACT, OVER),
        ("$1.2–1.5bn", "1200000000", "1500000000", EXACT, EXACT),
        ("£3.5m-£4m", "3500000", "4000000", EXACT, EXACT),
        ("5 to 10 million", "5000000", "10000000", EXACT, EXACT),
        ("between five and six thousand", "5000", "6000", EXACT, EXACT),
        ("10 to 20 thousand", "10000", "20000", EXACT, EXACT),
        ("20,000 to 1 million", "20000", "1000000", EXACT, EXACT),
        ("5–10%", "5", "10", EXACT, EXACT),
        ("5 - 10", "5", "10", EXACT, EXACT),
        ("5−10", "5", "10", EXACT, EXACT),
        ("about 5 to 10", "5", "10", ABOUT, ABOUT),
        ("around 30,000-35,000", "30000", "35000", ABOUT, ABOUT),
        ("between about 5 and 10", "5", "10", ABOUT, EXACT),
        ("between 5 and about 10", "5", "10", EXACT, ABOUT),
        ("about between 5 and 10", "5", "10", ABOUT, ABOUT),
        ("more than 30 but fewer than 40", "30", "40", OVER, UNDER),
        ("at most 100 and at least 20", "20", "100", AT_LEAST, AT_MOST),
        ("20 ± 2", "18", "22", EXACT, EXACT),
    ],
)
def test_both_ends_of_a_range_are_kept_with_their_own_hedges(text, low, high, low_hedge, high_hedge):
    stated = read(text)
    assert (stated.hedge, stated.low, stated.high) == (Hedge.RANGE, Decimal(low), Decimal(high))
    assert (stated.low_hedge, stated.high_hedge) == (low_hedge, high_hedge)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("tens", 10, 100),
        ("dozens", 12, 100),
        ("scores", 20, 100),
        ("hundreds", 100, 1000),
        ("several hundred", 100, 1000),
        ("thousands of people", 1000, 10_000),
        ("tens of thousands", 10_000, 100_000),
        ("hundreds of thousands of people", 100_000, 1_000_000),
        ("millions", 10**6, 10**7),
        ("tens of millions", 10**7, 10**8),
        ("billions", 10**9, 10**10),
    ],
)
def test_a_vague_word_is_a_span(text, low, high):
    stated = read(text, "person")
    assert (stated.hedge, stated.low, stated.high) == (VAGUE, low, high)


@pytest.mark.parametrize(
    ("text", "unit", "settled"),
    [
        ("30,000", "person", "person"),
        ("30,000 North Koreans", "person", "person"),
        ("three million deaths", "person", "person"),
        ("over 1,000 of North Korean escapees", "person", "person"),
        ("More than 20 residents", "person", "person"),
        ("two neighboring countries", "country", "country"),
        ("12 ships", "ship", "ship"),
        ("12 ships", "", "ship"),
        ("Won 5,000", "KPW", "KPW"),
        ("W6,000", "KPW", "KPW"),
        ("Won 5,000", "", "KRW"),
        ("W6,000", "USD", "KRW"),
        ("$5", "CAD", "CAD"),
        ("$5", "EUR", "USD"),
        ("US$5", "CAD", "USD"),
        ("¥500", "CNY", "CNY"),
        ("¥500", "", "JPY"),
        ("€33.53", "EUR", "EUR"),
        ("(€33.53)", "EUR", "EUR"),
        ("19,000 yuan", "CNY", "CNY"),
        ("about $2,375", "CNY", "USD"),
        ("CHF 3.2m", "CHF", "CHF"),
        ("10 pounds", "GBP", "GBP"),
        ("10 pounds", "kg", "lb"),
        ("16.8 per cent", "percent", "percent"),
        ("−5 °C", "°C", "°C"),
        ("100 km", "mi", "km"),
        ("25m", "m", "m"),
        ("6 per 1,000", "", "per 1,000"),
    ],
)
def test_the_claim_settles_a_unit_only_where_the_words_leave_it_open(text, unit, settled):
    assert read(text, unit).unit == settled


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("two-thirds", "66.6666666666666666666666666667"),
        ("half", "50"),
        ("one in five", "20"),
        ("three out of four", "75"),
        ("a quarter", "25"),
        ("6 per 1,000", "0.6"),
        ("65%", "65"),
    ],
)
def test_a_fraction_is_percent_on_a_claim_in_percent(text, percent):
    assert read(text, "percent").low == Decimal(percent)


def test_metres_and_millions_are_told_apart_by_the_claim():
    assert read("25m", "m").low == 25
    assert read("25m", "person").low == 25_000_000


@pytest.mark.parametrize(
    ("text", "unit", "said"),
    [
        ("around 30,000", "person", "about 30,000"),
        ("as low as 580,000 and as high as three million", "person", "580,000 to 3 million"),
        ("$1300 to over $3000", "USD", "$1,300 to over $3,000"),
        ("16.8 percent", "percent", "16.8 %"),
        ("more than 20", "person", "more than 20"),
        ("up to about 500", "", "up to about 500"),
        ("two-thirds", "percent", "66.67 %"),
        ("tens of thousands", "person", "tens of thousands"),
        ("RM120,000 to RM300,000", "MYR", "120,000 to 300,000 Malaysian ringgit"),
        ("$1.2–1.5bn", "USD", "$1.2 to $1.5 billion"),
        ("1,234,567", "", "1,234,567"),
    ],
)
def test_a_stated_figure_is_said_without_inventing_precision(text, unit, said):
    assert say_stated(read(text, unit)) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("around 30,000", "28,500 to 31,500 people"),
        ("more than 20", "more than 20 people"),
        ("fewer than 60", "0 to below 60 people"),
        ("1,418", "exactly 1,418 people"),
        ("one", "exactly 1 person"),
        ("nearly 100", "95 to below 100 people"),
        ("just over 100", "from above 100 to 105 people"),
        ("at least 1,000", "at least 1,000 people"),
    ],
)
def test_a_reading_is_said_as_an_interval(text, said):
    reading = reading_of(read(text, "person"), tolerance=Decimal("0.05"), floor=unit_for("person").has_floor)
    assert say_quantity(reading) == said


@given(st.text(max_size=60))
def test_no_text_raises(text):
    figure = read_figure(text, unit="person")
    if isinstance(figure, Figure):
        assert text[figure.start : figure.end] == figure.text
        say_stated(figure.stated)


_PIECES = """
about over at least to and or between from 5 10 30,000 3.5 million thousand a half dozens % $ – - ( ) of one hundred £
km up
"""


@given(
    st.lists(st.sampled_from(_PIECES.split()), max_size=9), st.sampled_from(["", "person", "percent", "USD"])
)
def test_no_row_of_figure_words_raises(words, unit):
    figure = read_figure(" ".join(words), unit=unit)
    if isinstance(figure, Figure):
        say_stated(figure.stated)


def test_a_passage_is_no_figure():
    assert isinstance(read_figure("1" * 10_000_000), Unread)
    assert isinstance(read_figure(" " * 10_000_000), Unread)


NOT_WHAT_THE_CLAIM_COUNTS = [
    ("another thing", "30,000 households", "30,000 people", "person"),
    ("a word that is no noun", "30 confirmed", "30 soldiers", "person"),
    ("an ordinal", "12th", "12", "person"),
    ("the nineties", "the 1990s", "1,990", "person"),
    ("a multiplier that is not known", "5 Mrd", "5 million", "EUR"),
    ("a letter behind an amount", "$1.5 m", "$1.5m", "USD"),
    ("a loss", "a $5m loss", "$5m", "USD"),
    ("a share of a count", "nearly a third", "nearly 3", "person"),
    ("another kind of measure", "5 km", "5", "person"),
    ("points of percent", "3 percentage points", "3 percent", "percent"),
    ("half of a percent", "half of one percent", "half", "percent"),
    ("tonnes or millions of them", "1.2 Mt", "1.2 t", "t"),
    ("a range that may be in thousands", "30-35,000", "30,000-35,000", "person"),
    (
        "a range whose multiplier may be shared",
        "two to three hundred thousand",
        "two to three thousand",
        "person",
    ),
    ("a margin in percent", "30,000 ± 5%", "30,000 ± 500", "person"),
]


@pytest.mark.parametrize(
    ("case", "refused", "read_", "unit"),
    NOT_WHAT_THE_CLAIM_COUNTS,
    ids=[row[0] for row in NOT_WHAT_THE_CLAIM_COUNTS],
)
def test_what_may_be_something_else_waits_for_a_person(case, refused, read_, unit):
    """Kept as words and listed, where it would otherwise be compared with nothing in silence."""
    assert isinstance(read_figure(refused, unit=unit), Unread)
    assert isinstance(read_figure(read_, unit=unit), Figure)
