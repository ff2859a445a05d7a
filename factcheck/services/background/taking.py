"""Taking what waits: each task by one worker, and what becomes of it when the worker is through with it."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Errand, Worker
from factcheck.models.background import Task
from factcheck.models.speech import spoken
from factcheck.services.background.efforts import Effort, Stop, StoppedError, in_hand
from factcheck.services.background.kinds import about, kind_of, name_of

log = logging.getLogger("factcheck.work")

PAUSES = (timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=5))
"""How long a task waits before it is tried again; after as many tries and one more it is left undone."""
MAY_PASS = (OperationalError, InterfaceError, OSError)
"""What goes wrong today and not tomorrow: a database or a network that is not there, a disk that is full."""
_LOOKED_AT = 10


@dataclass(frozen=True, slots=True)
class Lane:
    """The queues that one thread of a worker serves: those named, or all but those named."""

    queues: frozenset[str] = frozenset()
    all_but: bool = True

    def tasks(self) -> QuerySet[Task]:
        waiting = DBTaskResult.objects.ready()
        if self.all_but:
            return waiting.exclude(queue_name__in=self.queues) if self.queues else waiting
        return waiting.filter(queue_name__in=self.queues)


def take(lane: Lane, worker: Worker) -> Task | None:
    """Take the task that is due first; of any number of workers one gets it. None where nothing waits.

    Asks without a lock first, so that workers who wait keep nobody from writing.
    """
    for task in lane.tasks()[:_LOOKED_AT]:
        with transaction.atomic():
            waiting = DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.READY)
            task.status, task.started_at = TaskResultStatus.RUNNING, timezone.now()
            task.worker_ids = [*task.worker_ids, worker.name]
            if not waiting.update(
                status=task.status, started_at=task.started_at, worker_ids=task.worker_ids, finished_at=None
            ):
                continue
            known = {"kind": name_of(task), "about": about(task), "worker": worker, "done": 0, "total": 0}
            Errand.objects.update_or_create(task=task, defaults=known | {"problem": ""})
        return task
    return None


def carry_out(task: Task, worker: Worker, effort: Effort) -> None:
    """Do a task that was taken, and keep what became of it."""
    log.info("Task %s began", name_of(task), extra={"task": str(task.pk)})
    try:
        with in_hand(effort):
            task.task.call(*task.args_kwargs["args"], **task.args_kwargs["kwargs"])
    except StoppedError as stopped:
        _stopped(task, worker, stopped.why)
    except Exception as error:
        log.exception("Task %s failed", name_of(task), extra={"task": str(task.pk)})
        if isinstance(error, MAY_PASS):
            try_again(task, worker, problem=_in_words(error), was_killed=False)
        else:
            leave_undone(task, worker, problem=_in_words(error))
    else:
        ours = _ours(task, worker)
        ours.update(status=TaskResultStatus.SUCCESSFUL, finished_at=timezone.now(), return_value=None)
        log.info("Task %s is done", name_of(task), extra={"task": str(task.pk)})


def _in_words(error: Exception) -> str:
    """Of an error nobody foresaw, its kind alone: its words may hold what a source said."""
    return spoken(Sentence(_("It failed: %(kind)s."), {"kind": type(error).__name__}))


def _ours(task: Task, worker: Worker | None) -> QuerySet[Task]:
    """The task, while it is in the hand of this worker: whoever was thought dead has no say any longer."""
    return DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING, errand__worker=worker)


def _stopped(task: Task, worker: Worker, why: Stop) -> None:
    if why is Stop.WORKER_ENDS:
        give_back(task, worker)
    else:
        errand = Errand.objects.select_related("stop_asked_by").get(task=task)
        leave_undone(task, worker, problem=stopped_by(errand))


def stopped_by(errand: Errand) -> str:
    """Who stopped it, in a sentence."""
    if errand.stop_asked_by is None:
        return spoken(Sentence(_("It was stopped.")))
    return spoken(Sentence(_("It was stopped by %(person)s."), {"person": str(errand.stop_asked_by)}))


def give_back(task: Task, worker: Worker) -> None:
    """Put a task back for the next worker, at once and without counting it as a try."""
    _put_back(task, worker, after=timedelta(), problem="", tries=0, was_killed=False)


def try_again(task: Task, worker: Worker | None, *, problem: str, was_killed: bool) -> None:
    """Put a task back for a later try; after the last one it is left undone, with the problem."""
    errand = Errand.objects.filter(task=task).first()
    tries = errand.tries if errand else 0
    if errand is not None and errand.stop_asked_at is not None:
        leave_undone(task, worker, problem=stopped_by(errand))
    elif tries < len(PAUSES):
        _put_back(task, worker, after=PAUSES[tries], problem=problem, tries=1, was_killed=was_killed)
    else:
        last = _("It was tried %(times)s times and did not get through. %(problem)s")
        leave_undone(task, worker, problem=spoken(Sentence(last, {"times": tries + 1, "problem": problem})))


@transaction.atomic
def _put_back(
    task: Task,
    worker: Worker | None,
    *,
    after: timedelta,
    problem: str,
    tries: int,
    was_killed: bool,
) -> None:
    if not _ours(task, worker).update(status=TaskResultStatus.READY, run_after=timezone.now() + after):
        return
    args = kind_of(task).resume(task.args_kwargs["args"], was_killed=was_killed)
    if args is None:  # nobody wants it done any longer
        finished = {"status": TaskResultStatus.SUCCESSFUL, "finished_at": timezone.now()}
        DBTaskResult.objects.filter(pk=task.pk).update(**finished)
        return
    DBTaskResult.objects.filter(pk=task.pk).update(args_kwargs=task.args_kwargs | {"args": list(args)})
    errand, _made = Errand.objects.get_or_create(
        task=task, defaults={"kind": name_of(task), "about": about(task)}
    )
    Errand.objects.filter(task=task).update(
        worker=None, tries=errand.tries + tries, problem=problem[:500], done=0, total=0
    )


@transaction.atomic
def leave_undone(task: Task, worker: Worker | None, *, problem: str) -> None:
    """Mark a task as failed, with a sentence, and leave what it worked on where a person finds it."""
    if not _ours(task, worker).update(
        status=TaskResultStatus.FAILED,
        finished_at=timezone.now(),
        exception_class_path="",
        traceback="",
    ):
        return
    Errand.objects.filter(task=task).update(worker=None, problem=problem[:500], stop_asked_at=None)
    kind_of(task).end(task.args_kwargs["args"], problem=problem)


def mark_as_left(tasks: Collection[Task]) -> None:
    """Make the record of tasks that were taken by something that keeps none."""
    for task in tasks:
        Errand.objects.get_or_create(task=task, defaults={"kind": name_of(task), "about": about(task)})
