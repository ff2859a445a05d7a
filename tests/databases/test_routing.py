"""Which database is asked: the primary, but for what a request that only looks may read elsewhere."""

from __future__ import annotations

import time

import psycopg
import pytest
from django.contrib.sessions.models import Session
from django.db import InterfaceError, OperationalError, transaction

from factcheck.api.addresses import urlpatterns as api_patterns
from factcheck.databases import gates
from factcheck.databases.asking import Asking, asked
from factcheck.databases.gates import PRIMARY, DatabaseGoneError, Gate, gate_of, gate_to, is_gone
from factcheck.databases.postgresql.base import _only_reads
from factcheck.databases.replicas import Followed
from factcheck.databases.routing import ReplicaRouter
from factcheck.models import ApiToken, Claim, Desk, Export, Person
from factcheck.web.replicas import EXPORTS, SHOWING
from factcheck.web.urls import urlpatterns

ROUTER = ReplicaRouter()


@pytest.fixture
def looking():
    asking = Asking(is_safe=True)
    asking.choose_by(lambda: "replica_1" if not asking.has_written else PRIMARY)
    with asked(asking):
        yield asking


def test_without_a_request_everything_is_asked_of_the_primary():
    assert ROUTER.db_for_read(Claim) == PRIMARY


def test_a_request_that_may_not_choose_is_answered_by_the_primary():
    with asked(Asking(is_safe=True)):
        assert ROUTER.db_for_read(Claim) == PRIMARY


def test_what_is_looked_at_is_read_from_the_replica_and_written_to_the_primary(looking):
    assert ROUTER.db_for_read(Claim) == "replica_1"
    assert ROUTER.db_for_write(Claim) == PRIMARY


@pytest.mark.parametrize("model", [ApiToken, Desk, Person, Person.groups.through, Session, Export])
def test_who_may_do_what_is_never_read_from_a_replica(looking, model):
    assert ROUTER.db_for_read(model) == PRIMARY


def test_once_something_was_written_it_is_decided_anew(looking):
    assert ROUTER.db_for_read(Claim) == "replica_1"
    ROUTER.db_for_write(Claim)
    assert ROUTER.db_for_read(Claim) == PRIMARY


def test_that_a_token_is_used_is_no_reason_to_choose_anew(looking):
    ROUTER.db_for_write(ApiToken)
    assert ROUTER.db_for_read(Claim) == "replica_1"


@pytest.mark.django_db
def test_inside_a_transaction_everything_is_asked_of_the_primary(looking):
    with transaction.atomic():
        assert ROUTER.db_for_read(Claim) == PRIMARY


def test_what_is_needed_to_choose_is_asked_of_the_primary():
    asking = Asking(is_safe=True)
    asking.choose_by(lambda: "replica_1" if ROUTER.db_for_read(Claim) == PRIMARY else "in a circle")
    with asked(asking):
        assert ROUTER.db_for_read(Claim) == "replica_1"


def test_the_pages_that_are_read_elsewhere_are_pages_of_the_desk():
    names = {f"api:{one.name}" for one in api_patterns} | {one.name for one in urlpatterns}
    assert names >= SHOWING | EXPORTS


def test_a_replica_is_never_migrated(settings):
    settings.REPLICAS = ["replica_1"]
    assert ROUTER.allow_migrate(PRIMARY, "factcheck")
    assert not ROUTER.allow_migrate("replica_1", "factcheck")


class TestGates:
    """A database that does not answer is left alone for a while, and then asked by one."""

    def test_it_is_shut_for_some_seconds_then_one_tries_and_the_others_wait(self, monkeypatch):
        gate = Gate("somewhere")
        assert gate.may_pass()
        gate.shut("nobody there")
        assert gate.is_shut
        assert not gate.may_pass()
        monkeypatch.setattr(gate, "_shut_until", time.monotonic() - 1)
        assert [gate.may_pass(), gate.may_pass()] == [True, False]
        gate.open()
        assert gate.may_pass()
        assert not gate.is_shut

    def test_where_a_desk_is_moved_to_has_a_gate_of_its_own(self, monkeypatch):
        monkeypatch.setattr(gates, "_gates", {})
        elsewhere = {"HOST": "elsewhere.example", "PORT": "5432", "NAME": "factcheck"}
        gate_to(PRIMARY, elsewhere).shut("nobody there")
        assert gate_to(PRIMARY, elsewhere).is_shut
        assert not gate_of(PRIMARY).is_shut

    def test_one_that_nobody_has_asked_for_long_does_not_count_as_gone(self, monkeypatch):
        gate = Gate("somewhere")
        gate.shut("nobody there")
        monkeypatch.setattr(gate, "_shut_until", time.monotonic() - 1)
        assert not gate.is_shut


@pytest.mark.parametrize(
    ("position", "is_following", "behind", "is_primary_gone", "is_fit"),
    [
        pytest.param(10, True, 0.0, False, True, id="it follows"),
        pytest.param(10, True, 9.0, False, True, id="a little behind"),
        pytest.param(10, True, 11.0, False, False, id="too far behind"),
        pytest.param(10, True, None, False, False, id="nobody knows how far"),
        pytest.param(10, False, 0.0, False, False, id="it follows nothing"),
        pytest.param(None, False, None, False, False, id="it does not answer"),
        pytest.param(10, False, 99.0, True, True, id="there is nothing to follow"),
        pytest.param(None, False, None, True, False, id="neither of them answers"),
    ],
)
def test_a_replica_answers_while_it_follows(
    position, is_following, behind, is_primary_gone, is_fit, monkeypatch, settings
):
    settings.REPLICA_MAX_LAG = 10.0
    monkeypatch.setattr(gates, "_gates", {})
    if is_primary_gone:
        gate_of(PRIMARY).shut("killed")
    assert Followed(position, is_following, behind, 0.0).is_fit is is_fit


@pytest.mark.parametrize(
    ("said", "reads"),
    [
        ("SELECT 1", True),
        ("(SELECT id FROM a) UNION (SELECT id FROM b)", True),
        ("WITH a AS (SELECT 1) SELECT * FROM a", True),
        ('SELECT "update" FROM a', True),
        ("SELECT id FROM a FOR UPDATE", False),
        ("SELECT id FROM a FOR NO KEY UPDATE", False),
        ("WITH a AS (DELETE FROM b RETURNING id) SELECT * FROM a", False),
        ("UPDATE a SET b = 1", False),
        ("INSERT INTO a SELECT 1", False),
        ("SAVEPOINT a", False),
    ],
)
def test_only_what_reads_is_asked_a_second_time(said, reads):
    assert _only_reads(said) is reads


def _from(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "gone"),
    [
        (DatabaseGoneError("gone"), True),
        (_from(OperationalError(), psycopg.OperationalError("server closed the connection")), True),
        (_from(InterfaceError(), psycopg.InterfaceError("the connection is closed")), True),
        (_from(OperationalError(), psycopg.errors.AdminShutdown()), True),
        (_from(OperationalError(), psycopg.errors.LockNotAvailable()), False),
        (_from(OperationalError(), psycopg.errors.TooManyConnections()), False),
        (OperationalError("database is locked"), False),
        (ValueError(), False),
    ],
)
def test_an_error_of_a_server_that_is_gone_is_told_from_others(error, gone):
    assert is_gone(error) is gone
