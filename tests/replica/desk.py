"""The application as it is served in earnest, in processes of its own, and people at it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path

import requests

from tests.replica.servers import Server, free_port, until

ROOT = Path(__file__).parents[2]
TIME_OUT = 120
"""Seconds for one answer, on a machine that is busy with something else."""

# As the suite has it: quick passwords, and static files that need not be collected.
_TESTING = "import pytest, django; django.setup(); "
_SERVE = "import pytest; from gunicorn.app.wsgiapp import run; run()"
_PREPARE = """
from django.core.management import call_command
call_command("demo", no_serve=True, stdout=open("/dev/null", "w"))
from factcheck.models import Claim, Desk, Person
from factcheck.services.tokens import make_token
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict
from factcheck.core.scopes import Scope
from factcheck.core.roles import Role
Desk.objects.update_or_create(pk=1, defaults={"publishes": True, "name": "The Desk"})
claim = Claim.objects.filter(discrepancies=None, source_count__gt=1).order_by("pk").first()
words = VerdictWords(answer="12", sentence="Twelve.", basis="Both say so.", single_origin_reason="It counts them.")
verdict = propose_verdict(claim=claim, words=words, by=Person.objects.get(username="reviewer"))
approve_verdict(verdict=verdict, by=Person.objects.get(username="approver"))
print(claim.ref)
for role in (Role.CONTRIBUTOR, Role.READER):
    scopes = [Scope.READ] if role is Role.READER else [Scope.READ, Scope.RECORD]
    print(make_token(name="program", scopes=scopes, by=Person.objects.get(username=role.value))[1])
"""


class Somebody(requests.Session):
    """A person at a browser, or a program with a token."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.headers["Accept-Language"] = "en-gb"

    def request(self, method, url, **more):
        more.setdefault("timeout", TIME_OUT)
        more.setdefault("allow_redirects", False)
        if method.upper() == "POST" and "csrftoken" in self.cookies and "data" in more:
            more["data"] = {**more["data"], "csrfmiddlewaretoken": self.cookies["csrftoken"]}
        return super().request(method, self.address + url, **more)

    def log_in(self, name: str) -> Somebody:
        """Where the primary was away a moment ago, a process that has not noticed its return says so once more."""
        self.get("/log-in/")
        fields = {"username": name, "password": f"{name}-demo"}
        until(lambda: self.post("/log-in/", data=fields).status_code == 302, "the log-in")
        return self

    def ask_a_question(self, question: str) -> requests.Response:
        fields = {"question": question, "answer_kind": "quantity", "unit": "person", "lives": "fixed"}
        return self.post("/record/claim/", data=fields)

    def sees(self, question: str) -> bool:
        """Whether the list of claims leads to it."""
        answer = self.get("/claims/", params={"q": question})
        assert answer.status_code == 200, answer.text
        return bool(re.search(rf">\s*{re.escape(escape(question))}\s*</a>", answer.text))


def offered(answer: requests.Response) -> dict[str, str]:
    """The form that a page offers to be sent again."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', answer.text)
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


@dataclass
class RunningDesk:
    """A desk that is being served, on a primary and a replica."""

    primary: Server
    replica: Server
    address: str
    log: Path
    made: dict[str, str]

    def somebody(self, name: str) -> Somebody:
        return Somebody(self.address).log_in(name)

    def program(self, name: str) -> Somebody:
        found = Somebody(self.address)
        found.headers["Authorization"] = f"Bearer {self.made[name]}"
        return found

    def has_caught_up(self) -> bool:
        ((position,),) = self.primary.ask("SELECT pg_current_wal_lsn() - '0/0'")
        ((followed,),) = self.replica.ask("SELECT pg_last_wal_replay_lsn() - '0/0'")
        return followed >= position

    def reads_from_the_replica(self) -> bool:
        """Whether the desk has a connection to the replica."""
        query = "SELECT count(*) > 0 FROM pg_stat_activity WHERE application_name = 'factcheck'"
        return bool(self.replica.ask(query)[0][0])


class Serving:
    """The processes of a desk; nothing else is ended by it than what it started."""

    def __init__(self, folder: Path, primary: Server) -> None:
        self.folder, self.port = folder, free_port()
        self.log = folder / "desk.log"
        self.environment = os.environ | {
            "DATABASE_URL": primary.url,
            "FACTCHECK_VAR": str(folder / "var"),
            "DJANGO_SETTINGS_MODULE": "factcheck.settings",
            "REPLICA_MAX_LAG": "3600",
            "PYTHONPATH": str(ROOT),
        }

    def prepare(self) -> dict[str, str]:
        """The real case, five log-ins, a claim that readers are shown, and two tokens."""
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-c", _TESTING + _PREPARE],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        published, contributor, reader = done.stdout.split()
        return {"published": published, "contributor": contributor, "reader": reader}

    def start(self, replica: Server) -> subprocess.Popen[bytes]:
        how = ["--workers", "2", "--threads", "2", "--worker-class", "gthread"]
        with self.log.open("ab") as log:
            serving = subprocess.Popen(  # noqa: S603
                [sys.executable, "-c", _SERVE, "factcheck.wsgi", "--bind", f"127.0.0.1:{self.port}", *how],
                cwd=ROOT,
                env=self.environment | {"REPLICA_URL": replica.url},
                stdout=log,
                stderr=log,
            )
        until(self._answers, "the desk")
        return serving

    def _answers(self) -> bool:
        try:
            return Somebody(self.address).get("/log-in/").status_code == 200
        except requests.RequestException:
            return False

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"
