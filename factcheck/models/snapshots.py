"""Snapshots of sources, and the places of quotes in them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from factcheck.models.citations import Citation
from factcheck.models.documents import Document
from factcheck.models.sources import Source
from factcheck.models.withheld_records import PlaceRecord


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    def for_source(self, source: Source) -> SnapshotQuerySet:
        """The states of a source, the newest first, without their texts."""
        return (
            self.filter(source=source)
            .select_related("document", "taken_by")
            .defer("document__text")
            .order_by("-number")
        )


class Snapshot(models.Model):
    """A source as it stood when one of its documents was received. Never changed: what comes later is another one."""

    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="snapshots"
    )
    document = models.OneToOneField(
        Document, verbose_name=_("document"), on_delete=models.PROTECT, related_name="snapshot"
    )
    number = models.PositiveIntegerField(_("number"), help_text=_("Counted from 1 for each source."))
    taken_at = models.DateTimeField(_("taken at"), default=timezone.now)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("taken by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        ordering = ["source", "number"]
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="snapshot_number_is_its_own"),
        ]

    def __str__(self) -> str:
        return f"{self.source} #{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("read_snapshot", args=[self.source.ref, self.number])


class VisitQuerySet(models.QuerySet["Visit"]):
    def for_source(self, source: Source) -> VisitQuerySet:
        """When the address of a source was looked at, the last time first."""
        return self.filter(source=source).select_related("snapshot", "by").order_by("-pk")


class Visit(models.Model):
    """A look at the address of a source: what stood there at that moment was this snapshot."""

    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="visits"
    )
    snapshot = models.ForeignKey(
        Snapshot, verbose_name=_("snapshot"), on_delete=models.PROTECT, related_name="visits"
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")

    def __str__(self) -> str:
        return f"{self.source_id}: {self.at:%Y-%m-%d}"


class QuoteState(models.TextChoices):
    """Whether a quote stands in the stored text of its source."""

    VERIFIED = "verified", _("verified: stands word for word in the stored text")
    PARAPHRASE = "paraphrase", _("paraphrase: does not stand word for word in the stored text")
    MOVED = "moved", _("moved: stands once, at another place")
    NOT_FOUND = "not_found", _("not found: stands nowhere, or more than once, since it left its place")

    @property
    def word(self) -> str:
        """The state in a word or two; the label says more."""
        return str(self.label).partition(":")[0]

    @property
    def meaning(self) -> str:
        """What the word says of a quote."""
        return str(self.label).partition(":")[2].strip()


def is_quoted_from_an_earlier_one() -> Q:
    """A citation whose quote was taken from a snapshot of its source, while the newest has another text."""
    cited = "quote_place__snapshot__"
    even_newer = Snapshot.objects.filter(
        source=models.OuterRef("source"), number__gt=models.OuterRef("number")
    )
    newest = Snapshot.objects.filter(
        ~models.Exists(even_newer),
        source=models.OuterRef(f"{cited}source"),
        number__gt=models.OuterRef(f"{cited}number"),
    )
    return Q(models.Exists(newest.exclude(document__text=models.OuterRef(f"{cited}document__text"))))


class QuotePlace(PlaceRecord):
    """Where the quote of a citation stands in a snapshot, and what stands before and after.

    `start` and `end` are the TextPositionSelector of the W3C Web Annotation model, `prefix` and `suffix` with the quote
    itself its TextQuoteSelector. A paraphrase has no place. `found_start` is where a moved quote stands now: it is
    offered, and only a person moves it there. `figure_start` and `figure_end` are the place of the figure.
    """

    citation = models.OneToOneField(Citation, on_delete=models.CASCADE, related_name="quote_place")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="quote_places")
    state = models.CharField(_("state"), max_length=10, choices=QuoteState.choices)
    start = models.PositiveIntegerField(_("start"), null=True, blank=True)
    end = models.PositiveIntegerField(_("end"), null=True, blank=True)
    prefix = models.CharField(_("before"), max_length=100, blank=True)
    suffix = models.CharField(_("after"), max_length=100, blank=True)
    figure_start = models.PositiveIntegerField(_("start of the figure"), null=True, blank=True)
    figure_end = models.PositiveIntegerField(_("end of the figure"), null=True, blank=True)
    found_start = models.PositiveIntegerField(_("found at"), null=True, blank=True)
    checked_at = models.DateTimeField(_("checked at"), default=timezone.now)

    history = HistoricalRecords(bases=[PlaceRecord])

    class Meta:
        verbose_name = _("place of a quote")
        verbose_name_plural = _("places of quotes")
        constraints = [
            models.CheckConstraint(
                name="quote_place_is_a_range",
                condition=Q(start=None, end=None) | Q(start__isnull=False, end__gt=F("start")),
                violation_error_message=_("The place of a quote is a range of the text."),
            ),
            models.CheckConstraint(
                name="quote_that_is_verified_has_a_place",
                condition=~Q(state="verified") | Q(start__isnull=False),
                violation_error_message=_("A verified quote has a place."),
            ),
            models.CheckConstraint(
                name="quote_that_moved_was_found",
                condition=~Q(state="moved") | Q(found_start__isnull=False),
                violation_error_message=_("A quote that moved says where it stands now."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.citation_id}: {self.get_state_display()}"

    @property
    def word(self) -> str:
        return QuoteState(self.state).word

    @property
    def meaning(self) -> str:
        return QuoteState(self.state).meaning


def quote_place_of(citation: Citation) -> QuotePlace | None:
    """The place of a citation's quote, where it has one; asks the database only where it was not loaded along."""
    return getattr(citation, "quote_place", None)
