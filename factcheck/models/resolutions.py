"""Resolutions: the decision on one discrepancy, and exactly which readings it judged."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.core.claims import Lives
from factcheck.core.dates import Period
from factcheck.core.fingerprint import Judged
from factcheck.core.lifecycle import DiscrepancyState
from factcheck.core.quantities import NO_HIGH, NO_LOW
from factcheck.core.resolutions import (
    CAUSE_DESCRIPTIONS,
    OUTCOME_DESCRIPTIONS,
    RELIED_ON,
    STANDING_DESCRIPTIONS,
    Outcome,
    Standing,
)
from factcheck.models.citations import MAX_FIGURE, Citation
from factcheck.models.claims import Claim
from factcheck.models.discrepancies import Discrepancy, Step, edge_of
from factcheck.models.fields import ExactDecimalField
from factcheck.models.ledger import LedgerRecord

CAUSE_CHOICES = [(cause.value, _(name)) for cause, (name, _line) in CAUSE_DESCRIPTIONS.items()]
OUTCOME_CHOICES = [(outcome.value, _(name)) for outcome, (name, _line) in OUTCOME_DESCRIPTIONS.items()]
STANDING_CHOICES = [(standing.value, _(name)) for standing, (name, _line) in STANDING_DESCRIPTIONS.items()]


class Resolution(LedgerRecord):
    """Why the sources differ and what the desk prints, as one person proposed it. Written once, never
    changed.
    """

    discrepancy = models.ForeignKey(Discrepancy, on_delete=models.PROTECT, related_name="resolutions")
    cause = models.CharField(_("cause"), max_length=30, blank=True, choices=CAUSE_CHOICES)
    outcome = models.CharField(_("outcome"), max_length=30, choices=OUTCOME_CHOICES)
    answer = models.CharField(_("printed answer"), max_length=500, blank=True)
    sentence = models.TextField(_("print-ready sentence"), max_length=2_000, blank=True)
    rationale = models.TextField(_("rationale"), max_length=10_000)
    single_origin_reason = models.TextField(_("why one origin is enough"), max_length=2_000, blank=True)
    review_on = models.DateField(_("review on"), null=True, blank=True)
    next_step = models.CharField(_("next step"), max_length=500, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who sees to it"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    split_question = models.CharField(_("question of the new claim"), max_length=500, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(_("proposed at"))

    spoken_fields = ("answer", "sentence", "rationale", "single_origin_reason", "next_step")
    entered_fields = (
        "discrepancy_id",
        "cause",
        "outcome",
        "answer",
        "sentence",
        "rationale",
        "single_origin_reason",
        "review_on",
        "next_step",
        "owner_id",
        "due_on",
        "split_question",
        "proposed_by_id",
        "proposed_at",
    )

    class Meta:
        verbose_name = _("resolution")
        verbose_name_plural = _("resolutions")
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="resolution_has_a_rationale",
                condition=~models.Q(rationale=""),
                violation_error_message=_("A resolution needs a rationale."),
            ),
            models.CheckConstraint(
                name="resolution_has_a_cause_or_holds",
                condition=~models.Q(cause="") | models.Q(outcome=Outcome.HOLD.value),
                violation_error_message=_("A resolution says why the sources differ."),
            ),
        ]

    def __str__(self) -> str:
        cause = self.get_cause_display()
        return f"{self.get_outcome_display()} · {cause}" if cause else self.get_outcome_display()

    def approval(self) -> Step | None:
        """The step that approved it, the last where it was approved again; None where it never was."""
        approvals = [step for step in self.steps.all() if step.to_state == DiscrepancyState.RESOLVED]
        return max(approvals, key=lambda step: step.pk, default=None)

    def series(self) -> list[tuple[Period, JudgedReading]]:
        """The dated answers of a printed series with their times, in order: what it prefers or accepts, and where it
        names none, all that it does not reject.
        """
        if self.outcome != Outcome.SERIES:
            return []
        lives = Lives(self.discrepancy.claim.lives)
        judged = list(self.judged.all())
        relied_on = [one for one in judged if one.standing in RELIED_ON]
        rows = relied_on or [one for one in judged if one.standing != Standing.REJECTED]
        dated = [(period, one) for one in rows if (period := one.citation.holds_when(lives))]
        return sorted(dated, key=lambda row: (row[0].start, row[0].end, row[1].citation_id))

    def entry(self) -> dict[str, object]:
        """What it says, with every reading that it judged and what it does to citations."""
        # Both come in the order of citations, and are fetched along where the whole ledger is checked.
        return {
            **super().entry(),
            "judged": [one.entry() for one in self.judged.all()],
            "consequences": [one.entry() for one in self.consequences.all()],
        }


class JudgedReadingQuerySet(models.QuerySet["JudgedReading"]):
    def in_force(self) -> JudgedReadingQuerySet:
        """What the resolutions in force say of citations."""
        return self.filter(resolution__in_force_for__state=DiscrepancyState.RESOLVED.value)

    def in_force_on(self, claim: Claim) -> JudgedReadingQuerySet:
        """What the resolutions in force on a claim say of its citations."""
        return self.filter(
            resolution__in_force_for__claim=claim,
            resolution__in_force_for__state=DiscrepancyState.RESOLVED.value,
        )

    def rejected(self) -> JudgedReadingQuerySet:
        return self.filter(standing=Standing.REJECTED.value)


class JudgedReading(LedgerRecord):
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

    spoken_fields = ("figure",)
    entered_fields = (
        "resolution_id",
        "citation_id",
        "version",
        "figure",
        "low",
        "low_side",
        "high",
        "high_side",
        "text",
        "unit",
        "first_day",
        "last_day",
        "scope",
        "standing",
    )

    objects = JudgedReadingQuerySet.as_manager()

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


class Consequence(LedgerRecord):
    """What a resolution does to a citation once it is approved: it moves to the claim that is split off, or its
    figure is corrected where the desk had copied it wrongly. `version` is the citation's as the proposer saw it.
    """

    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="consequences")
    citation = models.ForeignKey(Citation, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(_("version"))
    moves = models.BooleanField(_("moves to the new claim"), default=False)
    corrected_figure = models.CharField(_("corrected figure"), max_length=MAX_FIGURE, blank=True)

    spoken_fields = ("corrected_figure",)
    entered_fields = ("resolution_id", "citation_id", "version", "moves", "corrected_figure")

    class Meta:
        verbose_name = _("consequence")
        verbose_name_plural = _("consequences")
        ordering = ["resolution", "citation"]
        constraints = [
            models.UniqueConstraint(
                fields=["resolution", "citation"], name="a_resolution_does_one_thing_to_a_citation"
            )
        ]

    def __str__(self) -> str:
        return self.corrected_figure or str(self.citation)
