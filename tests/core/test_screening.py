"""The cheap look never says that nothing is flagged where the rules flag something."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from factcheck.core.claims import AnswerKind, Lives, Terms
from factcheck.core.discrepancies import flags_of
from factcheck.core.hedges import Hedge, Stated
from factcheck.core.readings import CitedFigure
from factcheck.core.screening import Glance, may_disagree

TOLERANCES = [Decimal("0.05"), Decimal("0.0001"), Decimal("0.9")]
AS_OF = ["", "2016", "2016-05", "2016/2018", "2018", "since 2016", "an average year"]
UNITS = ["", "person", "percent", "km", "m", "USD"]
ENDS = [Decimal(end) for end in ("0", "-5", "5", "5.25", "100", "105", "95", "99.99999999999999", "1e29")]
ENDS += [Decimal(10**29 + 1), Decimal(10**29 + 2), Decimal("0.1")]


@some.composite
def stated(draw):
    hedge = draw(some.sampled_from(Hedge))
    one, other = (
        draw(some.sampled_from(ENDS)),
        draw(some.sampled_from(ENDS) | some.integers(-99, 999).map(Decimal)),
    )
    unit = draw(some.sampled_from(UNITS))
    rough = draw(some.sampled_from([Hedge.EXACT, Hedge.ABOUT]))
    match hedge:
        case Hedge.UNDER | Hedge.AT_MOST:
            return Stated(hedge, None, other, unit, Hedge.EXACT, rough)
        case Hedge.OVER | Hedge.AT_LEAST:
            return Stated(hedge, other, None, unit, rough)
        case Hedge.RANGE:
            sides = draw(some.tuples(some.sampled_from(Hedge), some.sampled_from(Hedge)))
            return Stated(hedge, min(one, other), max(one, other), unit, *sides)
        case Hedge.VAGUE:
            return Stated(hedge, min(one, other), max(one, other), unit)
        case _:
            return Stated(hedge, other, other, unit)


CITED = some.lists(
    some.tuples(
        some.none() | stated(),
        some.sampled_from(AS_OF),
        some.sampled_from(["", "2019", "2016-02"]),
        some.sampled_from(["", "women", " Women. "]),
    ),
    max_size=5,
)


def seen(cited, terms):
    figures, glances = [], []
    for key, (said, as_of, published, scope) in enumerate(cited):
        figures.append(
            CitedFigure(key=key, figure="5", stated=said, as_of=as_of, published=published, scope=scope)
        )
        ends = (said.hedge, said.low, said.high, said.unit) if said else ("", None, None, "")
        glances.append(Glance(*ends, as_of, published, scope))
    return flags_of(figures, terms), may_disagree(glances, terms)


@settings(max_examples=400, deadline=None)
@given(CITED, some.sampled_from(Lives), some.sampled_from(UNITS), some.sampled_from(TOLERANCES))
@example([(Stated(Hedge.EXACT, ENDS[-3], ENDS[-3]), "", "", ""), (Stated(Hedge.EXACT, ENDS[-2], ENDS[-2]), "", "", "")],
         Lives.FIXED, "", TOLERANCES[0])  # fmt: skip
def test_what_the_rules_flag_is_never_looked_over(cited, lives, unit, tolerance):
    flags, may = seen(cited, Terms(AnswerKind.QUANTITY, lives, unit, tolerance))
    assert may or not flags


def figure(value, hedge=Hedge.EXACT, as_of="2016"):
    return Stated(hedge, Decimal(value), Decimal(value), "person"), as_of, "", ""


@pytest.mark.parametrize(
    ("lives", "cited", "expected"),
    [
        (Lives.FIXED, [], False),
        (Lives.FIXED, [figure("1418"), figure("1418")], False),
        (Lives.FIXED, [figure("30000", Hedge.ABOUT), figure("31000")], False),
        (Lives.FIXED, [figure("30000", Hedge.ABOUT), figure("35000", Hedge.ABOUT)], True),
        (Lives.LEVEL, [figure("1700"), figure("85000", as_of="2023")], False),
        (Lives.LEVEL, [figure("1700"), figure("85000", as_of="2016-05")], True),
        (Lives.RUNNING, [figure("1700"), figure("85000", as_of="2023")], True),
        (Lives.FIXED, [(Stated(Hedge.RANGE, Decimal(580), Decimal(3000), "person"), "", "", "")], True),
    ],
)
def test_what_agrees_is_seen_to_agree_without_the_rules(lives, cited, expected):
    assert seen(cited, Terms(AnswerKind.QUANTITY, lives, "person"))[1] is expected
