"""Whoever is assigned a discrepancy hears of it, of its day, and of the day being over, each once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from factcheck.core.notices import Kind
from factcheck.core.roles import NotPermittedError
from factcheck.models import Discrepancy, Notification
from factcheck.services.assigning import assign_discrepancies
from factcheck.services.deadlines import tell_deadlines
from tests.services.desk_work import HOLD, PREFER_30, flag_on, propose, settle

pytestmark = pytest.mark.django_db


def today() -> date:
    """Asked for anew in each test: midnight may come between reading this file and running it."""
    return timezone.localdate()


def heard(person, kind):
    return [
        str(one.sentence)
        for one in Notification.objects.filter(person=person, kind=kind.value).order_by("pk")
    ]


def assign(claim, to, by, **more):
    return assign_discrepancies(discrepancies=[flag_on(claim)], to=to, by=by, **more)


def test_whoever_is_assigned_is_told_by_whom_and_until_when(disputed, reviewer, approver):
    assign(disputed, approver, reviewer)
    assign(disputed, approver, reviewer, due_on=today() + timedelta(days=9))  # theirs already
    assert heard(approver, Kind.ASSIGNED) == ["Reviewer assigned this to you."]
    assign(disputed, reviewer, reviewer)
    assert heard(reviewer, Kind.ASSIGNED) == []  # nobody is told of what they did themselves
    assign(disputed, approver, reviewer)
    assert heard(approver, Kind.ASSIGNED)[1].startswith("Reviewer assigned this to you, due on ")


def test_the_owner_of_a_hold_is_told_once_and_finds_it_assigned(disputed, reviewer, approver):
    day = today() + timedelta(days=9)
    propose(disputed, reviewer, **HOLD, owner=approver, due_on=day)
    assert (flag_on(disputed).assigned_to, flag_on(disputed).due_on) == (approver, day)
    (said,) = heard(approver, Kind.ASSIGNED)
    assert "the next step is yours: Ask the register." in said


def test_a_day_is_reminded_of_the_day_before_and_once_more_when_it_is_over(disputed, reviewer, approver):
    assign(disputed, approver, reviewer, due_on=today() + timedelta(days=1))
    assert tell_deadlines(today=today() - timedelta(days=1), by=None) == 0
    assert tell_deadlines(today=today(), by=None) == 1
    assert tell_deadlines(today=today(), by=None) == 0
    Discrepancy.objects.update(due_on=today() - timedelta(days=1))
    Notification.objects.filter(kind=Kind.DEADLINE.value).update(at=timezone.now() - timedelta(days=2))
    assert tell_deadlines(today=today(), by=None) == 1
    assert tell_deadlines(today=today(), by=None) == 0
    first, second = heard(approver, Kind.DEADLINE)
    assert first.startswith("This is due on ")
    assert second.startswith("This was due on ")


def test_what_is_settled_or_assigned_to_nobody_reminds_nobody(disputed, reviewer, approver):
    assign(disputed, approver, reviewer, due_on=today())
    assign(disputed, None, reviewer)
    assert tell_deadlines(today=today(), by=None) == 0
    assign(disputed, approver, reviewer)
    settle(disputed, reviewer, approver, standings=PREFER_30)
    assert tell_deadlines(today=today(), by=None) == 0


def test_reminding_everybody_is_for_administrators(reviewer):
    with pytest.raises(NotPermittedError):
        tell_deadlines(today=today(), by=reviewer)


def test_assigning_thirty_tells_in_as_many_queries_as_assigning_three(
    make_claim, cite, reviewer, approver, django_assert_max_num_queries
):
    def some(count):
        for number in range(count):
            claim = make_claim(f"How many in place {Discrepancy.objects.count()} {number}?")
            cite(claim, "about 30,000")
            cite(claim, "about 35,000")
        return list(Discrepancy.objects.filter(assigned_to=None).select_related("claim"))

    def tellings(queries):
        return [one["sql"] for one in queries.captured_queries if "notif" in one["sql"].lower()]

    three = some(3)
    with django_assert_max_num_queries(100) as few:
        assign_discrepancies(discrepancies=three, to=approver, by=reviewer)
    thirty = some(30)
    with django_assert_max_num_queries(400) as many:
        assign_discrepancies(discrepancies=thirty, to=approver, by=reviewer)
    assert len(tellings(few)) == len(tellings(many))
