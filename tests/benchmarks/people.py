"""Fifty people reading and deciding: uv run python -m tests.benchmarks.people --database postgres://… [--seconds N].

Makes a busy desk in a database that is emptied first (without `--database`, an SQLite file of its own), serves it with
gunicorn and the settings that the README gives, with a worker beside it, and lets people with log-ins of their own work
on its pages for five minutes: reviewers open what is free, take it and propose; approvers approve or return;
contributors look, search, filter and comment; now and then somebody exports. Each thinks a second to three between two
pages. Every form is one that a page showed, with its token. Prints the requests by what was done, and fails where 19 of
20 requests do not stay below 300 ms, where anything is answered with an error, where a decision that was acknowledged
is not recorded or one is recorded that was not, or where the history of the decisions does not hold.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread

import django
import requests

PEOPLE, SECONDS, CLAIMS = 50, 300, 2_000
THINK = (1.0, 3.0)
ALLOWED = 0.3
ROOT = Path(__file__).resolve().parents[2]
ROLES = ("reviewer", "approver", "contributor", "reviewer", "approver", "reader")
SERVER = "-c python:factcheck.management.gunicorn factcheck.wsgi --bind"
PLACES = ("Ansan", "Busan", "Musan", "Paju", "Rason", "Yanji", "river", "families")


@dataclass(slots=True)
class Seen:
    """What all of them saw together."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    lock: Lock = field(default_factory=Lock)

    def note(self, act: str, seconds: float, answer: requests.Response) -> None:
        is_refused = answer.status_code == 422  # somebody was quicker, and the page says so
        with self.lock:
            self.times[act].append(seconds)
            if is_refused:
                self.done["refused"] += 1
                said = re.search(r"Not [a-z]+( on hold)?: [^<]{0,120}", answer.text)
                self.refusals[said[0] if said else f"{act}, without a sentence"] += 1
            elif answer.status_code >= 400:
                self.errors[f"{act}: {answer.status_code} {answer.url}"] += 1


class Colleague:
    """One person at a browser."""

    claims = CLAIMS - 1
    """The number of the last claim of the desk."""

    def __init__(self, name: str, role: str, address: str, seen: Seen, dice: random.Random) -> None:
        self.name, self.role, self.address, self.seen, self.dice = name, role, address, seen, dice
        self.browser = requests.Session()

    def work(self, until: float) -> None:
        time.sleep(self.dice.uniform(0, min(10.0, (until - time.monotonic()) / 4)))
        try:
            page = self.get("log in", "/log-in/")
            sent = {"username": self.name, "password": f"{self.name}-pass"}
            self.post("log in", "/log-in/", page, sent)
            while time.monotonic() < until:
                self.dice.choice(self.acts())()
        except requests.RequestException as error:
            with self.seen.lock:
                self.seen.errors[f"{self.role}: {type(error).__name__}"] += 1

    def acts(self) -> list[Callable[[], None]]:
        reading = [self.look_at_desk, self.search, self.filter, self.open_claim]
        deciding = {
            "reviewer": [self.propose] * 4,
            "approver": [self.approve] * 4,
            "contributor": [self.comment] * 2,
            "reader": [self.export],
        }
        return reading + deciding[self.role]

    def think(self) -> None:
        time.sleep(self.dice.uniform(*THINK))

    def get(self, act: str, path: str) -> requests.Response:
        return self._asked(act, lambda: self.browser.get(f"{self.address}{path}", timeout=60))

    def post(
        self, act: str, path: str, page: requests.Response, sent: dict[str, object]
    ) -> requests.Response:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        filled = sent | {"csrfmiddlewaretoken": token[1] if token else ""}
        here = {"Referer": page.url}
        send = lambda: self.browser.post(  # noqa: E731
            f"{self.address}{path}", data=filled, headers=here, timeout=60, allow_redirects=False
        )
        answer = self._asked(act, send)
        if "Location" in answer.headers:
            self._asked(f"{act}, and what follows", lambda: self.browser.get(self._after(answer), timeout=60))
        return answer

    def _after(self, answer: requests.Response) -> str:
        return f"{self.address}{answer.headers['Location']}"

    def _asked(self, act: str, ask: Callable[[], requests.Response]) -> requests.Response:
        self.think()
        began = time.perf_counter()
        answer = ask()
        self.seen.note(act, time.perf_counter() - began, answer)
        return answer

    def acknowledged(self, what: str) -> None:
        with self.seen.lock:
            self.seen.done[what] += 1

    def look_at_desk(self) -> None:
        self.get("desk", "/")

    def search(self) -> None:
        self.get("search", f"/claims/?q={self.dice.choice(PLACES)}")

    def filter(self) -> None:
        state = self.dice.choice(("unverified", "disputed", "proposed", "verified"))
        self.get("filter", f"/claims/?state={state}&page={self.dice.randint(1, 3)}")

    def open_claim(self) -> None:
        self.get("claim", f"/claims/claim-{self.dice.randint(0, self.claims)}/")

    def export(self) -> None:
        if self.dice.random() < 0.3:
            self.get("export", "/desk/verified/download/csv/")
        else:
            self.get("verified", "/desk/verified/")

    def _one_of(self, path: str) -> tuple[str, requests.Response] | None:
        """A discrepancy of a list, opened."""
        listed = self.get("queue", path)
        found = sorted(set(re.findall(r'href="/discrepancies/(\d+)/', listed.text)))
        if not found:
            return None
        address = f"/discrepancies/{self.dice.choice(found)}/"
        return address, self.get("discrepancy", address)

    def propose(self) -> None:
        state, page = self.dice.choice(("open", "returned", "reopened")), self.dice.randint(1, 4)
        opened = self._one_of(f"/discrepancies/?state={state}&page={page}")
        if opened is None:
            return
        address, shown = opened
        me = re.search(r'<option value="(\d+)"[^>]*>me</option>', shown.text)
        if me:
            self.post("take", f"{address}assign/", shown, {"to": me[1]})
            shown = self.get("discrepancy", address)
        if f'action="{address}propose/"' not in shown.text:
            return
        filled = _form(shown, f"{address}propose/") | {
            "outcome": "use_with_note",
            "cause": "not_determinable",
            "answer": "about 30,000",
            "sentence": "About 30,000 people crossed, though counts differ.",
            "rationale": "The registers were kept by different offices.",
            "single_origin_reason": "It is the register itself.",
        }
        filled |= {name: "accepted" for name in filled if name.startswith("position_")}
        if self.post("propose", f"{address}propose/", shown, filled).status_code == 302:
            self.acknowledged("proposals")

    def approve(self) -> None:
        opened = self._one_of(f"/discrepancies/?state=proposed&page={self.dice.randint(1, 3)}")
        if opened is None:
            return
        address, shown = opened
        act = "approve" if self.dice.random() < 0.7 else "return"
        if f'action="{address}{act}/"' not in shown.text:
            return
        filled = _form(shown, f"{address}{act}/") | {"comment": "Checked against the register."}
        if self.post(act, f"{address}{act}/", shown, filled).status_code == 302:
            self.acknowledged("approvals" if act == "approve" else "returns")

    def comment(self) -> None:
        path = f"/claims/claim-{self.dice.randint(0, self.claims)}/"
        shown = self.get("claim", path)
        if self.post("comment", f"{path}comment/", shown, {"text": "See the yearbook."}).status_code == 302:
            self.acknowledged("comments")


def _form(page: requests.Response, action: str) -> dict[str, object]:
    from tests.web.seen import _Form

    parser = _Form(action)
    parser.feed(page.text)
    return {name: value for name, value in parser.values.items() if name != "csrfmiddlewaretoken"}


def _recorded() -> Counter[str]:
    """What stands in the database of what people can have done."""
    from factcheck.models import Comment, Resolution, Step

    steps = Step.objects.exclude(by=None)
    return Counter(
        proposals=Resolution.objects.exclude(outcome="hold").count(),
        approvals=steps.filter(from_state="proposed", to_state="resolved").count(),
        returns=steps.filter(from_state="proposed", to_state="returned").count(),
        comments=Comment.objects.count(),
    )


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """The desk as the README has it served, on a port of its own, with a worker beside it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        bind = f"127.0.0.1:{probe.getsockname()[1]}"
    server = [sys.executable, "-m", "gunicorn", *SERVER.split(), bind]
    processes = [
        subprocess.Popen(server, cwd=ROOT),  # noqa: S603 -- this project, with words of ours
        subprocess.Popen([sys.executable, "manage.py", "db_worker"], cwd=ROOT),
    ]
    try:
        end = time.monotonic() + 120
        while not _is_ready(f"http://{bind}"):
            assert time.monotonic() < end, f"nothing is served from {folder}"
            time.sleep(0.2)
        yield f"http://{bind}"
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(60)


def _is_ready(address: str) -> bool:
    try:
        return requests.get(f"{address}/ready/", timeout=5).status_code == 200
    except requests.RequestException:
        return False


def _make(claims: int, people: int) -> list[tuple[str, str]]:
    from django.core.management import call_command
    from django.db import connection, connections

    from factcheck.core.roles import Role
    from factcheck.services.people import add_person
    from tests.benchmarks.busy_desk import make_desk
    from tests.benchmarks.decisions import make_people

    began = time.perf_counter()
    call_command("migrate", "factcheck", "zero", verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    make_desk(claims, make_people())
    staff = []
    for number in range(people):
        role = ROLES[number % len(ROLES)]
        name = f"colleague-{number}"
        add_person(username=name, password=f"{name}-pass", roles=[Role(role)], by=None, first_name=name)
        staff.append((name, role))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    connections.close_all()
    _say(
        f"{claims:,} claims and {people} people on {connection.vendor} in {time.perf_counter() - began:.0f} s"
    )
    return staff


def _benchmark(folder: Path, claims: int, people: int, seconds: int) -> int:
    from django.db import connections

    from factcheck.services.ledger import check_history

    Colleague.claims = claims - 1
    staff, before, seen = _make(claims, people), _recorded(), Seen()
    connections.close_all()
    with _served(folder) as address:
        until = time.monotonic() + seconds
        threads = [
            Thread(target=Colleague(name, role, address, seen, random.Random(number)).work, args=(until,))  # noqa: S311
            for number, (name, role) in enumerate(staff)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    recorded = _recorded() - before
    state = check_history(by=None)
    return _report(seen, recorded, is_whole=not state.faults, seconds=seconds)


def _report(seen: Seen, recorded: Counter[str], *, is_whole: bool, seconds: int) -> int:
    _say(f"{'what':28} {'requests':>8} {'median':>7} {'p95':>7} {'slowest':>8}   (milliseconds)")
    for act, times in sorted(seen.times.items(), key=lambda one: -_p95(one[1])):
        figures = (
            f"{statistics.median(times) * 1_000:7.0f} {_p95(times) * 1_000:7.0f} {max(times) * 1_000:8.0f}"
        )
        _say(f"{act:28} {len(times):8} {figures}")
    every = [one for times in seen.times.values() for one in times]
    lost = {
        what: (seen.done[what], recorded[what])
        for what in ("proposals", "approvals", "returns", "comments")
        if seen.done[what] != recorded[what]
    }
    for said, times in seen.errors.most_common(10):
        _say(f"ERROR {said}, {times} times")
    for said, times in seen.refusals.most_common(10):
        _say(f"refused {times} times: {said}")
    for what, (told, kept) in lost.items():
        _say(f"LOST {what}: {told} acknowledged, {kept} recorded")
    done = ", ".join(f"{count} {what}" for what, count in sorted(seen.done.items()))
    _say(f"{len(every)} requests in {seconds} s; {done}")
    _say(f"p95 {_p95(every) * 1_000:.0f} ms, {seen.errors.total()} errors, {len(lost)} lost")
    _say("the history of the decisions is whole" if is_whole else "THE HISTORY IS BROKEN")
    _say(f"{os.getloadavg()[0]:.1f} processes on {os.cpu_count()} cores, this one included")
    is_good = _p95(every) < ALLOWED and not seen.errors and not lost and is_whole
    did_something = all(seen.done[what] for what in ("proposals", "approvals", "comments"))
    return 0 if is_good and did_something else 1


def _p95(times: list[float]) -> float:
    return sorted(times)[max(0, -(-len(times) * 19 // 20) - 1)]


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201


def main() -> int:
    asked = argparse.ArgumentParser(description="Fifty people reading and deciding.")
    asked.add_argument("--people", type=int, default=PEOPLE)
    asked.add_argument("--seconds", type=int, default=SECONDS)
    asked.add_argument("--claims", type=int, default=CLAIMS)
    asked.add_argument("--database", help="postgres://… of a database that may be emptied, instead of SQLite")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "factcheck.settings",
            "DATABASE_URL": given.database or f"sqlite:///{folder}/desk.sqlite3",
            "FACTCHECK_VAR": folder,
            "ALLOWED_HOSTS": "127.0.0.1",
            "DEBUG": "false",
            "HTTPS": "false",
        }
        django.setup()
        return _benchmark(Path(folder), given.claims, given.people, given.seconds)


if __name__ == "__main__":
    sys.exit(main())
