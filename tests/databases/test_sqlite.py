"""Which statements queue, and when a connection lets the next one write."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, OperationalError, connections, transaction
from django.db.utils import ConnectionHandler

from factcheck.databases import sqlite
from factcheck.databases.sqlite.base import is_writing
from factcheck.databases.waiting import is_busy, not_waiting


@pytest.fixture
def connect_to(django_db_blocker):
    """Several connections to a database that is not the desk's."""
    made = []

    def make(name: str):
        given = {"ENGINE": sqlite.ENGINE, "NAME": name, "OPTIONS": dict(sqlite.OPTIONS)}
        alias = f"connection {len(made)}"
        connections[alias] = ConnectionHandler({"default": given})["default"]
        connections[alias].alias = alias
        made.append(alias)
        return connections[alias]

    with django_db_blocker.unblock():
        yield make
        for alias in made:
            connections[alias].close()
            del connections[alias]


def run(connection, *statements: str) -> list[tuple]:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        return cursor.fetchall()


@pytest.fixture
def connect(connect_to, tmp_path):
    """Several connections to one file."""

    def make():
        return connect_to(str(tmp_path / "desk.sqlite3"))

    run(make(), "CREATE TABLE note (id integer PRIMARY KEY, words text UNIQUE)")
    return make


def may_write(connection) -> bool:
    """Whether nobody else has the turn."""
    try:
        with not_waiting():
            run(connection, "DELETE FROM note WHERE id = 0")
    except OperationalError as error:
        if not is_busy(error):
            raise
        return False
    return True


@pytest.mark.parametrize(
    ("statement", "writes"),
    [
        ("SELECT 1", False),
        ("  (SELECT 1) UNION SELECT 2", False),
        ("EXPLAIN QUERY PLAN DELETE FROM note", False),
        ("PRAGMA foreign_keys = ON", False),
        ("SAVEPOINT a", False),
        ("RELEASE SAVEPOINT a", False),
        ("ROLLBACK TO SAVEPOINT a", False),
        ("COMMIT", False),
        ("BEGIN", False),
        ("BEGIN DEFERRED", False),
        ("BEGIN IMMEDIATE", True),
        ("begin exclusive transaction", True),
        ("INSERT INTO note (words) VALUES (%s) RETURNING id", True),
        ("UPDATE note SET words = %s", True),
        ("DELETE FROM note", True),
        ("REPLACE INTO note VALUES (1, 2)", True),
        ("CREATE TABLE other (id integer)", True),
        ("VACUUM", True),
        ("ANALYZE", True),
        ("WITH a AS (SELECT 1) SELECT replace(words, 'a', 'b') FROM note", False),
        ("WITH a AS (SELECT 1) INSERT INTO note SELECT 1, 'b'", True),
        ("WITH a AS (SELECT 1) INSERT OR IGNORE INTO note SELECT 1, 'b'", True),
        ("WITH a AS (SELECT 1) UPDATE note SET words = 'b'", True),
    ],
)
def test_what_writes_queues(statement, writes):
    assert is_writing(statement) is writes


def test_a_transaction_holds_the_turn_until_it_is_committed(connect):
    one, other = connect(), connect()
    with transaction.atomic(one.alias):
        assert not may_write(other)
        with transaction.atomic(one.alias):
            run(one, "INSERT INTO note (words) VALUES ('kept')")
        assert not may_write(other)
        assert run(other, "SELECT count(*) FROM note") == [(0,)], "reading never waits"
    assert may_write(other)
    assert run(other, "SELECT words FROM note") == [("kept",)]


def test_a_transaction_that_fails_lets_go(connect):
    one, other = connect(), connect()
    with pytest.raises(IntegrityError), transaction.atomic(one.alias):
        run(one, "INSERT INTO note (words) VALUES ('twice')", "INSERT INTO note (words) VALUES ('twice')")
    assert may_write(other)
    assert run(other, "SELECT words FROM note") == []


def test_a_statement_outside_a_transaction_has_a_turn_of_its_own(connect):
    one, other = connect(), connect()
    run(one, "INSERT INTO note (words) VALUES ('kept')")
    assert may_write(other)
    with pytest.raises(IntegrityError):
        run(one, "INSERT INTO note (words) VALUES ('kept')")
    assert may_write(other)
    with one.cursor() as cursor:
        cursor.executemany("INSERT INTO note (words) VALUES (%s)", [("a",), ("b",)])
        cursor.execute("INSERT INTO note (words) VALUES ('c') RETURNING words")
        assert cursor.fetchone() == ("c",)
    assert may_write(other)


def test_a_transaction_that_begins_to_read_queues_when_it_writes(connect):
    one, other = connect(), connect()
    run(one, "BEGIN")
    assert may_write(other)
    run(one, "INSERT INTO note (words) VALUES ('kept')")
    assert not may_write(other)
    run(one, "COMMIT")
    assert may_write(other)


def test_a_connection_that_is_closed_lets_go(connect):
    one, other = connect(), connect()
    run(one, "BEGIN IMMEDIATE")
    one.close()
    assert may_write(other)
    with transaction.atomic(one.alias):
        run(one, "INSERT INTO note (words) VALUES ('lost')")
        one.close()
    assert may_write(other)
    assert run(one, "SELECT count(*) FROM note") == [(0,)]


def test_a_database_in_memory_is_alone(connect_to):
    connection = connect_to(":memory:")
    run(connection, "CREATE TABLE note (id integer)", "INSERT INTO note VALUES (1)")
    assert run(connection, "SELECT id FROM note") == [(1,)]


def test_a_database_named_by_an_address_has_the_queue_of_its_file(connect, connect_to, tmp_path):
    one = connect_to(f"file:{tmp_path}/desk.sqlite3?mode=rw")
    with transaction.atomic(one.alias):
        assert not may_write(connect())
