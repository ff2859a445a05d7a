"""How long comparing everything takes, against SQLite's own best self-join that only counts the conflicts.

    uv run --with numpy==2.3.5 python -m tests.benchmarks.reconciling --generator rival_figures.py --citations 1000000

The generator makes rival figures in quantity, and tells in its own words what a conflict is: two figures of one claim,
further apart than its tolerance, whose periods share a day. It is loaded into a real desk so that the desk's rules say
just that: each claim is a level, and each low end is lowered by the tolerance of its claim. So a claim has a `value`
discrepancy exactly where the join finds a conflict on it, its members are the citations that stand in one, and both
are held to what the join finds, one by one.

Printed are: the first pass on a fresh desk, which opens every discrepancy; the pass again, with nothing changed, beside
the join, in turns; a pass that compares also what has not changed (`--anew`). The ratio that is asked for is that of
the pass with nothing changed, which reads all the evidence and finds that it is what was compared. Exit code 1 where a
count differs, or, with a million citations, the ratio or the memory miss their target, or the growth does.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import date
from functools import cache
from pathlib import Path
from statistics import median

import django

ROUNDS = 3
ALLOWED_RATIO, ALLOWED_BYTES, ALLOWED_GROWTH = 15, 700, 14
SMALL_SHARE = 10
HERE = [sys.executable, "-m", "tests.benchmarks.reconciling"]

JOIN = """
SELECT count(*) FROM tolerance JOIN cited one ON one.claim = tolerance.claim CROSS JOIN cited other
ON other.claim = one.claim AND other.first BETWEEN one.first AND one.last
AND (other.first > one.first OR other.id > one.id)
WHERE other.low - one.high > tolerance.allowed OR one.low - other.high > tolerance.allowed
"""
"""Each pair that shares a day once: the one begins within the other. So the index leads to nothing but such pairs."""


def main() -> int:
    asked = argparse.ArgumentParser(description="How long comparing everything takes.")
    asked.add_argument("--generator", help="the script that makes the rival figures")
    asked.add_argument("--citations", type=int, default=1_000_000)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    asked.add_argument("--skip-anew", action="store_true", help="leave out the pass that compares everything")
    asked.add_argument("--skip-growth", action="store_true", help="leave out the tenth of the size")
    asked.add_argument("--pass", dest="passing", choices=["again", "anew"], help=argparse.SUPPRESS)
    given = asked.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "factcheck.settings"
    if given.passing:
        django.setup()
        return _pass(is_anew=given.passing == "anew")
    failed = False
    spent = {}
    sizes = [given.citations] if given.skip_growth else [given.citations // SMALL_SHARE, given.citations]
    for citations in sizes:
        with tempfile.TemporaryDirectory() as folder:
            spent[citations], missed = _measure(given, citations, Path(folder))
        failed |= missed
    if not given.skip_growth:
        growth = spent[sizes[1]] / spent[sizes[0]]
        _say(f"growth with {SMALL_SHARE} times the work: {growth:.1f} (at most {ALLOWED_GROWTH})")
        failed |= growth > ALLOWED_GROWTH
    return int(failed)


def _measure(given: argparse.Namespace, citations: int, folder: Path) -> tuple[float, bool]:
    environment = os.environ | {
        "FACTCHECK_VAR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/desk.sqlite3",
    }
    made = [sys.executable, given.generator, "--n", str(citations), "--out", str(folder)]
    subprocess.run(made, check=True, capture_output=True)  # noqa: S603 -- the generator that was named
    subprocess.run(  # noqa: S603 -- ourselves
        [sys.executable, "-m", "tests.benchmarks.rival_desk", str(folder)], check=True, env=environment
    )
    tables = _tables(folder)
    opened = _timed(environment, "again")
    _say(
        f"{citations:,} citations, the first pass: {opened['seconds']:.1f} s, "
        f"{opened['changes']:,} discrepancies opened"
    )
    joined: list[float] = []
    again: list[float] = []
    memory = 0.0
    for _round in range(given.rounds):
        begin = time.perf_counter()
        pairs = tables.execute(JOIN).fetchone()[0]
        joined.append(time.perf_counter() - begin)
        told = _timed(environment, "again")
        again.append(told["seconds"])
        memory = max(memory, told["bytes"])
    ratio = median(joined) / median(again)
    _say(
        f"{citations:,} citations, again: {median(again):.2f} s; the join that counts {pairs:,} pairs: "
        f"{median(joined):.2f} s; {ratio:.1f} times faster (at least {ALLOWED_RATIO})"
    )
    memory = max(memory, opened["bytes"])
    if not given.skip_anew:
        anew = _timed(environment, "anew")
        memory = max(memory, anew["bytes"])
        _say(
            f"{citations:,} citations, also what has not changed: {anew['seconds']:.1f} s, "
            f"{anew['changes']:,} changes, "
            f"{median(joined) / anew['seconds']:.2f} times the join"
        )
    a_citation = memory / citations
    _say(f"the most memory of all passes: {a_citation:.0f} bytes a citation (below {ALLOWED_BYTES})")
    is_exact = _is_exact(tables, folder / "desk.sqlite3")
    is_full = citations >= 1_000_000
    return median(again), not is_exact or (is_full and (ratio < ALLOWED_RATIO or a_citation >= ALLOWED_BYTES))


def _tables(folder: Path) -> sqlite3.Connection:
    """What the join reads: nothing but the numbers, in the index that serves it best, in a database of its own."""
    tables = sqlite3.connect(folder / "join.sqlite3")
    tables.executescript(
        "CREATE TABLE tolerance (claim INTEGER PRIMARY KEY, allowed REAL);"
        "CREATE TABLE cited (id INTEGER PRIMARY KEY, claim INTEGER, first INTEGER, last INTEGER, low REAL, high REAL)"
    )
    with (folder / "measure.csv").open(encoding="utf-8", newline="") as file:
        rows = ((row["id"], row["tolerance"]) for row in csv.DictReader(file))
        tables.executemany("INSERT INTO tolerance VALUES (?, ?)", rows)
    with (folder / "claim.csv").open(encoding="utf-8", newline="") as file:
        names = ("id", "measure_id", "as_of_start", "as_of_end", "low", "high")
        cited = (
            (*map(row.get, names[:2]), *map(_day, map(row.get, names[2:4])), row["low"], row["high"])
            for row in csv.DictReader(file)
        )
        tables.executemany("INSERT INTO cited VALUES (?, ?, ?, ?, ?, ?)", cited)
    tables.execute("CREATE INDEX cited_in_time ON cited (claim, first, last, low, high)")
    tables.commit()
    tables.execute("ANALYZE")
    return tables


@cache
def _day(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _is_exact(tables: sqlite3.Connection, desk: Path) -> bool:
    """Whether the desk flagged the claims, and has as members the citations, that the join finds: no more, no fewer."""
    found = JOIN.replace("SELECT count(*)", "SELECT one.id, other.id, one.claim")
    claims, members = set(), set()
    for one, other, claim in tables.execute(found):
        claims.add(claim)
        members |= {one, other}
    with sqlite3.connect(desk) as kept:
        flagged = {
            claim
            for (claim,) in kept.execute("SELECT claim_id FROM factcheck_discrepancy WHERE kind = 'value'")
        }
        others = kept.execute("SELECT count(*) FROM factcheck_discrepancy WHERE kind <> 'value'").fetchone()[
            0
        ]
        apart = {key for (key,) in kept.execute("SELECT citation_id FROM factcheck_member")}
    is_exact = claims == flagged and members == apart and not others
    _say(
        f"{len(claims):,} claims and {len(members):,} citations stand in a conflict: "
        f"{'exactly those that the desk flagged' if is_exact else 'the desk flagged others'}"
    )
    return is_exact


def _timed(environment: dict[str, str], passing: str) -> dict[str, float]:
    done = subprocess.run(  # noqa: S603 -- ourselves
        [*HERE, "--pass", passing], check=True, capture_output=True, text=True, env=environment
    )
    return json.loads(done.stdout)


def _pass(*, is_anew: bool) -> int:
    """One pass as `manage.py reconcile` does it; prints seconds, changes, and the memory that it took."""
    from factcheck.services.everything import reconcile_all

    before = _most_memory()
    begin = time.perf_counter()
    changes = 0
    for run, _changes in reconcile_all(by=None, is_anew=is_anew):
        changes = run.changes
    seconds = time.perf_counter() - begin
    _say(json.dumps({"seconds": seconds, "changes": changes, "bytes": _most_memory() - before}))
    return 0


def _most_memory() -> int:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
