"""Resolutions: the decision on one discrepancy, and exactly which readings it judged."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.core.fingerprint import Judged
from factcheck.core.quantities import NO_HIGH, NO_LOW
from factcheck.core.resolutions import (
    CAUSE_DESCRIPTIONS,
    OUTCOME_DESCRIPTIONS,
    STANDING_DESCRIPTIONS,
    Standing,
)
from factcheck.models.citations import Citation
from factcheck.models.discrepancies import Discrepancy, edge_of
from factcheck.models.fields import ExactDecimalField

CAUSE_CHOICES = [(cause.value, _(name)) for cause, (name, _line) in CAUSE_DESCRIPTIONS.items()]
OUTCOME_CHOICES = [(outcome.value, _(name)) for outcome, (name, _line) in OUTCOME_DESCRIPTIONS.items()]
STANDING_CHOICES = [(standing.value, _(name)) for standing, (name, _line) in STANDING_DESCRIPTIONS.items()]


class Resolution(models.Model):
    """Why the sources differ and what the desk prints, as one person proposed it. Written once, never
    changed.
    """

    discrepancy = models.ForeignKey(Discrepancy, on_delete=models.PROTECT, related_name="resolutions")
    cause = models.CharField(_("cause"), max_length=30, choices=CAUSE_CHOICES)
    outcome = models.CharField(_("outcome"), max_length=30, choices=OUTCOME_CHOICES)
    answer = models.CharField(_("printed answer"), max_length=500, blank=True)
    sentence = models.TextField(_("print-ready sentence"), max_length=2_000, blank=True)
    rationale = models.TextField(_("rationale"), max_length=10_000)
    single_origin_reason = models.TextField(_("why one origin is enough"), max_length=2_000, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(_("proposed at"))

    class Meta:
        verbose_name = _("resolution")
        verbose_name_plural = _("resolutions")
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="resolution_has_a_rationale",
                condition=~models.Q(rationale=""),
                violation_error_message=_("A resolution needs a rationale."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} · {self.get_cause_display()}"


class JudgedReading(models.Model):
    """One reading as a resolution judged it, copied, with the standing that it gave the citation.

    `version` is the citation's own, so that the words that were judged can always be shown.
    """

    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="judged")
    citation = models.ForeignKey(Citation, on_delete=models.PROTECT, related_name="judgements")
    version = models.PositiveIntegerField(_("version"))
    figure = models.CharField(_("figure"), max_length=500)
    low = ExactDecimalField(null=True)
    low_side = models.SmallIntegerField(default=0)
    high = ExactDecimalField(null=True)
    high_side = models.SmallIntegerField(default=0)
    text = models.TextField(blank=True)
    unit = models.CharField(max_length=200, blank=True)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    scope = models.CharField(max_length=600, blank=True)
    standing = models.CharField(
        _("standing"), max_length=12, choices=STANDING_CHOICES, default=Standing.UNASSESSED.value
    )

    class Meta:
        verbose_name = _("judged reading")
        verbose_name_plural = _("judged readings")
        ordering = ["resolution", "citation"]
        constraints = [
            models.UniqueConstraint(
                fields=["resolution", "citation"], name="a_resolution_judges_a_citation_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.figure} · {self.get_standing_display()}"

    def as_judged(self) -> Judged:
        return Judged(
            citation=self.citation_id,
            low=edge_of(self.low, self.low_side, NO_LOW),
            high=edge_of(self.high, self.high_side, NO_HIGH),
            text=self.text,
            unit=self.unit,
            first_day=self.first_day.toordinal() if self.first_day else None,
            last_day=self.last_day.toordinal() if self.last_day else None,
            scope=self.scope,
            standing=Standing(self.standing),
        )
