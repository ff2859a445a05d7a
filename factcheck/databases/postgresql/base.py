"""Django's engine for PostgreSQL, with servers that stand in for one another.

A statement that only reads and whose server is gone is asked again: of the same server, where it was only the
connection that broke, else of the primary, or of a replica while a request is answered that only looks. Nothing that
writes is ever done twice or elsewhere; it ends with DatabaseGoneError.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

from django.conf import settings
from django.db import InterfaceError, InternalError, OperationalError, connections
from django.db.backends.postgresql import base
from django.db.backends.utils import CursorWrapper

from factcheck.databases.asking import asking_now
from factcheck.databases.gates import PRIMARY, DatabaseGoneError, gate_to, is_gone

_READS = re.compile(r"[\s(]*(SELECT|WITH|VALUES|DECLARE|EXPLAIN)\b", re.IGNORECASE)
_WRITES = re.compile(r"\b(INSERT|UPDATE|DELETE|MERGE|TRUNCATE)\b")
_CONFLICTS = frozenset({"40001", "40P01"})
"""What a replica says when it had to give up a statement in order to follow its primary."""
_READ_ONLY = "25006"


class _StandingIn:
    """What a cursor does where its server is gone."""

    db: DatabaseWrapper
    cursor: Any
    falls_back = True
    stands_in = False

    def execute(self, sql: Any, params: Any = None) -> Any:  # noqa: ANN401 -- as Django calls it
        if self.stands_in and not _only_reads(sql):
            raise DatabaseGoneError("The primary is gone, and only it is written to.")
        try:
            return super().execute(sql, params)  # type: ignore[misc]
        except (OperationalError, InterfaceError, InternalError) as error:
            if self.stands_in and _state_of(error) == _READ_ONLY:
                raise DatabaseGoneError("The primary is gone, and only it is written to.") from error
            if not self.falls_back:
                raise
            instead = self.db.asked_again(error, sql, params, is_named=bool(getattr(self.cursor, "name", "")))
            if instead is None:
                raise
            self.cursor = instead
            return None

    def executemany(self, sql: Any, params: Any) -> Any:  # noqa: ANN401 -- the same
        if self.stands_in:
            raise DatabaseGoneError("The primary is gone, and only it is written to.")
        return super().executemany(sql, params)  # type: ignore[misc]


class Cursor(_StandingIn, CursorWrapper):
    """A cursor as always."""


class DebugCursor(_StandingIn, base.CursorDebugWrapper):
    """A cursor that notes what it is asked."""


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to one server, which knows who stands in for it."""

    _falls_back = True
    _stands_in = False

    def connect(self) -> None:
        """Raises DatabaseGoneError; at once, where nobody answered a moment ago."""
        gate = gate_to(self.alias, self.settings_dict)
        if not gate.may_pass():
            raise DatabaseGoneError(f"The database “{self.alias}” did not answer a moment ago.")
        try:
            super().connect()
        except (OperationalError, InterfaceError, self.Database.OperationalError) as error:
            self.connection = None
            gate.shut(error)
            raise DatabaseGoneError(error) from error
        gate.open()

    def own_cursor(self, *, is_named: bool = False) -> Any:  # noqa: ANN401 -- a cursor
        """A cursor of this very server. Raises DatabaseGoneError."""
        self._falls_back = False
        try:
            return super().chunked_cursor() if is_named else super().cursor()
        finally:
            self._falls_back = True

    def cursor(self) -> Any:  # noqa: ANN401 -- a cursor
        return self._cursor_somewhere(is_named=False)

    def chunked_cursor(self) -> Any:  # noqa: ANN401 -- a cursor
        return self._cursor_somewhere(is_named=True)

    def _cursor_somewhere(self, *, is_named: bool) -> Any:  # noqa: ANN401 -- a cursor
        try:
            return super().chunked_cursor() if is_named else super().cursor()
        except DatabaseGoneError:
            for other in self._others():
                try:
                    return other.standing_in(self, is_named=is_named)
                except DatabaseGoneError:
                    continue
            raise

    def standing_in(self, instead_of: DatabaseWrapper, *, is_named: bool) -> Any:  # noqa: ANN401 -- a cursor
        """A cursor of this server for what was to be asked of another one."""
        self._stands_in = instead_of.alias == PRIMARY
        try:
            return self.own_cursor(is_named=is_named)
        finally:
            self._stands_in = False

    def asked_again(
        self,
        error: Exception,
        sql: Any,  # noqa: ANN401 -- as Django has it
        params: Any,  # noqa: ANN401 -- the same
        *,
        is_named: bool,
    ) -> Any | None:  # noqa: ANN401 -- a cursor of the driver
        """The statement, done after all by whoever answers; None where the error is none of a server that is gone.

        Raises DatabaseGoneError where nobody answers, or where it is not certain that nothing would be done twice.
        """
        is_lost = self.connection is None or bool(self.connection.closed)
        is_given_up = self.alias != PRIMARY and _state_of(error) in _CONFLICTS
        if not is_lost and not is_given_up:
            return None
        was_in_transaction = self.in_atomic_block
        if was_in_transaction or not _only_reads(sql):
            raise DatabaseGoneError(error, is_uncertain=not was_in_transaction) from error
        if is_lost:
            self.close()
        askings = [self] if is_lost else []
        for one in (*askings, *self._others()):
            try:
                cursor = (
                    one.own_cursor(is_named=is_named)
                    if one is self
                    else one.standing_in(self, is_named=is_named)
                )
                cursor.execute(sql, params)
            except (OperationalError, InterfaceError) as again:
                if not is_gone(again) and _state_of(again) not in _CONFLICTS:
                    raise
                continue
            return cursor.cursor
        raise DatabaseGoneError(error) from error

    def _others(self) -> Iterator[DatabaseWrapper]:
        """Who stands in for this server: the primary, and for the primary a replica where somebody only looks."""
        asking = asking_now()
        if asking is None or not asking.is_safe or self.in_atomic_block:
            return
        for alias in (PRIMARY, *settings.REPLICAS):
            if alias != self.alias:
                yield cast("DatabaseWrapper", connections[alias])

    def make_cursor(self, cursor: Any) -> Any:  # noqa: ANN401 -- the driver's
        return self._marked(Cursor(cursor, self))

    def make_debug_cursor(self, cursor: Any) -> Any:  # noqa: ANN401 -- the driver's
        return self._marked(DebugCursor(cursor, self))

    def _marked(self, cursor: Any) -> Any:  # noqa: ANN401 -- either of them
        cursor.falls_back, cursor.stands_in = self._falls_back, self._stands_in
        return cursor

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]  # the stubs do not know it
        except (OperationalError, InterfaceError) as error:
            if is_gone(error):
                raise DatabaseGoneError(error, is_uncertain=True) from error
            raise
        asking = asking_now()
        if asking is not None and self.alias == PRIMARY:
            asking.has_committed = True


def _only_reads(sql: Any) -> bool:  # noqa: ANN401 -- a text, or one composed by the driver
    text = sql if isinstance(sql, str) else str(sql)
    return bool(_READS.match(text)) and not _WRITES.search(text) and " FOR NO KEY" not in text


def _state_of(error: BaseException) -> str | None:
    return getattr(error.__cause__, "sqlstate", None)
