"""What a page of a list costs, however long it is: uv run python -m tests.benchmarks.lists [--few N] [--many N].

Makes two desks in temporary SQLite files, opens every sort and every filter that the list of claims, the list of
sources and the citations of a source offer, on the first page and in the middle, in turns on both desks, and prints
what the dearest of the four costs over the cheapest; then the list of claims beside the same list as django-tables2 and
django-filter make it by themselves, with their own template. CPU time, medians. Fails where a sort or a filter costs
more than 1.3 times its cheapest, or a list more than 0.6 of the plain one. `--keep FOLDER` takes the desks up again.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Mapping
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median

FEW, MANY, ROUNDS = 10_000, 1_000_000, 15
ALLOWED, ALLOWED_OF_PLAIN = 1.3, 0.6
ON_ONE_SOURCE = 0.6
"""The share of citations that the source has whose citations are listed."""
LISTS = {
    "/claims/": (
        [""]
        + [f"sort={way}{name}" for name in ("question", "state", "source_count", "origin_count") for way in ("", "-")]
        + [f"state={state}" for state in ("disputed", "proposed", "verified", "unverified")]
        + ["topic=1", "topic=60", "answer_kind=quantity", "answer_kind=date", "lives=fixed", "lives=level"]
        + ["rests=one", "rests=none", "rests=unread", "q=Zugdidi", "q=Sinuiju", "q=inuij"]
    ),
    "/sources/": (
        [""]
        + [f"sort={way}{name}" for name in ("title", "publisher", "kind", "published") for way in ("", "-")]
        + ["kind=report", "kind=treaty", "reliability=C", "q=Sinuiju"]
    ),
    "/discrepancies/": ["", "severity=major", "state=all"],
    "/sources/source-1/": ["", "state=verified"],
}  # fmt: skip


def main() -> int:
    asked = argparse.ArgumentParser(description="What a page of a list costs, however long it is.")
    asked.add_argument("--few", type=int, default=FEW)
    asked.add_argument("--many", type=int, default=MANY)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    asked.add_argument("--keep", type=Path, help="a folder to make the desks in, and to find them in again")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return _benchmark(given.keep or Path(folder), given.few, given.many, given.rounds)


def _benchmark(folder: Path, few: int, many: int, rounds: int) -> int:
    spawn = get_context("spawn")
    desks: list[Connection] = []
    for claims in (few, many):
        ours, theirs = spawn.Pipe()
        spawn.Process(target=_desk, args=(folder / str(claims), claims, theirs), daemon=True).start()
        _say(f"{claims:,} claims made in {ours.recv():.0f} s")
        desks.append(ours)
    worst, plain = _flat(desks, rounds), _beside_plain(desks[0], rounds)
    for desk in desks:
        desk.send(None)
    _say(f"worst: {worst:.2f} times its cheapest page ({ALLOWED} allowed)")
    _say(f"the list of claims costs {plain:.2f} of the plain one ({ALLOWED_OF_PLAIN} allowed)")
    return int(worst > ALLOWED or plain > ALLOWED_OF_PLAIN)


def _flat(desks: list[Connection], rounds: int) -> float:
    """Every address on both desks, first page and middle; the worst relation of the dearest to the cheapest."""
    worst = 0.0
    _say(f"{'':48} {'few, first':>10} {'middle':>7} {'many, first':>11} {'middle':>7}  (milliseconds of CPU)")
    for path, queries in LISTS.items():
        for query in queries:
            pages = [(desk, page) for desk in desks for page in _ask(desk, ("middle", f"{path}?{query}"))]
            taken: list[list[float]] = [[] for _page in pages]
            for _round in range(rounds):
                for place, (desk, page) in enumerate(pages):
                    taken[place].append(_ask(desk, ("open", page)))
            costs = [median(seconds) * 1_000 for seconds in taken]
            times = max(costs) / min(costs)
            worst = max(worst, times)
            mark = "  TOO DEAR" if times > ALLOWED else ""
            _say(f"{path + '?' + query:48} {costs[0]:10.1f} {costs[1]:7.1f} {costs[2]:11.1f} {costs[3]:7.1f}"
                 f"  {times:.2f}{mark}")  # fmt: skip
    return worst


def _beside_plain(desk: Connection, rounds: int) -> float:
    shares = []
    for query in ("", "topic=1&sort=question", "page=3"):
        own, plain = [], []
        for _round in range(rounds):
            own.append(_ask(desk, ("open", f"/claims/?{query}")))
            plain.append(_ask(desk, ("open", f"/plain/?{query}")))
        shares.append(median(own) / median(plain))
        _say(f"{'/claims/?' + query:48} {median(own) * 1_000:.1f} ms beside {median(plain) * 1_000:.1f} ms: "
             f"{shares[-1]:.2f}")  # fmt: skip
    return max(shares)


def _ask(desk: Connection, asked: tuple[str, str]) -> object:
    desk.send(asked)
    return desk.recv()


def _desk(folder: Path, claims: int, told: Connection) -> None:
    """A desk in a process of its own, which opens pages as it is told."""
    began = time.perf_counter()
    set_up(folder)
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from factcheck.core.roles import Role
    from factcheck.models import Claim
    from tests.benchmarks.long_lists import make_long_lists
    from tests.conftest import person

    call_command("migrate", verbosity=0)
    if not Claim.objects.exists():
        make_long_lists(claims, on_one_source=int(claims * ON_ONE_SOURCE))
    settings.ROOT_URLCONF = "tests.benchmarks.plain_list"
    client = Client(headers={"host": "localhost"})
    client.force_login(person("administrator", Role.ADMINISTRATOR))
    told.send(time.perf_counter() - began)
    while asked := told.recv():
        what, address = asked
        told.send(_middle(client, address) if what == "middle" else _open(client, address))


def set_up(folder: Path, environment: Mapping[str, str] | None = None) -> None:
    """The settings of a desk in earnest, with everything in one folder."""
    import django

    folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "factcheck.settings",
        "DATABASE_URL": f"sqlite:///{folder / 'desk.sqlite3'}",
        "FACTCHECK_VAR": str(folder),
        "ALLOWED_HOSTS": "localhost",
        "DEBUG": "false",
        **(environment or {}),
    }
    django.setup()
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def _open(client: object, address: str) -> float:
    began = time.process_time()
    answer = client.get(address)  # type: ignore[attr-defined]
    seconds = time.process_time() - began
    assert answer.status_code == 200, address
    return seconds


def _middle(client: object, address: str) -> tuple[str, str]:
    """The address, and that of the page in the middle of what it shows; both opened once."""
    from django.test.utils import setup_test_environment, teardown_test_environment

    setup_test_environment()
    try:
        table = client.get(address).context["table"]  # type: ignore[attr-defined]
    finally:
        teardown_test_environment()
    if table.shown.pages:
        middle = f"{address}&page={(table.shown.pages + 1) // 2}"
    else:
        rows = table.data.data
        keys = rows.values_list("pk", flat=True)
        middle = f"{address}&after={keys[rows.order_by().count() // 2]}"
    _open(client, middle)
    return address, middle


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
