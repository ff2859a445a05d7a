"""A desk on two servers, which is started once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from factcheck.databases.gates import SHUT_FOR
from tests.replica.desk import RunningDesk, Serving
from tests.replica.servers import make_primary, make_replica, until


@pytest.fixture(scope="session")
def served() -> Iterator[RunningDesk]:
    with TemporaryDirectory(prefix="factcheck-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        primary = make_primary(folder)
        serving = Serving(folder, primary)
        replica = process = None
        try:
            made = serving.prepare()
            replica = make_replica(folder, primary)
            process = serving.start(replica)
            yield RunningDesk(primary, replica, serving.address, serving.log, made)
        finally:
            if process is not None:
                process.terminate()
                process.wait(60)
            for server in (replica, primary):
                if server is not None:
                    server.stop()


@pytest.fixture
def desk(served: RunningDesk) -> RunningDesk:
    """The desk with both servers running, and the replica as far as the primary."""
    served.primary.start()
    # By then every process asks it again that had found it gone.
    up_for = f"SELECT now() - pg_postmaster_start_time() > interval '{SHUT_FOR + 1} seconds'"
    until(lambda: served.primary.ask(up_for) == [(True,)], "the primary's return")
    served.replica.start()
    served.replica.ask("SELECT pg_wal_replay_resume()")
    until(served.has_caught_up, "the replica's catching up")
    reader = served.somebody("reader")

    def is_read_from() -> bool:
        assert reader.get("/claims/").status_code == 200
        return served.reads_from_the_replica()

    until(is_read_from, "reading from the replica")
    return served
