"""How the cost of comparing one claim grows with its citations: uv run python -m tests.benchmarks.one_claim."""

from __future__ import annotations

import random
import statistics
import time
from decimal import Decimal

from factcheck.core.claims import AnswerKind, Lives, Terms
from factcheck.core.discrepancies import flags_of
from factcheck.core.hedges import Hedge, Stated
from factcheck.core.readings import CitedFigure

SIZES = (5_000, 50_000)
RUNS = 3


def citations(count: int) -> list[CitedFigure]:
    """Rival figures over twenty-six years of months, half of them hedged; the same ones every time."""
    dice = random.Random(1)  # noqa: S311 -- made-up figures, no secrets
    made = []
    for key in range(count):
        value = Decimal(dice.randint(1_000, 100_000))
        hedge = dice.choice((Hedge.ABOUT, Hedge.EXACT))
        as_of = f"{dice.randint(2000, 2025)}-{dice.randint(1, 12):02d}"
        stated = Stated(hedge, value, value, "person")
        origins = frozenset({f"source:{key % 500}"})
        made.append(CitedFigure(key=key, figure=str(value), stated=stated, as_of=as_of, origins=origins))
    return made


def seconds(cited: list[CitedFigure], terms: Terms) -> float:
    begin = time.perf_counter()
    flags = flags_of(cited, terms)
    spent = time.perf_counter() - begin
    assert flags
    return spent


def main() -> None:
    for lives in (Lives.FIXED, Lives.LEVEL, Lives.RUNNING):
        terms = Terms(AnswerKind.QUANTITY, lives, "person")
        spent = {}
        for size in SIZES:
            made = citations(size)
            spent[size] = statistics.median(seconds(made, terms) for _run in range(RUNS))
        growth = spent[SIZES[1]] / spent[SIZES[0]]
        words = " · ".join(f"{size:,} citations {spent[size]:.2f} s" for size in SIZES)
        print(f"{lives:8} {words} · {growth:.1f} times the time for ten times the work")  # noqa: T201


if __name__ == "__main__":
    main()
