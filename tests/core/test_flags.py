from __future__ import annotations

import pytest

from tests.core.said import flags, terms

FIXED, PERIOD, LEVEL, RUNNING = (
    terms(lives, unit=unit)
    for lives, unit in (("fixed", ""), ("period", "person"), ("level", ""), ("running", "person"))
)

SEVERITIES = [
    ("just below 1.05 is minor", ["10,000", "at least 10,499"], "minor"),
    ("1.05 is moderate", ["10,000", "at least 10,500"], "moderate"),
    ("just below 1.5 is moderate", ["10,000", "at least 14,999"], "moderate"),
    ("1.5 is major", ["10,000", "at least 15,000"], "major"),
    ("the stated ends count, not the widened ones", ["about 30,000", "about 35,000"], "moderate"),
    ("the worst two decide", ["10,000", "10,100", "20,000"], "major"),
    ("over and at most one figure differ by nothing", ["over 5", "at most 5"], "minor"),
    ("zero against anything is major", ["0", "1"], "major"),
    ("opposite signs are major", ["-1", "1"], "major"),
    ("both negative: by absolute values", ["-100", "-104"], "minor"),
    ("both negative and far apart", ["-100", "-150"], "major"),
    ("a vague word caps at minor", ["thousands", "50"], "minor"),
    ("even far off", ["dozens", "5,000,000"], "minor"),
    ("but not what stands beside it", ["thousands", "50", "90"], "major"),
    ("nor does it make a rounding graver", ["thousands", "60", "63"], "minor"),
    ("a rounding is minor though it is 1.05", ["60", "63"], "minor"),
    ("a rounding beside another figure is not all", ["60", "63", "66"], "moderate"),
    ("miles against kilometres", ["5 miles", "16 km"], "major"),
]


@pytest.mark.parametrize(("case", "figures", "severity"), SEVERITIES, ids=[row[0] for row in SEVERITIES])
def test_the_severity_of_rival_figures(case, figures, severity):
    [flag] = flags(figures, FIXED)
    assert (flag.kind, flag.severity) == ("value", severity)


SPREADS = [
    ("a range whose high is twice its low", FIXED, "10 to 20", True),
    ("not quite twice", FIXED, "10 to 19", False),
    ("half a million to three", FIXED, "as low as 580,000 and as high as three million", True),
    ("on a running total too", RUNNING, ("10 to 20", "2016"), True),
    ("with or without a period", PERIOD, "10 to 20", True),
    ("but not where the answer moves freely", LEVEL, ("10 to 20", "2016"), False),
    ("not for a hedge, however wide", FIXED, "over 10", False),
    ("not for a vague word", FIXED, "dozens", False),
    ("the words count, not the widened ends", FIXED, "about 10 to about 19.9", False),
]


@pytest.mark.parametrize(("case", "on", "figure", "flagged"), SPREADS, ids=[row[0] for row in SPREADS])
def test_a_range_too_wide_is_a_disagreement_of_its_own(case, on, figure, flagged):
    assert [(flag.kind, flag.severity) for flag in flags([figure], on)] == [("spread", "major")] * flagged


MUST_FLAG = [
    (
        "two totals at one time",
        RUNNING,
        [
            ("Around 30,000", "2018-01", "2018-01"),
            ("exceeded 30,000", "2016"),
            ("around 35,000", "2016/2024", "2024~"),
        ],
        [("value", "moderate", False)],
    ),
    ("a famine", FIXED, ["as low as 580,000 and as high as three million"], [("spread", "major", False)]),
    (
        "sixty-three and sixty in one year",
        PERIOD,
        [("63", "2022"), ("60", "2022")],
        [("value", "minor", True)],
    ),
]
MUST_NOT_FLAG = [
    (
        "a price that rose",
        LEVEL,
        [("around $1,700", "2010~"), ("$17,000", "2019"), ("$85,000", "2023-07/2024")],
    ),
    ("a fee that meets another", LEVEL, [("$1300 to over $3000", "2012~"), ("around $1,700", "2012")]),
    ("at least a thousand and 1,047", PERIOD, [("at least 1,000", "2019"), ("1,047", "2019")]),
    ("arrivals in two years", PERIOD, [("1,418", "2016"), ("1,047", "2019")]),
    ("women, of two groups", LEVEL, [("over 65%", "2023", "", "arrivals"), ("60%", "2023", "", "in China")]),
    ("soldiers in a month and in its year", PERIOD, [("no fewer than three", "2017-06"), ("four", "2017")]),
    ("two currencies of one price", FIXED, ["19,000 yuan", "about $2,375"]),
    ("an average year", PERIOD, [("some half-a-dozen", "an average year"), ("seven", "2017-06")]),
    ("words that doubt", FIXED, ["maybe one", "5"]),
    ("rice in two months", LEVEL, [("Won 5,000", "2017-06"), ("W6,000", "2017-07")]),
]


@pytest.mark.parametrize(("case", "on", "rows", "expected"), MUST_FLAG, ids=[row[0] for row in MUST_FLAG])
def test_must_flag(case, on, rows, expected):
    assert [(flag.kind, flag.severity, flag.is_rounding) for flag in flags(rows, on)] == expected


@pytest.mark.parametrize(("case", "on", "rows"), MUST_NOT_FLAG, ids=[row[0] for row in MUST_NOT_FLAG])
def test_must_not_flag(case, on, rows):
    assert flags(rows, on) == []


def test_a_part_above_its_whole_is_flagged_for_counts_and_for_nothing_that_is_measured():
    for high, low, flagged in [
        ("5", "4", True),
        ("5 km", "4 km", False),
        ("5%", "4%", False),
        ("$5", "$4", False),
    ]:
        found = flags([(high, "2017-06"), (low, "2017")], terms("period"))
        assert [flag.kind for flag in found] == ["part_exceeds_whole"] * flagged


def test_a_part_that_exceeds_two_wholes_is_shown_at_the_one_that_it_exceeds_most():
    found = flags([("9", "2017-06"), ("8", "2017-07"), ("4", "2017"), ("5", "2016/2018")], PERIOD)
    shown = [sorted(member.reading.figure for member in flag.members) for flag in found]
    assert sorted(shown) == [["4", "8", "9"], ["5", "9"]]


def test_each_distinct_text_is_a_position_and_folding_makes_them_one():
    rows = ["Prison", "prison.", " PRISON ", "a fine"]
    [flag] = flags(rows, terms(kind="text"))
    assert (flag.kind, flag.severity) == ("text", "moderate")
    assert [position.text for position in flag.positions] == ["a fine", "prison"]
    assert flags(rows[:3], terms(kind="text")) == []


def test_two_dates_are_flagged_and_a_month_of_a_year_is_not():
    on = terms(kind="date")
    assert [(flag.kind, flag.severity) for flag in flags(["2006", "2007"], on)] == [("date", "moderate")]
    assert flags(["2006", "June 2006", "2006-06-12"], on) == []
