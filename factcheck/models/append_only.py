"""Tables whose rows are written once: the database itself refuses to change or delete them.

There is one exception, in the guard itself. A row that was written with the mark of an import can go, though not be
changed, while that import is being undone. A decision of a person bears no mark, and nobody can give it one afterwards.
Whenever an entry of the ledger goes in this way, the database keeps what it was.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFUSAL = "Decisions are written once: they are neither changed nor deleted."

MARKED = frozenset(
    {
        "factcheck_step",
        "factcheck_verdictstep",
        "factcheck_correction",
        "factcheck_link",
        "factcheck_grading",
    }
)
"""The tables that an import writes in, whose rows bear its mark."""
_LINKS = "factcheck_link"
_BEING_UNDONE = "EXISTS (SELECT 1 FROM factcheck_import WHERE id = old.run_id AND state = 'undoing')"
_KEEP_LINK = (
    "INSERT INTO factcheck_undonelink (link, run_id, claim, number, record, key, digest) "
    "VALUES (old.id, old.run_id, old.claim_id, old.number, old.record, old.key, old.digest);"
)
_FUNCTIONS = [
    f"""
CREATE OR REPLACE FUNCTION factcheck_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
END $$
""",
    f"""
CREATE OR REPLACE FUNCTION factcheck_written_once_or_undone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND {_BEING_UNDONE} THEN RETURN old; END IF;
  RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
END $$
""",
    f"""
CREATE OR REPLACE FUNCTION factcheck_undone_link_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  {_KEEP_LINK}
  RETURN NULL;
END $$
""",
]


def guard(connection: BaseDatabaseWrapper, *tables: str) -> None:
    """From now on the rows of these tables can be added and read, and go only with the import that wrote them."""
    _put_guard(connection, tables, marked=MARKED)


def _put_guard(connection: BaseDatabaseWrapper, tables: Sequence[str], *, marked: Collection[str]) -> None:
    release(connection, *tables)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for function in _FUNCTIONS:
                cursor.execute(function)
        for table in tables:
            for statement in _statements(connection.vendor, table, is_marked=table in marked):
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
    """The step of a migration that puts tables under guard, without any exception."""

    def put(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        _put_guard(editor.connection, tables, marked=())

    def take(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        release(editor.connection, *tables)

    return migrations.RunPython(put, take)


def gone_with_imports() -> migrations.RunPython:
    """The step of a migration that makes the exception for what an import wrote; the tables bear marks by then."""

    def put(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        _put_guard(editor.connection, sorted(MARKED), marked=MARKED)

    def take(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        _put_guard(editor.connection, sorted(MARKED), marked=())

    return migrations.RunPython(put, take)


def _names(vendor: str, table: str) -> list[str]:
    kinds = ["changed", "emptied"] if vendor == "postgresql" else ["changed", "deleted"]
    names = [f"{table}_is_not_{kind}" for kind in kinds]
    return [*names, f"{table}_is_kept_when_undone"] if table == _LINKS else names


def _statements(vendor: str, table: str, *, is_marked: bool) -> list[str]:
    first, second, *kept = _names(vendor, table)
    if vendor == "postgresql":
        refuse = "EXECUTE FUNCTION factcheck_written_once()"
        refuse_row = "EXECUTE FUNCTION factcheck_written_once_or_undone()" if is_marked else refuse
        statements = [
            f"CREATE TRIGGER {first} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refuse_row}",
            f"CREATE TRIGGER {second} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}",
        ]
        keep = "FOR EACH ROW EXECUTE FUNCTION factcheck_undone_link_is_kept()"
    else:
        refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        unless_undone = f"WHEN NOT {_BEING_UNDONE} " if is_marked else ""
        statements = [
            f"CREATE TRIGGER {first} BEFORE UPDATE ON {table} {refuse}",
            f"CREATE TRIGGER {second} BEFORE DELETE ON {table} {unless_undone}{refuse}",
        ]
        keep = f"BEGIN {_KEEP_LINK} END"
    if is_marked:
        statements += [f"CREATE TRIGGER {name} AFTER DELETE ON {table} {keep}" for name in kept]
    return statements
