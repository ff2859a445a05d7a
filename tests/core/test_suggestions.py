from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.core.discrepancies import DiscrepancyKind, Flag, flags_of
from factcheck.core.origins import origins_of
from factcheck.core.readings import read_cited_figure
from factcheck.core.resolutions import Cause
from factcheck.core.rivals import Rival
from factcheck.core.suggestions import CAUSE_RULE_DESCRIPTIONS, Case, Suggestion, suggest_causes
from factcheck.core.suggestions.slips import slip_between
from tests.core.said import said, terms

FIXED, PERIOD, LEVEL, RUNNING = (terms(lives) for lives in ("fixed", "period", "level", "running"))
MILES = terms("fixed", unit="km")
WORDS = terms("level", kind="text")
DATES = terms("fixed", kind="date")


def case(on, rows, kind="value") -> Case:
    """The flag of that kind among citations, each a dict of what a source says, as the deciding page builds it."""
    cited = []
    for key, row in enumerate(rows, start=1):
        source = row.get("source", key)
        origins = origins_of(row.get("by", ""), source, row.get("from", {}))
        figure = said(
            row["says"], row.get("as_of", ""), key=key, unit=on.unit, published=row.get("published", ""),
            source=source, origins=origins,
        )  # fmt: skip
        cited.append(figure)
    flag: Flag = next(flag for flag in flags_of(cited, on) if flag.kind == kind)
    rivals = [
        Rival(
            read_cited_figure(cited[member.reading.key - 1], on),
            member.first,
            member.last,
            rows[member.reading.key - 1].get("quote", ""),
            rows[member.reading.key - 1].get("published", ""),
            rows[member.reading.key - 1].get("by", ""),
        )
        for member in flag.members
    ]
    return Case(flag.kind, on, rivals, flag.is_rounding)


def causes(found: list[Suggestion]) -> list[str]:
    return [suggestion.cause.value for suggestion in found]


MINISTRY, WIRE = "Unification Ministry", 99
ECHO = {1: [WIRE], 2: [WIRE], 3: [WIRE]}

SUGGESTED = [
    ("rounding, where that is all there is to it", FIXED, [{"says": "60"}, {"says": "63"}], ["rounding"]),
    ("nothing, where no rule speaks", FIXED, [{"says": "30"}, {"says": "45"}], []),
    (
        "our own slip, where the quote says what a rival says",
        FIXED,
        [{"says": "45", "quote": "some 30 people came"}, {"says": "30", "quote": "30 people"}],
        ["our_transcription_error"],
    ),
    (
        "our own slip, where the quote says a third figure",
        FIXED,
        [{"says": "45", "quote": "some 47 people came"}, {"says": "30"}],
        ["our_transcription_error"],
    ),
    (
        "no slip where the figure is worded otherwise in its quote",
        FIXED,
        [{"says": "3", "quote": "three people came"}, {"says": "5", "quote": "five"}],
        [],
    ),
    (
        "no slip where the quote holds no figure at all",
        FIXED,
        [{"says": "45", "quote": "many people came"}, {"says": "30"}],
        [],
    ),
    ("a slip in print: digits exchanged", FIXED, [{"says": "1,418"}, {"says": "1,481"}], ["typographical_error"]),
    ("a slip in print: a zero", FIXED, [{"says": "34,000"}, {"says": "3,400"}], ["typographical_error"]),
    ("ten times a round figure is no slip", FIXED, [{"says": "10,000"}, {"says": "100,000"}], []),
    ("but a thousand times is", FIXED, [{"says": "3 million"}, {"says": "3 billion"}], ["typographical_error"]),
    ("a mistaken unit", MILES, [{"says": "5 miles"}, {"says": "5 km"}], ["unit_or_currency"]),
    (
        "one origin behind all, by its attribution; two outlets credit it",
        FIXED,
        [{"says": "30", "by": MINISTRY}, {"says": "45", "by": "unification ministry."}],
        ["same_origin", "secondary_misreport"],
    ),
    (
        "one origin behind all, by what the sources draw on",
        FIXED,
        [{"says": "30", "from": ECHO}, {"says": "45", "from": ECHO}],
        ["same_origin"],
    ),
    (
        "an origin that gives another figure later",
        FIXED,
        [
            {"says": "30", "by": MINISTRY, "published": "2018"},
            {"says": "45", "by": MINISTRY, "published": "2020-05"},
        ],
        ["superseded_same_source", "same_origin"],
    ),
    (
        "not where the newer figure was published in the same year",
        FIXED,
        [
            {"says": "30", "by": MINISTRY, "published": "2018"},
            {"says": "45", "by": MINISTRY, "published": "2018-05"},
        ],
        ["same_origin", "secondary_misreport"],
    ),
    (
        "one source that tells of two times, of a question with one answer for ever",
        FIXED,
        [{"says": "30", "source": 7, "as_of": "2018"}, {"says": "45", "source": 7, "as_of": "2020"}],
        ["superseded_same_source", "different_as_of", "same_origin"],
    ),
    (
        "dates that were not compared",
        FIXED,
        [{"says": "30", "as_of": "1996"}, {"says": "45", "as_of": "1998"}],
        ["different_as_of"],
    ),
    (
        "not where the dates overlap",
        FIXED,
        [{"says": "45", "as_of": "1996/1998"}, {"says": "30", "as_of": "1998/1999"}],
        [],
    ),
    ("not where one has no date", FIXED, [{"says": "30", "as_of": "1996"}, {"says": "45"}], []),
    (
        "a part of the time with the lower count",
        FIXED,
        [{"says": "30", "as_of": "2017-06"}, {"says": "45", "as_of": "2017"}],
        ["part_of_total"],
    ),
    (
        "not where the part is the higher one",
        FIXED,
        [{"says": "45", "as_of": "2017-06"}, {"says": "30", "as_of": "2017"}],
        [],
    ),
    (
        "a total that may have grown: 30,000 in 2018, 35,000 since 2016",
        RUNNING,
        [
            {"says": "about 30,000", "as_of": "2018-01"},
            {"says": "about 35,000", "as_of": "2016/2024"},
        ],
        ["different_as_of"],
    ),
    (
        "not where the higher total is not the later one",
        RUNNING,
        [
            {"says": "about 35,000", "as_of": "2018-01"},
            {"says": "about 30,000", "as_of": "2016/2024"},
        ],
        [],
    ),
    (
        "a level at times that are not the same",
        LEVEL,
        [{"says": "$17,000", "as_of": "2019"}, {"says": "$85,000", "as_of": "2019-06"}],
        ["different_as_of"],
    ),
    ("not at one time", LEVEL, [{"says": "$17,000", "as_of": "2019"}, {"says": "$85,000", "as_of": "2019"}], []),
    ("nor in one period", PERIOD, [{"says": "30", "as_of": "2019"}, {"says": "45", "as_of": "2019"}], []),
]  # fmt: skip


@pytest.mark.parametrize(("what", "on", "rows", "expected"), SUGGESTED, ids=[row[0] for row in SUGGESTED])
def test_a_cause_is_suggested_where_a_rule_gives_one(what, on, rows, expected):
    assert causes(suggest_causes(case(on, rows))) == expected


REASONS = [
    (
        FIXED,
        [{"says": "60"}, {"says": "63"}],
        "“60” and “63” differ by no more than rounding.",
    ),
    (
        FIXED,
        [{"says": "45", "quote": "some 30 people came"}, {"says": "30", "quote": "30 people"}],
        "We recorded “45”, but the quote beside it says “some 30”, as a rival does.",
    ),
    (
        FIXED,
        [{"says": "1,418"}, {"says": "1,481"}],
        "“1,418” and “1,481” have the same digits, two neighbours of which are exchanged.",
    ),
    (
        MILES,
        [{"says": "5 miles"}, {"says": "5 km"}],
        "“5 km” and “5 miles” are one number in two units (kilometres, miles): one of them may name the wrong unit.",
    ),
    (
        FIXED,
        [{"says": "30", "by": MINISTRY}, {"says": "45", "by": MINISTRY}],
        "All citations go back to one origin (Unification Ministry), which cannot disagree with itself: “30” and “45” "
        "were reported differently.",
    ),
    (
        FIXED,
        [
            {"says": "30", "by": MINISTRY, "published": "2018"},
            {"says": "45", "by": MINISTRY, "published": "2020-05"},
        ],
        "From Unification Ministry come “30” (2018) and later “45” (May 2020): the newer may correct the older.",
    ),
    (
        RUNNING,
        [{"says": "about 30,000", "as_of": "2018-01"}, {"says": "about 35,000", "as_of": "2016/2024"}],
        "“about 35,000” (2016 to 2024) reaches to a later day than “about 30,000” (January 2018): "
        "the total may have grown in between.",
    ),
    (
        FIXED,
        [{"says": "30", "as_of": "2017-06"}, {"says": "45", "as_of": "2017"}],
        "“30” is for June 2017, a part of 2017, for which the higher “45” is given.",
    ),
]


@pytest.mark.parametrize(("on", "rows", "sentence"), REASONS, ids=[row[2][:40] for row in REASONS])
def test_the_reason_names_the_figures_and_the_rule(on, rows, sentence):
    assert str(suggest_causes(case(on, rows))[0].reason) == sentence


def test_a_total_that_fell_may_have_been_corrected_by_its_origin():
    rows = [{"says": "45", "as_of": "2016", "by": MINISTRY}, {"says": "30", "as_of": "2018", "by": MINISTRY}]
    found = suggest_causes(case(RUNNING, rows, "falls"))
    assert causes(found) == ["superseded_same_source", "same_origin"]
    assert "the lower “30” (2018), though this total never falls" in str(found[0].reason)


def test_a_part_above_its_whole_suggests_no_part_of_a_total():
    rows = [{"says": "45", "as_of": "2017-06"}, {"says": "30", "as_of": "2017"}]
    assert suggest_causes(case(PERIOD, rows, "part_exceeds_whole")) == []


def test_a_range_that_one_source_states_has_no_rivals_to_explain():
    assert suggest_causes(case(FIXED, [{"says": "580,000 to 3 million", "by": MINISTRY}], "spread")) == []


def test_rival_words_and_dates_are_asked_too():
    words = [{"says": "prison", "as_of": "2019"}, {"says": "a fine", "as_of": "2019-06"}]
    assert causes(suggest_causes(case(WORDS, words, "text"))) == ["different_as_of"]
    dates = [{"says": "2006", "by": MINISTRY, "quote": "in 2007"}, {"says": "2009", "by": MINISTRY}]
    assert causes(suggest_causes(case(DATES, dates, "date"))) == ["same_origin", "secondary_misreport"]


def test_what_accounts_for_all_positions_comes_before_what_accounts_for_some():
    rows = [
        {"says": "30", "by": MINISTRY, "as_of": "1996"},
        {"says": "45", "by": MINISTRY, "as_of": "1997"},
        {"says": "90", "as_of": "1998"},
    ]
    found = suggest_causes(case(FIXED, rows))
    assert [(one.cause, one.explains_all) for one in found] == [
        (Cause.DIFFERENT_AS_OF, True),
        (Cause.SUPERSEDED_SAME_SOURCE, False),
    ]


def test_a_citation_that_stands_in_two_positions_leaves_the_dates_open():
    rows = [
        {"says": "30", "as_of": "1996"},
        {"says": "45", "as_of": "1998"},
        {"says": "90", "as_of": "1999"},
        {"says": "25 to 50", "as_of": "1990"},
    ]
    assert causes(suggest_causes(case(FIXED, rows))) == []


SLIPS = [
    ("a digit left out", "1418", "148", True),
    ("a digit written twice", "1448", "148", True),
    ("two neighbours exchanged", "1418", "4118", True),
    ("not two that are apart", "1418", "8411", False),
    ("one digit in the place of another", "1418", "1419", False),
    ("ten times", "14", "140", True),
    ("a point that slipped", "16.8", "168", True),
    ("a million times", "3", "3000000", True),
    ("fifty times", "3", "150", False),
    ("short figures are alike by chance", "12", "21", False),
    ("so are round ones", "1200", "2100", False),
    ("and round ones with a digit less", "100", "1200", False),
    ("a figure and its rounding", "16.8", "16.84", False),
    ("opposite signs", "-14", "140", False),
    ("the same figure", "14", "14", False),
    ("nothing", "0", "140", False),
]


@pytest.mark.parametrize(("what", "one", "other", "is_slip"), SLIPS, ids=[row[0] for row in SLIPS])
def test_a_slip_of_the_pen(what, one, other, is_slip):
    from decimal import Decimal

    assert (slip_between(Decimal(one), Decimal(other)) is not None) is is_slip
    assert (slip_between(Decimal(other), Decimal(one)) is not None) is is_slip


def test_among_many_figures_likeness_is_chance():
    rows = [{"says": str(1418 + 1000 * n)} for n in range(12)] + [{"says": "1,481"}]
    assert causes(suggest_causes(case(FIXED, rows))) == []


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_the_suggestions_do_not_depend_on_the_order_of_the_citations(data):
    years = st.sampled_from(["", "1996", "1997", "1998"])
    bodies = st.sampled_from(["", MINISTRY, "Red Cross"])
    rows = [{"says": "10"}, {"says": "90"}] + [
        {
            "says": data.draw(st.sampled_from(["30", "45", "63", "60", "34,000", "3,400"])),
            "as_of": data.draw(years),
            "published": data.draw(years),
            "by": data.draw(bodies),
            "source": data.draw(st.integers(1, 3)),
        }
        for _row in range(data.draw(st.integers(1, 6)))
    ]
    found = case(FIXED, rows)
    shuffled = replace_rivals(found, data.draw(st.permutations(found.rivals)))
    assert suggest_causes(found) == suggest_causes(shuffled)
    suggested = causes(suggest_causes(found))
    assert len(suggested) == len(set(suggested))
    assert not {"genuine_disagreement", "different_scope", "not_determinable", "fabricated"} & set(suggested)


def replace_rivals(found: Case, rivals) -> Case:
    return Case(found.kind, found.terms, rivals, found.is_rounding)


def test_fifty_thousand_members_are_asked_in_a_few_seconds():
    import time

    one = case(FIXED, [{"says": "30", "as_of": "1996", "by": MINISTRY}, {"says": "45", "as_of": "1998"}])
    low, high = one.rivals
    many = [
        replace(
            rival,
            reading=replace(rival.reading, key=key * 2 + place),
            quote="twelve of them",
            first=spot,
            last=spot,
        )
        for key in range(25_000)
        for place, (rival, spot) in enumerate([(low, key), (high, key + 1)])
    ]
    begun = time.process_time()
    suggest_causes(Case(DiscrepancyKind.VALUE, FIXED, many))
    assert time.process_time() - begun < 8


def test_every_rule_has_its_published_description():
    assert all(description for description in CAUSE_RULE_DESCRIPTIONS.values())
