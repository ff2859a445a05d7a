"""A primary and a streaming replica of PostgreSQL on this machine, made for a test and thrown away after it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

PATIENCE = 180
"""Seconds to wait for what must come; a busy machine takes its time."""


def programs() -> Path:
    """Where the programs of PostgreSQL are; without them the tests are left out, but never in CI."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if found:
        return found[-1].parent
    if os.environ.get("CI"):
        pytest.fail("PostgreSQL is missing")
    return pytest.skip("PostgreSQL is not on this machine")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(holds: Callable[[], object], what: str) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, f"{what} did not come about"
        time.sleep(0.05)


def run_as_owner(*command: object, may_fail: bool = False) -> bool:
    """PostgreSQL refuses to be run by root."""
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *words]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd="/")  # noqa: S603
    assert may_fail or done.returncode == 0, done.stdout + done.stderr
    return done.returncode == 0


@dataclass
class Server:
    """One server, in a folder of its own."""

    folder: Path
    port: int
    programs: Path

    @property
    def url(self) -> str:
        return f"postgres://factcheck@127.0.0.1:{self.port}/factcheck"

    def start(self) -> None:
        """Start it, if it is not running, and wait until it answers."""
        if self.is_running:
            return
        # What was killed may take a moment to let go of its memory and its port.
        until(self._starts, "the server")

    def _starts(self) -> bool:
        # Processes are killed here and not the machine: what was handed to its disk is not lost.
        options = f"-c listen_addresses=127.0.0.1 -c port={self.port} -c fsync=off"
        options += f" -c unix_socket_directories={self.folder}"
        return run_as_owner(
            self.programs / "pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-w",
            "-o", options, "start", may_fail=True,
        )  # fmt: skip

    @property
    def is_running(self) -> bool:
        try:
            self.ask("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def kill(self) -> None:
        """The end without any warning: the first process and those that it started, all of them of this test."""
        first = int((self.folder / "data" / "postmaster.pid").read_text(encoding="ascii").split()[0])
        children = Path(f"/proc/{first}/task/{first}/children").read_text(encoding="ascii").split()
        for process in (first, *map(int, children)):
            os.kill(process, signal.SIGKILL)
        until(lambda: all(_is_over(process) for process in (first, *map(int, children))), "its end")

    def stop(self) -> None:
        if (self.folder / "data" / "postmaster.pid").exists() and self.is_running:
            run_as_owner(self.programs / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")

    def ask(self, query: str) -> list[tuple]:
        with psycopg.connect(self.url, autocommit=True, connect_timeout=5) as connection:
            answer = connection.execute(query)  # type: ignore[call-overload]
            return answer.fetchall() if answer.description else []


def _is_over(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").split(") ")[-1].startswith("Z")
    except FileNotFoundError:
        return True


def make_primary(folder: Path) -> Server:
    """A server with an empty database. Nothing that it acknowledges is lost, whoever kills it."""
    server = Server(_made(folder / "primary"), free_port(), programs())
    run_as_owner(
        server.programs / "initdb", "-D", server.folder / "data", "-U", "factcheck", "--auth=trust", "--no-sync",
        "-E", "UTF8", "--locale=C.UTF-8",
    )  # fmt: skip
    server.start()
    with psycopg.connect(server.url.removesuffix("factcheck") + "postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE factcheck")
    return server


def make_replica(folder: Path, primary: Server) -> Server:
    """A copy of it that follows."""
    server = Server(_made(folder / "replica"), free_port(), primary.programs)
    run_as_owner(
        server.programs / "pg_basebackup", "-h", "127.0.0.1", "-p", primary.port, "-U", "factcheck",
        "-D", server.folder / "data", "-R", "-c", "fast", "--no-sync",
    )  # fmt: skip
    server.start()
    return server


def _made(folder: Path) -> Path:
    folder.mkdir(mode=0o700)
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    return folder
