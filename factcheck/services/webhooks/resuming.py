"""Messages whose sending was stopped, failed or was killed: what becomes of them, and how they are sent again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from factcheck.models import Person, WebhookDelivery
from factcheck.models.webhooks import MAX_PROBLEM, is_waiting
from factcheck.services.background.subjects import Subject

FORGOTTEN_AFTER = timedelta(minutes=5)
"""How long after its time a message counts as forgotten where no task is there to send it."""
_AT_ONCE = 1_000


def subjects(keys: Collection[int]) -> Mapping[int, Subject]:
    """The messages by their keys; one query."""
    found = WebhookDelivery.objects.filter(pk__in=keys).select_related("webhook")
    return {one.pk: Subject(one.webhook.address, one.webhook.get_absolute_url()) for one in found}


def resume(args: Sequence[int], *, was_killed: bool) -> list[int] | None:  # noqa: ARG001 -- as all of them
    """Try it at once: whoever held it was killed, and whoever receives it knows a message that comes twice."""
    waiting = WebhookDelivery.objects.filter(is_waiting(), pk=args[0])
    return list(args) if waiting.update(next_try_at=timezone.now()) else None


def end(args: Sequence[int], *, problem: str) -> None:
    """Give the message up."""
    WebhookDelivery.objects.filter(is_waiting(), pk=args[0]).update(
        next_try_at=None, problem=problem[:MAX_PROBLEM]
    )


def again(args: Sequence[int], *, by: Person | None) -> bool:  # noqa: ARG001 -- who may is asked by the caller
    from factcheck.tasks import send_webhook as task

    given_up = WebhookDelivery.objects.filter(
        ~is_waiting(), pk=args[0], delivered_at=None, webhook__is_on=True
    )
    if given_up.update(next_try_at=timezone.now(), attempts=0):
        task.enqueue(args[0])
        return True
    return False


def queue_what_is_overdue() -> int:
    """Queue messages that are due for minutes and that no task is to send: whoever wrote them was killed before they
    were queued. Says how many there were.
    """
    from factcheck.tasks import send_webhook as task

    due = is_waiting() & Q(next_try_at__lt=timezone.now() - FORGOTTEN_AFTER, webhook__is_on=True)
    forgotten = set(
        WebhookDelivery.objects.filter(due).order_by("pk").values_list("pk", flat=True)[:_AT_ONCE]
    )
    if not forgotten:
        return 0
    pending = DBTaskResult.objects.filter(
        task_path=task.module_path, status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING)
    )
    forgotten -= {args_kwargs["args"][0] for args_kwargs in pending.values_list("args_kwargs", flat=True)}
    for pk in sorted(forgotten):
        task.enqueue(pk)
    return len(forgotten)
