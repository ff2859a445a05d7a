"""The desk as it is served in earnest: by gunicorn, in several processes, with the settings that the README gives."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.xdist_group("two at once")

PATIENCE = 120
TOKEN = "t" * 40


@dataclass
class Served:
    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        said = answer.status, answer.read().decode()
        connection.close()
        return said


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = {
        "FACTCHECK_VAR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/desk.sqlite3",
        "METRICS_TOKEN": TOKEN,
        "LOG_FORMAT": "json",
        "BIND": f"127.0.0.1:{port}",
    }
    log = folder / "log"
    with log.open("wb") as lines:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "gunicorn",
                "-c",
                "python:factcheck.management.gunicorn",
                "factcheck.wsgi",
            ],
            cwd=settings.BASE_DIR,
            env=os.environ | own,
            stderr=lines,
        )
    found = Served(process, port, log)
    try:
        until(lambda: is_there(found))
        yield found
    finally:
        process.kill()
        process.wait()


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.05)


def is_there(found: Served) -> bool:
    try:
        return found.get("/health/")[0] == 200
    except OSError:
        return False


def test_a_request_under_way_is_answered_when_the_server_is_told_to_stop(tmp_path):
    body, token = b"a=1&b=2", "c" * 32
    head = (
        f"POST /log-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: csrftoken={token}\r\nExpect: 100-continue\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with (
        served(tmp_path) as found,
        socket.create_connection(("127.0.0.1", found.port), PATIENCE) as connected,
    ):
        connected.sendall(head.encode())
        assert b"100 Continue" in connected.recv(1_000), "it is being read"
        found.process.send_signal(signal.SIGTERM)
        until(lambda: is_no_longer_answering(found))
        connected.sendall(body)
        answer = b"".join(iter(lambda: connected.recv(65_536), b""))
        assert answer.startswith(b"HTTP/1.1 403"), "it bears no token, and is told so"
        assert answer.rstrip().endswith(b"</html>")
        assert found.process.wait(PATIENCE) == 0


def is_no_longer_answering(found: Served) -> bool:
    """Its door is open until the last request is answered, and nobody is let in any more."""
    try:
        with socket.create_connection(("127.0.0.1", found.port), 1) as connected:
            connected.sendall(b"GET /health/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            return not connected.recv(100)
    except OSError:
        return True


def test_whichever_process_is_asked_tells_the_requests_of_all(tmp_path):
    with served(tmp_path) as found:
        begun = health_requests(found)
        for _number in range(20):
            found.get("/health/")
        assert {health_requests(found) - begun for _number in range(6)} == {20}
        assert found.get("/ready/")[0] == 503, "there is no table in its database"
        lines = [json.loads(line) for line in found.log.read_text().splitlines()]
    asked = [line for line in lines if line["logger"] == "factcheck.requests"]
    assert {(line["path"], line["status"]) for line in asked} >= {("/health/", 200), ("/ready/", 503)}
    assert all({"time", "level", "message", "request", "ms"} <= line.keys() for line in asked)
    assert TOKEN not in json.dumps(lines)


def health_requests(found: Served) -> int:
    status, text = found.get("/metrics/", Authorization=f"Bearer {TOKEN}")
    assert (status, "factcheck_database_up 0" in text) == (200, True)
    return int(re.findall(r'factcheck_request_seconds_count\{page="health",status="200"\} (\d+)', text)[0])
