"""How fast a million citations go out: uv run python -m tests.benchmarks.exports [--citations N] [--format FORMAT …].

Makes a desk of its own in a temporary database by plain SQL, and exports all of its claims with every column that a
person gets. Beside CSV, the database dumps the very same rows, joined the same way, by its own means: `sqlite3 -csv`,
or psql's `COPY … TO STDOUT` on the PostgreSQL that `--database` names, a database that is emptied first. Beside XLSX,
a plain loop writes the same rows by xlsxwriter with its constant memory, as one sheet; ours has three, of which one
holds the claims. Each runs in a process of its own, in turns, and prints rows a second, the time to the first byte,
and how much memory it held: at rest, with every page of the desk loaded, and at most.

Fails where CSV is not written at more than half the speed of the dump, where XLSX is slower than the plain loop, where
an export holds more memory than a process at rest and 32 MB, or where the first byte of the answer to a person's
browser takes more than 100 ms.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import django

CITATIONS = 1_000_000
CITATIONS_A_CLAIM, CLAIMS_A_SOURCE, RESOLVED_EVERY = 4, 20, 5
ROUNDS, ASKED = 3, 5
ALLOWED_GROWTH = 32
"""Megabytes beyond those of the process at rest."""
ALLOWED_FIRST_BYTE = 0.1
AT_LEAST = {"csv": 0.5, "xlsx": 1.0}
"""The share of the rival's speed that is asked for."""
RIVALS = {"csv": "--dump", "xlsx": "--plain"}
HERE = [sys.executable, "-m", "tests.benchmarks.exports"]


def main() -> int:
    asked = argparse.ArgumentParser(description="How fast a million citations go out.")
    asked.add_argument("--citations", type=int, default=CITATIONS)
    asked.add_argument(
        "--format", action="append", help="csv, xlsx, json or jsonl; csv and xlsx if none is named"
    )
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    asked.add_argument(
        "--database", help="the address of a database that may be emptied, instead of a temporary one"
    )
    asked.add_argument(
        "--as-it-is",
        action="store_true",
        help="the database has a desk of so many citations from an earlier time",
    )
    for hidden in ("--export", "--first"):
        asked.add_argument(hidden, help=argparse.SUPPRESS)
    for hidden in RIVALS.values():
        asked.add_argument(hidden, action="store_true", help=argparse.SUPPRESS)
    given = asked.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "factcheck.settings"
    if given.export or given.first or given.dump or given.plain:
        django.setup()
        if given.export or given.first:
            return _export(given.export) if given.export else _first(given.first)
        return _dump() if given.dump else _plain()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FACTCHECK_VAR"] = folder
        os.environ["DATABASE_URL"] = given.database or f"sqlite:///{folder}/desk.sqlite3"
        django.setup()
        if not given.as_it_is:
            _make(given.citations)
        failed = [_measured(name, given.citations, given.rounds) for name in given.format or ["csv", "xlsx"]]
        return int(any(failed))


def _make(citations: int) -> None:
    from django.core.management import call_command
    from django.db import connection, connections

    from tests.benchmarks.many_citations import make_many_citations

    began = time.perf_counter()
    call_command("migrate", verbosity=0)
    if connection.vendor == "postgresql":
        call_command("flush", verbosity=0, interactive=False)
    make_many_citations(citations, CITATIONS_A_CLAIM, CLAIMS_A_SOURCE, RESOLVED_EVERY)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    connections.close_all()
    _say(f"{citations:,} citations made on {connection.vendor} in {time.perf_counter() - began:.0f} s")


def _measured(name: str, citations: int, rounds: int) -> bool:
    """Whether a format misses what is asked of it."""
    taken, rivals, failed = [], [], False
    for _round in range(rounds):
        if name in RIVALS:
            rivals.append(_timed(f"beside {name}", citations, RIVALS[name])[0])
        seconds, growth = _timed(name, citations, "--export", name)
        taken.append(seconds)
        failed |= growth > ALLOWED_GROWTH
    if rivals:
        share = median(rivals) / median(taken)
        _say(f"{name}: {share:.2f} of the speed of its rival, at least {AT_LEAST[name]} (median of {rounds})")
        failed |= share <= AT_LEAST[name]
    told = subprocess.run([*HERE, "--first", name], check=True, capture_output=True, text=True)  # noqa: S603 -- ourselves
    first = float(told.stdout)
    _say(f"{name}: the first byte reaches the browser after {first * 1000:,.0f} ms (median of {ASKED})")
    return failed or (name in AT_LEAST and first > ALLOWED_FIRST_BYTE)


def _timed(name: str, citations: int, *asked: str) -> tuple[float, float]:
    told = subprocess.run([*HERE, *asked], check=True, capture_output=True, text=True)  # noqa: S603 -- ourselves
    seconds, first, at_rest, megabytes, size, rows = map(float, told.stdout.split())
    assert rows == citations, f"{rows:,.0f} rows"
    _say(
        f"{name:>12}: {seconds:6.1f} s, {citations / seconds:9,.0f} rows a second, first byte after "
        f"{first * 1000:,.0f} ms, {at_rest:.0f} MB at rest, {megabytes:.0f} MB at most, {size / 2**20:,.0f} MB written"
    )
    return seconds, megabytes - at_rest


def _export(name: str) -> int:
    """Export as a person would, into a file; prints seconds, first byte, megabytes at rest and at most, size, rows."""
    from factcheck.exports.exporting import export_list
    from factcheck.models import ExportedList

    at_rest = _memory_at_rest()
    began = time.perf_counter()
    exporting = export_list(by=None, listed=ExportedList.VERIFIED, file_format=name)
    first = None
    with tempfile.TemporaryFile() as file:
        for piece in exporting.pieces:
            first = first or time.perf_counter() - began
            file.write(piece)
        seconds = time.perf_counter() - began
        _say(seconds, first, at_rest, _most_memory("self"), file.tell(), exporting.export.citations)
    return 0


def _plain() -> int:
    """The workbook of the plain loop, from rows that are read as ours are."""
    from factcheck.exports.quick import quick_rows
    from factcheck.models import ExportedList
    from tests.benchmarks.plain_workbook import write_plainly

    at_rest = _memory_at_rest()
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        began = time.perf_counter()
        rows = write_plainly(Path(file.name), quick_rows(ExportedList.VERIFIED))
        seconds = time.perf_counter() - began
        _say(seconds, seconds, at_rest, _most_memory("self"), Path(file.name).stat().st_size, rows)
    return 0


def _first(name: str) -> int:
    """Prints the seconds until a person who is logged in has the first byte, in a process that serves already."""
    from django.conf import settings
    from django.http import StreamingHttpResponse
    from django.test import Client
    from django.urls import reverse

    from factcheck.models import Person

    settings.ALLOWED_HOSTS = ["testserver"]
    browser = Client()
    browser.force_login(Person.objects.get(username="reviewer"))
    taken = []
    for _time in range(ASKED + 1):
        began = time.perf_counter()
        answer = browser.get(reverse("export_list", args=["verified", name]))
        assert isinstance(answer, StreamingHttpResponse), answer.status_code
        assert next(iter(answer))
        taken.append(time.perf_counter() - began)
        answer.close()
    _say(median(taken[1:]))
    return 0


def _memory_at_rest() -> float:
    """The megabytes of this process once every page of the desk is loaded, as one that serves has them; what it
    needed on the way there is forgotten.
    """
    from django.urls import get_resolver

    assert get_resolver().url_patterns
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return _most_memory("self")


def _most_memory(process: int | str) -> float:
    """The most megabytes that a process held at once, since it was started; the system forgets what its maker held."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def _dump() -> int:
    """Have the database's own tool write the same rows; where it has a process of its own, that holds more memory."""
    from django.db import connection

    from tests.benchmarks.dumped_rows import dumped_rows

    sql, settings = dumped_rows(connection.vendor), connection.settings_dict
    if connection.vendor == "postgresql":
        copied = f"COPY ({sql}) TO STDOUT (FORMAT csv, HEADER)"
        address = {"host": settings["HOST"], "port": settings["PORT"], "user": settings["USER"]}
        address |= {"password": settings["PASSWORD"], "dbname": settings["NAME"]}
        where = " ".join(f"{name}='{value}'" for name, value in address.items() if value)
        command = ["psql", "--no-psqlrc", "--quiet", "-d", where, "-c", copied]
    else:
        command = ["sqlite3", "-readonly", "-csv", "-header", str(settings["NAME"]), sql]
    began = time.perf_counter()
    first, size, lines, memory = None, 0, 0, 0.0
    with (
        tempfile.TemporaryFile() as file,
        subprocess.Popen(command, stdout=subprocess.PIPE) as process,  # noqa: S603 -- a fixed command
    ):
        assert process.stdout is not None
        while piece := process.stdout.read(2**16):
            first = first or time.perf_counter() - began
            size += len(piece)
            lines += piece.count(b"\n")
            memory = max(memory, _most_memory(process.pid))
            file.write(piece)
    _say(time.perf_counter() - began, first, 0, memory, size, lines - 1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
