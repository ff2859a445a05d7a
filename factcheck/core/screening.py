"""A cheap look at the figures of a claim: whether they may disagree at all.

The look is one-sided. Where it says no, the full rules would flag nothing; where it says yes, they decide. It takes
every interval a little narrower than the rules do, and asks for dates and scopes, which only ever explain a difference,
where that is cheap.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from factcheck.core.claims import AnswerKind, Lives, Terms
from factcheck.core.hedges import Hedge
from factcheck.core.readings import period_of
from factcheck.core.words import fold_key

MARGIN = 1e-9
"""A share of the figure: far more than a float loses, and far less than two rival figures differ by."""
EXACT_DIGITS = 15
"""So many digits are told apart by a float."""
FEW = 24
"""So many figures are looked at two by two."""
_WIDENED = frozenset({Hedge.ABOUT, Hedge.NEARLY, Hedge.JUST_OVER})


@dataclass(frozen=True, slots=True)
class Glance:
    """What the look needs of one citation; `hedge` is empty where the figure is unread."""

    hedge: str
    low: Decimal | None
    high: Decimal | None
    unit: str
    as_of: str = ""
    published: str = ""
    scope: str = ""


def may_disagree(cited: Iterable[Glance], terms: Terms) -> bool:
    """Whether the rules may flag anything among these citations. False is certain; True is not.

    Only figures are looked at: answers in words and dates always go to the rules.
    """
    if terms.answer_kind is not AnswerKind.QUANTITY:
        return True
    tolerance = float(terms.tolerance) * (1 - MARGIN)
    read = [one for one in cited if one.hedge]
    if len({one.unit or terms.unit for one in read}) > 1 or any(map(_may_be_flagged_alone, read)):
        return True
    intervals = [_narrowed(one, tolerance) for one in read]
    if not intervals or max(low for low, _high in intervals) <= min(high for _low, high in intervals):
        return False
    return terms.lives is not Lives.LEVEL or len(read) > FEW or _may_be_apart_at_one_time(read, intervals)


def _may_be_apart_at_one_time(cited: Sequence[Glance], intervals: Sequence[tuple[float, float]]) -> bool:
    periods = [period_of(one.as_of, one.published, Lives.LEVEL)[0] for one in cited]
    scopes = [fold_key(one.scope) for one in cited]
    dated = [index for index, period in enumerate(periods) if period]
    for one, other in combinations(dated, 2):
        (low, high), (other_low, other_high) = intervals[one], intervals[other]
        if (low > other_high or other_low > high) and scopes[one] == scopes[other]:
            first, second = periods[one], periods[other]
            if first and second and first.overlaps(second):
                return True
    # A figure that was taken narrower than it is may be apart from itself.
    return any(intervals[index][0] > intervals[index][1] for index in dated)


def _narrowed(one: Glance, tolerance: float) -> tuple[float, float]:
    """An interval inside the one that the rules read, in floats."""
    low = -math.inf if one.low is None else float(one.low)
    high = math.inf if one.high is None else float(one.high)
    if one.hedge == Hedge.EXACT and low == high and _is_exact(one.low):
        return low, high
    if one.hedge in _WIDENED:
        below = tolerance * abs(low) if one.hedge != Hedge.JUST_OVER else -MARGIN * abs(low)
        above = tolerance * abs(high) if one.hedge != Hedge.NEARLY else -MARGIN * abs(high)
        return low - below, high + above
    if one.low is None:
        low = 0.0  # counts and money end there, whatever the rest may do
    elif one.high is None:
        return low + abs(low) * MARGIN, high
    else:
        low += abs(low) * MARGIN
    return low, high - abs(high) * MARGIN


def _is_exact(value: Decimal | None) -> bool:
    return value is not None and len(value.as_tuple().digits) <= EXACT_DIGITS


def _may_be_flagged_alone(one: Glance) -> bool:
    """A range may be a flag of its own, and words such as "fewer than 0" may leave no number: the rules know."""
    if one.hedge == Hedge.RANGE and one.low is not None and one.high is not None:
        near, far = sorted((abs(float(one.low)), abs(float(one.high))))
        return one.low < 0 < one.high or far >= 2 * near * (1 - MARGIN)
    if one.hedge in {Hedge.EXACT, Hedge.ABOUT}:
        return False
    return any(end is not None and end <= 0 for end in (one.low, one.high)) and one.hedge != Hedge.VAGUE
