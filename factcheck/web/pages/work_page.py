"""What the page of background work shows: the workers, and one kind of tasks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from factcheck.models import Worker
from factcheck.models.background import Task

AT_WORK, WAITING, FAILED, DONE = "at-work", "waiting", "failed", "done"
_STATES: Mapping[str, Q] = {
    AT_WORK: Q(status=TaskResultStatus.RUNNING),
    WAITING: Q(status=TaskResultStatus.READY),
    FAILED: Q(status=TaskResultStatus.FAILED),
    DONE: Q(status=TaskResultStatus.SUCCESSFUL),
}
_WORDS = {AT_WORK: _("At work"), WAITING: _("Waiting"), FAILED: _("Failed"), DONE: _("Done")}
_ORDERS = {
    AT_WORK: ("started_at", "pk"),
    WAITING: ("run_after", "pk"),
    FAILED: ("-finished_at", "-pk"),
    DONE: ("-finished_at", "-pk"),
}


@dataclass(frozen=True, slots=True)
class Tab:
    """One kind of tasks, and how many there are."""

    key: str
    words: object
    count: int


@dataclass(frozen=True, slots=True)
class WorkPage:
    """The workers that are alive, and the tasks by how far they are."""

    shown: str
    tabs: list[Tab]
    workers: list[Worker]
    is_stuck: bool
    """Whether something is due and no worker is there to take it."""

    @property
    def changes_by_itself(self) -> bool:
        """Whether it is worth looking again in a moment."""
        return any(tab.count for tab in self.tabs if tab.key in {AT_WORK, WAITING})

    def tasks(self) -> QuerySet[Task]:
        found = DBTaskResult.objects.filter(_STATES[self.shown]).select_related("errand__worker")
        return found.order_by(*_ORDERS[self.shown])


def work_page(wanted: str) -> WorkPage:
    """The page with the list that is asked for; with the first that holds anything where none is."""
    counts = DBTaskResult.objects.order_by().aggregate(
        **{key.replace("-", "_"): Count("pk", filter=is_so) for key, is_so in _STATES.items()}
    )
    tabs = [Tab(key, words, counts[key.replace("-", "_")]) for key, words in _WORDS.items()]
    first = next((tab.key for tab in tabs if tab.count), AT_WORK)
    workers = list(Worker.objects.alive())
    waits = DBTaskResult.objects.ready().exists()
    return WorkPage(wanted if wanted in _STATES else first, tabs, workers, waits and not workers)
