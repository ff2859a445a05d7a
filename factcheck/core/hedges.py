"""Hedges: how sure a source is of its figure, and the interval that its words allow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from enum import StrEnum

from factcheck.core.decimals import EXACT
from factcheck.core.quantities import NO_HIGH, NO_LOW, Edge, Quantity
from factcheck.core.sentences import RuleError
from factcheck.core.sentences import gettext_noop as _


class Hedge(StrEnum):
    """How a source qualifies a figure x; *a* is the desk's tolerance for "about"."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    JUST_OVER = "just_over"
    UNDER = "under"
    AT_MOST = "at_most"
    OVER = "over"
    AT_LEAST = "at_least"
    RANGE = "range"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Stated:
    """What the words of a figure state, before any tolerance.

    `low` and `high` are both x for "1,418", "about 1,418" and "nearly 1,418"; `low` alone for "over 60"; `high`
    alone for "up to 60"; both ends for a range or a vague word. `low_hedge` and `high_hedge` are the hedges that
    the two ends of a range carry of their own; beside "up to", "over" and their like, "about" there says that the
    one end is rough ("up to about 500"). `unit` is what the words themselves say, or "".
    """

    hedge: Hedge
    low: Decimal | None
    high: Decimal | None
    unit: str = ""
    low_hedge: Hedge = Hedge.EXACT
    high_hedge: Hedge = Hedge.EXACT


def stated_from(
    hedge: str,
    low: Decimal | None,
    high: Decimal | None,
    unit: str,
    low_hedge: str,
    high_hedge: str,
) -> Stated | None:
    """A stated figure from the parts that are kept of it; None where the figure is unread."""
    if not hedge:
        return None
    return Stated(
        Hedge(hedge), low, high, unit, Hedge(low_hedge or Hedge.EXACT), Hedge(high_hedge or Hedge.EXACT)
    )


class EmptyReadingError(RuleError):
    """The words of a figure leave no number that would satisfy them, such as "fewer than 0 people"."""


_WIDENS_DOWN = frozenset({Hedge.ABOUT, Hedge.NEARLY, Hedge.UNDER, Hedge.AT_MOST})
_WIDENS_UP = frozenset({Hedge.ABOUT, Hedge.JUST_OVER, Hedge.OVER, Hedge.AT_LEAST})
_OPENS_LOW = frozenset({Hedge.JUST_OVER, Hedge.OVER})
_OPENS_HIGH = frozenset({Hedge.NEARLY, Hedge.UNDER})


def reading_of(stated: Stated, *, tolerance: Decimal, floor: bool) -> Quantity:
    """The interval that a stated figure allows.

    | hedge | reading of x |
    |---|---|
    | exact | [x, x] |
    | about | [x − a·x, x + a·x] |
    | nearly | [x − a·x, x) |
    | just over | (x, x + a·x] |
    | under | below x |
    | at most | x or below |
    | over | above x |
    | at least | x or above |
    | range | [a, b]; an end whose own hedge is "about" or points outward is widened; one that excludes it is open |
    | vague | the span of the word: dozens is 12 to below 100 |

    `tolerance` is *a*, between 0 and 1; widening uses the absolute value of x. `floor` is true for counts and
    money, which end at 0 where the hedge left the low end open, unless a negative figure is stated.
    Raises EmptyReadingError where no number is left.
    """
    quantity = _interval(stated, tolerance)
    if quantity.unit != stated.unit:
        quantity = Quantity(quantity.low, quantity.high, stated.unit)
    if floor and quantity.low == NO_LOW and stated.high is not None and stated.high >= 0:
        quantity = replace(quantity, low=Edge(Decimal(0)))
    if quantity.is_empty:
        raise EmptyReadingError(_("No number satisfies these words."))
    return quantity


def _interval(stated: Stated, tolerance: Decimal) -> Quantity:  # noqa: PLR0911 -- one line of the table each
    low, high = stated.low, stated.high
    with localcontext(EXACT):
        match stated.hedge:
            case Hedge.ABOUT:
                assert low is not None
                return Quantity.between(low - tolerance * abs(low), low + tolerance * abs(low))
            case Hedge.NEARLY:
                assert low is not None
                return Quantity.between(low - tolerance * abs(low), low, high_open=True)
            case Hedge.JUST_OVER:
                assert low is not None
                return Quantity.between(low, low + tolerance * abs(low), low_open=True)
            case Hedge.UNDER:
                return Quantity.between(None, _roughly(high, tolerance, stated.high_hedge), high_open=True)
            case Hedge.OVER:
                return Quantity.between(_roughly(low, -tolerance, stated.low_hedge), None, low_open=True)
            case Hedge.VAGUE:
                return Quantity.between(low, high, high_open=high is not None)
            case Hedge.RANGE:
                return _range(stated, tolerance)
            case Hedge.EXACT | Hedge.AT_MOST | Hedge.AT_LEAST:
                return Quantity.between(
                    _roughly(low, -tolerance, stated.low_hedge), _roughly(high, tolerance, stated.high_hedge)
                )


def _roughly(end: Decimal | None, tolerance: Decimal, hedge: Hedge) -> Decimal | None:
    """The end of a one-sided hedge, moved outward where it is itself rough: "up to about 500"."""
    return end if end is None or hedge is not Hedge.ABOUT else end + tolerance * abs(end)


def _range(stated: Stated, tolerance: Decimal) -> Quantity:
    low, high = NO_LOW, NO_HIGH
    if stated.low is not None:
        widening = tolerance * abs(stated.low) if stated.low_hedge in _WIDENS_DOWN else Decimal(0)
        low = Edge(stated.low - widening, 1 if stated.low_hedge in _OPENS_LOW else 0)
    if stated.high is not None:
        widening = tolerance * abs(stated.high) if stated.high_hedge in _WIDENS_UP else Decimal(0)
        high = Edge(stated.high + widening, -1 if stated.high_hedge in _OPENS_HIGH else 0)
    return Quantity(low, high, stated.unit)
