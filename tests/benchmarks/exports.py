"""How fast a million citations go out: uv run python -m tests.benchmarks.exports [--citations N] [--format FORMAT …].

Makes a desk of its own in a temporary database by plain SQL, exports all of its claims with every column that a person
gets, and has the database dump the very same rows, joined the same way, as CSV by its own means: `sqlite3 -csv`, or
`COPY … TO STDOUT` on the PostgreSQL that `--database` names, a database that is emptied first. Each runs in a process
of its own, in turns, and prints rows a second, the time to the first byte, and the most memory it held. Fails where
CSV is not written at more than half the speed of the dump, or where a format takes more memory than is allowed.
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
ROUNDS = 3
ALLOWED_MEGABYTES = 120
ALLOWED_SHARE = 0.5
HERE = [sys.executable, "-m", "tests.benchmarks.exports"]


def main() -> int:
    asked = argparse.ArgumentParser(description="How fast a million citations go out.")
    asked.add_argument("--citations", type=int, default=CITATIONS)
    asked.add_argument(
        "--format", action="append", help="csv, xlsx, json or jsonl; csv and xlsx if none is named"
    )
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    asked.add_argument("--database", help="postgres://… of a database that may be emptied, instead of SQLite")
    asked.add_argument("--export", help=argparse.SUPPRESS)
    asked.add_argument("--dump", action="store_true", help=argparse.SUPPRESS)
    given = asked.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "factcheck.settings"
    if given.export or given.dump:
        django.setup()
        return _export(given.export) if given.export else _dump()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FACTCHECK_VAR"] = folder
        os.environ["DATABASE_URL"] = given.database or f"sqlite:///{folder}/desk.sqlite3"
        django.setup()
        return _benchmark(given.citations, given.format or ["csv", "xlsx"], given.rounds)


def _benchmark(citations: int, formats: list[str], rounds: int) -> int:
    from django.core.management import call_command
    from django.db import connection, connections

    from tests.benchmarks.many_citations import make_many_citations

    began = time.perf_counter()
    call_command("migrate", verbosity=0)
    if connection.vendor == "postgresql":
        call_command("flush", verbosity=0, interactive=False)
    make_many_citations(citations, CITATIONS_A_CLAIM, CLAIMS_A_SOURCE, RESOLVED_EVERY)
    connections.close_all()
    _say(f"{citations:,} citations made on {connection.vendor} in {time.perf_counter() - began:.0f} s")
    failed = False
    for name in formats:
        dumped: list[float] = []
        taken: list[float] = []
        for _round in range(rounds if name == "csv" else 1):
            if name == "csv":
                dumped.append(_timed("the database's own dump", citations, ["--dump"])[0])
            seconds, megabytes = _timed(name, citations, ["--export", name])
            taken.append(seconds)
            failed |= megabytes > ALLOWED_MEGABYTES
        if dumped:
            share = median(dumped) / median(taken)
            _say(f"csv: {share:.0%} of the speed of the dump (median of {rounds})")
            failed |= share <= ALLOWED_SHARE
    return int(failed)


def _timed(name: str, citations: int, asked: list[str]) -> tuple[float, float]:
    began = time.perf_counter()
    told = subprocess.run([*HERE, *asked], check=True, capture_output=True, text=True)  # noqa: S603 -- ourselves
    whole = time.perf_counter() - began
    seconds, first, megabytes, size, rows = map(float, told.stdout.split())
    _say(
        f"{name:>24}: {seconds:6.1f} s ({whole:.1f} s with its start), {citations / seconds:9,.0f} rows a second, "
        f"first byte after {first * 1000:,.0f} ms, {megabytes:.0f} MB of memory, {size / 2**20:,.0f} MB written, "
        f"{rows:,.0f} rows"
    )
    return seconds, megabytes


def _export(name: str) -> int:
    """Export as a person would, and throw it away; prints seconds, first byte, megabytes, size and rows."""
    from factcheck.exports.exporting import export_list
    from factcheck.models import ExportedList

    began = time.perf_counter()
    exporting = export_list(by=None, listed=ExportedList.VERIFIED, file_format=name)
    first = None
    size = 0
    with Path(os.devnull).open("wb") as nowhere:
        for piece in exporting.pieces:
            first = first or time.perf_counter() - began
            size += len(piece)
            nowhere.write(piece)
    seconds = time.perf_counter() - began
    _say(seconds, first, _most_memory("self"), size, exporting.export.citations)
    return 0


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
    """Have the database write the same rows by its own means; the database's own process holds the memory."""
    from django.db import connection

    from tests.benchmarks.dumped_rows import dumped_rows

    sql = dumped_rows(connection.vendor)
    began = time.perf_counter()
    first, size, lines, memory = None, 0, 0, 0.0
    if connection.vendor == "postgresql":
        with (
            connection.cursor() as cursor,
            cursor.cursor.copy(f"COPY ({sql}) TO STDOUT (FORMAT csv, HEADER)") as rows,
        ):
            for piece in rows:
                first = first or time.perf_counter() - began
                size += len(piece)
                lines += 1
    else:
        path = str(connection.settings_dict["NAME"])
        command = ["sqlite3", "-readonly", "-csv", "-header", path, sql]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:  # noqa: S603 -- a fixed command
            assert process.stdout is not None
            while piece := process.stdout.read(2**16):
                first = first or time.perf_counter() - began
                size += len(piece)
                lines += piece.count(b"\n")
                memory = max(memory, _most_memory(process.pid))
    _say(time.perf_counter() - began, first, memory, size, lines - 1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
