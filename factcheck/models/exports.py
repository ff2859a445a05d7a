"""Exports: what left the desk, when and for whom, and how to tell that a file is the one that left."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

STALE_AFTER = timedelta(minutes=2)
"""How long nothing may be heard of an export that is being written before it counts as broken off."""


class ExportedList(models.TextChoices):
    """The lists that can be exported; each value is also the name of the list's address."""

    VERIFIED = "verified", _("Verified")
    CLAIMS = "claims", _("Claims")
    DISCREPANCIES = "discrepancies", _("Discrepancies")
    SOURCES = "sources", _("Sources")
    CORRECTIONS = "corrections", _("Corrections")


class ExportState(models.TextChoices):
    """How far an export came."""

    BEGUN = "begun", _("being written")
    COMPLETE = "complete", _("complete")
    BROKEN_OFF = "broken off", _("broken off")


class ExportQuerySet(models.QuerySet["Export"]):
    def for_list(self) -> ExportQuerySet:
        """What the list of exports shows, the newest first."""
        return self.select_related("made_by", "since_export__made_by").order_by("-pk")

    def to_go_on_from(self, listed: ExportedList, query: str) -> ExportQuerySet:
        """Whole exports of a list under a filter, the newest first: what changed since can be told from each."""
        return (
            self.filter(list=listed, query=query, state=ExportState.COMPLETE.value)
            .select_related("made_by")
            .order_by("-pk")
        )


class Export(models.Model):
    """One export of a list: written down when it begins, and completed when its last byte was sent. Nothing of it is
    changed afterwards, and it is never deleted.

    `settled_at` is the moment up to which it surely holds every change: what was being written to the database when
    it began may be missing in it, so that whoever asks for what changed since is told from that moment on. `query`
    and `words` are the filter, as in the address of the list and as people read it.
    """

    list = models.CharField(_("list"), max_length=20, choices=ExportedList.choices, editable=False)
    query = models.TextField(_("filter"), blank=True, editable=False)
    words = models.TextField(_("filter in words"), blank=True, editable=False)
    format = models.CharField(_("format"), max_length=40, editable=False)
    schema_version = models.CharField(_("schema version"), max_length=20, editable=False)
    desk_name = models.CharField(_("name of the desk"), max_length=120, blank=True, editable=False)
    is_single_review = models.BooleanField(_("single review"), default=False, editable=False)
    made_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    settled_at = models.DateTimeField(_("holds every change before"), editable=False)
    since = models.DateTimeField(_("changes since"), null=True, editable=False)
    since_export = models.ForeignKey(
        "self",
        verbose_name=_("changes since the export"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="followed_by",
    )

    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ExportState.choices,
        default=ExportState.BEGUN.value,
        editable=False,
    )
    heard_of_at = models.DateTimeField(_("heard of at"), default=timezone.now, editable=False)
    ended_at = models.DateTimeField(_("ended at"), null=True, editable=False)
    records = models.PositiveBigIntegerField(_("records"), default=0, editable=False)
    citations = models.PositiveBigIntegerField(_("citations"), default=0, editable=False)
    size = models.PositiveBigIntegerField(_("size"), default=0, editable=False, help_text=_("In bytes."))
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True, editable=False)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="export_complete_has_its_digest",
                condition=~Q(state=ExportState.COMPLETE.value) | (Q(ended_at__isnull=False) & ~Q(sha256="")),
                violation_error_message=_("An export that is complete has the SHA-256 of its file."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_list_display()} · {self.format}"

    def get_absolute_url(self) -> str:
        return reverse("export_manifest", args=[self.pk])

    @property
    def state_now(self) -> ExportState:
        """How far it came; nobody tells of an export whose writing was killed, so silence counts as its end."""
        if self.state == ExportState.BEGUN and timezone.now() - self.heard_of_at > STALE_AFTER:
            return ExportState.BROKEN_OFF
        return ExportState(self.state)
