"""The database that a desk is moved from, as it is at one moment, and the one that it is moved to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import ConnectionHandler

from factcheck.core.sentences import gettext_noop as _
from factcheck.databases.configuring import AddressError, of_address
from factcheck.services.moving.errors import NotMovedError

MARK = "factcheck_unfinished_move"
"""A table that stands in the other database until everything is there and was compared."""


@contextmanager
def as_it_is_now() -> Iterator[BaseDatabaseWrapper]:
    """The desk's own database at one moment, on a connection that cannot write; others go on writing meanwhile."""
    source = connections[DEFAULT_DB_ALIAS].copy()
    try:
        source.ensure_connection()
        if source.vendor == "postgresql":
            source.set_autocommit(False)
            _run(source, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        else:
            # Not IMMEDIATE, which would hold up everybody who writes.
            _run(source, "PRAGMA query_only = ON", "BEGIN DEFERRED")
            source.autocommit = False
        _require_up_to_date(source)
        yield source
    finally:
        source.close()


@contextmanager
def new_database(address: str) -> Iterator[BaseDatabaseWrapper]:
    """The other database: empty, and marked as unfinished. Raises NotMovedError where it is not empty."""
    try:
        given = of_address(address)
    except AddressError as error:
        raise NotMovedError(
            _(
                "Not moved: this is no address of a database. Give one like sqlite:////folder/desk.sqlite3 or postgres://…"
            )
        ) from error
    target = ConnectionHandler({DEFAULT_DB_ALIAS: given})[DEFAULT_DB_ALIAS]
    try:
        _require_empty(target)
        _run(target, f"CREATE TABLE {MARK} (begun_at varchar(40))")
        yield target
    finally:
        target.close()


@contextmanager
def standing_in(other: BaseDatabaseWrapper) -> Iterator[None]:
    """Whatever is asked of the desk's database in here, in this thread, is asked of another."""
    own = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = other
    ContentType.objects.clear_cache()
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = own
        ContentType.objects.clear_cache()


def make_tables(source: BaseDatabaseWrapper, target: BaseDatabaseWrapper) -> None:
    """The tables of the desk, their rules and triggers, as the migrations make them."""
    with standing_in(target):
        call_command("migrate", verbosity=0, interactive=False)
    if set(MigrationRecorder(source).applied_migrations()) != set(
        MigrationRecorder(target).applied_migrations()
    ):
        raise NotMovedError(
            _(
                "Not moved: the database of this desk was made by another version of Factcheck."
                " Move it with that version."
            )
        )


def _require_up_to_date(source: BaseDatabaseWrapper) -> None:
    executor = MigrationExecutor(source)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotMovedError(
            _("Not moved: this desk has to be brought up to date first, by manage.py migrate.")
        )


def _require_empty(target: BaseDatabaseWrapper) -> None:
    try:
        tables = target.introspection.table_names()
    except DatabaseError as error:
        raise NotMovedError(
            _("Not moved: the other database cannot be opened: %(why)s"), why=str(error).strip()
        ) from error
    if MARK in tables:
        raise NotMovedError(
            _(
                "Not moved: another move into this database was broken off, or is going on. If it was broken off, "
                "nothing of the desk is in it yet: delete the database, or its file, make it anew and begin again."
            )
        )
    if tables:
        raise NotMovedError(
            _("Not moved: the other database is not empty. Give a new one; the tables are made in it.")
        )


def _run(connection: BaseDatabaseWrapper, *statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
