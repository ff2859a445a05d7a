"""Asking whoever works on something to stop."""

from __future__ import annotations

from django.utils import timezone
from django_tasks.base import TaskResultStatus

from factcheck.models import Errand, Person


def ask_to_stop(key: int, *kinds: str, by: Person | None) -> bool:
    """Ask whoever does work of these kinds on this record to stop at the next step; says whether anybody does."""
    found = Errand.objects.filter(kind__in=kinds, about=str(key), task__status=TaskResultStatus.RUNNING)
    return bool(found.update(stop_asked_at=timezone.now(), stop_asked_by=by))
