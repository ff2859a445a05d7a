"""Discrepancies: the stored fact that a claim's citations disagree, with rival positions and history."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from factcheck.core.discrepancies import KIND_DESCRIPTIONS
from factcheck.core.lifecycle import AWAITING_PROPOSAL, LIVE_STATES, STATE_WORDS, DiscrepancyState
from factcheck.core.quantities import NO_HIGH, NO_LOW, Edge
from factcheck.models.assignments import QUEUE_INDEXES, Assignable
from factcheck.models.citations import Citation
from factcheck.models.claims import Claim
from factcheck.models.fields import ExactDecimalField
from factcheck.models.imports import FollowsImport
from factcheck.models.ledger import LedgerRecord
from factcheck.models.withholding import SpokenRecord

KIND_CHOICES = [(kind.value, _(name)) for kind, (name, _line) in KIND_DESCRIPTIONS.items()]
SEVERITY_CHOICES = [("minor", _("minor")), ("moderate", _("moderate")), ("major", _("major"))]
STATE_CHOICES = [(state.value, _(words)) for state, words in STATE_WORDS.items()]


SHOWN_POSITIONS = 40
"""As many positions as a page shows one by one; fifty thousand citations may have as many answers."""
LISTED_POSITIONS = 4
"""As many positions as a row of a list names."""


def listed_positions() -> models.Prefetch[str, models.QuerySet[Position], str]:
    """The first positions of each discrepancy, for the row of a list."""
    first = Position.objects.order_by("index")[:LISTED_POSITIONS]
    return models.Prefetch("positions", queryset=first, to_attr="shown_positions")


def is_live() -> Q:
    """A discrepancy is live unless it is resolved or withdrawn."""
    return Q(state__in=sorted(LIVE_STATES))


class DiscrepancyQuerySet(models.QuerySet["Discrepancy"]):
    def live(self) -> DiscrepancyQuerySet:
        return self.filter(is_live())

    def awaiting_proposal(self) -> DiscrepancyQuerySet:
        return self.filter(state__in=sorted(AWAITING_PROPOSAL))

    def awaiting_approval(self) -> DiscrepancyQuerySet:
        return self.filter(state=DiscrepancyState.PROPOSED.value)

    def for_deciding(self) -> DiscrepancyQuerySet:
        """What the page of a discrepancy shows of it."""
        worst = ("highest__source", "highest__attribution", "lowest__source", "lowest__attribution")
        shown = Position.objects.order_by("index")[:SHOWN_POSITIONS]
        return self.select_related("claim__topic", "resolution__proposed_by", *worst).prefetch_related(
            models.Prefetch("positions", queryset=shown, to_attr="shown_positions")  # type: ignore[no-redef]
        )

    def for_list(self) -> DiscrepancyQuerySet:
        """What a row of the list of discrepancies shows: two queries, however many rows there are."""
        return (
            self.select_related("claim__topic", "resolution__proposed_by", "assigned_to")
            .prefetch_related(listed_positions())
            .order_by("-severity_order", "opened_at", "pk")
        )


class Discrepancy(Assignable):
    """Citations of one claim disagree. There is one for each claim, scope, unit, kind and, where answers go
    by period, period; when they no longer disagree it is withdrawn, and when they do again it is the same
    one.
    """

    claim = models.ForeignKey(
        Claim, verbose_name=_("claim"), on_delete=models.PROTECT, related_name="discrepancies"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=KIND_CHOICES)
    scope = models.CharField(_("scope"), max_length=300, blank=True)
    scope_words = models.CharField(_("scope as stated"), max_length=300, blank=True)
    unit = models.CharField(_("unit"), max_length=200, blank=True)
    period_first = models.DateField(_("first day"), null=True)
    period_last = models.DateField(_("last day"), null=True)
    period = models.CharField(_("period"), max_length=30, blank=True)
    period_words = models.CharField(_("period in words"), max_length=200, blank=True)

    severity = models.CharField(_("severity"), max_length=10, choices=SEVERITY_CHOICES)
    severity_order = models.PositiveSmallIntegerField(editable=False)
    is_rounding = models.BooleanField(_("rounding"), default=False)
    highest = models.ForeignKey(Citation, on_delete=models.PROTECT, null=True, related_name="+")
    lowest = models.ForeignKey(Citation, on_delete=models.PROTECT, null=True, related_name="+")
    position_count = models.PositiveIntegerField(_("positions"), default=0)
    member_count = models.PositiveIntegerField(_("citations"), default=0)
    origin_count = models.PositiveIntegerField(_("origins"), default=0)

    state = models.CharField(
        _("state"), max_length=10, choices=STATE_CHOICES, default=DiscrepancyState.OPEN.value
    )
    resolution = models.ForeignKey(
        "Resolution", on_delete=models.PROTECT, null=True, editable=False, related_name="in_force_for"
    )
    is_on_hold = models.BooleanField(_("on hold"), default=False, editable=False)
    opened_at = models.DateTimeField(_("opened at"))
    changed_at = models.DateTimeField(_("changed at"))

    shown_positions: list[Position]
    """The first positions, where a query for a list or a page has brought them along."""

    objects = DiscrepancyQuerySet.as_manager()

    class Meta:
        verbose_name = _("discrepancy")
        verbose_name_plural = _("discrepancies")
        ordering = ["-severity_order", "opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "kind", "scope", "unit", "period"],
                name="one_discrepancy_of_a_kind",
                violation_error_message=_("This discrepancy is recorded already."),
            ),
            models.CheckConstraint(
                name="discrepancy_state_is_known",
                condition=Q(state__in=[state.value for state in DiscrepancyState]),
                violation_error_message=_("A discrepancy cannot be in this state."),
            ),
            models.CheckConstraint(
                name="a_resolved_discrepancy_has_a_resolution",
                condition=~Q(state__in=["proposed", "resolved"]) | Q(resolution__isnull=False),
                violation_error_message=_("A discrepancy is resolved by a resolution."),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "claim"], name="discrepancy_state_claim"),
            models.Index(fields=["-severity_order", "opened_at", "id"], name="discrepancy_by_severity"),
            *QUEUE_INDEXES,
        ]

    def __str__(self) -> str:
        return f"{self.claim} · {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("discrepancy", args=[self.pk])

    @property
    def is_live(self) -> bool:
        return self.state in LIVE_STATES

    @property
    def awaits_proposal(self) -> bool:
        return self.state in AWAITING_PROPOSAL

    def was_reopened_since(self, moment: datetime) -> bool:
        return self.steps.filter(to_state=DiscrepancyState.REOPENED.value, at__gte=moment).exists()


class Position(SpokenRecord):
    """One answer inside a discrepancy, and the interval that its citations share.

    `low_side` and `high_side` are 0 for a closed end, 1 and −1 for an open one; an absent end is null.
    """

    discrepancy = models.ForeignKey(Discrepancy, on_delete=models.CASCADE, related_name="positions")
    index = models.PositiveIntegerField()
    low = ExactDecimalField(null=True)
    low_side = models.SmallIntegerField(default=0)
    high = ExactDecimalField(null=True)
    high_side = models.SmallIntegerField(default=0)
    figure = models.CharField(_("answer in words"), max_length=500)
    origin_count = models.PositiveIntegerField()
    source_count = models.PositiveIntegerField()

    spoken_fields = ("figure",)

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        ordering = ["discrepancy", "index"]
        constraints = [
            models.UniqueConstraint(fields=["discrepancy", "index"], name="positions_are_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.letter} · {self.figure}"

    @property
    def letter(self) -> str:
        return letter_of(self.index)

    @property
    def low_edge(self) -> Edge:
        return edge_of(self.low, self.low_side, NO_LOW)

    @property
    def high_edge(self) -> Edge:
        return edge_of(self.high, self.high_side, NO_HIGH)


class Member(models.Model):
    """A citation inside a discrepancy, and the run of positions, first to last, whose answer satisfies it."""

    discrepancy = models.ForeignKey(Discrepancy, on_delete=models.CASCADE, related_name="members")
    citation = models.ForeignKey(Citation, on_delete=models.PROTECT, related_name="memberships")
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["discrepancy", "first", "citation"]
        constraints = [
            models.UniqueConstraint(fields=["discrepancy", "citation"], name="a_citation_is_a_member_once")
        ]

    def __str__(self) -> str:
        return f"{self.letters} · {self.citation}"

    @property
    def letters(self) -> str:
        return "".join(letter_of(index) for index in range(self.first, min(self.last, self.first + 25) + 1))


class Step(FollowsImport, LedgerRecord):
    """One step in the life of a discrepancy: from, to, who, when, why. Appended, never changed."""

    discrepancy = models.ForeignKey(Discrepancy, on_delete=models.PROTECT, related_name="steps")
    from_state = models.CharField(max_length=10, blank=True, choices=STATE_CHOICES)
    to_state = models.CharField(max_length=10, choices=STATE_CHOICES)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    why = models.TextField(blank=True)
    resolution = models.ForeignKey("Resolution", on_delete=models.PROTECT, null=True, related_name="steps")

    spoken_fields = ("why",)
    entered_fields = (
        "discrepancy_id",
        "from_state",
        "to_state",
        "by_id",
        "at",
        "why",
        "resolution_id",
        "run_id",
    )

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"

    @property
    def is_single_review(self) -> bool:
        """Whether it approves what the same person proposed, as a desk of one person may."""
        return (
            self.to_state == DiscrepancyState.RESOLVED
            and self.resolution is not None
            and self.by_id == self.resolution.proposed_by_id
        )


def letter_of(index: int) -> str:
    """A, B, … Z, AA, AB: the letter under which a position is spoken of."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def edge_of(value: Decimal | None, side: int, absent: Edge) -> Edge:
    return absent if value is None else Edge(value, side)
