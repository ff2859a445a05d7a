"""Claims: the questions that the desk settles."""

from __future__ import annotations

from django.db import models
from django.db.models import Case, Exists, OuterRef, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from factcheck.core.claims import AnswerKind, Lives, Terms
from factcheck.models.claim_states import (
    ClaimState,
    changed_since_verdict,
    is_disputed,
    is_proposed,
    is_published,
    is_verified,
)
from factcheck.models.desk import TOLERANCE_VALIDATORS, Desk


class Topic(models.Model):
    """What a claim is about, to find claims together that belong together."""

    name = models.CharField(_("name"), max_length=120, unique=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ClaimQuerySet(models.QuerySet["Claim"]):
    def with_state(self) -> ClaimQuerySet:
        """Adds `state`, one of ClaimState, derived in the database."""
        return self.annotate(
            state=Case(
                When(is_disputed(), then=Value(ClaimState.DISPUTED.value)),
                When(is_verified(), then=Value(ClaimState.VERIFIED.value)),
                When(is_proposed(), then=Value(ClaimState.PROPOSED.value)),
                default=Value(ClaimState.UNVERIFIED.value),
                output_field=models.CharField(),
            )
        )

    def for_list(self) -> ClaimQuerySet:
        """What a row of the list of claims shows: a handful of queries, however many rows there are."""
        from factcheck.models.citations import Citation
        from factcheck.models.discrepancies import Discrepancy, listed_positions

        shown = Citation.objects.standing().select_related("source", "attribution").order_by("pk")
        live = Discrepancy.objects.live().prefetch_related(listed_positions()).order_by("pk")
        return (
            self.annotate(state=models.F("kept_state"))
            .select_related("topic", "verdict")
            .prefetch_related(
                models.Prefetch("citations", queryset=shown[:PLOTTED_CITATIONS], to_attr="plotted_citations"),
                models.Prefetch("discrepancies", queryset=live, to_attr="live_discrepancies"),
            )
            .order_by("question", "pk")
        )

    def verified(self) -> ClaimQuerySet:
        return self.filter(is_verified())

    def published(self) -> ClaimQuerySet:
        return self.filter(is_published())

    def resting_on_low_grades(self) -> ClaimQuerySet:
        """Claims that rest only on sources graded D to F."""
        from factcheck.models.citations import Citation

        cited = Citation.objects.standing().filter(claim=OuterRef("pk"))
        return self.filter(
            ~Exists(cited.exclude(source__reliability__in=["D", "E", "F"])), source_count__gt=0
        )

    def for_verified_list(self) -> ClaimQuerySet:
        """What a row of the verified list shows, in one query; in the order in which it is exported."""
        return (
            self.verified()
            .annotate(
                is_single_review=Exists(_approved_by_its_proposer()),
                is_changed_since=Case(
                    When(changed_since_verdict(), then=Value(True)),
                    default=Value(False),
                    output_field=models.BooleanField(),
                ),
            )
            .select_related("topic", "verdict__resolution")
            .order_by("ref")
        )


def _approved_by_its_proposer() -> models.QuerySet[models.Model]:
    """The approval of a claim's verdict, where whoever proposed it gave it."""
    from factcheck.models.verdicts import VerdictState, VerdictStep

    return VerdictStep.objects.filter(
        verdict=OuterRef("verdict"), to_state=VerdictState.APPROVED.value, by=OuterRef("verdict__proposed_by")
    )


PLOTTED_CITATIONS = 24
"""As many citations as a plot in a list row draws; a claim may have fifty thousand."""


ANSWER_KIND_CHOICES = [
    (AnswerKind.QUANTITY.value, _("a figure")),
    (AnswerKind.DATE.value, _("a date")),
    (AnswerKind.TEXT.value, _("words")),
]
LIVES_CHOICES = [
    (Lives.FIXED.value, _("fixed: one answer for ever")),
    (Lives.PERIOD.value, _("period: an answer for each period")),
    (Lives.LEVEL.value, _("level: moves freely, such as a price")),
    (Lives.RUNNING.value, _("running: a total that never falls")),
]


class Claim(models.Model):
    """One checkable question, neutral about the answer."""

    ref = models.SlugField(_("reference"), max_length=120, unique=True, allow_unicode=True)
    question = models.CharField(_("question"), max_length=500)
    topic = models.ForeignKey(
        Topic, verbose_name=_("topic"), on_delete=models.PROTECT, null=True, blank=True, related_name="claims"
    )
    answer_kind = models.CharField(
        _("answered by"),
        max_length=10,
        default=AnswerKind.QUANTITY.value,
        choices=ANSWER_KIND_CHOICES,
    )
    unit = models.CharField(
        _("unit"),
        max_length=60,
        blank=True,
        help_text=_("What is counted or measured, in the singular: person, percent, USD, km."),
    )
    lives = models.CharField(
        _("how the answer lives in time"),
        max_length=10,
        default=Lives.FIXED.value,
        choices=LIVES_CHOICES,
    )
    tolerance = models.DecimalField(
        _("tolerance"),
        max_digits=5,
        decimal_places=4,
        null=True,
        blank=True,
        validators=TOLERANCE_VALIDATORS,
        help_text=_("What “about” allows on this claim, such as 0.05; empty for the desk's own."),
    )
    is_kept_back = models.BooleanField(
        _("kept from readers"),
        default=False,
        editable=False,
        help_text=_("Where the desk publishes, this claim is not shown to readers all the same."),
    )
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    evidence_changed_at = models.DateTimeField(_("evidence changed at"), null=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    source_count = models.PositiveIntegerField(_("sources"), default=0, editable=False)
    origin_count = models.PositiveIntegerField(_("origins"), default=0, editable=False)
    unread_count = models.PositiveIntegerField(_("unread figures"), default=0, editable=False)

    kept_state = models.CharField(max_length=10, default=ClaimState.UNVERIFIED.value, editable=False)
    """Its state as lists are filtered and sorted by it. The database keeps it; nobody else writes it."""

    verdict = models.ForeignKey(
        "Verdict", on_delete=models.PROTECT, null=True, editable=False, related_name="in_force_for"
    )
    verified_at = models.DateTimeField(_("verified at"), null=True, editable=False)
    proposed_verdict = models.ForeignKey(
        "Verdict", on_delete=models.PROTECT, null=True, editable=False, related_name="waiting_for"
    )
    reopened_at = models.DateTimeField(_("re-opened at"), null=True, editable=False)
    printed = models.ForeignKey(
        "Verdict", on_delete=models.PROTECT, null=True, editable=False, related_name="printed_for"
    )
    split_from = models.ForeignKey(
        "self",
        verbose_name=_("split from"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="split_off",
    )
    ledger_length = models.PositiveIntegerField(default=0, editable=False)
    ledger_head = models.CharField(max_length=64, blank=True, editable=False)

    history = HistoricalRecords(
        excluded_fields=[
            "verdict",
            "verified_at",
            "proposed_verdict",
            "reopened_at",
            "printed",
            "ledger_length",
            "ledger_head",
            "evidence_changed_at",
            "source_count",
            "origin_count",
            "unread_count",
            "kept_state",
        ]
    )
    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["question", "pk"]
        constraints = [
            models.CheckConstraint(
                name="claim_has_a_question",
                condition=~models.Q(question=""),
                violation_error_message=_("A claim needs a question."),
            ),
            models.CheckConstraint(
                name="claim_answer_kind_is_known",
                condition=models.Q(answer_kind__in=[kind.value for kind in AnswerKind]),
                violation_error_message=_("A claim is answered by a figure, a date or words."),
            ),
            models.CheckConstraint(
                name="claim_lives_is_known",
                condition=models.Q(lives__in=[lives.value for lives in Lives]),
                violation_error_message=_("An answer is fixed, or lives as period, level or running total."),
            ),
            models.CheckConstraint(
                name="claim_answered_by_a_date_is_fixed",
                condition=~models.Q(answer_kind=AnswerKind.DATE.value) | models.Q(lives=Lives.FIXED.value),
                violation_error_message=_("A claim answered by a date is fixed: it has one answer for ever."),
            ),
            models.CheckConstraint(
                name="claim_tolerance_is_a_share",
                condition=models.Q(tolerance=None) | models.Q(tolerance__gt=0, tolerance__lt=1),
                violation_error_message=_("The tolerance is more than 0 and less than 1, such as 0.05."),
            ),
        ]
        indexes = [
            models.Index(fields=["question", "id"], name="claim_by_question"),
            *(
                models.Index(fields=[column, "question", "id"], name=f"claim_by_{column}")
                for column in ("kept_state", "topic", "answer_kind", "lives", "origin_count")
            ),
            models.Index(fields=["source_count", "id"], name="claim_by_source_count"),
            models.Index(
                fields=["question", "id"], condition=models.Q(unread_count__gt=0), name="claim_with_unread"
            ),
            models.Index(
                fields=["ref", "id"], condition=models.Q(verdict__isnull=False), name="claim_verified_by_ref"
            ),
            models.Index(
                fields=["-verified_at", "-id"],
                condition=models.Q(verdict__isnull=False),
                name="claim_verified_latest",
            ),
        ]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("claim", args=[self.ref])

    @property
    def evidence_changed_since(self) -> bool:
        """Whether the evidence changed after the verdict was approved; as changed_since_verdict, of one claim."""
        changed, verified = self.evidence_changed_at, self.verified_at
        return changed is not None and verified is not None and changed > verified

    def terms(self, desk: Desk) -> Terms:
        """On what terms the citations of this claim are compared."""
        tolerance = self.tolerance if self.tolerance is not None else desk.tolerance
        return Terms(AnswerKind(self.answer_kind), Lives(self.lives), self.unit, tolerance)
