"""Assigning: who may, to whom, what is refused one by one, and the row that each change leaves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from factcheck.core.roles import ALLOWED, Act, NotPermittedError, Role
from factcheck.models import Assignment, Discrepancy, Person
from factcheck.models.speech import spoken
from factcheck.services.assigning import (
    NothingToAssignError,
    assign_discrepancies,
    set_due_date,
)
from factcheck.services.citations import withdraw_citation
from factcheck.services.errors import InvalidInputError
from tests.conftest import person
from tests.services.desk_work import flag_on, settle

pytestmark = pytest.mark.django_db

EVERYBODY = [*(role.value for role in Role), "stranger"]


@pytest.fixture
def found(disputed) -> Discrepancy:
    return flag_on(disputed)


def in_days(days: int):
    return timezone.localdate() + timedelta(days=days)


def rows(discrepancy: Discrepancy) -> list[tuple]:
    return list(discrepancy.assignments.values_list("to__username", "due_on", "by__username", "why"))


@pytest.mark.parametrize("name", EVERYBODY)
def test_reviewers_approvers_and_administrators_assign_and_nobody_else(name, found, reviewer, request):
    by = request.getfixturevalue(name)
    if name != "stranger" and Role(name) in ALLOWED[Act.ASSIGN]:
        (result,) = assign_discrepancies(discrepancies=[found], to=reviewer, by=by)
        assert result.refusal is None
        assert Discrepancy.objects.get(pk=found.pk).assigned_to == reviewer
        return
    for act in (
        lambda: assign_discrepancies(discrepancies=[found], to=reviewer, by=by),
        lambda: set_due_date(discrepancy=found, due_on=in_days(1), by=by),
    ):
        with pytest.raises(NotPermittedError):
            act()
    assert rows(found) == []


@pytest.mark.parametrize("name", EVERYBODY)
def test_work_is_given_only_to_somebody_who_can_do_it(name, found, approver, request):
    to = request.getfixturevalue(name)
    if name != "stranger" and Role(name) in ALLOWED[Act.ASSIGN]:
        assign_discrepancies(discrepancies=[found], to=to, by=approver)
        assert rows(found) == [(name, None, "approver", "")]
        return
    with pytest.raises(InvalidInputError, match="neither proposes nor approves here") as refused:
        assign_discrepancies(discrepancies=[found], to=to, by=approver)
    assert refused.value.field == "to"
    assert rows(found) == []


def test_whose_log_in_was_closed_is_given_nothing(found, approver, reviewer):
    reviewer.is_active = False
    reviewer.save()
    with pytest.raises(InvalidInputError, match="Choose a reviewer, an approver or an administrator"):
        assign_discrepancies(discrepancies=[found], to=Person.objects.get(pk=reviewer.pk), by=approver)


def test_each_change_is_a_row_and_what_is_so_already_is_none(found, reviewer, approver):
    day = in_days(5)
    for to, by in ((reviewer, reviewer), (reviewer, approver), (approver, reviewer), (None, approver)):
        assign_discrepancies(discrepancies=[found], to=to, by=by, due_on=day, why="So it is.")
    assert rows(found) == [
        ("reviewer", day, "reviewer", "So it is."),
        ("approver", day, "reviewer", "So it is."),
        (None, day, "approver", "So it is."),
    ]


def test_the_rows_are_written_once(found, reviewer, approver):
    assign_discrepancies(discrepancies=[found], to=reviewer, by=approver)
    for change in (
        lambda: found.assignments.update(why="Another reason."),
        lambda: found.assignments.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
            change()
    assert rows(found) == [("reviewer", None, "approver", "")]


def test_a_due_date_stays_unless_another_is_given(found, reviewer, approver):
    set_due_date(discrepancy=found, due_on=in_days(3), by=reviewer)
    assign_discrepancies(discrepancies=[found], to=approver, by=reviewer)
    assert Discrepancy.objects.get(pk=found.pk).due_on == in_days(3)
    set_due_date(discrepancy=found, due_on=None, by=reviewer, why="It can wait.")
    now = Discrepancy.objects.get(pk=found.pk)
    assert (now.due_on, now.assigned_to) == (None, approver)
    assert rows(found)[-1] == ("approver", None, "reviewer", "It can wait.")


def test_a_day_that_is_over_is_refused_and_today_is_not(found, reviewer):
    for act in (
        lambda: set_due_date(discrepancy=found, due_on=in_days(-1), by=reviewer),
        lambda: assign_discrepancies(discrepancies=[found], to=reviewer, due_on=in_days(-1), by=reviewer),
    ):
        with pytest.raises(InvalidInputError, match="that day is over") as refused:
            act()
        assert refused.value.field == "due_on"
    set_due_date(discrepancy=found, due_on=in_days(0), by=reviewer)
    assert rows(found) == [(None, in_days(0), "reviewer", "")]


def test_in_bulk_what_is_settled_is_refused_one_by_one_and_the_rest_is_done(
    make_claim, cite, contributor, reviewer, approver
):
    claims = [make_claim(f"Question {number}?") for number in range(4)]
    for claim in claims:
        cite(claim, "about 30,000")
        cite(claim, "about 35,000")
    still_open, resolved, withdrawn, another = claims
    settle(resolved, reviewer, approver)
    withdraw_citation(citation=withdrawn.citations.first(), because="misread", by=contributor)
    found = [flag_on(claim) for claim in (withdrawn, another, resolved, still_open)]
    results = assign_discrepancies(discrepancies=[*found, found[1]], to=reviewer, by=approver)
    assert [(result.discrepancy.claim.question, spoken(result.refusal)) for result in results] == [
        ("Question 2?", "This discrepancy is withdrawn, so there is nothing to do on it. Re-open it first."),
        ("Question 3?", ""),
        ("Question 1?", "This discrepancy is resolved, so there is nothing to do on it. Re-open it first."),
        ("Question 0?", ""),
    ]
    assert Assignment.objects.count() == 2
    assert set(Discrepancy.objects.filter(assigned_to=reviewer)) == {found[1], found[3]}
    with pytest.raises(NothingToAssignError, match="is resolved"):
        set_due_date(discrepancy=found[2], due_on=in_days(1), by=reviewer)


def test_it_is_still_theirs_when_it_is_resolved_and_opened_again(disputed, reviewer, approver):
    assign_discrepancies(discrepancies=[flag_on(disputed)], to=reviewer, by=approver)
    settle(disputed, reviewer, approver)
    assert flag_on(disputed).assigned_to == reviewer


@pytest.mark.parametrize("why", ["a\x00b", "\ud800"])
def test_a_reason_that_cannot_be_kept_is_refused(why, found, reviewer):
    with pytest.raises(InvalidInputError, match="cannot be kept"):
        assign_discrepancies(discrepancies=[found], to=reviewer, by=reviewer, why=why)


def test_many_are_assigned_in_as_many_questions_each(make_claim, cite, django_assert_max_num_queries):
    chief = person("chief", Role.ADMINISTRATOR)
    for number in range(12):
        claim = make_claim(f"Question {number}?")
        cite(claim, "about 30,000")
        cite(claim, "about 35,000")
    with django_assert_max_num_queries(
        12 * 2 + 12
    ):  # two each; the rest finds, holds and tells of all of them
        assign_discrepancies(discrepancies=Discrepancy.objects.all(), to=chief, by=chief)
    assert Assignment.objects.count() == 12
