"""Full-text search among claims by the words of their question and topic, on both databases.

The words stand in a table beside the claims: FTS5 on SQLite, tsvector on PostgreSQL. It is a copy, because the name of a
topic stands in another table. Triggers keep it, so that no way of writing a claim passes it by, bulk inserts included.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from django.apps.registry import Apps
from django.db import connection, migrations, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from factcheck.models.citations import Citation
from factcheck.models.claims import Claim

MOST_FOUND = 40
"""Claims that are found for the words around one figure."""

MOST_WORDS = 24
"""Words that one search asks for."""

QUOTES_OF_EACH = 4
"""Citations whose quotes are brought along with a claim."""

COMMON = 0.05
"""The share of claims from which on a word tells little."""

_AT_ONCE = 100
"""Searches in one query; SQLite joins at most 500."""

_TABLE = "factcheck_claim_words"
_TOPIC = "coalesce((SELECT name FROM factcheck_topic WHERE id = new.topic_id), '')"
_MADE = (
    f"CREATE VIRTUAL TABLE {_TABLE} USING fts5(question, topic, tokenize='porter unicode61 remove_diacritics 2')",
    f"INSERT INTO {_TABLE}(rowid, question, topic) SELECT claim.id, claim.question, coalesce(topic.name, '') "
    "FROM factcheck_claim claim LEFT JOIN factcheck_topic topic ON topic.id = claim.topic_id",
    f"CREATE TRIGGER {_TABLE}_added AFTER INSERT ON factcheck_claim BEGIN "
    f"INSERT INTO {_TABLE}(rowid, question, topic) VALUES (new.id, new.question, {_TOPIC}); END",
    f"CREATE TRIGGER {_TABLE}_changed AFTER UPDATE OF question, topic_id ON factcheck_claim "
    "WHEN old.question <> new.question OR old.topic_id IS NOT new.topic_id BEGIN "
    f"UPDATE {_TABLE} SET question = new.question, topic = {_TOPIC} WHERE rowid = new.id; END",
    f"CREATE TRIGGER {_TABLE}_gone AFTER DELETE ON factcheck_claim BEGIN "
    f"DELETE FROM {_TABLE} WHERE rowid = old.id; END",
    f"CREATE TRIGGER {_TABLE}_renamed AFTER UPDATE OF name ON factcheck_topic WHEN old.name <> new.name BEGIN "
    f"UPDATE {_TABLE} SET topic = new.name WHERE rowid IN "
    "(SELECT id FROM factcheck_claim WHERE topic_id = new.id); END",
)
_VECTOR = "setweight(to_tsvector('english', {question}), 'A') || setweight(to_tsvector('english', {topic}), 'B')"
_FUNCTION = "CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$"
_OF_NEW = _VECTOR.format(question="new.question", topic=_TOPIC)
_BODIES = {
    "kept": f"INSERT INTO {_TABLE}(claim_id, words) VALUES (new.id, {_OF_NEW}) "
    "ON CONFLICT (claim_id) DO UPDATE SET words = excluded.words;",
    "gone": f"DELETE FROM {_TABLE} WHERE claim_id = old.id;",
    "emptied": f"DELETE FROM {_TABLE};",
    "renamed": f"UPDATE {_TABLE} SET words = {_VECTOR.format(question='claim.question', topic='new.name')} "
    "FROM factcheck_claim claim WHERE claim.topic_id = new.id AND claim_id = claim.id;",
}
_WHEN = {
    "kept": "AFTER INSERT OR UPDATE OF question, topic_id ON factcheck_claim FOR EACH ROW",
    "gone": "AFTER DELETE ON factcheck_claim FOR EACH ROW",
    "emptied": "AFTER TRUNCATE ON factcheck_claim FOR EACH STATEMENT",
    "renamed": "AFTER UPDATE OF name ON factcheck_topic FOR EACH ROW",
}
_INDEXED = (
    f"CREATE TABLE {_TABLE} (claim_id bigint PRIMARY KEY, words tsvector NOT NULL)",
    f"INSERT INTO {_TABLE} SELECT claim.id, "
    + _VECTOR.format(question="claim.question", topic="coalesce(topic.name, '')")
    + " FROM factcheck_claim claim LEFT JOIN factcheck_topic topic ON topic.id = claim.topic_id",
    f"CREATE INDEX {_TABLE}_index ON {_TABLE} USING gin (words)",
    *(_FUNCTION.format(name=f"{_TABLE}_{name}", body=body) for name, body in _BODIES.items()),
    *(
        f"CREATE TRIGGER {_TABLE}_{name} {when} EXECUTE FUNCTION {_TABLE}_{name}()"
        for name, when in _WHEN.items()
    ),
)


def index_claims(connection: BaseDatabaseWrapper) -> None:
    """Make the index anew from the claims there are; a migration that rebuilds the table of claims on SQLite drops its
    triggers, and calls this afterwards.
    """
    forget_index(connection)
    with connection.cursor() as cursor:
        for statement in _INDEXED if connection.vendor == "postgresql" else _MADE:
            cursor.execute(statement)


def forget_index(connection: BaseDatabaseWrapper) -> None:
    """Take the index away."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name in _BODIES:
                cursor.execute(f"DROP FUNCTION IF EXISTS {_TABLE}_{name}() CASCADE")
            cursor.execute(f"DROP TABLE IF EXISTS {_TABLE}")
            return
        for what in ("added", "changed", "gone", "renamed"):
            cursor.execute(f"DROP TRIGGER IF EXISTS {_TABLE}_{what}")
        cursor.execute(f"DROP TABLE IF EXISTS {_TABLE}")


def searchable() -> migrations.RunPython:
    """The step of a migration that makes claims searchable."""

    def put(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        index_claims(editor.connection)

    def take(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        forget_index(editor.connection)

    return migrations.RunPython(put, take)


def claims_about(searches: Sequence[Sequence[str]]) -> list[list[int]]:
    """For each list of words the claims that have any of them in question or topic, the best first, at most MOST_FOUND.

    The words are plain: each is quoted, so nothing in them is taken for a command. One query for a hundred searches.
    """
    found: list[list[int]] = [[] for _search in searches]
    asked = [(number, asking) for number, asking in enumerate(_askings(searches)) if asking]
    statement = _ON_POSTGRESQL if connection.vendor == "postgresql" else _ON_SQLITE
    for first in range(0, len(asked), _AT_ONCE):
        part = asked[first : first + _AT_ONCE]
        with connection.cursor() as cursor:
            cursor.execute(
                " UNION ALL ".join([statement] * len(part)), [value for search in part for value in search]
            )
            for number, key in cursor.fetchall():
                found[number].append(key)
    return found


_WORD = re.compile(r"[^\W_]+")
_ON_SQLITE = (
    f"SELECT * FROM (SELECT %s AS search, rowid FROM {_TABLE} WHERE {_TABLE} MATCH %s "
    f"ORDER BY bm25({_TABLE}, 1.0, 0.5) LIMIT {MOST_FOUND})"
)
_ON_POSTGRESQL = (
    f"(SELECT %s AS search, claim_id FROM {_TABLE}, to_tsquery('english', %s) AS asked WHERE words @@ asked "
    f"ORDER BY ts_rank(words, asked, 1) DESC, claim_id LIMIT {MOST_FOUND})"
)
_HOW_COMMON = f"""
SELECT word, max(share)
FROM unnest(%s::text[]) AS word
JOIN (
    SELECT unnest(most_common_elems::text::text[]) AS lexeme, unnest(most_common_elem_freqs) AS share
    FROM pg_stats WHERE schemaname = current_schema() AND tablename = '{_TABLE}' AND attname = 'words'
) AS common ON lexeme = ANY (tsvector_to_array(to_tsvector('english', word)))
GROUP BY word
"""


def _askings(searches: Sequence[Sequence[str]]) -> list[str]:
    """What the database is asked for each search: any of its words, quoted."""
    plain = [
        list(dict.fromkeys(part.lower() for word in words for part in _WORD.findall(word)))[:MOST_WORDS]
        for words in searches
    ]
    if connection.vendor != "postgresql":
        return [" OR ".join(f'"{word}"' for word in words) for words in plain]
    # PostgreSQL weighs a word without regard to how common it is, so what half of the claims have is left out.
    with connection.cursor() as cursor:
        cursor.execute(_HOW_COMMON, [sorted({word for words in plain for word in words})])
        share: dict[str, float] = dict(cursor.fetchall())
    return [" | ".join(f"'{word}'" for word in _telling(words, share)) for words in plain]


def _telling(words: Sequence[str], share: Mapping[str, float]) -> list[str]:
    """The words that few claims have, and at least the rarest six."""
    by_rarity = sorted(words, key=lambda word: share.get(word, 0.0))
    return [word for place, word in enumerate(by_rarity) if place < 6 or share.get(word, 0.0) < COMMON]


def with_quotes(keys: Iterable[int]) -> models.QuerySet[Claim]:
    """Claims with their topic and, as `quoted_citations`, the first of their citations: two queries for all."""
    first = Citation.objects.standing().only("claim_id", "quote", "figure").order_by("pk")[:QUOTES_OF_EACH]
    return (
        Claim.objects.filter(pk__in=list(keys))
        .select_related("topic")
        .prefetch_related(models.Prefetch("citations", queryset=first, to_attr="quoted_citations"))
        .order_by("pk")
    )
