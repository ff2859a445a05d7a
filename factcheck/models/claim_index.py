"""The words of claims, kept for searching: made by a migration, and kept by triggers of the database.

They stand in a table beside the claims: FTS5 on SQLite, tsvector on PostgreSQL. It is a copy, because the name of a
topic stands in another table. Triggers keep it, so that no way of writing a claim passes it by, bulk inserts included.
"""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_ON_SQLITE = """
CREATE VIRTUAL TABLE factcheck_claim_words
USING fts5(question, topic, tokenize='porter unicode61 remove_diacritics 2');

INSERT INTO factcheck_claim_words(rowid, question, topic)
SELECT claim.id, claim.question, coalesce(topic.name, '')
FROM factcheck_claim claim LEFT JOIN factcheck_topic topic ON topic.id = claim.topic_id;

CREATE TRIGGER factcheck_claim_words_added AFTER INSERT ON factcheck_claim BEGIN
INSERT INTO factcheck_claim_words(rowid, question, topic)
VALUES (new.id, new.question, coalesce((SELECT name FROM factcheck_topic WHERE id = new.topic_id), '')) \\; END;

CREATE TRIGGER factcheck_claim_words_changed AFTER UPDATE OF question, topic_id ON factcheck_claim
WHEN old.question <> new.question OR old.topic_id IS NOT new.topic_id BEGIN
UPDATE factcheck_claim_words SET question = new.question,
topic = coalesce((SELECT name FROM factcheck_topic WHERE id = new.topic_id), '') WHERE rowid = new.id \\; END;

CREATE TRIGGER factcheck_claim_words_gone AFTER DELETE ON factcheck_claim BEGIN
DELETE FROM factcheck_claim_words WHERE rowid = old.id \\; END;

CREATE TRIGGER factcheck_claim_words_renamed AFTER UPDATE OF name ON factcheck_topic WHEN old.name <> new.name BEGIN
UPDATE factcheck_claim_words SET topic = new.name
WHERE rowid IN (SELECT id FROM factcheck_claim WHERE topic_id = new.id) \\; END
"""
_ON_POSTGRESQL = """
CREATE TABLE factcheck_claim_words (claim_id bigint PRIMARY KEY, words tsvector NOT NULL);

CREATE FUNCTION factcheck_words_of(question text, topic text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
SELECT setweight(to_tsvector('english', question), 'A')
|| setweight(to_tsvector('english', coalesce(topic, '')), 'B') $$;

INSERT INTO factcheck_claim_words SELECT claim.id, factcheck_words_of(claim.question, topic.name)
FROM factcheck_claim claim LEFT JOIN factcheck_topic topic ON topic.id = claim.topic_id;

CREATE INDEX factcheck_claim_words_index ON factcheck_claim_words USING gin (words);

CREATE FUNCTION factcheck_claim_words_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
INSERT INTO factcheck_claim_words(claim_id, words) VALUES (new.id, factcheck_words_of(
new.question, (SELECT name FROM factcheck_topic WHERE id = new.topic_id)))
ON CONFLICT (claim_id) DO UPDATE SET words = excluded.words \\; RETURN NULL \\; END $$;

CREATE FUNCTION factcheck_claim_words_gone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
DELETE FROM factcheck_claim_words WHERE claim_id = old.id \\; RETURN NULL \\; END $$;

CREATE FUNCTION factcheck_claim_words_emptied() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
DELETE FROM factcheck_claim_words \\; RETURN NULL \\; END $$;

CREATE FUNCTION factcheck_claim_words_renamed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
UPDATE factcheck_claim_words SET words = factcheck_words_of(claim.question, new.name)
FROM factcheck_claim claim WHERE claim.topic_id = new.id AND claim_id = claim.id \\; RETURN NULL \\; END $$;

CREATE TRIGGER factcheck_claim_words_kept AFTER INSERT OR UPDATE OF question, topic_id ON factcheck_claim
FOR EACH ROW EXECUTE FUNCTION factcheck_claim_words_kept();

CREATE TRIGGER factcheck_claim_words_gone AFTER DELETE ON factcheck_claim
FOR EACH ROW EXECUTE FUNCTION factcheck_claim_words_gone();

CREATE TRIGGER factcheck_claim_words_emptied AFTER TRUNCATE ON factcheck_claim
FOR EACH STATEMENT EXECUTE FUNCTION factcheck_claim_words_emptied();

CREATE TRIGGER factcheck_claim_words_renamed AFTER UPDATE OF name ON factcheck_topic
FOR EACH ROW EXECUTE FUNCTION factcheck_claim_words_renamed()
"""
_OFF_SQLITE = """
DROP TRIGGER IF EXISTS factcheck_claim_words_added; DROP TRIGGER IF EXISTS factcheck_claim_words_changed;
DROP TRIGGER IF EXISTS factcheck_claim_words_gone; DROP TRIGGER IF EXISTS factcheck_claim_words_renamed;
DROP TABLE IF EXISTS factcheck_claim_words
"""
_OFF_POSTGRESQL = """
DROP FUNCTION IF EXISTS factcheck_claim_words_kept() CASCADE;
DROP FUNCTION IF EXISTS factcheck_claim_words_gone() CASCADE;
DROP FUNCTION IF EXISTS factcheck_claim_words_emptied() CASCADE;
DROP FUNCTION IF EXISTS factcheck_claim_words_renamed() CASCADE;
DROP TABLE IF EXISTS factcheck_claim_words; DROP FUNCTION IF EXISTS factcheck_words_of(text, text)
"""


def index_claims(connection: BaseDatabaseWrapper) -> None:
    """Make the index anew from the claims there are. A migration that rebuilds the table of claims on SQLite drops its
    triggers: it begins with `unsearchable` and ends with `searchable`.
    """
    forget_index(connection)
    _run(connection, _ON_POSTGRESQL if connection.vendor == "postgresql" else _ON_SQLITE)


def forget_index(connection: BaseDatabaseWrapper) -> None:
    """Take the index away."""
    _run(connection, _OFF_POSTGRESQL if connection.vendor == "postgresql" else _OFF_SQLITE)


def _run(connection: BaseDatabaseWrapper, script: str) -> None:
    """Statements parted by semicolons, one by one; a semicolon inside a statement has a backslash before it."""
    with connection.cursor() as cursor:
        for statement in script.replace("\\;", "\0").split(";"):
            cursor.execute(statement.replace("\0", ";").strip())


def searchable() -> migrations.RunPython:
    """The step of a migration that makes claims searchable."""
    return migrations.RunPython(_put, _take)


def unsearchable() -> migrations.RunPython:
    """The first step of a migration that rebuilds the table of claims: no trigger may name what is not there."""
    return migrations.RunPython(_take, _put)


def _put(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    index_claims(editor.connection)


def _take(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    forget_index(editor.connection)
