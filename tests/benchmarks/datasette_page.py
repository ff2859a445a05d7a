"""The list of claims beside Datasette's page of the same table: uv run python -m tests.benchmarks.datasette_page.

Makes a desk of 100,000 claims (`--claims`) in a temporary SQLite file and serves it twice on loopback, each server in
a process of its own: the list by gunicorn, for somebody who is logged in; and the table of claims of the same file by
Datasette as it comes, with its page of 100 rows, its count and its suggested facets. (It is no dependency:
`uv run --with datasette==0.65.5` fetches it.) Both pages are asked for in turns. Fails where the median of the list is
not 15 times shorter. `--keep FOLDER` takes the desk up again.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.request import Request, urlopen

from tests.benchmarks.lists import set_up

DATASETTE = "datasette==0.65.5"
CLAIMS, ROUNDS, WARMING, DEMANDED = 100_000, 20, 3, 15
LONGEST_START = 120


def main() -> int:
    asked = argparse.ArgumentParser(
        description="The list of claims beside Datasette's page of the same table."
    )
    asked.add_argument("--claims", type=int, default=CLAIMS)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    asked.add_argument("--keep", type=Path, help="a folder to make the desk in, and to find it in again")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return _benchmark((given.keep or Path(folder)).resolve(), given.claims, given.rounds)


def _benchmark(folder: Path, claims: int, rounds: int) -> int:
    ours, theirs = get_context("spawn").Pipe()
    get_context("spawn").Process(target=_desk, args=(folder, claims, theirs)).start()
    cookie, environment = ours.recv()
    own_port, their_port = _free_port(), _free_port()
    own_page = Request(f"http://localhost:{own_port}/claims/", headers={"Cookie": cookie})
    their_page = Request(f"http://localhost:{their_port}/desk/factcheck_claim")
    with ExitStack() as running:
        gunicorn = ["-m", "gunicorn", "factcheck.wsgi", "--bind", f"localhost:{own_port}", "--threads", "4"]
        _serve(running, [sys.executable, *gunicorn], environment)
        datasette = ["datasette", str(folder / "desk.sqlite3"), "--port", str(their_port)]
        _serve(running, ["uv", "run", "--no-project", "--with", DATASETTE, *datasette], {})
        for page in (own_page, their_page):
            _wait_for(page)
        own, stock = [], []
        for number in range(WARMING + rounds):
            for page, taken in ((own_page, own), (their_page, stock)):
                seconds = _open(page)
                if number >= WARMING:
                    taken.append(seconds)
    times = median(stock) / median(own)
    _say(
        f"{claims:,} claims: the list {median(own) * 1_000:.1f} ms, Datasette's page {median(stock) * 1_000:.1f} ms"
    )
    _say(f"the list is {times:.1f} times faster ({DEMANDED} demanded)")
    return int(times < DEMANDED)


def _desk(folder: Path, claims: int, told: Connection) -> None:
    """Make the desk, and tell the cookie of somebody who is logged in, and the settings it is served with."""
    before = dict(os.environ)
    set_up(folder)
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from factcheck.core.roles import Role
    from factcheck.models import Claim, Person
    from tests.benchmarks.long_lists import make_long_lists
    from tests.conftest import person

    call_command("migrate", verbosity=0)
    if not Claim.objects.exists():
        make_long_lists(claims)
    client = Client(headers={"host": "localhost"})
    reader = Person.objects.filter(username="reader").first() or person("reader", Role.READER)
    client.force_login(reader)
    name = settings.SESSION_COOKIE_NAME
    changed = {key: value for key, value in os.environ.items() if before.get(key) != value}
    told.send((f"{name}={client.cookies[name].value}", changed))


def _serve(running: ExitStack, command: Sequence[str], environment: Mapping[str, str]) -> None:
    """A server until the end of the benchmark."""
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, env={**os.environ, **environment}, stdout=quiet, stderr=quiet)  # noqa: S603
    running.callback(server.wait)
    running.callback(server.terminate)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("localhost", 0))
        return int(one.getsockname()[1])


def _wait_for(page: Request) -> None:
    """Ask until the server answers; raises its refusal when it still gives none after LONGEST_START seconds."""
    began = time.monotonic()
    while True:
        try:
            _open(page)
        except URLError:
            if time.monotonic() - began > LONGEST_START:
                raise
            time.sleep(0.2)
        else:
            return


def _open(page: Request) -> float:
    began = time.perf_counter()
    with urlopen(page) as answer:  # noqa: S310 -- an address of this machine
        answer.read()
        assert answer.status == 200, answer.status
        assert answer.url == page.full_url, f"sent on to {answer.url}"
    return time.perf_counter() - began


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
