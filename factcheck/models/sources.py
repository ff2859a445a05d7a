"""Sources: the documents and testimonies that say something on claims."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from factcheck.core.withholding import number_of
from factcheck.models.withheld_records import SourceRecord
from factcheck.models.withholding import withheld_now


class Reliability(models.TextChoices):
    """How far a source can be relied on, by the Admiralty grades."""

    A = "A", _("A · completely reliable")
    B = "B", _("B · usually reliable")
    C = "C", _("C · fairly reliable")
    D = "D", _("D · not usually reliable")
    E = "E", _("E · unreliable")
    F = "F", _("F · cannot be judged")


class SourceKind(models.TextChoices):
    """What a source is, by the types of the Citation Style Language."""

    ARTICLE = "article", _("article")
    ARTICLE_JOURNAL = "article-journal", _("journal article")
    ARTICLE_MAGAZINE = "article-magazine", _("magazine article")
    ARTICLE_NEWSPAPER = "article-newspaper", _("newspaper article")
    BILL = "bill", _("bill")
    BOOK = "book", _("book")
    BROADCAST = "broadcast", _("broadcast")
    CHAPTER = "chapter", _("chapter")
    DATASET = "dataset", _("dataset")
    DOCUMENT = "document", _("document")
    ENTRY = "entry", _("entry in a reference work")
    ENTRY_ENCYCLOPEDIA = "entry-encyclopedia", _("encyclopedia entry")
    HEARING = "hearing", _("hearing")
    INTERVIEW = "interview", _("interview")
    LEGAL_CASE = "legal_case", _("legal case")
    LEGISLATION = "legislation", _("law")
    MANUSCRIPT = "manuscript", _("manuscript")
    MAP = "map", _("map")
    MOTION_PICTURE = "motion_picture", _("film")
    PAMPHLET = "pamphlet", _("pamphlet")
    PAPER_CONFERENCE = "paper-conference", _("conference paper")
    PERSONAL_COMMUNICATION = "personal_communication", _("letter or message")
    POST = "post", _("post")
    POST_WEBLOG = "post-weblog", _("blog post")
    REPORT = "report", _("report")
    REVIEW = "review", _("review")
    SPEECH = "speech", _("speech")
    STANDARD = "standard", _("standard")
    THESIS = "thesis", _("thesis")
    TREATY = "treaty", _("treaty")
    WEBPAGE = "webpage", _("web page")


class SourceQuerySet(models.QuerySet["Source"]):
    def identified(self) -> SourceQuerySet:
        """Those whose identity may be told to whoever is shown them; a search and a sort go no further."""
        return self.exclude(is_sensitive=True) if withheld_now() else self

    def named(self, ref: str) -> SourceQuerySet:
        """The source of a reference, or of the one that stands for it where its identity is withheld.

        Whoever may not know a sensitive source finds it under the latter only: its own reference would tell.
        """
        number = number_of(ref)
        if number is not None:
            return self.filter(is_sensitive=True, withheld_number=number)
        return self.identified().filter(ref=ref)

    def for_list(self) -> SourceQuerySet:
        """What the list of sources shows, counts included, in one query; without those whose identity is withheld,
        which their place among the others would hint at.

        Each row counts its own citations from an index, so that a page costs what its rows cost; joining and grouping
        would read every citation of the desk for every page.
        """
        return self.identified().with_counts().order_by("title", "pk")

    def with_counts(self) -> SourceQuerySet:
        """Adds how many citations stand on each, and on how many claims."""
        return self.annotate(
            citation_count=_standing_citations(models.Count("pk")),
            claim_count=_standing_citations(models.Count("claim", distinct=True)),
        )


def _standing_citations(counted: models.Count) -> Coalesce:
    """What a count finds in the citations of a source that have not been withdrawn."""
    from factcheck.models.citations import Citation

    mine = Citation.objects.standing().filter(source=models.OuterRef("pk")).order_by()
    return Coalesce(models.Subquery(mine.values("source").annotate(found=counted).values("found")), 0)


class Source(SourceRecord):
    """A document or testimony: an article, a report, a dataset, an interview."""

    ref = models.SlugField(_("reference"), max_length=120, unique=True, allow_unicode=True)
    title = models.CharField(_("title"), max_length=500)
    publisher = models.CharField(_("publisher"), max_length=300, blank=True)
    author = models.CharField(_("author"), max_length=500, blank=True)
    kind = models.CharField(_("kind"), max_length=40, blank=True, choices=SourceKind.choices)
    published = models.CharField(
        _("published"),
        max_length=100,
        blank=True,
        help_text=_("A date as far as it is known: 2018, 2018-01, 2018-01-24, or “about 2013”."),
    )
    url = models.URLField(_("address"), max_length=2_000, blank=True)
    other_fields = models.JSONField(
        _("other fields"),
        default=dict,
        blank=True,
        editable=False,
        help_text=_(
            "What a bibliography said of the source that has no field here, in the terms of CSL-JSON."
        ),
    )
    reliability = models.CharField(_("reliability"), max_length=1, blank=True, choices=Reliability.choices)
    derived_from = models.ManyToManyField(
        "self",
        verbose_name=_("derived from"),
        symmetrical=False,
        blank=True,
        related_name="echoes",
        help_text=_("The sources that this one draws on. Their figures then count once, not twice."),
    )
    retracted_on = models.DateField(_("retracted on"), null=True, editable=False)
    retracted_because = models.CharField(_("retracted because"), max_length=1_000, blank=True, editable=False)
    is_sensitive = models.BooleanField(_("sensitive"), default=False, editable=False)
    withheld_number = models.PositiveIntegerField(
        _("number of the withheld source"), null=True, unique=True, editable=False
    )
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    history = HistoricalRecords(m2m_fields=[derived_from], bases=[SourceRecord])
    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                name="source_has_a_title",
                condition=~models.Q(title=""),
                violation_error_message=_("A source needs a title."),
            ),
            models.CheckConstraint(
                name="source_reliability_is_a_grade",
                condition=models.Q(reliability__in=["", *Reliability.values]),
                violation_error_message=_("Reliability is a grade from A to F."),
            ),
            models.CheckConstraint(
                name="source_retracted_says_why",
                condition=models.Q(retracted_on=None) | ~models.Q(retracted_because=""),
                violation_error_message=_("A retracted source says why it was retracted."),
            ),
            models.CheckConstraint(
                name="source_sensitive_has_a_number",
                condition=models.Q(is_sensitive=False) | models.Q(withheld_number__isnull=False),
                violation_error_message=_("A sensitive source has a number that stands for it."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(is_sensitive=True), name="source_that_is_sensitive"
            ),
            models.Index(fields=["title", "id"], name="source_by_title"),
            *(
                models.Index(fields=[column, "title", "id"], name=f"source_by_{column}")
                for column in ("kind", "reliability", "publisher", "published")
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("source", args=[self.ref])

    @property
    def is_withheld(self) -> bool:
        """Whether its identity is kept from whoever is shown it."""
        withheld = withheld_now()
        return withheld is not None and self.pk in withheld.numbers

    @property
    def compared_published(self) -> str:
        """The day of publication as figures are compared by it, whoever looks."""
        return self.published if self.hidden_published is None else self.hidden_published


def names_a_withheld_source(name: str) -> models.Exists:
    """That an attribution, whose name is in this column, is what a sensitive source is or was called."""
    was = models.OuterRef(name)
    called = models.Q(title__iexact=was) | models.Q(author__iexact=was) | models.Q(publisher__iexact=was)
    sensitive = Source.objects.filter(is_sensitive=True)
    return models.Exists(Source.history.model.objects.filter(called, id__in=sensitive.values("pk")))
