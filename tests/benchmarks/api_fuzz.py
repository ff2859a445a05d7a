"""Requests made up by schemathesis from the description of the API: uv run python -m tests.benchmarks.api_fuzz.

All of its checks run. Two are told of statuses that they do not know by themselves, each for the reason beside it.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

VERDICT = {
    "answer": "12",
    "sentence": "Twelve came back.",
    "basis": "Both reports.",
}


@dataclass(frozen=True, slots=True)
class Size:
    """How many requests are made up for each operation, and for how long the whole may take."""

    examples: int
    seconds: int
    phases: tuple[str, ...]
    seed: int | None = None


BOUNDED = Size(examples=3, seconds=25, phases=("examples", "coverage", "fuzzing"), seed=1)
LONG = Size(examples=150, seconds=1_800, phases=("examples", "coverage", "fuzzing", "stateful"))


@dataclass(slots=True)
class Found:
    """What came of it."""

    requests: int = 0
    statuses: dict[int, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)


def make_case(person: Any) -> str:
    """A desk with something of each kind, under the references of the examples; returns a token for all of it."""
    from factcheck.core.scopes import Scope
    from factcheck.services.citations import CitationWords, record_citation
    from factcheck.services.claims import ClaimWords, record_claim
    from factcheck.services.sources import SourceWords, record_source
    from factcheck.services.tokens import make_token
    from factcheck.services.verdicts import VerdictWords, propose_verdict

    for number, figures in enumerate((("about 30,000", "about 35,000"), ("12", "12"))):
        claim = record_claim(
            words=ClaimWords(question=f"How many people {number}?", unit="person", topic="People"), by=person
        )
        for figure in figures:
            title = f"Report {number} of {figure}"
            source = record_source(words=SourceWords(title=title, reliability="B"), by=person)
            words = CitationWords(figure=figure, attribution="The Ministry")
            record_citation(claim=claim, source=source, words=words, by=person)
    words = VerdictWords(**VERDICT, single_origin_reason="Nobody else counts.")
    propose_verdict(claim=claim, words=words, by=person)
    return make_token(name="Fuzzing", scopes=list(Scope), by=person)[1]


def _config(secret: str, size: Size) -> Any:
    from schemathesis.config import SchemathesisConfig

    accepted = ["2xx", "3xx", "401", "403", "404", "409", "429"]
    phases: dict[str, Any] = {
        name: {"enabled": name in size.phases} for name in ("examples", "coverage", "fuzzing", "stateful")
    }
    asked: dict[str, Any] = {
        "headers": {"Authorization": f"Bearer {secret}"},
        "workers": 1,
        "continue-on-failure": True,
        "generation": {"max-examples": size.examples, "database": "none"},
        "phases": phases,
        "max-time": size.seconds,
        "checks": {
            # A made-up ETag is well-formed and stale (412). A well-formed text that is no day that ever was, or names
            # no record, is refused by a rule (422); that it is a rule which refuses it, and not the description that
            # is loose, is what `_refused_by_a_rule` checks.
            "positive_data_acceptance": {"expected-statuses": [*accepted, "412", "422"]},
            # RFC 6585 has a status of its own for a missing If-Match.
            "missing_required_header": {"expected-statuses": ["401", "422", "428"]},
        },
    }
    if size.seed is not None:
        asked["seed"] = size.seed
    return SchemathesisConfig.from_dict(asked)


def _refused_by_a_rule(_ctx: Any, response: Any, case: Any) -> None:
    """What fits the description is never refused for not fitting it."""
    if (
        response.status_code not in {400, 422}
        or case.meta is None
        or not case.meta.generation.mode.is_positive
    ):
        return
    # Short keys are made up more than once, and then come with another request.
    assert response.json()["type"].endswith((":unfit", ":key-taken")), f"{response.json()}"


def fuzz(secret: str, size: Size) -> Found:
    """Make requests up, and tell what was answered otherwise than it should be."""
    import schemathesis
    from schemathesis.checks import CHECKS
    from schemathesis.engine import from_schema

    if "_refused_by_a_rule" not in CHECKS.get_all_names():
        schemathesis.check(_refused_by_a_rule)
    with _served() as address:
        schema = schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json", config=_config(secret, size))
        return _told(from_schema(schema).execute())


@contextmanager
def _served() -> Iterator[str]:
    """The application behind a server of its own: some of the checks only work over a connection."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    from factcheck.wsgi import application

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_said: object) -> None:
            """Thousands of lines that nobody reads."""

    with ThreadedWSGIServer(("127.0.0.1", 0), Quiet) as server:
        server.daemon_threads = True
        server.set_app(application)
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def _told(stream: Iterable[Any]) -> Found:
    from schemathesis.engine import events

    found = Found()
    told = set[str]()
    for event in stream:
        if isinstance(event, events.ScenarioFinished):
            _note(event.recorder, found, told)
        elif isinstance(event, events.NonFatalError):
            found.failures.append(f"{event.label}: {event.info}")
        elif isinstance(event, events.FatalError):
            raise event.exception
    return found


def _note(recorder: Any, found: Found, told: set[str]) -> None:
    for interaction in recorder.interactions.values():
        found.requests += 1
        if interaction.response is not None:
            status = interaction.response.status_code
            found.statuses[status] = found.statuses.get(status, 0) + 1
    for key, checks in recorder.checks.items():
        for one in checks:
            if one.failure_info is None:
                continue
            failure = one.failure_info.failure
            name = f"{recorder.label} · {one.name} · {failure.title}"
            if name not in told:
                told.add(name)
                interaction = recorder.interactions.get(key)
                answered = interaction.response.content[:600] if interaction and interaction.response else b""
                asked = one.failure_info.code_sample
                found.failures.append(f"{name}\n{failure.message}\n{asked}\n{answered!r}")


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)  # noqa: T201


def main() -> int:
    asked = argparse.ArgumentParser(description="Requests made up from the description of the API.")
    asked.add_argument("--examples", type=int, default=LONG.examples)
    asked.add_argument("--seconds", type=int, default=LONG.seconds)
    asked.add_argument("--seed", type=int)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "factcheck.settings",
            "DATABASE_URL": f"sqlite:///{Path(folder) / 'desk.sqlite3'}",
            "FACTCHECK_VAR": folder,
            "ALLOWED_HOSTS": "127.0.0.1",
        }
        import django

        django.setup()
        logging.disable(logging.WARNING)  # every refusal would be a line
        from django.core.management import call_command

        from factcheck.core.roles import Role
        from factcheck.services.people import add_person

        call_command("migrate", verbosity=0)
        person = add_person(username="administrator", password="fuzz", roles=[Role.ADMINISTRATOR], by=None)
        begin = time.perf_counter()
        found = fuzz(make_case(person), Size(given.examples, given.seconds, LONG.phases, given.seed))
        spent = time.perf_counter() - begin
    statuses = ", ".join(f"{count:,} × {status}" for status, count in sorted(found.statuses.items()))
    _say([*found.failures, f"{found.requests:,} requests in {spent:.0f} s: {statuses}"])
    _say([f"{len(found.failures)} found" if found.failures else "Nothing found"])
    return 1 if found.failures else 0


if __name__ == "__main__":
    sys.exit(main())
