"""The board of the whole desk: what is open, how old and how grave, what rests on little, what is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Model, Q, QuerySet, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from factcheck.models.claims import Claim
from factcheck.models.discrepancies import SEVERITY_CHOICES, Discrepancy
from factcheck.models.tallies import tally

SOON = timedelta(days=3)
"""How near a deadline is when the board warns of it."""


class Age(TextChoices):
    """How long ago a discrepancy was opened, in whole days of the desk's own clock."""

    TODAY = "today", _("today")
    WEEK = "week", _("1 to 6 days")
    MONTH = "month", _("7 to 29 days")
    OLDER = "older", _("30 days or more")


class Due(TextChoices):
    """How near a deadline is."""

    OVERDUE = "overdue", _("overdue")
    SOON = "soon", _("due within 3 days")


def is_of_age(age: Age) -> Q:
    """Opened today, in the six days before, in the weeks before those, or earlier."""
    today = timezone.localdate()
    since = {Age.TODAY: 0, Age.WEEK: 6, Age.MONTH: 29}
    until = {Age.WEEK: 0, Age.MONTH: 6, Age.OLDER: 29}
    condition = Q()
    if age in since:
        condition &= Q(opened_at__gte=_midnight(today - timedelta(days=since[age])))
    if age in until:
        condition &= Q(opened_at__lt=_midnight(today - timedelta(days=until[age])))
    return condition


def is_due(due: Due) -> Q:
    """The day is over; or it comes within three days, today included."""
    today = timezone.localdate()
    return Q(due_on__lt=today) if due is Due.OVERDUE else Q(due_on__gte=today, due_on__lte=today + SOON)


def is_due_for_review() -> Q:
    """A claim whose answer is in print, and the day has come on which it is looked at again."""
    return Q(verdict__review_on__lte=timezone.localdate(), printed__isnull=False)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


@dataclass(frozen=True, slots=True)
class SeverityRow:
    """The live discrepancies of one severity, by age."""

    severity: str
    name: str
    by_age: dict[Age, int]

    @property
    def total(self) -> int:
        return sum(self.by_age.values())


def live_by_severity_and_age() -> list[SeverityRow]:
    """The live discrepancies counted, the gravest first, in one query."""
    counts = {f"age_{age.value}": Count("pk", filter=is_of_age(age)) for age in Age}
    grouped = Discrepancy.objects.live().order_by().values("severity").annotate(**counts)
    found: dict[str, Mapping[str, Any]] = {row["severity"]: row for row in grouped}
    return [
        SeverityRow(code, str(name), {age: found.get(code, {}).get(f"age_{age.value}", 0) for age in Age})
        for code, name in reversed(SEVERITY_CHOICES)
    ]


def count_board() -> dict[str, int]:
    """One number for each thing that somebody should look at some day, in one query."""
    live = Discrepancy.objects.live()
    parts: dict[str, QuerySet[Model]] = {
        "live": live,
        "proposed": Discrepancy.objects.awaiting_approval(),
        "unassigned": live.filter(assigned_to=None),
        "overdue": live.filter(is_due(Due.OVERDUE)),
        "on_hold": live.filter(is_on_hold=True),
        "soon": live.filter(is_due(Due.SOON)),
        "one_origin": Claim.objects.filter(origin_count=1),
        "graded": Claim.objects.resting_on_low_grades(),
        "unread": Claim.objects.filter(unread_count__gt=0),
        "review": Claim.objects.filter(is_due_for_review()),
        "verified": Claim.objects.verified(),
    }
    return tally(parts)
