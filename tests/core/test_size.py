"""A claim with many thousand citations is compared by sorting them, never in pairs."""

from __future__ import annotations

import gc
import time
from datetime import date
from decimal import Decimal

import pytest

from factcheck.core.dates import read_period
from factcheck.core.discrepancies import flags_of
from factcheck.core.hedges import Hedge, Stated
from factcheck.core.readings import CitedFigure
from tests.core.said import terms

SMALL, LARGE = 800, 8_000
MOST_GROWTH = 28
"""Ten times the citations may cost ten times the time and what sorting adds; pairs would cost a hundred times."""
FIRST = date(1900, 1, 1).toordinal()


def day(number):
    return date.fromordinal(FIRST + number).isoformat()


def span(first, last):
    return f"{day(first)}/{day(last)}"


def cited(key, value, as_of="", hedge="exact"):
    stated = Stated(Hedge(hedge), Decimal(value), Decimal(value), "person")
    return CitedFigure(key, str(value), stated, as_of)


CASES = {
    "ten rivals at one time": ("fixed", lambda i: cited(i, 30_000 + 5_000 * (i % 10))),
    "as many rivals as citations": ("fixed", lambda i: cited(i, i + 1)),
    "overlapping periods": ("level", lambda i: cited(i, 1_000 + i % 700, span(i, i + 400))),
    "a total that falls every day": ("running", lambda i: cited(i, 99_999 - i, day(i))),
    "thousands that round to one": (
        "fixed",
        lambda i: cited(i, 60_000 if i % 2 else 60_001 + (i // 2) % 4_999),
    ),
    "one that comes and goes among its roundings": (
        "level",
        lambda i: (
            cited(i, 60_000, day(i)) if i % 2 else cited(i, 63_000 + i % 1_999, span(0, 36_500), "about")
        ),
    ),
    "one figure in nested periods": ("level", lambda i: cited(i, 60 if i else 63, span(i, 36_500 - i))),
    "a count for each of many nested periods": (
        "period",
        lambda i: cited(i, i + 1, span(18_000 - i, 18_000 + i)),
    ),
    "a fall of many to one that they round to": (
        "running",
        lambda i: (
            cited(i, 60_000, day(20_000 + i)) if i % 2 else cited(i, 63_000 + i % 1_999, day(i % 1_000))
        ),
    ),
}


def seconds(lives, make, size):
    citations = [make(index) for index in range(size)]
    on = terms(lives, tolerance="0.02")
    for citation in citations:
        read_period(citation.as_of)  # a date is read once and kept
    # Looking for garbage goes through everything that the suite holds by then, and more often for more citations.
    gc.disable()
    try:
        begun = time.process_time()
        flags_of(citations, on)
        return time.process_time() - begun
    finally:
        gc.enable()


@pytest.mark.parametrize("case", list(CASES))
def test_the_cost_grows_as_that_of_sorting(case):
    lives, make = CASES[case]
    # Something else on the machine can disturb one measurement; what looks at pairs would miss the mark every time.
    assert any(
        seconds(lives, make, LARGE) < MOST_GROWTH * max(seconds(lives, make, SMALL), 0.02)
        for _attempt in range(5)
    )
