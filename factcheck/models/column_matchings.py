"""Matchings of columns: which of somebody's columns are which of ours, for the next file like it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MAX_MATCHING = 80


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
