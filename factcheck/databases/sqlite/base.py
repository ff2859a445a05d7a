"""Django's engine for SQLite, with a queue of writers: `ENGINE = "factcheck.databases.sqlite"`.

Whatever begins to write waits for its turn first: a transaction that says so when it begins, as every `atomic` does in
the mode IMMEDIATE, and a single statement outside of one. Reading never waits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from sqlite3 import Connection, ProgrammingError
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from django.db.backends.sqlite3 import base, creation

from factcheck.databases.sqlite.turns import Turn, files_beside
from factcheck.databases.waiting import patience

_READS = (
    "SELECT",
    "PRAGMA",
    "EXPLAIN",
    "VALUES",
    "SAVEPOINT",
    "RELEASE",
    "ROLLBACK",
    "COMMIT",
    "END",
    "ATTACH",
)
_BEGINS_TO_READ = re.compile(r"BEGIN(\s+DEFERRED)?(\s+TRANSACTION)?\s*;?\s*", re.IGNORECASE)
_WRITES_AFTER_WITH = re.compile(
    r"\b(INSERT\s+(OR\s+\w+\s+)?INTO|REPLACE\s+INTO|DELETE\s+FROM|UPDATE)\b", re.IGNORECASE
)
_FIRST_WORD = re.compile(r"[\s(]*(\w*)")
_TIMEOUT = 5.0
"""How long SQLite's own module waits where nothing is said."""

_Values = Sequence[Any] | Mapping[str, Any] | None


def is_writing(statement: str) -> bool:
    """Whether a statement writes, or begins a transaction that will."""
    found = _FIRST_WORD.match(statement)
    first = found[1].upper() if found else ""
    if first in _READS:
        return False
    if first == "BEGIN":
        return _BEGINS_TO_READ.fullmatch(statement) is None
    return first != "WITH" or _WRITES_AFTER_WITH.search(statement) is not None


class DatabaseCreation(creation.DatabaseCreation):
    """Takes the files of the queue away with a test's database."""

    def destroy_test_db(
        self,
        old_database_name: str | None = None,
        verbosity: int = 1,
        keepdb: bool = False,  # noqa: FBT001, FBT002 -- as Django calls it
        suffix: str | None = None,
    ) -> None:
        test_database_name = self.connection.settings_dict["NAME"]
        super().destroy_test_db(old_database_name, verbosity, keepdb, suffix)
        if not keepdb and not self.is_in_memory_db(test_database_name):
            for path in files_beside(str(test_database_name)):
                Path(path).unlink(missing_ok=True)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to a file, which writes when it is its turn; one to memory is alone and never waits."""

    creation_class = DatabaseCreation
    _turn: Turn | None = None
    _most = _TIMEOUT

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        connection: Connection = super().get_new_connection(conn_params)
        self._most = float(conn_params.get("timeout", _TIMEOUT))
        self._turn = None if self.is_in_memory_db() else Turn(_path(conn_params["database"]))
        return connection

    def create_cursor(self, name: object = None) -> base.SQLiteCursorWrapper:  # noqa: ARG002 -- as Django calls it
        cursor: _QueuedCursor = self.connection.cursor(factory=lambda it: _QueuedCursor(it, self))
        return cursor

    def wait_for_turn(self, statement: str) -> None:
        """Before a statement: wait where it writes and the turn is not this connection's."""
        if self._turn is not None and not self._turn.is_held and is_writing(statement):
            self._turn.take(patience(self._most))

    def end_turn(self) -> None:
        """After a statement: let the next one write, unless a transaction goes on."""
        if self._turn is not None and self._turn.is_held and not self._is_in_transaction():
            self._turn.give_back()

    def _is_in_transaction(self) -> bool:
        try:
            return bool(self.connection.in_transaction)
        except (AttributeError, ProgrammingError):  # there is no connection any more
            return False

    def commit(self) -> None:
        try:
            super().commit()
        finally:
            self.end_turn()

    def rollback(self) -> None:
        try:
            super().rollback()
        finally:
            self.end_turn()

    def close(self) -> None:
        try:
            super().close()
        finally:
            if self._turn is not None:
                self._turn.close()


class _QueuedCursor(base.SQLiteCursorWrapper):
    """Waits for the turn before what writes. What an INSERT gives back is read after its turn has ended; all but the
    last instant of writing is over by then, and for that SQLite's own lock does.
    """

    def __init__(self, connection: Connection, queue: DatabaseWrapper) -> None:
        super().__init__(connection)
        self._queue = queue

    def execute(self, query: str, params: _Values = None) -> Self:  # type: ignore[override] # as Django calls it
        self._queue.wait_for_turn(query)
        try:
            super().execute(query, params)
        finally:
            self._queue.end_turn()
        return self

    def executemany(self, query: str, param_list: Iterable[Any]) -> Self:
        self._queue.wait_for_turn(query)
        try:
            super().executemany(query, param_list)
        finally:
            self._queue.end_turn()
        return self


def _path(name: object) -> str:
    """The path of a database that is named by a path or by an address."""
    text = str(name)
    return unquote(urlsplit(text).path) if text.startswith("file:") else text
