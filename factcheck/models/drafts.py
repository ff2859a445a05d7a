"""Drafts: what a person has written of a proposal and not yet proposed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.models.discrepancies import Discrepancy


class Draft(models.Model):
    """The fields of a proposal as one person left them; nobody else sees them.

    `seen_step` is the last step of the discrepancy's history that the person was looking at, so that on their return
    the page can say what happened since.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    discrepancy = models.ForeignKey(Discrepancy, on_delete=models.CASCADE, related_name="drafts")
    fields = models.JSONField(_("fields"), default=dict)
    seen_step = models.PositiveBigIntegerField(_("last step seen"), default=0)
    saved_at = models.DateTimeField(_("kept at"))

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        ordering = ["-saved_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "discrepancy"],
                name="a_person_keeps_one_draft_of_a_proposal",
                violation_error_message=_("There is a draft of this proposal already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.discrepancy} · {self.person}"
