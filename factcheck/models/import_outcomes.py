"""What becomes of the rows of a file, and what it does beside them: as a check foresees it, and as it was done."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.models.imports import Import

MAX_SHOWN = 200


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
