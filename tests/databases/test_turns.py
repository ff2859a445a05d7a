"""The queue of writers: one at a time, in their order, and nobody for ever."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path
from sqlite3 import OperationalError

import pytest

from factcheck.databases.sqlite.turns import Turn, files_beside

LONG = 60
"""Seconds that are never over where all is well, however busy the machine."""
HOLDS = """
import os, sys, time
from factcheck.databases.sqlite.turns import Turn
turn = Turn(sys.argv[1])
turn.take(60)
if sys.argv[2] == "with a child" and os.fork() == 0:
    os.write(2, str(os.getpid()).encode().rjust(20))
    time.sleep(600)
os.write(1, b"holds")
time.sleep(600)
"""


@pytest.fixture
def database(tmp_path) -> str:
    path = tmp_path / "desk.sqlite3"
    path.touch(mode=0o640)
    return str(path)


@pytest.fixture
def turn(database):
    """Makes connections' turns, and closes them."""
    made = []

    def make() -> Turn:
        made.append(Turn(database))
        return made[-1]

    yield make
    for one in made:
        one.close()


def somebody_is_next(database) -> bool:
    with Path(files_beside(database)[0]).open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def until(condition) -> None:
    end = time.monotonic() + LONG
    while not condition():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.001)


def test_two_connections_of_one_process_do_not_write_at_once(turn):
    first, second = turn(), turn()
    first.take(LONG)
    with pytest.raises(OperationalError, match="database is locked"):
        second.take(0)
    first.give_back()
    second.take(0)
    assert (first.is_held, second.is_held) == (False, True)


def test_whoever_has_just_written_comes_after_those_who_wait(turn, database):
    first, second, order = turn(), turn(), []
    first.take(LONG)

    def wait() -> None:
        second.take(LONG)
        order.append("second")
        second.give_back()

    waiting = threading.Thread(target=wait)
    waiting.start()
    until(lambda: somebody_is_next(database))
    first.give_back()
    first.take(LONG)
    order.append("first again")
    waiting.join(LONG)
    assert order == ["second", "first again"]


def test_whoever_gave_up_does_not_stand_in_the_way(turn, database):
    first, second, third = turn(), turn(), turn()
    first.take(LONG)
    with pytest.raises(OperationalError, match="database is locked"):
        second.take(0.01)
    first.give_back()
    third.take(LONG)
    third.give_back()
    second.take(LONG)
    assert second.is_held


def test_many_write_one_after_the_other(turn):
    writing, most, done = [], [], []

    def write(one) -> None:
        for _time in range(20):
            one.take(LONG)
            writing.append(one)
            most.append(len(writing))
            writing.remove(one)
            one.give_back()
        done.append(one)

    threads = [threading.Thread(target=write, args=(turn(),)) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG)
    assert (len(done), max(most)) == (6, 1)


@pytest.mark.parametrize("family", ["alone", "with a child"])
def test_the_turn_of_a_process_that_is_killed_is_over(turn, database, family):
    command = [sys.executable, "-c", HOLDS, database, family]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603
        try:
            assert process.stdout.read(5) == b"holds"
            with pytest.raises(OperationalError, match="database is locked"):
                turn().take(0)
            process.kill()
            # A child that lives on has inherited the files, and holds nothing.
            turn().take(LONG)
        finally:
            process.kill()
            if family == "with a child":
                os.kill(int(process.stderr.read(20)), signal.SIGKILL)


def test_a_turn_that_is_closed_or_forgotten_is_over(turn, database):
    first, second = turn(), Turn(database)
    first.take(LONG)
    first.close()
    second.take(0)
    del second
    first.take(0)


def test_the_queue_is_as_open_as_the_database(turn, database):
    turn().take(LONG)
    assert {Path(path).stat().st_mode & 0o777 for path in files_beside(database)} == {0o640}


def test_by_whichever_way_one_comes_to_a_database_it_has_one_queue(database, tmp_path):
    other = tmp_path / "link.sqlite3"
    other.symlink_to(database)
    with closing(Turn(database)) as first, closing(Turn(str(other))) as second:
        first.take(LONG)
        with pytest.raises(OperationalError, match="database is locked"):
            second.take(0)


def test_where_no_file_can_be_made_it_says_so(tmp_path):
    with pytest.raises(
        OperationalError, match=r"in .*absent, the folder of the database, no file can be made"
    ):
        Turn(str(tmp_path / "absent" / "desk.sqlite3")).take(LONG)
