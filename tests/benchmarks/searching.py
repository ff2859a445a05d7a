"""What a search costs: uv run python -m tests.benchmarks.searching [--claims N] [--database ADDRESS].

On a desk of its own, in a temporary SQLite file or in the PostgreSQL database that `--database` names and that is
emptied first, finds the keys of the first page and the total of what has a word, and of what has a part of a word,
wherever it stands: as the list of claims does it, and as a page with `icontains` and COUNT does it, in turns. Fails
where a word is not found 100 times faster, or a part of one 8 times.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.benchmarks.lists import set_up

CLAIMS, ROUNDS = 1_000_000, 3
ASKED = [
    ("a rare word", "Zugdidi", 100),
    ("a figure", "95048", 100),
    ("part of a rare word", "ugdid", 8),
    ("part of a common word", "inuij", 8),
    ("a common word", "Sinuiju", 8),
]


def main() -> int:
    asked = argparse.ArgumentParser(description="What a search costs.")
    asked.add_argument("--claims", type=int, default=CLAIMS)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    asked.add_argument("--keep", type=Path, help="a folder to make the desk in, and to find it in again")
    asked.add_argument("--database", help="postgres://… of a database that may be emptied, instead of SQLite")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        set_up(given.keep or Path(folder), {"DATABASE_URL": given.database} if given.database else None)
        return _benchmark(given.claims, given.rounds)


def _benchmark(claims: int, rounds: int) -> int:
    from django.core.management import call_command

    from factcheck.models import Claim
    from tests.benchmarks.long_lists import make_long_lists

    call_command("migrate", verbosity=0)
    if not Claim.objects.exists():
        make_long_lists(claims)
    failed = False
    for what, words, allowed in ASKED:
        own, scanned = [], []
        for _round in range(rounds):
            own.append(_timed(lambda words=words: _found(words)))
            scanned.append(_timed(lambda words=words: _scanned(words)))
        times = median(scanned) / median(own)
        failed |= times < allowed
        mark = "" if times >= allowed else "  TOO SLOW"
        print(  # noqa: T201
            f"{what:24} {median(own) * 1_000:9.1f} ms beside {median(scanned) * 1_000:9.1f} ms: "
              f"{times:,.0f} times faster ({allowed} at least){mark}", flush=True)  # fmt: skip
    return int(failed)


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _found(words: str) -> None:
    """The keys and the total of the first page, as the list finds them."""
    from django.http import QueryDict

    from factcheck.filters.claims import ClaimFilter
    from factcheck.models import Claim
    from factcheck.models.paging import keys_at, total_of

    asked = QueryDict(mutable=True)
    asked["q"] = words
    rows = ClaimFilter(asked, queryset=Claim.objects.for_list(), is_for_page=True).qs
    assert total_of(rows)
    assert keys_at(rows, 0, 25)


def _scanned(words: str) -> None:
    from factcheck.models import Claim
    from tests.benchmarks.plain_list import scanned

    rows = Claim.objects.filter(scanned(words)).order_by("question", "pk")
    assert rows.count()
    assert list(rows.values_list("pk", flat=True)[:25])


if __name__ == "__main__":
    sys.exit(main())
