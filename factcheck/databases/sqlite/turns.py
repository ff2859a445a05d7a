"""The queue of those who want to write in one SQLite database, of whatever process and thread.

SQLite itself has no queue: whoever waits sleeps and tries again, and of many one may be unlucky until the time is up.
Here the kernel keeps the order, with locks on two empty files beside the database. Whoever wants to write first waits
to be the next, then, as the next, for the one who writes; so whoever has just written goes to the end, and cannot come
before those who wait. The locks go with the process that holds them, however it ends.
"""

from __future__ import annotations

import fcntl
import os
import stat
from pathlib import Path
from sqlite3 import OperationalError
from threading import Event, Lock, Thread

BUSY = "database is locked: others were writing all the time"
"""The words by which Django and its task queue know such an error."""

_open: set[int] = set()
"""The files of this process; a child of it inherits them, and with them the locks."""


def files_beside(database: str) -> tuple[str, str]:
    """The two files of the queue: of the one who is next, and of the one who writes."""
    path = os.path.realpath(database)
    return f"{path}-next", f"{path}-writing"


class Turn:
    """The turn of one connection: waited for, held by one connection at a time, and given back."""

    def __init__(self, database: str) -> None:
        self._database = database
        self._files: tuple[int, int] | None = None
        self._owner = 0
        self.is_held = False

    def __del__(self) -> None:
        self.close()

    def take(self, patience: float) -> None:
        """Wait for the turn, at most so many seconds. Raises sqlite3.OperationalError where they are over, or where the
        queue cannot be kept.
        """
        self._forget_parent()
        files = self._files or self._opened()
        self._files = None
        try:
            came = _came_at_once(files)
        except OSError as error:
            _close(files)
            raise OperationalError(f"no lock on the files beside the database: {error}") from error
        if not came and patience <= 0:
            _close(files)
            raise OperationalError(BUSY)
        # Only what has to wait costs a thread: the kernel's own wait has no end that one could set.
        if not came and not _Waiting(files).ends_within(patience):
            raise OperationalError(BUSY)
        self._files, self.is_held = files, True

    def give_back(self) -> None:
        """Let the next one write."""
        self._forget_parent()
        if self._files:
            fcntl.flock(self._files[1], fcntl.LOCK_UN)
        self.is_held = False

    def close(self) -> None:
        """Give back whatever is held, for good."""
        self._forget_parent()
        if self._files:
            _close(self._files)
        self._files, self.is_held = None, False

    def _forget_parent(self) -> None:
        """After a fork the turn is the parent's, as the connection is."""
        if self._owner != os.getpid():
            self._files, self.is_held, self._owner = None, False, os.getpid()

    def _opened(self) -> tuple[int, int]:
        try:
            # Whoever may write in the database may queue: the files are as open to others as it is.
            mode = stat.S_IMODE(Path(self._database).stat().st_mode) & 0o666
            first, second = (
                os.open(path, os.O_RDONLY | os.O_CREAT, mode) for path in files_beside(self._database)
            )
        except OSError as error:
            folder = Path(self._database).resolve().parent
            raise OperationalError(
                f"unable to write: in {folder}, the folder of the database, no file can be made ({error.strerror})"
            ) from error
        _open.update((first, second))
        return first, second


class _Waiting(Thread):
    """Waits where one would wait without end, and lets go of what comes too late."""

    def __init__(self, files: tuple[int, int]) -> None:
        super().__init__(daemon=True)
        self._files = files
        self._deciding, self._over = Lock(), Event()
        self._came = self._is_given_up = False

    def run(self) -> None:
        following, writing = self._files
        try:
            fcntl.flock(following, fcntl.LOCK_EX)
            if not self._is_given_up:
                fcntl.flock(writing, fcntl.LOCK_EX)
                fcntl.flock(following, fcntl.LOCK_UN)
        except OSError:
            self._is_given_up = True
        with self._deciding:
            self._came = not self._is_given_up
            if not self._came:
                _close(self._files)
        self._over.set()

    def ends_within(self, patience: float) -> bool:
        """Whether the turn came within so many seconds; where not, the files are not the caller's any more."""
        self.start()
        try:
            self._over.wait(patience)
        except BaseException:
            if self._came_at_last():
                _close(self._files)
            raise
        return self._came_at_last()

    def _came_at_last(self) -> bool:
        with self._deciding:
            self._is_given_up = not self._came
            return self._came


def _came_at_once(files: tuple[int, int]) -> bool:
    following, writing = files
    try:
        fcntl.flock(following, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fcntl.flock(writing, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    fcntl.flock(following, fcntl.LOCK_UN)
    return True


def _close(files: tuple[int, int]) -> None:
    for file in files:
        if file in _open:
            _open.discard(file)
            # Not by closing alone: a process that was forked meanwhile may have the file open still.
            fcntl.flock(file, fcntl.LOCK_UN)
            os.close(file)


def _forget_all() -> None:
    for file in _open:
        os.close(file)
    _open.clear()


os.register_at_fork(after_in_child=_forget_all)
