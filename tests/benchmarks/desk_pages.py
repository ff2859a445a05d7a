"""How fast every page of a busy desk opens: uv run python -m tests.benchmarks.desk_pages [--claims N] [--rounds N].

Makes a desk of its own in a temporary SQLite file, with the settings of a desk in earnest, opens every page as the
people who would, and prints how long each took. Fails where a page in twenty takes longer than is allowed, and
where a page of the desk has no entry here. `--keep FOLDER` makes the desk there and takes it up again another time.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from django.test import Client

    from factcheck.models import Person
    from tests.benchmarks.pages import Page

CLAIMS = 10_000
ROUNDS = 20
ALLOWED = 0.150
"""Seconds that no page may need in more than one of twenty openings."""


def slowest_of_twenty(seconds: Sequence[float]) -> float:
    """The 95th percentile; of a single opening, that one."""
    if len(seconds) == 1:
        return seconds[0]
    return statistics.quantiles(seconds, n=20, method="inclusive")[-1]


def measure(pages: Sequence[Page], rounds: int) -> None:
    """Open every page once to warm up and to count its queries, then all of them round by round, each time in another
    order, so that what the machine does now and then does not meet one page every time.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    clients = {page.person.pk if page.person else None: _client(page.person) for page in pages}
    for page in pages:
        with CaptureQueriesContext(connection) as caught:
            _open(clients, page)
        page.queries = len(caught)
    dice = random.Random(1)  # noqa: S311 -- an order, no secret
    for _round in range(rounds):
        for page in dice.sample(pages, len(pages)):
            cpu, wall = time.process_time(), time.perf_counter()
            _open(clients, page)
            page.wall.append(time.perf_counter() - wall)
            page.cpu.append(time.process_time() - cpu)


def _client(person: Person | None) -> Client:
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    if person is not None:
        client.force_login(person)
    return client


def _open(clients: dict[int | None, Client], page: Page) -> None:
    answer = clients[page.person.pk if page.person else None].get(page.path)
    assert answer.status_code == 200, f"{page.path} answers {answer.status_code}"
    assert answer.headers["Content-Security-Policy"]
    assert answer.content


def report(pages: Sequence[Page]) -> bool:
    """Print the table, slowest first; says whether every page was fast enough."""
    rows = sorted(pages, key=lambda page: slowest_of_twenty(page.wall), reverse=True)
    _say(f"{'page':52} {'as':15} {'queries':>7} {'median':>7} {'p95':>7} {'p95 CPU':>7}   (milliseconds)")
    for page in rows:
        figures = (statistics.median(page.wall), slowest_of_twenty(page.wall), slowest_of_twenty(page.cpu))
        said = " ".join(f"{seconds * 1_000:7.1f}" for seconds in figures)
        person = page.person.username if page.person else "nobody"
        mark = "  TOO SLOW" if slowest_of_twenty(page.wall) >= ALLOWED else ""
        _say(f"{page.name:52} {person:15} {page.queries:7} {said}{mark}")
    cpu = max(pages, key=lambda page: slowest_of_twenty(page.cpu))
    _say(f"slowest p95 of CPU time: {slowest_of_twenty(cpu.cpu) * 1_000:.1f} ms ({cpu.name})")
    _say(f"slowest p95: {slowest_of_twenty(rows[0].wall) * 1_000:.1f} ms ({rows[0].name})")
    return slowest_of_twenty(rows[0].wall) < ALLOWED


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201


def _set_up(folder: Path) -> None:
    """The settings of a desk in earnest, whatever the environment says, with everything in one folder."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "factcheck.settings",
        "DATABASE_URL": f"sqlite:///{folder / 'desk.sqlite3'}",
        "FACTCHECK_VAR": str(folder),
        "ALLOWED_HOSTS": "localhost",
        "DEBUG": "false",
        "HTTPS": "false",
        "READERS_MAX_AGE": "0",  # what readers see is made anew each time, and not taken from what is kept
    }
    django.setup()


def _make(folder: Path, claims: int) -> None:
    """Make the desk where there is none yet; in a process of its own, so that what measures begins like a server."""
    _set_up(folder)
    from django.core.management import call_command

    from factcheck.models import Citation, Claim, Discrepancy, Source
    from tests.benchmarks.busy_desk import make_desk
    from tests.benchmarks.decisions import make_people

    begin = time.perf_counter()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if not Claim.objects.exists():
        make_desk(claims, make_people())
    models = (Claim, Citation, Source, Discrepancy)
    counts = ", ".join(f"{model.objects.count():,} {model._meta.verbose_name_plural}" for model in models)
    _say(f"{counts}; made in {time.perf_counter() - begin:.0f} s")


def _benchmark(folder: Path, claims: int, rounds: int) -> int:
    maker = get_context("spawn").Process(target=_make, args=(folder, claims))
    maker.start()
    maker.join()
    if maker.exitcode:
        return 1
    _set_up(folder)
    import_module("factcheck.wsgi")
    from tests.benchmarks.pages import every_page, unmeasured

    pages = every_page()
    if missing := unmeasured(pages):
        _say(f"No entry opens these pages: {', '.join(missing)}")
        return 1
    measure(pages, rounds)
    _say(f"{os.getloadavg()[0]:.1f} processes on {os.cpu_count()} cores, this one included")
    return 0 if report(pages) else 1


def main() -> int:
    asked = argparse.ArgumentParser(description="How fast every page of a busy desk opens.")
    asked.add_argument("--claims", type=int, default=CLAIMS)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    asked.add_argument("--keep", type=Path, help="a folder to make the desk in, and to find it in again")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return _benchmark(given.keep or Path(folder), given.claims, given.rounds)


if __name__ == "__main__":
    sys.exit(main())
