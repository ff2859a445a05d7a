"""Reading the text of a document that was received: at once, or in the background with its progress kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from factcheck.core.likeness import sketch_of
from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError, Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.extraction.document import Extracted
from factcheck.extraction.extracting import UnreadableDocumentError, extract_apart
from factcheck.extraction.limits import Limits
from factcheck.extraction.media import MediaType
from factcheck.extraction.unreadable import TookTooLongError
from factcheck.models import Document, DocumentFile, DocumentState, Paragraph, Person, SketchMark
from factcheck.models.documents import MAX_ADDRESS, MAX_PROBLEM
from factcheck.models.speech import spoken
from factcheck.services.background.efforts import breathe
from factcheck.services.background.stopping import ask_to_stop
from factcheck.services.checking import require
from factcheck.services.errors import ChangedMeanwhileError
from factcheck.services.files import FilesUnreachableError, forget_file, kept_file

AT_ONCE, PDF_AT_ONCE = 1024 * 1024, 100 * 1024
"""Bytes up to which a document is read while whoever sent it waits: about a second. A PDF of so many has some dozens of
pages, and page by page is how its progress is told.
"""
AT_ONCE_LIMITS = Limits(wait_seconds=10.0)
"""What takes longer goes on in the background."""
BETWEEN = "\n\n"
"""What stands between two paragraphs in the text of a document."""
TOLD_EVERY = timedelta(seconds=0.5)
MOST_ATTEMPTS = 3
MOST_LISTED = 50
BATCH = 2_000


@dataclass(frozen=True, slots=True)
class ReadText:
    """The text of a document with its paragraphs, read and not yet kept."""

    extracted: Extracted

    def keep(self, document: Document) -> None:
        """Put the text on a document, which is then ready; call it inside a transaction."""
        paragraphs, parts, at = [], [], 0
        for number, block in enumerate(self.extracted.blocks, 1):
            paragraphs.append(
                Paragraph(
                    document=document,
                    number=number,
                    page=block.page,
                    line=block.line,
                    start=at,
                    end=at + len(block.text),
                    level=block.level,
                    is_clutter=block.is_clutter,
                )
            )
            parts.append(block.text)
            at += len(block.text) + len(BETWEEN)
        document.text = BETWEEN.join(parts)
        found = self.extracted.found
        document.language = found.language[:20]
        document.found_title, document.found_authors = found.title[:500], found.authors[:500]
        document.found_publisher, document.found_published = found.publisher[:300], found.published[:100]
        document.found_address = found.url[:MAX_ADDRESS]
        document.pages = self.extracted.pages
        document.pages_read = self.extracted.pages or 0
        document.pages_without_text = _listed(self.extracted.pages_without_text)
        document.state, document.heard_of_at = DocumentState.READY.value, timezone.now()
        document.save()
        document.paragraphs.all().delete()
        document.sketch.all().delete()
        Paragraph.objects.bulk_create(paragraphs, batch_size=BATCH)
        prose = BETWEEN.join(block.text for block in self.extracted.blocks if not block.is_clutter)
        SketchMark.objects.bulk_create(
            SketchMark(document=document, mark=mark) for mark in sorted(sketch_of(prose))
        )


def _listed(pages: Sequence[int]) -> str:
    """Page numbers in words, as many as are worth reading."""
    shown = ", ".join(map(str, pages[:MOST_LISTED]))
    return shown + (", …" if len(pages) > MOST_LISTED else "")


def read_at_once(content: bytes, media_type: str) -> ReadText | None:
    """The text of a document; None where that takes longer than anybody waits. Raises UnreadableDocumentError."""
    if len(content) > (PDF_AT_ONCE if media_type == MediaType.PDF else AT_ONCE):
        return None
    try:
        return ReadText(extract_apart(content, MediaType(media_type), limits=AT_ONCE_LIMITS))
    except TookTooLongError:
        return None


def queue_reading(document: Document) -> None:
    """Have a document read in the background, once this transaction is through."""
    from factcheck.tasks import read_document as task

    task.enqueue(document.pk)


def read_again(document: Document) -> bool:
    """Queue a document again whose reading broke off; says whether it had, so that of two people one does it."""
    with transaction.atomic():
        stuck = Document.objects.broken_off().filter(pk=document.pk)
        if not stuck.update(state=DocumentState.WAITING.value, problem=""):
            return False
        queue_reading(document)
    return True


@transaction.atomic
def break_reading_off(*, document: Document, by: Person | None) -> None:
    """Stop the reading of a document; it keeps its file, and can be read again. Raises NotPermittedError, and
    ChangedMeanwhileError where it has been read meanwhile.
    """
    require(by, Act.RECORD)
    stopped = spoken(Sentence(_("Its reading was broken off.")))
    unread = Q(state__in=(DocumentState.WAITING.value, DocumentState.READING.value))
    if not Document.objects.filter(unread, pk=document.pk).update(
        state=DocumentState.WAITING.value, problem=stopped
    ):
        raise ChangedMeanwhileError(_("Not broken off: it has come to its end."))
    ask_to_stop(document.pk, "read_document", by=by)


def read_document(pk: int) -> None:
    """Read the text of a waiting document and keep it, telling its progress; what cannot be read is refused.

    May be called again at any time: a document that is read, being read or gone is left alone, and one that was
    discarded meanwhile does not come back. A refused document keeps its sentence and loses its file.
    """
    if not _claim(pk):
        return
    document = Document.objects.filter(pk=pk).first()
    received = DocumentFile.objects.filter(document=pk).first()
    if document is None or received is None:
        return
    try:
        if document.attempts > MOST_ATTEMPTS:
            raise UnreadableDocumentError(
                _("Its reading broke off %(times)s times. Try a copy of it in another format."),
                times=MOST_ATTEMPTS,
            )
        content = kept_file(received)
        read = ReadText(extract_apart(content, MediaType(document.media_type), progress=_Progress(pk)))
    except FilesUnreachableError:
        raise  # nothing is wrong with the document; it counts as broken off, and can be read again
    except RuleError as error:
        _refuse(document, received, error)
        return
    with transaction.atomic():
        if _still_ours(document).update(heard_of_at=timezone.now()):
            read.keep(document)


def _still_ours(document: Document) -> QuerySet[Document]:
    """The document while nobody discarded it or began to read it anew: what took too long has no say any longer."""
    reading = Q(state=DocumentState.READING.value, attempts=document.attempts)
    return Document.objects.filter(reading, pk=document.pk)


def _claim(pk: int) -> bool:
    """Take a waiting document for oneself; of two workers one gets it."""
    waiting = Q(state=DocumentState.WAITING.value, problem="")
    return bool(
        Document.objects.filter(waiting, pk=pk).update(
            state=DocumentState.READING.value, heard_of_at=timezone.now(), attempts=F("attempts") + 1
        )
    )


class _Progress:
    """Writes down how many pages have been read, twice a second at most."""

    def __init__(self, pk: int) -> None:
        self.pk = pk
        self.told_at: datetime | None = None

    def __call__(self, done: int, total: int) -> None:
        breathe(done, total)
        now = timezone.now()
        if self.told_at is None or now - self.told_at >= TOLD_EVERY:
            self.told_at = now
            Document.objects.filter(pk=self.pk).update(pages_read=done, pages=total, heard_of_at=now)


def _refuse(document: Document, received: DocumentFile, error: RuleError) -> None:
    problem = spoken(error.sentence)[:MAX_PROBLEM]
    with transaction.atomic():
        if _still_ours(document).update(state=DocumentState.REFUSED.value, problem=problem):
            forget_file(received)
            received.delete()
