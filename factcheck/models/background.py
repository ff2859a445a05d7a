"""Work in the background: which workers there are, and how far each task is that one of them took."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

Task = DBTaskResult[..., Any]
"""A task as the queue keeps it."""
BEATS_EVERY = timedelta(seconds=10)
SILENT_AFTER = timedelta(minutes=1)
"""How long nothing may be heard of a worker before it counts as killed."""


class WorkerQuerySet(models.QuerySet["Worker"]):
    def alive(self) -> WorkerQuerySet:
        """Heard of within the last minute."""
        return self.filter(heard_of_at__gte=timezone.now() - SILENT_AFTER)

    def silent(self) -> WorkerQuerySet:
        return self.filter(heard_of_at__lt=timezone.now() - SILENT_AFTER)


class Worker(models.Model):
    """A process that does what waits. It is heard of every ten seconds for as long as it lives."""

    name = models.CharField(_("name"), max_length=64, unique=True)
    machine = models.CharField(_("machine"), max_length=200)
    process = models.PositiveIntegerField(_("process"))
    started_at = models.DateTimeField(_("started at"), default=timezone.now)
    heard_of_at = models.DateTimeField(_("heard of at"), default=timezone.now, db_index=True)

    objects = WorkerQuerySet.as_manager()

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")
        ordering = ["started_at", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> str:
        """The machine as people call it."""
        return self.machine.partition(" ")[0]


class Errand(models.Model):
    """What is known of a task beside the queue's own record: who has it in hand, how often it was tried, how far it is,
    and who wants it stopped. It is made when somebody takes or stops the task, and goes with it.
    """

    task = models.OneToOneField(DBTaskResult, on_delete=models.CASCADE, primary_key=True)
    kind = models.CharField(_("kind"), max_length=60)
    about = models.CharField(_("about"), max_length=60, help_text=_("The key of what it works on."))
    worker = models.ForeignKey(Worker, on_delete=models.SET_NULL, null=True, related_name="errands")
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    done = models.PositiveBigIntegerField(_("done"), default=0)
    total = models.PositiveBigIntegerField(_("of"), default=0)
    stop_asked_at = models.DateTimeField(_("stop asked for at"), null=True)
    stop_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("stop asked for by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    problem = models.CharField(_("what went wrong"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("task in hand")
        verbose_name_plural = _("tasks in hand")
        indexes = [
            models.Index(fields=["kind", "about"], name="errand_about"),
            models.Index(
                fields=["stop_asked_at"], condition=Q(stop_asked_at__isnull=False), name="errand_to_stop"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"

    @property
    def percent(self) -> int | None:
        """How much of it is done; None while nobody knows how much there is."""
        return min(100, self.done * 100 // self.total) if self.total else None
