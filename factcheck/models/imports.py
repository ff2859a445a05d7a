"""Imports: tables of citations that somebody brought in, what became of them, and their undoing."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MAX_NAME, MAX_PROBLEM = 255, 1_000
MAX_SHOWN, MAX_MATCHING = 200, 80
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
        return self.is_at_work and self._is_unheard_of_for(STALE_AFTER)

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
    """The bytes of the file, as received; apart from the import, so that lists do not read them."""

    belongs_to = models.OneToOneField(Import, on_delete=models.CASCADE, related_name="file")
    content = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("file of an import")
        verbose_name_plural = _("files of imports")

    def __str__(self) -> str:
        return str(self.belongs_to)


class RowFate(models.TextChoices):
    """What becomes of a row of a file."""

    ADDED = "added", _("added")
    CHANGED = "changed", _("changed")
    LEFT = "left", _("left as it is")
    REFUSED = "refused", _("refused")


class ImportRow(models.Model):
    """What a check or an import says of one row of the file, as short as a page shows it."""

    belongs_to = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="outcomes")
    line = models.PositiveIntegerField(_("line"))
    fate = models.CharField(_("fate"), max_length=8, choices=RowFate.choices)
    claim = models.CharField(_("claim"), max_length=MAX_SHOWN, blank=True)
    source = models.CharField(_("source"), max_length=MAX_SHOWN, blank=True)
    figure = models.CharField(_("figure"), max_length=MAX_SHOWN, blank=True)
    details = models.JSONField(
        _("details"),
        default=list,
        blank=True,
        help_text=_(
            "Of a refused row each column and what is wrong; of a changed one each column, was and now."
        ),
    )

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ["line"]
        constraints = [models.UniqueConstraint("belongs_to", "line", name="import_row_once")]
        indexes = [models.Index(fields=["belongs_to", "fate", "line"], name="import_row_by_fate")]

    def __str__(self) -> str:
        return f"{self.belongs_to}: {self.line}"


class EffectKind(models.TextChoices):
    """What a file does beside its rows."""

    CLAIM = "claim", _("a claim is amended")
    SOURCE = "source", _("a source is amended")
    OPENS = "opens", _("a discrepancy is opened")
    MOVES = "moves", _("a discrepancy takes another step")


class ImportEffect(models.Model):
    """What a file does to a claim or a source that is recorded, and to the discrepancies of its claims."""

    belongs_to = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="effects")
    kind = models.CharField(_("kind"), max_length=6, choices=EffectKind.choices)
    ref = models.CharField(_("reference"), max_length=120)
    title = models.CharField(_("title"), max_length=MAX_SHOWN, blank=True)
    details = models.JSONField(_("details"), default=list, blank=True)

    class Meta:
        verbose_name = _("effect of an import")
        verbose_name_plural = _("effects of imports")
        ordering = ["pk"]
        indexes = [models.Index(fields=["belongs_to", "kind"], name="import_effect_by_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.ref}"


class ColumnMatching(models.Model):
    """How the columns of files with these names were matched: remembered by itself, or kept under a name."""

    name = models.CharField(_("name"), max_length=MAX_MATCHING, blank=True)
    header = models.CharField(
        _("header"), max_length=64, help_text=_("A digest of the names of the columns.")
    )
    columns = models.JSONField(_("columns"), default=dict)
    kept_at = models.DateTimeField(_("kept at"), default=timezone.now, editable=False)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("kept by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        verbose_name = _("matching of columns")
        verbose_name_plural = _("matchings of columns")
        ordering = ["name", "-kept_at"]
        constraints = [
            models.UniqueConstraint("header", name="matching_remembered_once", condition=Q(name="")),
            models.UniqueConstraint(
                "name",
                name="matching_name_once",
                condition=~Q(name=""),
                violation_error_message=_("A matching of this name is kept already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.header[:8]
