"""Citations: what one source says on one claim, in its own words, beside our reading of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from factcheck.core.claims import Lives
from factcheck.core.dates import Period, say_date
from factcheck.core.hedges import Stated, stated_from
from factcheck.core.origins import origins_of
from factcheck.core.readings import CitedFigure, period_of
from factcheck.models.attributions import Attribution
from factcheck.models.claims import Claim
from factcheck.models.fields import ExactDecimalField
from factcheck.models.sources import Source, names_a_withheld_source
from factcheck.models.withheld_records import CitationRecord
from factcheck.models.withholding import withheld_now

MAX_FIGURE, MAX_QUOTE, MAX_LOCATOR, MAX_AS_OF, MAX_SCOPE = 500, 5_000, 200, 100, 300
"""Characters that the words of a source may have."""


class Credibility(models.IntegerChoices):
    """How far one item can be believed, by the Admiralty grades."""

    CONFIRMED = 1, _("1 · confirmed by others")
    PROBABLY_TRUE = 2, _("2 · probably true")
    POSSIBLY_TRUE = 3, _("3 · possibly true")
    DOUBTFUL = 4, _("4 · doubtful")
    IMPROBABLE = 5, _("5 · improbable")
    NOT_JUDGED = 6, _("6 · cannot be judged")


class CitationQuerySet(models.QuerySet["Citation"]):
    def standing(self) -> CitationQuerySet:
        """Citations that have not been withdrawn."""
        return self.filter(withdrawn_at=None)

    def identified(self) -> CitationQuerySet:
        """Those in which whoever is shown them may search for names: their sources and whom they credit are theirs
        to know.
        """
        if not withheld_now():
            return self
        return self.exclude(source__is_sensitive=True).exclude(names_a_withheld_source("attribution__name"))

    def unread(self) -> CitationQuerySet:
        """Citations whose figure is kept as words and waits for a person."""
        return self.standing().filter(is_read=False)

    def for_source_page(self) -> CitationQuerySet:
        """What a row of the citations of a source shows: its claim with its state, how it stands in the decisions in
        force, and whether its quote was found. Three queries, however many rows there are.
        """
        from factcheck.models.resolutions import JudgedReading

        judged = JudgedReading.objects.in_force().order_by("-pk")
        return (
            self.select_related("attribution", "quote_place__snapshot")
            .prefetch_related(
                models.Prefetch("claim", queryset=Claim.objects.annotate(state=models.F("kept_state"))),
                models.Prefetch("judgements", queryset=judged, to_attr="judged_in_force"),
            )
            .order_by("claim__question", "pk")
        )

    def for_claim_page(self) -> CitationQuerySet:
        return self.select_related("source", "attribution", "recorded_by", "quote_place").order_by("pk")


class Citation(CitationRecord):
    """What one source says on one claim: figure, quote, locator, as-of, attribution.

    The words of the source stand in `figure` and `quote`. What the grammar made of the figure stands beside
    them: `hedge`, the stated ends and the unit; none of it where the figure is unread, and then
    `unread_because` says why.
    """

    ref = models.SlugField(_("reference"), max_length=120, unique=True, allow_unicode=True)
    claim = models.ForeignKey(
        Claim, verbose_name=_("claim"), on_delete=models.PROTECT, related_name="citations"
    )
    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="citations"
    )
    figure = models.CharField(
        _("figure"), max_length=MAX_FIGURE, help_text=_("As the source prints it: “around 30,000”.")
    )
    quote = models.TextField(
        _("quote"), max_length=MAX_QUOTE, blank=True, help_text=_("The source's own words around the figure.")
    )
    locator = models.CharField(
        _("locator"), max_length=200, blank=True, help_text=_("Where in the source: page, paragraph, minute.")
    )
    as_of = models.CharField(
        _("as of"),
        max_length=MAX_AS_OF,
        blank=True,
        help_text=_("The time for which the figure holds: 2016, 2017-06, 2016/2024, since 2016."),
    )
    scope = models.CharField(
        _("scope"),
        max_length=MAX_SCOPE,
        blank=True,
        help_text=_("What exactly is counted, where it is not what the question says."),
    )
    attribution = models.ForeignKey(
        Attribution,
        verbose_name=_("attribution"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="citations",
        help_text=_("Whom the source credits with the figure."),
    )
    credibility = models.PositiveSmallIntegerField(
        _("credibility"), null=True, blank=True, choices=Credibility.choices
    )

    is_read = models.BooleanField(_("read"), default=False, editable=False)
    unread_because = models.CharField(_("unread because"), max_length=1_000, blank=True, editable=False)
    hedge = models.CharField(_("hedge"), max_length=10, blank=True, editable=False)
    stated_low = ExactDecimalField(_("stated low"), null=True, editable=False)
    stated_high = ExactDecimalField(_("stated high"), null=True, editable=False)
    low_hedge = models.CharField(_("hedge of the low end"), max_length=10, blank=True, editable=False)
    high_hedge = models.CharField(_("hedge of the high end"), max_length=10, blank=True, editable=False)
    unit = models.CharField(_("unit"), max_length=200, blank=True, editable=False)

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    withdrawn_because = models.CharField(_("withdrawn because"), max_length=500, blank=True, editable=False)

    history = HistoricalRecords(bases=[CitationRecord])
    objects = CitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="citation_has_a_figure",
                condition=~models.Q(figure=""),
                violation_error_message=_("A citation needs the figure or words that the source gives."),
            ),
            models.CheckConstraint(
                name="citation_credibility_is_a_grade",
                condition=models.Q(credibility=None) | models.Q(credibility__range=(1, 6)),
                violation_error_message=_("Credibility is a grade from 1 to 6."),
            ),
            models.CheckConstraint(
                name="citation_is_read_or_says_why_not",
                condition=models.Q(is_read=True) | ~models.Q(unread_because=""),
                violation_error_message=_("An unread figure says why it was not read."),
            ),
        ]
        indexes = [
            models.Index(fields=["claim", "withdrawn_at", "source"], name="citation_of_claim"),
            models.Index(fields=["source", "withdrawn_at", "claim"], name="citation_of_source"),
            # All that figures are compared by, so that comparing everything reads this index and nothing else.
            models.Index(
                fields=[
                    "claim",
                    "withdrawn_at",
                    "hedge",
                    "stated_low",
                    "stated_high",
                    "low_hedge",
                    "high_hedge",
                    "unit",
                    "as_of",
                    "scope",
                    "source",
                    "attribution",
                ],
                name="citation_as_compared",
            ),
            models.Index(fields=["stated_low"], name="citation_by_figure"),
            models.Index(
                fields=["claim"],
                condition=models.Q(is_read=False, withdrawn_at=None),
                name="citation_that_is_unread",
            ),
        ]

    def __str__(self) -> str:
        return self.figure

    def get_absolute_url(self) -> str:
        return f"{self.claim.get_absolute_url()}#citation-{self.pk}"

    @property
    def as_of_in_words(self) -> str:
        """The as-of in words where it can be placed, else as it was typed."""
        return say_date(self.as_of)

    def holds_when(self, lives: Lives) -> Period | None:
        """The time at which its figure stands in a series; None where it has none that can be placed.

        On a claim with one answer for ever, which is compared without dates, it is the time that the source states.
        """
        return period_of(
            self.as_of,
            self.source.compared_published,
            Lives.PERIOD if lives is Lives.FIXED else lives,
            is_withheld=self.source.is_withheld,
        )[0]

    @property
    def stated(self) -> Stated | None:
        return stated_from(
            self.hedge, self.stated_low, self.stated_high, self.unit, self.low_hedge, self.high_hedge
        )

    def as_cited_figure(self, derived_from: dict[int, list[int]]) -> CitedFigure:
        """What the comparison needs of this citation; `derived_from` maps sources to what they draw on."""
        credited = self.attribution.origin_name if self.attribution else ""
        return CitedFigure(
            key=self.pk,
            figure=self.figure,
            stated=self.stated,
            as_of=self.as_of,
            published=self.source.compared_published,
            is_publication_withheld=self.source.is_withheld,
            scope=self.scope,
            source=self.source_id,
            origins=origins_of(credited, self.source_id, derived_from),
        )
