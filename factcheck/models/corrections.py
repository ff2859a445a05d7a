"""The correction log: every change of what the desk prints on a claim."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.models.claims import Claim
from factcheck.models.imports import FollowsImport
from factcheck.models.ledger import LedgerRecord
from factcheck.models.verdicts import Verdict


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def for_log(self) -> CorrectionQuerySet:
        """What a row of the log shows, newest first."""
        return self.select_related("claim__topic", "was", "now", "by").order_by("-at", "-pk")


class Correction(FollowsImport, LedgerRecord):
    """What was printed on a claim, what is printed instead, when, and why. Where `now` is empty, nothing is
    printed any longer. Appended, never changed.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="corrections")
    was = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="+")
    now = models.ForeignKey(Verdict, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    why = models.TextField(_("why"), blank=True)

    spoken_fields = ("why",)
    entered_fields = ("claim_id", "was_id", "now_id", "at", "by_id", "why", "run_id")

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at", "-id"], name="correction_latest")]

    def __str__(self) -> str:
        return f"{self.was} → {self.now or '–'}"
