"""Who has taken on what, until when; and every change of that."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

QUEUE_INDEXES = [
    models.Index(fields=["state", "assigned_to", "due_on"], name="discrepancy_state_assigned"),
    models.Index(fields=["state", "due_on"], name="discrepancy_state_due"),
    models.Index(fields=["state", "severity", "opened_at"], name="discrepancy_state_age"),
    models.Index(fields=["is_on_hold"], condition=models.Q(is_on_hold=True), name="discrepancy_on_hold"),
]
"""What the queues of each person and the board ask discrepancies by, on every page."""


class Assignable(models.Model):
    """Work that one person takes on: who has it, and by when it is due. Both stay when the work is done, so that what
    is opened again comes back to the same person.
    """

    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="assigned_%(class)s_set",
    )
    due_on = models.DateField(_("due on"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class Assignment(models.Model):
    """One change of who has a discrepancy and of when it is due: to whom, until when, by whom, when, why. Appended,
    never changed.
    """

    discrepancy = models.ForeignKey("Discrepancy", on_delete=models.PROTECT, related_name="assignments")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(_("due on"), null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    why = models.TextField(_("why"), max_length=2_000, blank=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return str(self.to or _("nobody"))
