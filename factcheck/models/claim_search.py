"""Full-text search among claims by the words of their question and topic, on both databases.

SQLite keeps the words in an FTS5 table of its own, followed by triggers so that no way of writing a claim passes it by;
it holds a copy of them because the name of a topic stands in another table. PostgreSQL indexes the question and the name
where they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

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
_QUESTION, _NAME = "to_tsvector('english', question)", "to_tsvector('english', name)"
_INDEXED = (
    f"CREATE INDEX {_TABLE} ON factcheck_claim USING gin ({_QUESTION})",
    f"CREATE INDEX factcheck_topic_words ON factcheck_topic USING gin ({_NAME})",
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
            cursor.execute(f"DROP INDEX IF EXISTS {_TABLE}, factcheck_topic_words")
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
    asked = [(number, asking) for number, words in enumerate(searches) if (asking := _asking(words))]
    for first in range(0, len(asked), _AT_ONCE):
        part = asked[first : first + _AT_ONCE]
        with connection.cursor() as cursor:
            statement = _ON_POSTGRESQL if connection.vendor == "postgresql" else _ON_SQLITE
            cursor.execute(
                " UNION ALL ".join([statement] * len(part)),
                [value for search in part for value in search],
            )
            for number, key in cursor.fetchall():
                found[number].append(key)
    return found


_WORD = re.compile(r"\w+")
_ON_SQLITE = (
    f"SELECT * FROM (SELECT %s AS search, rowid FROM {_TABLE} WHERE {_TABLE} MATCH %s "
    f"ORDER BY bm25({_TABLE}, 1.0, 0.5) LIMIT {MOST_FOUND})"
)
_ON_POSTGRESQL = (
    f"SELECT search, id FROM (SELECT %s AS search, id FROM factcheck_claim, to_tsquery('english', %s) asked "
    f"WHERE {_QUESTION} @@ asked OR topic_id IN (SELECT id FROM factcheck_topic WHERE {_NAME} @@ asked) "
    f"ORDER BY ts_rank({_QUESTION}, asked, 1) DESC, id LIMIT {MOST_FOUND}) AS found"
)


def _asking(words: Iterable[str]) -> str:
    plain = dict.fromkeys(part.lower() for word in words for part in _WORD.findall(word))
    if connection.vendor == "postgresql":
        return " | ".join(f"'{word}'" for word in list(plain)[:MOST_WORDS])
    return " OR ".join(f'"{word}"' for word in list(plain)[:MOST_WORDS])


def with_quotes(keys: Iterable[int]) -> models.QuerySet[Claim]:
    """Claims with their topic and, as `quoted_citations`, the first of their citations: two queries for all."""
    first = Citation.objects.standing().only("claim_id", "quote", "figure").order_by("pk")[:QUOTES_OF_EACH]
    return (
        Claim.objects.filter(pk__in=list(keys))
        .select_related("topic")
        .prefetch_related(models.Prefetch("citations", queryset=first, to_attr="quoted_citations"))
        .order_by("pk")
    )
