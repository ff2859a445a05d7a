"""Decisions are written once, and whoever changes one behind the desk's back is found out."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone

from factcheck.core.roles import Act, NotPermittedError
from factcheck.models import (
    AttributionStep,
    Claim,
    Consequence,
    Correction,
    ImportedRows,
    JudgedReading,
    Link,
    Resolution,
    Step,
    TurnedDownLink,
    UndoneLink,
    Verdict,
    VerdictStep,
)
from factcheck.models.append_only import REFUSAL, release
from factcheck.services.assigning import assign_discrepancies
from factcheck.services.ledger import GUARDED, check_history, seal_of_history
from factcheck.services.reopening import reopen_discrepancy
from tests.services.desk_work import PREFER_30, change_from_outside, flag_on, propose, publish, settle

pytestmark = pytest.mark.django_db

TABLES = [model._meta.db_table for model in GUARDED]


@pytest.fixture
def decided(disputed, make_source, reviewer, approver) -> Claim:
    """A source graded, and a claim assigned, decided, published, opened again and decided anew: every record but
    consequences.
    """
    make_source("Graded", reliability="B")
    assign_discrepancies(discrepancies=[flag_on(disputed)], to=reviewer, by=approver)
    settle(disputed, reviewer, approver, standings=PREFER_30)
    publish()
    reopen_discrepancy(discrepancy=flag_on(disputed), reason="The register was revised.", by=reviewer)
    settle(disputed, reviewer, approver, standings=PREFER_30, answer="about 31,000")
    return disputed


@pytest.mark.parametrize(
    "model",
    [
        one
        for one in GUARDED
        if one not in {Consequence, AttributionStep, TurnedDownLink, ImportedRows, UndoneLink}
    ],
)
def test_the_database_itself_refuses_to_change_or_delete_a_decision(decided, model):
    assert model.objects.exists()
    for act in (
        lambda: model.objects.update(id=F("id")),
        lambda: model.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
            act()


def test_what_is_decided_through_the_desk_keeps_the_ledger_whole(decided, reader):
    state = check_history(by=reader)
    assert state.is_whole
    assert state.claims == Claim.objects.count()
    entered = sum(model.objects.count() for model in (Resolution, Step, Verdict, VerdictStep, Correction))
    assert (state.decisions, Link.objects.count()) == (entered, entered)
    assert check_history(by=reader, claim=decided).decisions == entered


@pytest.mark.parametrize(
    ("sql", "number", "says"),
    [
        (
            "UPDATE factcheck_step SET why = 'x' WHERE id = (SELECT MIN(id) FROM factcheck_step)",
            1,
            "changed",
        ),
        (
            "UPDATE factcheck_resolution SET rationale = 'x' "
            "WHERE id = (SELECT MIN(id) FROM factcheck_resolution)",
            2,
            "changed",
        ),
        (
            "UPDATE factcheck_judgedreading SET standing = 'x' "
            "WHERE id = (SELECT MIN(id) FROM factcheck_judgedreading)",
            2,
            "changed",
        ),
        (
            "UPDATE factcheck_verdict SET answer = '3' WHERE id = (SELECT MIN(id) FROM factcheck_verdict)",
            5,
            "changed",
        ),
        (
            "DELETE FROM factcheck_correction WHERE id = (SELECT MIN(id) FROM factcheck_correction)",
            8,
            "gone",
        ),
        ("DELETE FROM factcheck_link WHERE number = 3", 3, "entry is missing"),
        (
            "DELETE FROM factcheck_link WHERE number = (SELECT MAX(number) FROM factcheck_link)",
            15,
            "last entries",
        ),
        ("UPDATE factcheck_link SET digest = 'x' WHERE number = 4", 4, "changed"),
        ("UPDATE factcheck_claim SET ledger_head = 'x'", 16, "last entries"),
    ],
)
def test_the_first_broken_link_is_named(decided, reader, sql, number, says):
    change_from_outside(sql)
    (fault,) = check_history(by=reader).faults
    assert (fault.claim, fault.number) == (decided, number)
    assert says in str(fault.sentence)


def test_a_decision_slipped_in_is_found(decided, reader, approver):
    VerdictStep.objects.create(
        verdict=Verdict.objects.last(), to_state="approved", by=approver, at=timezone.now()
    )
    (fault,) = check_history(by=reader).faults
    assert "slipped in" in str(fault.sentence)


@pytest.mark.parametrize("table", TABLES)
def test_a_missing_guard_is_named(reader, table):
    release(connection, table)
    state = check_history(by=reader)
    assert not state.is_whole
    assert state.unguarded == [table]


def test_a_seal_noted_down_tells_a_history_written_anew(decided, reader, reviewer):
    number, seal = seal_of_history(by=reader)
    reopen_discrepancy(discrepancy=flag_on(decided), reason="Again.", by=reviewer)
    assert seal_of_history(by=reader, up_to=number) == (number, seal)
    assert seal_of_history(by=reader)[1] != seal
    change_from_outside("UPDATE factcheck_link SET digest = 'written anew' WHERE number = 2")
    assert seal_of_history(by=reader, up_to=number)[1] != seal


def test_a_stranger_checks_nothing(decided, stranger):
    with pytest.raises(NotPermittedError):
        check_history(by=stranger)
    with pytest.raises(NotPermittedError):
        seal_of_history(by=stranger)


def test_checking_costs_the_same_queries_for_three_claims_and_thirty(
    make_claim, cite, reader, django_assert_num_queries, django_assert_max_num_queries
):
    reader.may(Act.READ)  # asks for the roles, once

    def add(count):
        for number in range(count):
            claim = make_claim(f"How many in year {Claim.objects.count()}-{number}?")
            cite(claim, "about 30,000")
            cite(claim, "about 35,000")

    add(3)
    with django_assert_max_num_queries(30) as first:
        check_history(by=reader)
    add(27)
    with django_assert_num_queries(len(first.captured_queries)):
        assert check_history(by=reader).claims == 30


def test_readings_are_entered_with_their_resolution(disputed, reviewer, reader):
    resolution = propose(disputed, reviewer, standings=PREFER_30)
    judged = resolution.entry()["judged"]
    assert [one["standing"] for one in judged] == ["preferred", "rejected"]
    assert JudgedReading.objects.count() == len(judged)
    assert check_history(by=reader).is_whole
