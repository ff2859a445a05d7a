"""What a claim, a citation and a source say, in a table for each that triggers keep, however a row is written.

The words stand in FTS5 on SQLite and in a tsvector on PostgreSQL, and runs of three characters, by which the middle of
a word is found, in FTS5 and pg_trgm.
"""

# ruff: noqa: S608, ISC004 -- statements of ours, with names of ours

from __future__ import annotations

from dataclasses import dataclass


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


SAYINGS = (
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


def said_on_sqlite() -> list[str]:
    made = []
    for one in SAYINGS:
        said = f"{one.table}_said"
        made += [
            f"CREATE TABLE {said} (id integer NOT NULL PRIMARY KEY, said text NOT NULL)",
            f"CREATE VIRTUAL TABLE {said}_words USING fts5(said, content='{said}', content_rowid='id', "
            "tokenize='unicode61 remove_diacritics 2', prefix='1 2')",
            f"CREATE VIRTUAL TABLE {said}_parts USING fts5(said, content='{said}', content_rowid='id', "
            "tokenize='trigram', detail=none)",
            f"INSERT INTO {said} SELECT id, {one.said('row')} FROM {one.table} row",
            f"INSERT INTO {said}_words({said}_words) VALUES ('rebuild')",
            f"INSERT INTO {said}_parts({said}_parts) VALUES ('rebuild')",
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
    return made


def _renamed(columns: tuple[str, ...]) -> str:
    """A record is saved with all its columns; most often none of these says anything else."""
    return " OR ".join(f"old.{column} <> new.{column}" for column in columns)


def _indexed(said: str) -> str:
    return " ".join(
        f"INSERT INTO {said}_{kind}(rowid, said) VALUES (new.id, new.said);" for kind in ("words", "parts")
    )


def _taken_out(said: str) -> str:
    return " ".join(
        f"INSERT INTO {said}_{kind}({said}_{kind}, rowid, said) VALUES ('delete', old.id, old.said);"
        for kind in ("words", "parts")
    )


def function(name: str, body: str) -> str:
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"


def said_on_postgresql() -> list[str]:
    made = []
    for one in SAYINGS:
        said, new, row = (f"{one.table}_said", *(_chr(one.said(name)) for name in ("new", "row")))
        made += [
            f"CREATE TABLE {said} (id bigint PRIMARY KEY, said text NOT NULL, words tsvector NOT NULL GENERATED "
            "ALWAYS AS (to_tsvector('simple'::regconfig, regexp_replace(said, '[^[:alnum:]]+', ' ', 'g'))) STORED)",
            f"INSERT INTO {said}(id, said) SELECT id, {row} FROM {one.table} row",
            f"CREATE INDEX {said}_words ON {said} USING gin (words)",
            function(
                f"{one.table}_says",
                f"INSERT INTO {said}(id, said) VALUES (new.id, {new}) "
                f"ON CONFLICT (id) DO UPDATE SET said = excluded.said WHERE {said}.said <> excluded.said; RETURN NULL;",
            ),
            function(f"{one.table}_says_no_more", f"DELETE FROM {said} WHERE id = old.id; RETURN NULL;"),
            function(f"{one.table}_all_silent", f"TRUNCATE {said}; RETURN NULL;"),
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
                function(
                    name,
                    f"UPDATE {said} SET said = {row} FROM {one.table} row "
                    f"WHERE row.{key} = new.id AND {said}.id = row.id; RETURN NULL;",
                ),
                f"CREATE TRIGGER {name} AFTER UPDATE OF {', '.join(columns)} ON {other} FOR EACH ROW "
                f"WHEN ({_renamed(columns)}) EXECUTE FUNCTION {name}()",
            ]
    return made


def _chr(expression: str) -> str:
    return expression.replace("char(10)", "chr(10)")
