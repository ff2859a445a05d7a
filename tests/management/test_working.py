"""Workers as processes of their own: ended in peace, killed, and several at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from factcheck.models import Citation, Import, ImportState, Worker
from factcheck.services.importing.previewing import start_check
from factcheck.services.importing.receiving import receive_import

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.xdist_group("two at once"),
]

ROWS = 3_000
TABLE = "question,source,figure\n" + "".join(f"How many in week {n}?,Log,{n}\n" for n in range(ROWS))
PATIENCE = 120
"""Seconds after which a busy machine is given up on."""


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.05)


@contextmanager
def worker_process() -> Iterator[subprocess.Popen[bytes]]:
    name = connection.settings_dict
    address = (
        f"sqlite:///{name['NAME']}"
        if connection.vendor == "sqlite"
        else f"postgres://{name['USER']}@{name['HOST']}:{name['PORT']}/{name['NAME']}"
    )
    process = subprocess.Popen(
        [sys.executable, "manage.py", "db_worker", "--interval", "0.1"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": address},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def run(contributor) -> Import:
    """A file of some thousand rows whose check has been queued."""
    found = receive_import(name="weeks.csv", content=TABLE.encode(), by=contributor)
    start_check(run=found, by=contributor)
    return found


def is_in_the_middle(run: Import) -> bool:
    run.refresh_from_db()
    return run.state == ImportState.CHECKING and run.rows_done > 0


def batch() -> None:
    """What is due is done by a worker in this process."""
    from factcheck.management.working import Working

    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    Working(interval=0.05).run(until_done=True)
    connections.close_all()


def test_a_worker_that_is_asked_to_end_gives_back_what_it_has_in_hand(run):
    with worker_process() as process:
        until(lambda: is_in_the_middle(run))
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
    task = DBTaskResult.objects.get()
    assert (task.status, task.errand.tries, Worker.objects.count()) == ("READY", 0, 0)
    assert not Citation.objects.exists()
    batch()
    run.refresh_from_db()
    assert (run.state, run.counts["added"]) == (ImportState.CHECKED, ROWS)


def test_what_a_worker_left_that_was_killed_is_taken_up(run, capsys):
    with worker_process() as process:
        until(lambda: is_in_the_middle(run))
        process.kill()
        process.wait()
    assert DBTaskResult.objects.get().status == "RUNNING"
    call_command("tidy_work")
    assert "1 taken up, 0 messages queued, 0 records thrown away" in capsys.readouterr().out
    batch()
    run.refresh_from_db()
    assert (run.state, DBTaskResult.objects.get().status) == (ImportState.CHECKED, "SUCCESSFUL")


def test_a_worker_without_work_ends_at_once_and_signs_off():
    with worker_process() as process:
        until(Worker.objects.exists)
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
    assert not Worker.objects.exists()
