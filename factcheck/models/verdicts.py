"""Verdicts: what the desk prints as the answer to a claim."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.models.claims import Claim
from factcheck.models.imports import FollowsImport
from factcheck.models.ledger import LedgerRecord
from factcheck.models.resolutions import Resolution


class VerdictState(models.TextChoices):
    """The steps of a verdict."""

    PROPOSED = "proposed", _("proposed")
    APPROVED = "approved", _("approved")
    RETURNED = "returned", _("returned")
    LAPSED = "lapsed", _("lapsed")
    REOPENED = "reopened", _("re-opened")


class Verdict(LedgerRecord):
    """The answer to a claim, the sentence that prints it and what it rests on. Written once, never changed.

    Where it came of a resolution, one approval settled both.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="verdicts")
    resolution = models.OneToOneField(Resolution, on_delete=models.PROTECT, null=True, related_name="verdict")
    answer = models.CharField(_("printed answer"), max_length=500)
    sentence = models.TextField(_("print-ready sentence"), max_length=2_000)
    basis = models.TextField(_("basis"), max_length=10_000)
    single_origin_reason = models.TextField(_("why one origin is enough"), max_length=2_000, blank=True)
    review_on = models.DateField(
        _("review on"), null=True, blank=True, help_text=_("The day on which the answer is looked at again.")
    )
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(_("proposed at"))

    spoken_fields = ("answer", "sentence", "basis", "single_origin_reason")
    entered_fields = (
        "claim_id",
        "resolution_id",
        "answer",
        "sentence",
        "basis",
        "single_origin_reason",
        "review_on",
        "proposed_by_id",
        "proposed_at",
    )

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="verdict_has_an_answer_and_a_sentence",
                condition=~models.Q(answer="") & ~models.Q(sentence=""),
                violation_error_message=_("A verdict needs an answer and a sentence."),
            )
        ]

    def __str__(self) -> str:
        return self.answer


class VerdictStep(FollowsImport, LedgerRecord):
    """One step in the life of a verdict. Appended, never changed."""

    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="steps")
    to_state = models.CharField(max_length=10, choices=VerdictState.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    why = models.TextField(blank=True)

    spoken_fields = ("why",)
    entered_fields = ("verdict_id", "to_state", "by_id", "at", "why", "run_id")

    class Meta:
        verbose_name = _("verdict step")
        verbose_name_plural = _("verdict steps")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.to_state

    @property
    def is_single_review(self) -> bool:
        """Whether it approves what the same person proposed, as a desk of one person may."""
        return self.to_state == VerdictState.APPROVED and self.by_id == self.verdict.proposed_by_id
