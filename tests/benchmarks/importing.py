"""How fast a file of citations is imported, with every cell checked, beside django-import-export.

    uv run --with django-import-export==4.4.3 python -m tests.benchmarks.importing [--rows N]

Both import the same rows into the same tables of SQLite, each in a process and a desk of its own, in turns. First each
is given a file of which a few cells in a hundred are bad, which has to be refused, by row and column, and nothing of it
written; then the sound rows. The rival (`plain_resources`) is set as its documentation says it is fastest. It writes
sources, claims and citations, and that is all: it reads no figure, compares nothing, opens no discrepancy, and keeps
no history, no list of imports and no journal by which an import can be undone. We do all of it, and the ratio asked
for is with all of it. Beside it stands the share of our time that goes into checking and writing rows alone, with
their history: the seconds inside comparing and the journal, taken from the same runs, are left out of it.

Fails where we are not 20 times as fast, where a bad cell is missed or a sound one refused, where rows are lost, or
where four times the rows take more than 32 MB more.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

import django

from tests.benchmarks.imported_rows import rows_of, write, write_bad

ROWS, ROUNDS = 20_000, 3
ALLOWED_RATIO = 20
ALLOWED_GROWTH = 32
"""Megabytes that four times the rows may take beyond those that the rows take."""
TIMES = 4
HERE = [sys.executable, "-m", "tests.benchmarks.importing"]


def main() -> int:
    asked = argparse.ArgumentParser(description="How fast a file of citations is imported.")
    asked.add_argument("--rows", type=int, default=ROWS)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    asked.add_argument("--profile", help="write a profile of one import of ours to this file, and do no more")
    asked.add_argument("--skip-growth", action="store_true", help="leave out the file of four times the rows")
    asked.add_argument("--import", dest="by", choices=["ours", "theirs"], help=argparse.SUPPRESS)
    asked.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    given = asked.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "factcheck.settings"
    if given.by:
        django.setup()
        return _import(given.by, given.file, given.profile)
    with tempfile.TemporaryDirectory() as name:
        return int(_measure(given, Path(name)))


def _measure(given: argparse.Namespace, folder: Path) -> bool:
    sound, bad = folder / "sound.csv", folder / "bad.csv"
    rows = list(islice(rows_of(random.Random(1)), given.rows))  # noqa: S311 -- made-up figures, no secrets
    write(sound, rows)
    expected = write_bad(bad, rows)
    empty = {**os.environ, "FACTCHECK_VAR": str(folder), "DATABASE_URL": f"sqlite:///{folder}/empty.sqlite3"}
    migrated = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(migrated, check=True, env=empty)  # noqa: S603 -- ourselves
    if given.profile:
        _timed(folder, "ours", sound, "--profile", given.profile)
        return False
    failed = _refuse_all(folder, bad, expected)
    taken: dict[str, list[dict[str, Any]]] = {"ours": [], "theirs": []}
    for _round in range(given.rounds):
        for by, told in taken.items():
            told.append(_timed(folder, by, sound))
            failed |= told[-1]["citations"] != given.rows
            _say(
                f"{by:>6}: {told[-1]['seconds']:6.1f} s, {given.rows / told[-1]['seconds']:6,.0f} rows a second, "
                f"{told[-1]['citations']:,} citations written, {told[-1]['growth']:.0f} MB more at most"
            )
    ours, theirs = (median(one["seconds"] for one in taken[by]) for by in ("ours", "theirs"))
    rows_alone = median(one["seconds"] - one["comparing"] - one["journal"] for one in taken["ours"])
    _say(
        f"{theirs / ours:.2f} times as fast with all that we do beside it (at least {ALLOWED_RATIO}; "
        f"medians of {given.rounds})"
    )
    _say(
        f"checking and writing rows takes {rows_alone / ours:.0%} of our time, comparing "
        f"{median(one['comparing'] / one['seconds'] for one in taken['ours']):.0%}, the journal "
        f"{median(one['journal'] / one['seconds'] for one in taken['ours']):.0%}; "
        f"{theirs / rows_alone:.2f} times as fast without the two"
    )
    failed |= theirs / ours < ALLOWED_RATIO
    if not given.skip_growth:
        failed |= _grows(folder, given.rows, median(one["growth"] for one in taken["ours"]))
    return failed


def _refuse_all(folder: Path, bad: Path, expected: set[tuple[int, str]]) -> bool:
    """Whether ours misses a bad cell, refuses a sound one, or writes anything; what the rival does is only told."""
    failed = False
    for by in ("ours", "theirs"):
        told = _timed(folder, by, bad)
        found = {(line, column) for line, column in told["refused"]}
        _say(
            f"{by:>6}: a file with {len(expected):,} bad cells refused in {told['seconds']:.1f} s, "
            f"{len(found & expected):,} of them named by row and column, {len(found - expected):,} others"
        )
        if by == "ours":
            failed = found != expected or told["citations"] != 0
    return failed


def _grows(folder: Path, rows: int, growth: float) -> bool:
    longer = folder / "longer.csv"
    write(longer, islice(rows_of(random.Random(1)), rows * TIMES))  # noqa: S311 -- made-up figures, no secrets
    most = _timed(folder, "ours", longer)["growth"]
    _say(
        f"memory: {growth:.0f} MB more at {rows:,} rows, {most:.0f} MB at {rows * TIMES:,}: "
        f"{(most - growth) * 2**20 / (rows * (TIMES - 1)):,.0f} bytes a row "
        f"(flat is at most {ALLOWED_GROWTH} MB apart)"
    )
    return bool(most - growth > ALLOWED_GROWTH)


def _timed(folder: Path, by: str, path: Path, *more: str) -> dict[str, Any]:
    """Import a file into a fresh desk, in a process of its own."""
    desk = folder / "desk.sqlite3"
    for left in folder.glob("desk.sqlite3*"):
        left.unlink()
    shutil.copy(folder / "empty.sqlite3", desk)
    environment = os.environ | {"FACTCHECK_VAR": str(folder), "DATABASE_URL": f"sqlite:///{desk}"}
    command = [*HERE, "--import", by, "--file", str(path), *more]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)  # noqa: S603 -- ourselves
    return json.loads(done.stdout)


def _import(by: str, path: Path, profile: str | None) -> int:
    from factcheck.models import Citation

    spent = {"comparing": 0.0, "journal": 0.0}
    importing = _ours(spent) if by == "ours" else _theirs()
    assert not Citation.objects.exists()
    at_rest = _most_memory()
    began = time.perf_counter()
    if profile:
        import cProfile

        cProfile.runctx("importing(path)", {"importing": importing, "path": path}, {}, profile)
        refused: set[tuple[int, str]] = set()
    else:
        refused = importing(path)
    seconds = time.perf_counter() - began
    told = {"seconds": seconds, "growth": _most_memory() - at_rest, "refused": sorted(refused)}
    _say(json.dumps(told | spent | {"citations": Citation.objects.count()}))
    return 0


def _ours(spent: dict[str, float]) -> Callable[[Path], set[tuple[int, str]]]:
    from factcheck.services.importing import BadRowsError, import_citations
    from factcheck.services.importing.journal import Journal
    from factcheck.services.importing.writing import Writer

    # What goes into comparing is taken where it happens: what is imported and how stays as it is.
    Writer._compare = _clocked(Writer._compare, spent, "comparing")
    Journal.close = _clocked(Journal.close, spent, "journal")

    def importing(path: Path) -> set[tuple[int, str]]:
        try:
            import_citations(path=path, by=None)
        except BadRowsError as error:
            return {(problem.line, problem.column) for problem in error.problems}
        return set()

    return importing


def _clocked(does: Callable[..., Any], spent: dict[str, float], name: str) -> Callable[..., Any]:
    def clocked(*given: Any) -> Any:
        began = time.perf_counter()
        try:
            return does(*given)
        finally:
            spent[name] += time.perf_counter() - began

    return clocked


def _theirs() -> Callable[[Path], set[tuple[int, str]]]:
    from tests.benchmarks.plain_resources import import_plainly

    return import_plainly


def _most_memory() -> float:
    """The most megabytes that this process held at once, since it was started."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
