"""Tables whose rows are written once: the database itself refuses to change or delete them."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFUSAL = "Decisions are written once: they are neither changed nor deleted."

_FUNCTION = f"""
CREATE OR REPLACE FUNCTION factcheck_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def guard(connection: BaseDatabaseWrapper, *tables: str) -> None:
    """From now on the rows of these tables can be added and read, and nothing else."""
    release(connection, *tables)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for table in tables:
            for statement in _statements(connection.vendor, table):
                cursor.execute(statement)


def release(connection: BaseDatabaseWrapper, *tables: str) -> None:
    """Take the guard away, as a migration does that alters such a table, and puts it back afterwards."""
    on_table = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for table in tables:
            for name in _names(connection.vendor, table):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if on_table else ""))


def unguarded(connection: BaseDatabaseWrapper, *tables: str) -> list[str]:
    """The tables whose guard is missing or switched off."""
    asked = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        found = {row[0] for row in cursor.fetchall()}
    return [table for table in tables if not found.issuperset(_names(connection.vendor, table))]


def append_only(*tables: str) -> migrations.RunPython:
    """The step of a migration that puts tables under guard."""

    def put(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        guard(editor.connection, *tables)

    def take(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        release(editor.connection, *tables)

    return migrations.RunPython(put, take)


def _names(vendor: str, table: str) -> list[str]:
    kinds = ["changed", "emptied"] if vendor == "postgresql" else ["changed", "deleted"]
    return [f"{table}_is_not_{kind}" for kind in kinds]


def _statements(vendor: str, table: str) -> list[str]:
    first, second = _names(vendor, table)
    if vendor == "postgresql":
        run = "EXECUTE FUNCTION factcheck_written_once()"
        return [
            f"CREATE TRIGGER {first} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {run}",
            f"CREATE TRIGGER {second} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {run}",
        ]
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    return [
        f"CREATE TRIGGER {first} BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER {second} BEFORE DELETE ON {table} {refuse}",
    ]
