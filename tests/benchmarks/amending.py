"""How long one citation takes to be amended in a claim with many, against comparing the claim from scratch.

    uv run python -m tests.benchmarks.amending

Each amendment goes through the service that the pages call: history, flags, positions, ledger and notices, committed.
From scratch means: the citations of the claim read from the database, and the rules run over them in Python, with
nothing written. Both are timed in turns. Exit code 1 where the 95th percentile misses its target, or where what is kept
in the end is not what the rules say from scratch.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from datetime import UTC, datetime
from decimal import Decimal
from statistics import median, quantiles
from typing import Any

import django

ALLOWED = {1_000: 20, 50_000: 150}
"""Milliseconds for the 95th percentile, by the citations of the claim."""
AMENDMENTS = 60
SCRATCH_EVERY = 20
AT = datetime(2026, 3, 3, 12, tzinfo=UTC)


def main() -> int:
    asked = argparse.ArgumentParser(description="How long one citation takes to be amended.")
    asked.add_argument("--citations", type=int, action="append")
    asked.add_argument("--amendments", type=int, default=AMENDMENTS)
    asked.add_argument("--profile", action="store_true", help="show where the time of the amendments goes")
    given = asked.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DJANGO_SETTINGS_MODULE"] = "factcheck.settings"
        os.environ["FACTCHECK_VAR"] = folder
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/desk.sqlite3"
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        for citations in given.citations or sorted(ALLOWED):
            failed |= _measure(citations, given.amendments, is_profiled=given.profile)
    return int(failed)


def _measure(citations: int, amendments: int, *, is_profiled: bool) -> bool:
    import cProfile

    from factcheck.models import Claim, Desk
    from factcheck.services.everything import reconcile_all
    from factcheck.services.readings import compared_by_claim, derivations

    claim = _claim_of(citations)
    for _told in reconcile_all(by=None):
        pass
    dice = random.Random(2)  # noqa: S311 -- made-up figures, no secrets
    keys = list(claim.citations.order_by("pk").values_list("pk", flat=True))
    spent: list[float] = []
    scratch: list[float] = []
    profile = cProfile.Profile()
    for number in range(amendments):
        key = dice.choice(keys)
        if is_profiled:
            profile.enable()
        spent.append(_amend(key, dice))
        profile.disable()
        if number % SCRATCH_EVERY == 0:
            begin = time.perf_counter()
            claim = Claim.objects.get(pk=claim.pk)
            readings = compared_by_claim([claim], Desk.current(), derivations())[claim.pk]
            _flags(readings, claim)
            scratch.append(time.perf_counter() - begin)
    if is_profiled:
        profile.print_stats("cumtime")
    p95 = quantiles(spent, n=20)[-1] * 1000
    allowed = ALLOWED.get(citations)
    _say(
        f"a claim of {citations:,}: amended in {median(spent) * 1000:.1f} ms, 95 % within {p95:.1f} ms"
        f"{f' (at most {allowed})' if allowed else ''}; from scratch {median(scratch) * 1000:.0f} ms: "
        f"{median(scratch) / median(spent):.0f} times as long"
    )
    moved = sum(run.changes for run, _changes in list(reconcile_all(by=None, is_anew=True))[-1:])
    _say(f"compared from scratch in the end: {moved} changes (0 expected)")
    return bool(moved) or (allowed is not None and p95 > allowed)


def _flags(readings: Any, claim: Any) -> None:
    from factcheck.core.discrepancies import flags_among
    from factcheck.models import Desk

    flags_among(readings, claim.terms(Desk.current()))


def _amend(key: int, dice: random.Random) -> float:
    from factcheck.models import Citation
    from factcheck.services.citations import CitationWords, amend_citation

    citation = Citation.objects.select_related("attribution").get(pk=key)
    words = CitationWords(figure=_figure(dice), as_of=citation.as_of, quote=citation.quote)
    begin = time.perf_counter()
    amend_citation(citation=citation, words=words, by=None)
    return time.perf_counter() - begin


def _ends(dice: random.Random) -> tuple[int, int]:
    """As the generator of rival figures makes them: four camps, some noise, now and then one far off, and a width of
    one to seventeen per cent.
    """
    value = 3_000_000 * dice.choice((1, 1, 1, 1.3, 1.3, 1.7, 2.2)) * dice.gauss(1, 0.015)
    if dice.random() < 0.015:
        value *= dice.choice((10, 0.1, 2))
    half = 0 if dice.random() < 0.3 else value * dice.uniform(0.005, 0.08)
    return round(value - half - 0.01 * value), round(value + half)


def _figure(dice: random.Random) -> str:
    low, high = _ends(dice)
    return f"between {low:,} and {high:,}"


def _claim_of(citations: int) -> Any:
    from factcheck.models import Citation, Claim, Source

    dice = random.Random(1)  # noqa: S311
    sources = [
        Source(ref=f"source-{citations}-{number}", title=f"Report {number} of {citations}", recorded_at=AT)
        for number in range(max(10, citations // 50))
    ]
    Source.objects.bulk_create(sources)
    claim = Claim.objects.create(
        ref=f"claim-of-{citations}", question=f"How many, say {citations}?", unit="person", lives="level"
    )
    made = []
    for number in range(citations):
        low, high = _ends(dice)
        made.append(
            Citation(
                ref=f"of-{citations}-{number}",
                claim=claim,
                source=sources[min(int(dice.paretovariate(0.3)) - 1, len(sources) - 1)],
                figure=f"between {low:,} and {high:,}",
                quote="They said so.",
                as_of=_as_of(dice),
                is_read=True,
                hedge="range",
                low_hedge="exact",
                high_hedge="exact",
                stated_low=Decimal(low),
                stated_high=Decimal(high),
                unit="person",
            )
        )
    Citation.objects.bulk_create(made, batch_size=2_000)
    return claim


def _as_of(dice: random.Random) -> str:
    """A year, a quarter or a day of eleven years."""
    year = 2015 + dice.randrange(11)
    kind = dice.random()
    if kind < 0.6:
        return str(year)
    if kind < 0.85:
        quarter = dice.randrange(4)
        return f"{year}-{3 * quarter + 1:02}/{year}-{3 * quarter + 3:02}"
    return f"{year}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
