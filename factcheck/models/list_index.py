"""What lists are found and sorted by, kept by triggers of the database, so that no way of writing passes it by.

`kept_state` stands in the row of a claim. What a claim, a citation and a source say stands in a table for each, in
words (FTS5 on SQLite, tsvector on PostgreSQL) and in runs of three characters (FTS5, pg_trgm), by which the middle of a
word is found. Where pg_trgm may not be installed, words are found by their beginnings alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.apps.registry import Apps
from django.db import migrations, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.utils import DatabaseError


@dataclass(frozen=True, slots=True)
class _Saying:
    """What the rows of a table say: the columns of their own, and those of rows they name, by the column that names."""

    name: str
    own: tuple[str, ...]
    others: tuple[tuple[str, str, tuple[str, ...]], ...] = ()

    @property
    def table(self) -> str:
        return f"factcheck_{self.name}"

    def said(self, row: str) -> str:
        """An expression for what a row says; `row` is its name in the statement."""
        parts = [f"{row}.{column}" for column in self.own]
        for table, key, columns in self.others:
            told = " || char(10) || ".join(columns)
            parts.append(f"coalesce((SELECT {told} FROM {table} WHERE id = {row}.{key}), '')")
        return " || char(10) || ".join(parts)

    @property
    def columns(self) -> str:
        return ", ".join([*self.own, *(key for _table, key, _columns in self.others)])


_SAYINGS = (
    _Saying("claim", ("question", "ref"), (("factcheck_topic", "topic_id", ("name",)),)),
    _Saying("source", ("title", "publisher", "author", "ref")),
    _Saying(
        "citation",
        ("figure", "quote"),
        (
            ("factcheck_source", "source_id", ("title", "publisher")),
            ("factcheck_attribution", "attribution_id", ("name",)),
        ),
    ),
)

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
    made = []
    for one in _SAYINGS:
        said = f"{one.table}_said"
        made += [
            f"CREATE TABLE {said} (id integer NOT NULL PRIMARY KEY, said text NOT NULL)",
            f"CREATE VIRTUAL TABLE {said}_words USING fts5(said, content='{said}', content_rowid='id', "
            "tokenize='unicode61 remove_diacritics 2', prefix='1 2')",
            f"CREATE VIRTUAL TABLE {said}_parts USING fts5(said, content='{said}', content_rowid='id', "
            "tokenize='trigram', detail=none)",
            f"INSERT INTO {said} SELECT id, {one.said('row')} FROM {one.table} row",  # noqa: S608
            f"INSERT INTO {said}_words({said}_words) VALUES ('rebuild')",  # noqa: S608
            f"INSERT INTO {said}_parts({said}_parts) VALUES ('rebuild')",  # noqa: S608
            f"CREATE TRIGGER {said}_added AFTER INSERT ON {said} BEGIN {_indexed(said)} END",
            f"CREATE TRIGGER {said}_gone AFTER DELETE ON {said} BEGIN {_taken_out(said)} END",
            f"CREATE TRIGGER {said}_changed AFTER UPDATE ON {said} BEGIN {_taken_out(said)} {_indexed(said)} END",
            f"CREATE TRIGGER {one.table}_says AFTER INSERT ON {one.table} BEGIN "
            f"INSERT INTO {said} VALUES (new.id, {one.said('new')}); END",
            f"CREATE TRIGGER {one.table}_says_no_more AFTER DELETE ON {one.table} BEGIN "
            f"DELETE FROM {said} WHERE id = old.id; END",
            f"CREATE TRIGGER {one.table}_says_otherwise AFTER UPDATE OF {one.columns} ON {one.table} BEGIN "
            f"UPDATE {said} SET said = {one.said('new')} WHERE id = new.id AND said <> {one.said('new')}; END",
        ]
        for other, key, columns in one.others:
            made.append(
                f"CREATE TRIGGER {other}_named_in_{one.name} AFTER UPDATE OF {', '.join(columns)} ON {other} "
                f"WHEN {_renamed(columns)} BEGIN "
                f"UPDATE {said} SET said = (SELECT {one.said('row')} FROM {one.table} row WHERE row.id = {said}.id) "
                f"WHERE id IN (SELECT id FROM {one.table} WHERE {key} = new.id); END"
            )
    kept = _KEEP.format(state=_STATE.format(row="factcheck_claim"), key="{key}")
    made += [
        f"UPDATE factcheck_claim SET kept_state = {_STATE.format(row='factcheck_claim')}",  # noqa: S608
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


def _renamed(columns: tuple[str, ...]) -> str:
    """A record is saved with all its columns; most often none of these says anything else."""
    return " OR ".join(f"old.{column} <> new.{column}" for column in columns)


def _indexed(said: str) -> str:
    return " ".join(
        f"INSERT INTO {said}_{kind}(rowid, said) VALUES (new.id, new.said);"  # noqa: S608
        for kind in ("words", "parts")
    )


def _taken_out(said: str) -> str:
    return " ".join(
        f"INSERT INTO {said}_{kind}({said}_{kind}, rowid, said) VALUES ('delete', old.id, old.said);"  # noqa: S608
        for kind in ("words", "parts")
    )


def _function(name: str, body: str) -> str:
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"


def _on_postgresql() -> list[str]:
    made = []
    for one in _SAYINGS:
        said, new, row = (f"{one.table}_said", *(_chr(one.said(name)) for name in ("new", "row")))
        made += [
            f"CREATE TABLE {said} (id bigint PRIMARY KEY, said text NOT NULL, words tsvector NOT NULL GENERATED "
            "ALWAYS AS (to_tsvector('simple'::regconfig, regexp_replace(said, '[^[:alnum:]]+', ' ', 'g'))) STORED)",
            f"INSERT INTO {said}(id, said) SELECT id, {row} FROM {one.table} row",  # noqa: S608
            f"CREATE INDEX {said}_words ON {said} USING gin (words)",
            _function(
                f"{one.table}_says",
                f"INSERT INTO {said}(id, said) VALUES (new.id, {new}) "  # noqa: S608
                f"ON CONFLICT (id) DO UPDATE SET said = excluded.said WHERE {said}.said <> excluded.said; RETURN NULL;",
            ),
            _function(f"{one.table}_says_no_more", f"DELETE FROM {said} WHERE id = old.id; RETURN NULL;"),  # noqa: S608
            _function(f"{one.table}_all_silent", f"TRUNCATE {said}; RETURN NULL;"),
            f"CREATE TRIGGER {one.table}_says AFTER INSERT OR UPDATE OF {one.columns} ON {one.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {one.table}_says()",
            f"CREATE TRIGGER {one.table}_says_no_more AFTER DELETE ON {one.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {one.table}_says_no_more()",
            f"CREATE TRIGGER {one.table}_all_silent AFTER TRUNCATE ON {one.table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {one.table}_all_silent()",
        ]
        for other, key, columns in one.others:
            name = f"{other}_named_in_{one.name}"
            made += [
                _function(
                    name,
                    f"UPDATE {said} SET said = {row} FROM {one.table} row "  # noqa: S608
                    f"WHERE row.{key} = new.id AND {said}.id = row.id; RETURN NULL;",
                ),
                f"CREATE TRIGGER {name} AFTER UPDATE OF {', '.join(columns)} ON {other} FOR EACH ROW "
                f"WHEN ({_renamed(columns)}) EXECUTE FUNCTION {name}()",
            ]
    kept = _KEEP.format(state=_STATE.format(row="factcheck_claim"), key="{key}")
    old_and_new = "".join(
        f"IF TG_OP <> '{other}' THEN {kept.format(key=f'{row}.claim_id')}; END IF; "
        for row, other in (("old", "INSERT"), ("new", "DELETE"))
    )
    return [
        *made,
        f"UPDATE factcheck_claim SET kept_state = {_STATE.format(row='factcheck_claim')}",  # noqa: S608
        _function("factcheck_claim_stands", f"new.kept_state := {_STATE.format(row='new')}; RETURN new;"),
        f"CREATE TRIGGER factcheck_claim_stands BEFORE INSERT OR UPDATE OF {_STANDS_BY} ON factcheck_claim "
        "FOR EACH ROW EXECUTE FUNCTION factcheck_claim_stands()",
        _function("factcheck_claim_stands_after", f"{old_and_new} RETURN NULL;"),
        "CREATE TRIGGER factcheck_claim_stands_after AFTER INSERT OR UPDATE OF state, claim_id OR DELETE "
        "ON factcheck_discrepancy FOR EACH ROW EXECUTE FUNCTION factcheck_claim_stands_after()",
    ]


def _chr(expression: str) -> str:
    return expression.replace("char(10)", "chr(10)")


def _off(vendor: str) -> list[str]:
    """Takes everything away, triggers first."""
    gone: list[str] = []
    tables = [f"{one.table}_said" for one in _SAYINGS]
    if vendor == "postgresql":
        named = [f"{other}_named_in_{one.name}" for one in _SAYINGS for other, _key, _columns in one.others]
        said = [f"{one.table}_{end}" for one in _SAYINGS for end in ("says", "says_no_more", "all_silent")]
        functions = [*said, *named, "factcheck_claim_stands", "factcheck_claim_stands_after"]
        gone += [f"DROP FUNCTION IF EXISTS {name}() CASCADE" for name in functions]
        return gone + [f"DROP TABLE IF EXISTS {table}" for table in tables]
    gone += [f"DROP TRIGGER IF EXISTS {name}" for name in trigger_names()]
    return gone + [
        f"DROP TABLE IF EXISTS {table}{end}" for table in tables for end in ("_words", "_parts", "")
    ]


def trigger_names() -> list[str]:
    """The triggers of SQLite, which a migration loses that rebuilds one of their tables."""
    return [statement.split()[2] for statement in _on_sqlite() if statement.startswith("CREATE TRIGGER")]


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
        for one in _SAYINGS:
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
