"""The life of a worker: it signs on, is heard of, takes up what the killed left behind, and signs off."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Errand, Worker
from factcheck.models.background import SILENT_AFTER
from factcheck.models.speech import spoken
from factcheck.services.background.efforts import Effort, Stop
from factcheck.services.background.taking import mark_as_left, try_again
from factcheck.services.webhooks.resuming import queue_what_is_overdue

log = logging.getLogger("factcheck.work")

KEPT_FOR = timedelta(days=14)
"""How long a task that is done stands in the list; one that failed stands four times as long."""
_FAILED_KEPT = 4
_ANOTHERS_AFTER = timedelta(hours=1)
_DELETED_AT_ONCE = 500


@dataclass(slots=True)
class Tidied:
    """What was found lying about."""

    taken_up: int = 0
    queued: int = 0
    pruned: int = 0


def sign_on(name: str) -> Worker:
    """Make a worker known before it takes anything."""
    return Worker.objects.create(name=name[:64], machine=_this_machine(), process=os.getpid())


def sign_off(worker: Worker) -> None:
    Worker.objects.filter(pk=worker.pk).delete()


def beat(worker: Worker, efforts: Mapping[UUID, Effort]) -> None:
    """Say that a worker lives and how far its tasks are, and hear which of them somebody wants stopped."""
    Worker.objects.filter(pk=worker.pk).update(heard_of_at=timezone.now())
    for effort in list(efforts.values()):
        Errand.objects.filter(task_id=effort.task).exclude(done=effort.done, total=effort.total).update(
            done=effort.done, total=effort.total
        )


def hear_who_wants_a_stop(efforts: Mapping[UUID, Effort]) -> None:
    """Tell the tasks in hand that somebody wants them stopped; they do so at their next breath."""
    wanted = Errand.objects.filter(task__in=list(efforts), stop_asked_at__isnull=False)
    for task in wanted.values_list("task_id", flat=True):
        if (effort := efforts.get(task)) is not None:
            effort.stop = effort.stop or Stop.SOMEBODY_ASKED


def take_up_what_was_left(worker: Worker | None = None, in_hand: Collection[UUID] = ()) -> int:
    """Put every task back whose worker was killed, or mark it as failed after the last try; says how many there were.

    A worker counts as killed where its process is gone from this machine, and on others when nothing was heard of it
    for a minute. What a worker has in its name and not in hand was left by it too.
    """
    dead = [found.pk for found in Worker.objects.all() if found != worker and _is_dead(found)]
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    unheld = Q(errand__worker=None) & Q(started_at__lt=timezone.now() - SILENT_AFTER)
    mine = Q(errand__worker=worker) if worker is not None else Q(pk__in=())
    left = list(running.filter(Q(errand__worker__in=dead) | unheld | mine).exclude(pk__in=in_hand))
    mark_as_left(left)
    problem = spoken(Sentence(_("The worker that did it was killed.")))
    for task in left:
        holder = Errand.objects.select_related("worker").get(task=task).worker
        log.warning("Task %s was left by a worker that was killed", task.pk, extra={"task": str(task.pk)})
        try_again(task, holder, problem=problem, was_killed=True)
    with transaction.atomic():
        Worker.objects.filter(pk__in=dead).delete()
    return len(left)


def tidy(worker: Worker | None = None, in_hand: Collection[UUID] = ()) -> Tidied:
    """Take up what the killed left behind, send on what was forgotten, and throw away what was done long ago."""
    return Tidied(take_up_what_was_left(worker, in_hand), queue_what_is_overdue(), prune())


def prune(*, now_less: timedelta = KEPT_FOR) -> int:
    """Throw away the records of tasks that ended long ago, some hundreds in a transaction."""
    before = timezone.now() - now_less
    done = Q(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=before)
    failed = Q(status=TaskResultStatus.FAILED, finished_at__lt=timezone.now() - now_less * _FAILED_KEPT)
    pruned = 0
    while keys := list(
        DBTaskResult.objects.filter(done | failed).order_by().values_list("pk", flat=True)[:_DELETED_AT_ONCE]
    ):
        DBTaskResult.objects.filter(pk__in=keys).delete()
        pruned += len(keys)
    return pruned


def _this_machine() -> str:
    """The machine and, where there is one, the container: only there does the number of a process say anything."""
    place = Path("/proc/self/ns/pid")
    inside = str(place.readlink()) if place.exists() else ""
    return f"{socket.gethostname()} {inside}".strip()[:200]


def _is_dead(worker: Worker) -> bool:
    """Where its process can be seen, that says more than its silence: on SQLite nobody is heard of while a large file
    is written. After an hour its number may be another's.
    """
    silent_for = timezone.now() - worker.heard_of_at
    if worker.machine != _this_machine():
        return silent_for > SILENT_AFTER
    try:
        os.kill(worker.process, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass
    return silent_for > _ANOTHERS_AFTER
