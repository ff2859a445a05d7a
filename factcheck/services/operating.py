"""How the desk does, for whoever runs it: whether it is ready, and its figures."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, Min
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from factcheck.core.metrics import Metric
from factcheck.databases.replicas import how_far
from factcheck.models import Discrepancy, Worker
from factcheck.models.background import SILENT_AFTER


@dataclass(frozen=True, slots=True)
class Part:
    """One thing without which the desk does not work."""

    name: str
    is_ready: bool


def parts() -> list[Part]:
    """The database, its migrations and the place for files, each with whether it is ready. Says nothing more, since
    anybody may ask.
    """
    return [
        Part("database", _holds(_database_answers)),
        Part("migrations", _holds(_migrations_are_applied)),
        Part("storage", _holds(_storage_is_writable)),
    ]


def _holds(question: Callable[[], bool]) -> bool:
    try:
        return question()
    except (DatabaseError, OSError):
        return False


def _database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


_known: set[str] = set()


def _migrations_are_applied() -> bool:
    """Reading all migrations is dear; once they are applied they stay so for as long as this code runs."""
    if "applied" not in _known:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _known.add("applied")
    return True


def _storage_is_writable() -> bool:
    """The folder of the files or, before the first of them, the one that it would be made in."""
    places = [Path(settings.VAR_DIR)]
    if isinstance(files := storages["files"], FileSystemStorage):
        places.append(Path(files.location))
    if connection.vendor == "sqlite":
        places.append(Path(str(connection.settings_dict["NAME"])).parent)
    return all(os.access(_nearest(place), os.W_OK) for place in places)


def _nearest(place: Path) -> Path:
    return next(path for path in (place, *place.absolute().parents) if path.exists())


def figures() -> list[Metric]:
    """What there is to know beside the requests: whether the database answers, the queues, the discrepancies."""
    up = Metric("factcheck_database_up", "gauge", "Whether the database answers.")
    metrics = [up]
    try:
        metrics += [*_queues(), _workers(), _discrepancies()]
    except DatabaseError:
        up.add(0)
    else:
        up.add(1)
    return [*metrics, *_replicas()]


def _queues() -> list[Metric]:
    tasks = Metric("factcheck_tasks", "gauge", "Tasks in the background by queue and state.")
    oldest = Metric(
        "factcheck_oldest_task_seconds", "gauge", "How long the task that is due longest has waited."
    )
    now = timezone.now()
    counted = DBTaskResult.objects.order_by().values("queue_name", "status").annotate(found=Count("pk"))
    for row in counted.order_by("queue_name", "status"):
        tasks.add(row["found"], queue=row["queue_name"], state=row["status"].lower())
    due = DBTaskResult.objects.ready().order_by().values("queue_name").annotate(since=Min("enqueued_at"))
    for waiting in due.order_by("queue_name"):
        oldest.add((now - waiting["since"]).total_seconds(), queue=waiting["queue_name"])
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    longest = Metric("factcheck_longest_task_seconds", "gauge", "How long the task at work longest is at it.")
    if since := running.aggregate(since=Min("started_at"))["since"]:
        longest.add((now - since).total_seconds())
    return [tasks, oldest, longest]


def _workers() -> Metric:
    workers = Metric("factcheck_workers", "gauge", "Workers that were heard of within the last minute.")
    workers.add(Worker.objects.filter(heard_of_at__gte=timezone.now() - SILENT_AFTER).count())
    return workers


def _discrepancies() -> Metric:
    states = Metric("factcheck_discrepancies", "gauge", "Discrepancies by state.")
    for row in Discrepancy.objects.order_by("state").values("state").annotate(found=Count("pk")):
        states.add(row["found"], state=row["state"])
    return states


def _replicas() -> list[Metric]:
    """How far each replica is behind, where pages read from some."""
    up = Metric("factcheck_replica_up", "gauge", "Whether the replica answers.")
    lag = Metric("factcheck_replica_lag_seconds", "gauge", "How far the replica is behind the database.")
    for name in settings.REPLICAS:
        followed = how_far(name)
        up.add(followed.position is not None, replica=name)
        if followed.behind is not None:
            lag.add(followed.behind, replica=name)
    return [up, lag]
