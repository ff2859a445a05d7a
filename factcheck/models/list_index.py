"""What lists are found and sorted by, kept by triggers of the database, so that no way of writing passes it by.

`kept_state` stands in the row of a claim; what records say stands in the tables of `said_index`. Where pg_trgm may not
be installed, words are found by their beginnings alone.
"""

# ruff: noqa: S608, ISC004 -- statements of ours, with names of ours

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.utils import DatabaseError

from factcheck.models.said_index import SAYINGS, function, said_on_postgresql, said_on_sqlite

_STATE = """
CASE WHEN EXISTS (SELECT 1 FROM factcheck_discrepancy
WHERE claim_id = {row}.id AND state IN ('open', 'reopened', 'returned')) THEN 'disputed'
WHEN {row}.verdict_id IS NOT NULL AND {row}.reopened_at IS NULL AND {row}.source_count > 0
AND NOT EXISTS (SELECT 1 FROM factcheck_discrepancy WHERE claim_id = {row}.id AND state = 'proposed') THEN 'verified'
WHEN {row}.proposed_verdict_id IS NOT NULL OR EXISTS (SELECT 1 FROM factcheck_discrepancy
WHERE claim_id = {row}.id AND state = 'proposed') THEN 'proposed' ELSE 'unverified' END
"""
_STANDS_BY = "verdict_id, reopened_at, source_count, proposed_verdict_id, kept_state"
_KEEP = """
UPDATE factcheck_claim SET kept_state = {state} WHERE id = {key} AND kept_state <> {state}
"""


def _on_sqlite() -> list[str]:
    made = said_on_sqlite()
    kept = _KEEP.format(state=_STATE.format(row="factcheck_claim"), key="{key}")
    made += [
        f"UPDATE factcheck_claim SET kept_state = {_STATE.format(row='factcheck_claim')}",
        f"CREATE TRIGGER factcheck_claim_stands_first AFTER INSERT ON factcheck_claim BEGIN "
        f"{kept.format(key='new.id')}; END",
        f"CREATE TRIGGER factcheck_claim_stands AFTER UPDATE OF {_STANDS_BY} ON factcheck_claim BEGIN "
        f"{kept.format(key='new.id')}; END",
    ]
    for event, keys in (
        ("INSERT", ["new"]),
        ("UPDATE OF state, claim_id", ["old", "new"]),
        ("DELETE", ["old"]),
    ):
        name = event.split()[0].lower()
        steps = " ".join(f"{kept.format(key=f'{row}.claim_id')};" for row in keys)
        made.append(
            f"CREATE TRIGGER factcheck_claim_stands_after_{name} AFTER {event} ON factcheck_discrepancy "
            f"BEGIN {steps} END"
        )
    return made


def _on_postgresql() -> list[str]:
    kept = _KEEP.format(state=_STATE.format(row="factcheck_claim"), key="{key}")
    old_and_new = "".join(
        f"IF TG_OP <> '{other}' THEN {kept.format(key=f'{row}.claim_id')}; END IF; "
        for row, other in (("old", "INSERT"), ("new", "DELETE"))
    )
    return [
        *said_on_postgresql(),
        f"UPDATE factcheck_claim SET kept_state = {_STATE.format(row='factcheck_claim')}",
        function("factcheck_claim_stands", f"new.kept_state := {_STATE.format(row='new')}; RETURN new;"),
        f"CREATE TRIGGER factcheck_claim_stands BEFORE INSERT OR UPDATE OF {_STANDS_BY} ON factcheck_claim "
        "FOR EACH ROW EXECUTE FUNCTION factcheck_claim_stands()",
        function("factcheck_claim_stands_after", f"{old_and_new} RETURN NULL;"),
        "CREATE TRIGGER factcheck_claim_stands_after AFTER INSERT OR UPDATE OF state, claim_id OR DELETE "
        "ON factcheck_discrepancy FOR EACH ROW EXECUTE FUNCTION factcheck_claim_stands_after()",
    ]


def _off(vendor: str) -> list[str]:
    """Takes everything away, triggers first."""
    gone: list[str] = []
    tables = [f"{one.table}_said" for one in SAYINGS]
    if vendor == "postgresql":
        named = [f"{other}_named_in_{one.name}" for one in SAYINGS for other, _key, _columns in one.others]
        said = [f"{one.table}_{end}" for one in SAYINGS for end in ("says", "says_no_more", "all_silent")]
        functions = [*said, *named, "factcheck_claim_stands", "factcheck_claim_stands_after"]
        gone += [f"DROP FUNCTION IF EXISTS {name}() CASCADE" for name in functions]
        return gone + [f"DROP TABLE IF EXISTS {table}" for table in tables]
    gone += [f"DROP TRIGGER IF EXISTS {name}" for name in trigger_names(vendor)]
    return gone + [
        f"DROP TABLE IF EXISTS {table}{end}" for table in tables for end in ("_words", "_parts", "")
    ]


def trigger_names(vendor: str) -> list[str]:
    """The triggers; on SQLite a migration loses those of a table that it rebuilds."""
    made = _on_postgresql() if vendor == "postgresql" else _on_sqlite()
    return [statement.split()[2] for statement in made if statement.startswith("CREATE TRIGGER")]


def keep_lists(connection: BaseDatabaseWrapper) -> None:
    """Make everything anew from the rows there are."""
    forget_lists(connection)
    with connection.cursor() as cursor:
        for statement in _on_postgresql() if connection.vendor == "postgresql" else _on_sqlite():
            cursor.execute(statement)
    if connection.vendor == "postgresql":
        _index_parts(connection)


def _index_parts(connection: BaseDatabaseWrapper) -> None:
    """Index runs of three characters where the owner of the database may install what does it."""
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        return
    with connection.cursor() as cursor:
        for one in SAYINGS:
            said = f"{one.table}_said"
            cursor.execute(f"CREATE INDEX {said}_parts ON {said} USING gin (said gin_trgm_ops)")


def forget_lists(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for statement in _off(connection.vendor):
            cursor.execute(statement)


def kept_for_lists() -> migrations.RunPython:
    """The last step of a migration that makes or rebuilds the tables of claims, discrepancies, citations, sources,
    topics or attributions.
    """
    return migrations.RunPython(_keep, _forget)


def not_kept_for_lists() -> migrations.RunPython:
    """The first step of such a migration: no trigger may name what is not there."""
    return migrations.RunPython(_forget, _keep)


def _keep(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    keep_lists(editor.connection)


def _forget(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    forget_lists(editor.connection)
