"""Many who record and amend at once, without a pause: whether any fails, whether anything is lost, who waits longest.

    uv run python -m tests.benchmarks.writers [--seconds 60]
    uv run python -m tests.benchmarks.writers --database postgres://… [--seconds 60]

Each writer is a process that records citations, amends them and moves them from claim to claim, through the product's
own services: with permissions, versions in the history, flags and the ledger. On SQLite eight write, first for five
seconds as Django sets a database up by itself, then for the whole time as the desk does. On PostgreSQL 32 write, in an
empty database. What a writer was told is done is compared with what is there, version by version, and the history
with its ledger. Exit code 1 where anything failed, anything is lost, or somebody waited half a second for the lock.
"""

# ruff: noqa: T201 -- a benchmark prints what it measured

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import django

CLAIMS, SOURCES = 48, 24
OFFICES = 6
WORST_WAIT_MS = 500
DJANGOS_OWN_SECONDS = 5
WRITERS = {"sqlite": 8, "postgresql": 32}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--database", default="", help="an empty PostgreSQL database")
    parser.add_argument("--as-django-does", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--writer", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.writer is not None:
        _set_up(as_django_does=given.as_django_does)
        print(json.dumps(_write(given.writer)))
        return
    if given.database:
        sys.exit(0 if _measured("the desk", given.database, given.seconds) else 1)
    with tempfile.TemporaryDirectory() as folder:
        seconds = min(given.seconds, DJANGOS_OWN_SECONDS)
        _measured("as Django does", f"sqlite:///{folder}/plain.sqlite3", seconds, as_django_does=True)
        is_met = _measured("the desk", f"sqlite:///{folder}/desk.sqlite3", given.seconds)
    sys.exit(0 if is_met else 1)


def _set_up(*, as_django_does: bool) -> None:
    from django.conf import settings

    if as_django_does:
        settings.DATABASES["default"] |= {"ENGINE": "django.db.backends.sqlite3", "OPTIONS": {}}
    django.setup()


def _measured(title: str, address: str, seconds: float, *, as_django_does: bool = False) -> bool:
    """Have a new desk written in, each side in processes of its own, and say what came of it."""
    os.environ["DATABASE_URL"] = address
    command = [sys.executable, "-m", "tests.benchmarks.writers"]
    made = subprocess.run([*command[:-1], "tests.benchmarks.writers_desk", "make"], check=True)  # noqa: S603
    assert made.returncode == 0
    vendor = "sqlite" if address.startswith("sqlite") else "postgresql"
    flags = ["--as-django-does"] if as_django_does else []
    writers = [
        subprocess.Popen(  # noqa: S603
            [*command, "--writer", str(number), *flags],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(WRITERS[vendor])
    ]
    for one in writers:
        assert one.stdout is not None
        one.stdout.readline()  # it is ready
    until = time.time() + 1 + seconds
    begin = json.dumps([until - seconds, until])
    for one in writers:
        assert one.stdin is not None
        one.stdin.write(f"{begin}\n")
        one.stdin.flush()
    told = [json.loads(one.communicate()[0]) for one in writers]
    return _said(title, told, seconds, _faults(told))


def _faults(told: list[dict[str, Any]]) -> list[str]:
    done = {ref: figures for one in told for ref, figures in one["done"].items()}
    command = [sys.executable, "-m", "tests.benchmarks.writers_desk", "check"]
    run = subprocess.run(  # noqa: S603
        command, input=json.dumps(done), stdout=subprocess.PIPE, text=True, check=True
    )
    return list(json.loads(run.stdout.splitlines()[-1]))


def _said(title: str, told: list[dict[str, Any]], seconds: float, faults: list[str]) -> bool:
    done = sum(len(figures) for one in told for figures in one["done"].values())
    failed = sum((Counter(one["failed"]) for one in told), Counter[str]())
    waits = sorted(wait for one in told for wait in one["waits"]) or [0.0]
    worst = waits[-1] * 1000
    print(f"{title}: {len(told)} writers, {seconds:.0f} s: {done:,} written ({done / seconds:.0f} a second)")
    print(
        f"  {failed.total():,} failed {dict(failed) or ''}, {len(faults):,} lost or broken {faults[:3] or ''}"
    )
    if worst:  # on PostgreSQL no transaction waits to begin
        middle, late = waits[len(waits) // 2] * 1000, waits[int(len(waits) * 0.99)] * 1000
        print(f"  waited to begin: median {middle:.0f} ms, 99 % below {late:.0f} ms, worst {worst:.0f} ms")
        held = sorted(one for each in told for one in each["held"]) or [0.0]
        # Where these are long, the machine is busy with other things: eight of them are the wait of a fair queue.
        print(
            f"  one transaction took: median {held[len(held) // 2] * 1000:.0f} ms, longest {held[-1] * 1000:.0f} ms"
        )
    shares = [sum(map(len, one["done"].values())) for one in told]
    print(f"  the one who wrote least: {min(shares):,}, most: {max(shares):,}", flush=True)
    return done > 0 and not failed and not faults and worst < WORST_WAIT_MS


def _write(number: int) -> dict[str, Any]:
    """Write without a pause until it is over; what was done, what failed, and how long each transaction waited."""
    from django.db import OperationalError, connection

    from factcheck.models import Citation, Claim, Person, Source
    from factcheck.services.citations import CitationWords, amend_citation, record_citation

    dice = random.Random(number)  # noqa: S311 -- made-up figures
    by = Person.objects.get(username="contributor")
    claims, sources = list(Claim.objects.order_by("pk")), list(Source.objects.order_by("pk"))
    done: dict[str, list[str]] = {}
    failed: Counter[str] = Counter()
    waits, held = _timed(connection)
    print("ready", flush=True)
    begin, until = json.loads(sys.stdin.readline())
    time.sleep(max(0.0, begin - time.time()))
    while time.time() < until:
        figure = f"{dice.randrange(1, 90)},{dice.randrange(1000):03d}"
        words = CitationWords(figure=figure, attribution=f"Office {dice.randrange(OFFICES)}")
        ref = dice.choice(list(done)) if done and dice.random() < 0.6 else ""
        try:
            if not ref:
                ref = f"by-{number}-{sum(map(len, done.values()))}-{failed.total()}"
                record_citation(
                    claim=dice.choice(claims), source=dice.choice(sources), words=words, by=by, ref=ref
                )
            else:
                moved = {"claim": dice.choice(claims), "source": dice.choice(sources)}
                amend_citation(
                    citation=Citation.objects.get(ref=ref),
                    words=words,
                    by=by,
                    **(moved if dice.random() < 0.2 else {}),
                )
        except OperationalError as error:
            failed[str(error).splitlines()[0][:60]] += 1
            continue
        done.setdefault(ref, []).append(figure)
    return {"done": done, "failed": failed, "waits": waits, "held": _committed(held)}


def _timed(connection: Any) -> tuple[list[float], list[float]]:
    """How long each transaction of this connection took to begin, and from there until it was committed."""
    waits: list[float] = []
    held: list[float] = []
    begin, commit = getattr(connection, "_start_transaction_under_autocommit", None), connection.commit

    def timed() -> None:
        started = time.perf_counter()
        try:
            begin()
        finally:
            waits.append(time.perf_counter() - started)
            held.append(-time.perf_counter())

    def committed() -> None:
        commit()
        held[-1] += time.perf_counter()

    if begin is not None:
        connection._start_transaction_under_autocommit, connection.commit = timed, committed
    return waits, held


def _committed(held: list[float]) -> list[float]:
    """Without those that were never committed."""
    return [one for one in held if one > 0]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    os.environ.setdefault("FACTCHECK_VAR", str(Path(tempfile.gettempdir()) / "factcheck-writers"))
    main()
