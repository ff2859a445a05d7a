from __future__ import annotations

import pytest

from tests.core.said import compared, flags, terms

FIXED, PERIOD, LEVEL, RUNNING = (terms(lives) for lives in ("fixed", "period", "level", "running"))
TEXT, TEXT_LEVEL = terms(kind="text"), terms("level", kind="text")
DATE = terms("level", kind="date")

RELATIONS = [
    ("the same figure agrees", FIXED, "1,418", "1418", "agree", "agree"),
    (
        "a range agrees with the same range in other words",
        FIXED,
        "5 to 7",
        "between 5 and 7",
        "agree",
        "agree",
    ),
    (
        "over thirty thousand can be thirty-two thousand",
        FIXED,
        "over 30,000",
        "32,000",
        "compatible",
        "compatible",
    ),
    ("at least five meets at most five", FIXED, "at least 5", "at most 5", "compatible", "compatible"),
    ("over five does not meet at most five", FIXED, "over 5", "at most 5", "conflict", "value"),
    ("at least five does not meet under five", FIXED, "at least 5", "under 5", "conflict", "value"),
    ("nearly five does not meet five", FIXED, "nearly 5", "5", "conflict", "value"),
    ("just over five does not meet five", FIXED, "just over 5", "5", "conflict", "value"),
    ("nearly and just over do not meet", FIXED, "nearly 5", "just over 5", "conflict", "value"),
    ("about five meets nearly five", FIXED, "about 5", "nearly 5", "compatible", "compatible"),
    ("sixty is sixty-three rounded", FIXED, "63", "60", "rounding", "rounding"),
    (
        "for ever there is one answer, whenever it was given",
        FIXED,
        ("5", "2010"),
        ("9", "2020"),
        "conflict",
        "value",
    ),
    (
        "two currencies are not compared",
        FIXED,
        "19,000 yuan",
        "about $2,375",
        "incomparable",
        "different_unit",
    ),
    ("people are not kilometres", FIXED, "5 people", "5 km", "incomparable", "different_unit"),
    ("five miles are about eight kilometres", FIXED, "5 miles", "about 8 km", "compatible", "compatible"),
    ("eight kilometres is five miles rounded", FIXED, "5 miles", "8 km", "rounding", "rounding"),
    ("five miles are not nine kilometres", FIXED, "5 miles", "9 km", "conflict", "value"),
    ("unread words are compared with nothing", FIXED, "maybe one", "4", "incomparable", "unread"),
    (
        "two periods have two answers",
        PERIOD,
        ("1,418", "2016"),
        ("1,047", "2019"),
        "explained",
        "different_as_of",
    ),
    ("one period has one answer", PERIOD, ("63", "2022"), ("85", "2022"), "conflict", "value"),
    (
        "a part may be less than the whole",
        PERIOD,
        ("3", "2017-06"),
        ("4", "2017"),
        "explained",
        "part_of_whole",
    ),
    (
        "a part is not more than the whole",
        PERIOD,
        ("5", "2017-06"),
        ("4", "2017"),
        "conflict",
        "part_exceeds_whole",
    ),
    (
        "a kilometre in June is no part of one",
        PERIOD,
        ("5 km", "2017-06"),
        ("4 km", "2017"),
        "explained",
        "part_of_whole",
    ),
    (
        "a share in June is no part of one",
        PERIOD,
        ("5%", "2017-06"),
        ("4%", "2017"),
        "explained",
        "part_of_whole",
    ),
    (
        "money in June is no part here",
        PERIOD,
        ("$5", "2017-06"),
        ("$4", "2017"),
        "explained",
        "part_of_whole",
    ),
    (
        "overlap is not containment",
        PERIOD,
        ("5", "2016/2017"),
        ("4", "2017/2018"),
        "explained",
        "different_as_of",
    ),
    ("no period, no comparison", PERIOD, ("5", "2017"), "4", "incomparable", "no_period"),
    (
        "an average year is no period",
        PERIOD,
        ("5", "2017"),
        ("4", "an average year"),
        "incomparable",
        "no_period",
    ),
    ("publication is no period", PERIOD, ("5", "2017"), ("4", "", "2017"), "incomparable", "no_period"),
    ("since 2017 is no period", PERIOD, ("5", "2017"), ("4", "2017/.."), "incomparable", "no_period"),
    ("a price may move", LEVEL, ("$17,000", "2019"), ("$85,000", "2023"), "explained", "different_as_of"),
    ("one time has one price", LEVEL, ("$17,000", "2019"), ("$85,000", "2019-06"), "conflict", "value"),
    (
        "without any date a price is not compared",
        LEVEL,
        ("$17,000", "2019"),
        "$85,000",
        "incomparable",
        "no_period",
    ),
    (
        "publication stands in for a date",
        LEVEL,
        ("$17,000", "2019"),
        ("$85,000", "", "2019"),
        "conflict",
        "value",
    ),
    ("a total may grow", RUNNING, ("30,000", "2016"), ("35,000", "2020"), "explained", "different_as_of"),
    ("a total does not fall", RUNNING, ("35,000", "2016"), ("30,000", "2020"), "conflict", "falls"),
    ("a total may fall by rounding", RUNNING, ("33,834", "2016"), ("33,800", "2020"), "rounding", "rounding"),
    ("women are not everyone", FIXED, ("5", "", "", "women"), "9", "explained", "different_scope"),
    (
        "scope is matched as words are",
        FIXED,
        ("5", "", "", "Women."),
        ("9", "", "", "women"),
        "conflict",
        "value",
    ),
    (
        "words agree but for capitals, spaces, a full stop",
        TEXT,
        "Labour  camp.",
        "labour camp",
        "agree",
        "agree",
    ),
    ("other words are another answer", TEXT, "labour camp", "prison", "conflict", "text"),
    (
        "a punishment may change",
        TEXT_LEVEL,
        ("a fine", "2019"),
        ("death", "2024"),
        "explained",
        "different_as_of",
    ),
    ("one time has one punishment", TEXT_LEVEL, ("a fine", "2024"), ("death", "2024"), "conflict", "text"),
    ("a punishment without a date", TEXT_LEVEL, ("a fine", "2024"), "a fine", "incomparable", "no_period"),
    ("a month of a year meets the year", DATE, "2006", "June 2006", "compatible", "compatible"),
    ("two years are two dates, whenever said", DATE, ("2006", "2010"), ("2007", "2020"), "conflict", "date"),
    ("words are no date", DATE, "2006", "in her youth", "incomparable", "unread"),
]


@pytest.mark.parametrize(
    ("case", "on", "one", "other", "relation", "rule"), RELATIONS, ids=[r[0] for r in RELATIONS]
)
def test_two_citations_of_a_claim(case, on, one, other, relation, rule):
    comparison = compared(one, other, on)
    assert (comparison.relation, comparison.rule) == (relation, rule)


@pytest.mark.parametrize(
    ("case", "on", "one", "other", "relation", "rule"), RELATIONS, ids=[r[0] for r in RELATIONS]
)
def test_two_citations_are_flagged_exactly_where_they_conflict_or_differ_by_rounding(
    case, on, one, other, relation, rule
):
    kinds = {flag.kind for flag in flags([one, other], on)} - {"spread"}
    assert bool(kinds) == (relation in {"conflict", "rounding"})
    assert relation != "conflict" or kinds == {rule}
