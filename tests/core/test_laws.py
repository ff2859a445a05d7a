"""The laws of comparison, each held against the slow rules of the oracle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.core.claims import AnswerKind, Lives, Terms
from factcheck.core.discrepancies import DiscrepancyKind, Flag, flags_of
from factcheck.core.hedges import Hedge, Stated
from factcheck.core.readings import CitedFigure
from tests.core import oracle
from tests.core.oracle import Held, Said

LIVES = st.sampled_from(list(Lives))
UNITS = st.sampled_from(["person", "km", "percent"])
TOLERANCES = st.sampled_from(["0.0001", "0.01", "0.05", "0.2", "0.9"])
NUMBERS = st.sampled_from(
    [
        Decimal(n)
        for n in (
            "0",
            "1",
            "-4",
            "-63",
            "-60",
            "10",
            "20",
            "57",
            "60",
            "61",
            "63",
            "63.0",
            "62.5",
            "64",
            "65",
        )
    ]
    + [Decimal(n) for n in ("66", "69", "70", "85", "90", "95", "96.5", "100", "105")]
) | st.integers(-20, 120).map(Decimal)


@st.composite
def stated_figures(draw: st.DrawFn, unit: str) -> Stated:
    hedge = draw(st.sampled_from([Hedge.EXACT] * 4 + [Hedge.ABOUT] * 3 + list(Hedge)))
    one, other = sorted((draw(NUMBERS), draw(NUMBERS)))
    if hedge in {Hedge.RANGE, Hedge.VAGUE}:
        return Stated(hedge, one, other, unit)
    low = None if hedge in {Hedge.UNDER, Hedge.AT_MOST} else one
    high = None if hedge in {Hedge.OVER, Hedge.AT_LEAST} else one
    return Stated(hedge, low, high, unit)


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Said], Terms]:
    unit = draw(UNITS)
    terms = Terms(AnswerKind.QUANTITY, draw(LIVES), unit, Decimal(draw(TOLERANCES)))
    times = st.sampled_from(draw(st.lists(st.sampled_from(list(oracle.AS_OF)), min_size=1, max_size=4)))
    said = [
        Said(
            key,
            draw(stated_figures(unit)),
            draw(times),
            draw(st.sampled_from(list(oracle.PUBLISHED))),
            draw(st.sampled_from(["", "", "", "women"])),
        )
        for key in range(1, draw(st.integers(1, 7)) + 1)
    ]
    return said, terms


def flags(said: list[Said], terms: Terms) -> list[Flag]:
    return flags_of(
        [CitedFigure(s.key, str(s.stated), s.stated, s.as_of, s.published, s.scope) for s in said], terms
    )


def groups(said: list[Said], terms: Terms) -> dict[str, list[Held]]:
    found: dict[str, list[Held]] = defaultdict(list)
    floor = terms.unit == "person"
    for one in oracle.held(said, terms.lives, Fraction(terms.tolerance), floor=floor):
        found[one.said.scope].append(one)
    return found


def keys(pairs: list[tuple[Held, Held]]) -> set[int]:
    return {one.said.key for pair in pairs for one in pair}


def members(flag: Flag) -> set[int]:
    return {member.reading.key for member in flag.members}


def expected_grade(
    group: list[Held],
    pairs_of: Callable[[list[Held]], list[tuple[Held, Held]]],
    worst_of: Callable[[list[Held]], Fraction | None],
) -> tuple[bool, str]:
    """Minor where all pairs are roundings or only vague words stand apart; else by the worst of the others."""
    if all(oracle.rounds(*pair) for pair in pairs_of(group)):
        return True, "minor"
    sure = [one for one in group if not one.is_vague]
    if all(oracle.rounds(*pair) for pair in pairs_of(sure)):
        return False, "minor"
    return False, oracle.grade(worst_of(sure))


@given(cases())
@settings(max_examples=400, deadline=None)
def test_rival_figures_are_flagged_exactly_where_two_citations_are_apart_at_one_time(case):
    said, terms = case
    found = {(f.scope, f.period): f for f in flags(said, terms) if f.kind is DiscrepancyKind.VALUE}
    expected = {}
    for scope, group in groups(said, terms).items():
        for span in {one.span for one in group} if terms.lives == "period" else {None}:
            here = [one for one in group if span in {None, one.span}]
            if pairs := oracle.rival_pairs(here, terms.lives):
                grade = expected_grade(here, lambda g: oracle.rival_pairs(g, terms.lives), oracle.worst_value)
                expected[scope, span] = (keys(pairs), *grade)
    assert {key: (members(f), f.is_rounding, f.severity) for key, f in found.items()} == expected


@given(cases())
@settings(max_examples=150, deadline=None)
def test_a_total_is_flagged_exactly_where_it_falls(case):
    said, terms = case
    terms = Terms(terms.answer_kind, Lives.RUNNING, terms.unit, terms.tolerance)
    found = {f.scope: f for f in flags(said, terms) if f.kind is DiscrepancyKind.FALLS}
    expected = {}
    for scope, group in groups(said, terms).items():
        if pairs := oracle.falling_pairs(group):
            expected[scope] = (keys(pairs), *expected_grade(group, oracle.falling_pairs, oracle.worst_fall))
    assert {scope: (members(f), f.is_rounding, f.severity) for scope, f in found.items()} == expected


@given(cases())
@settings(max_examples=300, deadline=None)
def test_a_whole_is_flagged_exactly_where_a_part_exceeds_it_and_only_among_counts(case):
    said, terms = case
    terms = Terms(terms.answer_kind, Lives.PERIOD, terms.unit, terms.tolerance)
    found = {
        (f.scope, f.period): f for f in flags(said, terms) if f.kind is DiscrepancyKind.PART_EXCEEDS_WHOLE
    }
    if terms.unit != "person":
        assert not found
        return
    expected, shown = {}, defaultdict(set)
    for scope, group in groups(said, terms).items():
        for span in {one.span for one in group}:
            if pairs := oracle.part_pairs(group, span):
                grade = expected_grade(
                    group,
                    lambda g, s=span: oracle.part_pairs(g, s),
                    lambda g, s=span: oracle.worst_part(g, s),
                )
                expected[scope, span] = (keys(pairs), *grade)
                shown[scope] |= keys(pairs)
                wholes = {whole.said.key for _part, whole in pairs}
                assert wholes < members(found[scope, span]) <= keys(pairs), (
                    "all wholes, and one part at least"
                )
    assert {key: (f.is_rounding, f.severity) for key, f in found.items()} == {
        k: v[1:] for k, v in expected.items()
    }
    for scope, citations in shown.items():
        here = [f for (of, _span), f in found.items() if of == scope]
        assert set().union(*map(members, here)) == citations, "every part and whole is shown somewhere"
        if len(here) == 1:
            assert members(here[0]) == expected[scope, here[0].period][0]


@given(cases())
@settings(max_examples=150, deadline=None)
def test_positions_are_the_fewest_and_no_two_members_that_conflict_share_one(case):
    said, terms = case
    for flag in flags(said, terms):
        answers = [position.answer for position in flag.positions]
        assert len(answers) == fewest_answers(flag)
        for member in flag.members:
            reading = member.reading
            run = [i for i, answer in enumerate(answers) if reading.low <= answer <= reading.high]
            assert run, "every member stands somewhere"
            assert run == list(range(member.first, member.last + 1))
        for one in flag.members:
            for other in flag.members:
                if one.reading.low > other.reading.high:
                    assert one.first > other.last, "rivals share no position"


def fewest_answers(flag: Flag) -> int:
    """By trying every set of answers, the lows being all that need be tried."""
    from itertools import combinations

    ends = {(m.reading.low, m.reading.high) for m in flag.members}
    candidates = sorted({low for low, _high in ends})
    for size in range(1, len(candidates) + 1):
        for answers in combinations(candidates, size):
            if all(any(low <= answer <= high for answer in answers) for low, high in ends):
                return size
    raise AssertionError


@given(cases(), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_flags_do_not_depend_on_the_order_of_citations_and_come_out_the_same_twice(case, chance):
    said, terms = case
    shuffled = list(said)
    chance.shuffle(shuffled)
    assert flags(said, terms) == flags(shuffled, terms) == flags(said, terms)


@given(cases(), TOLERANCES)
@settings(max_examples=300, deadline=None)
def test_a_wider_tolerance_never_adds_a_flag_or_raises_a_severity(case, other):
    said, terms = case
    narrow, wide = sorted((terms.tolerance, Decimal(other)))
    graded = [
        {
            flag.key: flag.severity.order
            for flag in flags(said, Terms(terms.answer_kind, terms.lives, terms.unit, tolerance))
        }
        for tolerance in (narrow, wide)
    ]
    for key, severity in graded[1].items():
        assert severity <= graded[0].get(key, -1)
