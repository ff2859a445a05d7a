"""Reminding people of what is due."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from factcheck.core.notices import Kind
from factcheck.core.roles import Act
from factcheck.models import Discrepancy, Notification, Person
from factcheck.services.announcing import due
from factcheck.services.checking import require
from factcheck.services.notifying import tell_all

DAYS_BEFORE = 1


@transaction.atomic
def tell_deadlines(*, today: date, by: Person | None) -> int:
    """Remind whoever is assigned of what is due tomorrow or today, and once more when it is overdue; says how many
    were told, without those who chose not to hear of it.

    Doing it twice on one day reminds nobody twice. Raises NotPermittedError.
    """
    require(by, Act.ADMINISTER)
    near = Discrepancy.objects.live().filter(
        assigned_to__isnull=False, due_on__lte=today + timedelta(days=DAYS_BEFORE)
    )
    told = _told(near)
    news = []
    for discrepancy in near.select_related("claim").order_by("due_on", "pk"):
        day, person = discrepancy.due_on, discrepancy.assigned_to_id
        assert day is not None
        assert person is not None
        is_over = day < today
        since = day + timedelta(days=1) if is_over else day - timedelta(days=DAYS_BEFORE)
        last = told.get((discrepancy.pk, person))
        if last is None or last < timezone.make_aware(datetime.combine(since, time.min)):
            news.append(due(discrepancy, person, day=day, is_over=is_over))
    return tell_all(news)


def _told(near: QuerySet[Discrepancy]) -> dict[tuple[int | None, int], datetime]:
    """When each person was last reminded of each of these discrepancies."""
    reminders = Notification.objects.filter(kind=Kind.DEADLINE.value, discrepancy__in=near).order_by("at")
    return {(row[0], row[1]): row[2] for row in reminders.values_list("discrepancy_id", "person_id", "at")}
