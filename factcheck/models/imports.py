"""Imports: tables of citations that somebody brought in, what became of them, and their undoing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MAX_NAME, MAX_PROBLEM = 255, 1_000
LEFT_WAITING_AFTER = timedelta(seconds=20)
STALE_AFTER = timedelta(minutes=2)
"""How long nothing may be heard of an import at work before it counts as broken off."""


class ImportState(models.TextChoices):
    """How far an import has come."""

    RECEIVED = "received", _("its columns are being matched")
    CHECKING = "checking", _("being checked")
    CHECKED = "checked", _("checked, not yet imported")
    WAITING = "waiting", _("waiting to be imported")
    IMPORTING = "importing", _("being imported")
    IMPORTED = "imported", _("imported")
    REFUSED = "refused", _("not imported")
    UNDOING = "undoing", _("being undone")
    UNDONE = "undone", _("undone")
    DISCARDED = "discarded", _("discarded")


_at_work: ContextVar[int | None] = ContextVar("import_at_work", default=None)


def import_at_work() -> int | None:
    """The key of the import that writes at this moment, if one does."""
    return _at_work.get()


@contextmanager
def written_by(run: Import) -> Iterator[None]:
    """Decisions that are written meanwhile follow from this import, and bear its mark."""
    token = _at_work.set(run.pk)
    try:
        yield
    finally:
        _at_work.reset(token)


class ImportQuerySet(models.QuerySet["Import"]):
    def for_list(self) -> ImportQuerySet:
        """What the list of imports shows, the newest first."""
        return self.select_related("received_by", "imported_by", "undone_by").order_by("-pk")

    def at_work(self) -> ImportQuerySet:
        """What is being checked or written, or waits for it."""
        states = (ImportState.CHECKING.value, ImportState.WAITING.value, ImportState.IMPORTING.value)
        return self.filter(state__in=states)

    def broken_off(self) -> ImportQuerySet:
        """At work once, and not heard of for minutes: whatever did it was stopped."""
        return self.at_work().filter(heard_of_at__lt=timezone.now() - STALE_AFTER)


class Import(models.Model):
    """One file of citations, from the moment it came in. Nothing of it is recorded before it is imported, and then
    everything at once.
    """

    name = models.CharField(_("file name"), max_length=MAX_NAME)
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("In bytes."))
    media_type = models.CharField(_("media type"), max_length=120)
    encoding = models.CharField(_("encoding"), max_length=40, blank=True)
    separator = models.CharField(_("separator"), max_length=1, blank=True)
    quote = models.CharField(_("quotation mark"), max_length=1, blank=True)
    sheet = models.CharField(_("sheet"), max_length=MAX_NAME, blank=True)
    columns = models.JSONField(
        _("columns"), default=dict, help_text=_("Each column of the file, and the column it is taken for.")
    )
    received_at = models.DateTimeField(_("received at"), default=timezone.now, editable=False)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("received by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    state = models.CharField(
        _("state"), max_length=10, choices=ImportState.choices, default=ImportState.RECEIVED.value
    )
    problem = models.CharField(_("why it was not imported"), max_length=MAX_PROBLEM, blank=True)
    skip_bad = models.BooleanField(_("bad rows are left out"), default=False)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    rows_done = models.PositiveIntegerField(_("rows done"), default=0)
    counts = models.JSONField(
        _("counts"),
        default=dict,
        help_text=_("What was added, changed, left and refused, by kind of record."),
    )
    heard_of_at = models.DateTimeField(_("heard of at"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0, editable=False)
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)
    imported_at = models.DateTimeField(_("imported at"), null=True, blank=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("imported by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("undone by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="import_refused_says_why",
                condition=~Q(state=ImportState.REFUSED.value) | ~Q(problem=""),
                violation_error_message=_("An import that was refused says why."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("import", args=[self.pk])

    @property
    def is_at_work(self) -> bool:
        return self.state in {ImportState.CHECKING, ImportState.WAITING, ImportState.IMPORTING}

    @property
    def is_broken_off(self) -> bool:
        """The same as the query."""
        at_work = self.is_at_work or self.state == ImportState.UNDOING
        return at_work and self._is_unheard_of_for(STALE_AFTER)

    @property
    def is_left_waiting(self) -> bool:
        """Queued, and nobody begins: the worker may not be running."""
        return self.is_at_work and not self.rows_done and self._is_unheard_of_for(LEFT_WAITING_AFTER)

    @property
    def percent(self) -> int:
        """How much of the work is done."""
        return self.rows_done * 100 // self.rows if self.rows else 0

    def _is_unheard_of_for(self, span: timedelta) -> bool:
        return self.heard_of_at is not None and self.heard_of_at < timezone.now() - span


class ImportFile(models.Model):
    """The bytes of the file, as received; apart from the import, so that lists do not read them.

    They are in the database, and not in the storage of files, because they are there for a short time only and go in
    the very transaction that imports them or throws them away.
    """

    belongs_to = models.OneToOneField(Import, on_delete=models.CASCADE, related_name="file")
    content = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("file of an import")
        verbose_name_plural = _("files of imports")

    def __str__(self) -> str:
        return str(self.belongs_to)


class FollowsImport(models.Model):
    """A row that is written once, with the mark of the import that it follows from, if any.

    The mark is part of the row, so nobody gives it to a decision of a person afterwards. The guard of the database lets
    go of rows that bear it, and of no others, while that import is being undone.
    """

    run = models.ForeignKey(
        Import,
        verbose_name=_("import it follows from"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        default=import_at_work,
        related_name="+",
    )

    class Meta:
        abstract = True
