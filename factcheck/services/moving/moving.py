"""Moving a desk: everything that is in its database, copied into another and compared there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from factcheck.core.roles import Act
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Person
from factcheck.services.checking import require
from factcheck.services.ledger import seal_of_moment
from factcheck.services.moving.copying import Digest, Told, empty, rows_of, write_rows
from factcheck.services.moving.errors import NotMovedError
from factcheck.services.moving.keys import go_on_from, last_keys
from factcheck.services.moving.places import MARK, as_it_is_now, make_tables, new_database, standing_in
from factcheck.services.moving.references import checked_at_the_end
from factcheck.services.moving.tables import table_of, tables_in_order


@dataclass(frozen=True, slots=True)
class Compared:
    """One table here and there."""

    table: str
    here: Digest
    there: Digest

    @property
    def is_the_same(self) -> bool:
        return self.here == self.there


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move came to: each table compared, and the seal of the history here and there."""

    tables: list[Compared]
    seal_here: str
    seal_there: str

    @property
    def differing(self) -> list[str]:
        """The tables that are not the same; where there is one, nothing was kept in the other database."""
        found = [one.table for one in self.tables if not one.is_the_same]
        return found if found or self.seal_here == self.seal_there else ["factcheck_link"]


class Hearing:
    """Whoever wants to know how a move goes on; this one does not."""

    def begins(self, rows: int) -> None:
        """So many rows are to be copied, and then compared."""

    def goes_on(self, table: str, rows: int, *, is_compared: bool) -> None:
        """So many more rows of a table were copied, or compared."""


def move_desk(*, to: str, by: Person | None, hearing: Hearing) -> Moved:
    """Copy the desk into the empty database of an address, as it is at this moment, and compare both.

    Others can go on working; what they do after that moment is not in the copy. The other database has everything or,
    where the move is broken off or a table differs, only empty tables and a mark that it is unfinished. Keys stay, and
    go on from where they were. Raises NotPermittedError and NotMovedError.
    """
    require(by, Act.ADMINISTER)
    models = tables_in_order()
    with as_it_is_now() as source, new_database(to) as target:
        make_tables(source, target)
        hearing.begins(_count(source, models))
        with _in_one_transaction(target) as keep:
            here = _copied(source, target, models, hearing)
            there = {model: _compared(target, model, hearing) for model in models}
            moved = Moved(
                [Compared(table_of(model), here[model], there[model]) for model in models],
                _seal(source),
                _seal(target),
            )
            if not moved.differing:
                keep()
    return moved


def _copied(
    source: BaseDatabaseWrapper, target: BaseDatabaseWrapper, models: list[type[Model]], hearing: Hearing
) -> dict[type[Model], Digest]:
    found: dict[type[Model], Digest] = {}
    with checked_at_the_end(target):
        empty(target, reversed(models))
        for model in models:
            digest = found[model] = Digest()
            try:
                write_rows(target, model, rows_of(source, model, digest, _told(hearing, is_compared=False)))
            except DatabaseError as error:
                raise NotMovedError(
                    _("Not moved: the other database does not take the table %(table)s: %(why)s"),
                    table=table_of(model),
                    why=str(error).strip(),
                ) from error
    go_on_from(target, models, last_keys(source, models))
    return found


def _compared(target: BaseDatabaseWrapper, model: type[Model], hearing: Hearing) -> Digest:
    digest = Digest()
    for _row in rows_of(target, model, digest, _told(hearing, is_compared=True)):
        pass
    return digest


def _told(hearing: Hearing, *, is_compared: bool) -> Told:
    return lambda table, rows: hearing.goes_on(table, rows, is_compared=is_compared)


def _count(source: BaseDatabaseWrapper, models: list[type[Model]]) -> int:
    with source.cursor() as cursor:
        total = 0
        for model in models:
            cursor.execute(f"SELECT count(*) FROM {source.ops.quote_name(table_of(model))}")  # noqa: S608 -- its own names
            total += cursor.fetchone()[0]
        return total


def _seal(connection: BaseDatabaseWrapper) -> str:
    """The seal that `check_history` prints."""
    with standing_in(connection):
        return "-".join(map(str, seal_of_moment()))


@contextmanager
def _in_one_transaction(target: BaseDatabaseWrapper) -> Iterator[Callable[[], None]]:
    """What is written in here is kept only where that is said, and then without the mark."""
    target.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)

    def keep() -> None:
        with target.cursor() as cursor:
            cursor.execute(f"DROP TABLE {MARK}")
        target.commit()

    try:
        yield keep
    finally:
        target.rollback()
        target.set_autocommit(True)
