"""Documents: files as they were received, and the text that was read out of them."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from factcheck.models.withheld_records import DocumentFileRecord, DocumentRecord

MAX_NAME, MAX_ADDRESS, MAX_PROBLEM = 255, 2_000, 1_000
STALE_AFTER = timedelta(minutes=2)
"""How long nothing may be heard of a reading before it counts as broken off; it is heard of after every page."""


class Received(models.TextChoices):
    """How a document came to the desk."""

    PASTED = "pasted", _("pasted")
    UPLOADED = "uploaded", _("uploaded")
    FETCHED = "fetched", _("fetched from its address")
    COMMAND = "command", _("added at the command line")


class DocumentState(models.TextChoices):
    """How far the reading of a document has come."""

    WAITING = "waiting", _("waiting to be read")
    READING = "reading", _("being read")
    READY = "ready", _("ready to read")
    REFUSED = "refused", _("not taken in")


class DocumentQuerySet(models.QuerySet["Document"]):
    def coming_in(self) -> DocumentQuerySet:
        """Documents that belong to no source yet, the newest first, without the text."""
        return self.filter(snapshot=None).defer("text").select_related("received_by").order_by("-pk")

    def broken_off(self) -> DocumentQuerySet:
        """Documents whose reading stopped without an end: a worker was killed, or it was left undone and says why."""
        unheard = Q(state=DocumentState.READING, heard_of_at__lt=timezone.now() - STALE_AFTER)
        return self.filter(unheard | (Q(state=DocumentState.WAITING) & ~Q(problem="")))


class Document(DocumentRecord):
    """A file as it was received. The same bytes are kept once: their SHA-256 is the identity.

    `text` is the one string that every place is a range of; its paragraphs say which part stands on which page and
    which part is site clutter. What was found of the bibliographic record is offered for correction, never taken
    silently.
    """

    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True, editable=False)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("In bytes."))
    media_type = models.CharField(_("media type"), max_length=120)
    name = models.CharField(_("file name"), max_length=MAX_NAME, blank=True)
    how = models.CharField(_("how it came"), max_length=10, choices=Received.choices)
    address = models.CharField(_("address"), max_length=MAX_ADDRESS, blank=True)
    received_at = models.DateTimeField(_("received at"), default=timezone.now, editable=False)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("received by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    state = models.CharField(
        _("state"), max_length=10, choices=DocumentState.choices, default=DocumentState.WAITING.value
    )
    problem = models.CharField(_("why it was not taken in"), max_length=MAX_PROBLEM, blank=True)
    pages_read = models.PositiveIntegerField(_("pages read"), default=0)
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    pages_without_text = models.CharField(
        _("pages without text"), max_length=500, blank=True, help_text=_("Pages that are pictures only.")
    )
    heard_of_at = models.DateTimeField(_("heard of at"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts to read it"), default=0)

    text = models.TextField(_("text"), blank=True)
    language = models.CharField(_("language"), max_length=20, blank=True)
    found_title = models.CharField(_("title found"), max_length=500, blank=True)
    found_authors = models.CharField(_("authors found"), max_length=500, blank=True)
    found_publisher = models.CharField(_("publisher found"), max_length=300, blank=True)
    found_published = models.CharField(_("date of publication found"), max_length=100, blank=True)
    found_address = models.CharField(_("address found"), max_length=MAX_ADDRESS, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="document_refused_says_why",
                condition=~Q(state=DocumentState.REFUSED.value) | ~Q(problem=""),
                violation_error_message=_("A document that was not taken in says why."),
            ),
            models.CheckConstraint(
                name="document_ready_has_a_text",
                condition=~Q(state=DocumentState.READY.value) | ~Q(text=""),
                violation_error_message=_("A document that is ready has a text."),
            ),
        ]

    def __str__(self) -> str:
        return self.found_title or self.name or self.address or self.sha256[:12]

    def get_absolute_url(self) -> str:
        return reverse("document", args=[self.pk])

    @property
    def is_ready(self) -> bool:
        return self.state == DocumentState.READY

    @property
    def percent(self) -> int:
        """How much of it has been read."""
        return self.pages_read * 100 // self.pages if self.pages else 0

    @property
    def is_left_waiting(self) -> bool:
        """Whether nobody has taken it up for so long that no worker can be running."""
        return self.state == DocumentState.WAITING and self.received_at < timezone.now() - STALE_AFTER

    @property
    def is_broken_off(self) -> bool:
        """Whether a reading began and nothing was heard of it for too long, or was left undone."""
        return (self.state == DocumentState.WAITING and bool(self.problem)) or (
            self.state == DocumentState.READING
            and self.heard_of_at is not None
            and self.heard_of_at < timezone.now() - STALE_AFTER
        )


def file_path(digest: str) -> str:
    """Where the storage of files has the bytes of a digest: in one of 256 folders, under the digest itself."""
    return f"{digest[:2]}/{digest}"


class DocumentFile(DocumentFileRecord):
    """That the bytes of a document are kept as received, and under which digest the storage of files has them.

    They are not in the database, which every copy and every backup of would carry them; what they are kept under is
    what they are, so nothing in the storage is ever overwritten, and what was changed there is found out.
    """

    document = models.OneToOneField(Document, on_delete=models.CASCADE, primary_key=True, related_name="file")
    sha256 = models.CharField(_("SHA-256"), max_length=64, db_index=True, editable=False)

    class Meta:
        verbose_name = _("file of a document")
        verbose_name_plural = _("files of documents")

    def __str__(self) -> str:
        return str(self.document_id)


class Paragraph(models.Model):
    """A paragraph of a document: a range of its text, with its number, page and line."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="paragraphs")
    number = models.PositiveIntegerField(_("number"), help_text=_("Counted from 1."))
    page = models.PositiveIntegerField(_("page"), null=True, blank=True)
    line = models.PositiveIntegerField(_("line"), null=True, blank=True)
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    level = models.PositiveSmallIntegerField(_("level"), default=0, help_text=_("Of a heading; 0 for prose."))
    is_clutter = models.BooleanField(_("clutter"), default=False)

    class Meta:
        verbose_name = _("paragraph")
        verbose_name_plural = _("paragraphs")
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="paragraph_number_is_its_own"),
            models.CheckConstraint(
                name="paragraph_is_a_range",
                condition=Q(end__gt=models.F("start")),
                violation_error_message=_("A paragraph is a range of the text."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} ¶{self.number}"

    @property
    def locator(self) -> str:
        """Where a reader of the document looks for it."""
        if self.page:
            return f"page {self.page}, paragraph {self.number}"
        return f"line {self.line}" if self.line else f"paragraph {self.number}"


class SketchMark(models.Model):
    """One of the marks by which a document that is nearly the same is recognised (core.likeness)."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="sketch")
    mark = models.BigIntegerField(_("mark"), db_index=True)

    class Meta:
        verbose_name = _("mark of a sketch")
        verbose_name_plural = _("marks of sketches")

    def __str__(self) -> str:
        return f"{self.document_id}: {self.mark}"


class IgnoredFigure(models.Model):
    """A figure of a document that somebody decided not to record."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="ignored")
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("ignored figure")
        verbose_name_plural = _("ignored figures")
        constraints = [
            models.UniqueConstraint(fields=["document", "start", "end"], name="a_figure_is_ignored_once"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.start}–{self.end}"
