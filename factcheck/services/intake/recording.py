"""From a document that is ready to read to a source of the desk, or to another snapshot of one."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from factcheck.core.roles import Act
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Document, DocumentFile, Person, Snapshot, Source
from factcheck.services.checking import check, clean_text, require
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.files import forget_file
from factcheck.services.locking import lock_sources
from factcheck.services.quotes import check_quotes
from factcheck.services.sources import SourceWords, record_source


@transaction.atomic
def record_document(
    *,
    document: Document,
    words: SourceWords,
    by: Person | None,
    derived_from: Sequence[Source] = (),
    ref: str = "",
    language: str | None = None,
) -> Snapshot:
    """Record a new source whose first snapshot is this document. `language` corrects the one that was found: figures
    are read by it. Raises what record_source and add_snapshot raise.
    """
    require(by, Act.RECORD)
    if language is not None and language != document.language:
        document.language = clean_text(language, "language")
        check(document)
        document.save(update_fields=["language"])
    source = record_source(words=words, by=by, derived_from=derived_from, ref=ref)
    return add_snapshot(document=document, source=source, by=by)


@transaction.atomic
def add_snapshot(*, document: Document, source: Source, by: Person | None) -> Snapshot:
    """Keep a document as the newest snapshot of a source that is recorded.

    Citations keep pointing at the snapshot that they were taken from. Those that have none yet get their place where
    their quote stands word for word, once. Raises InvalidInputError for a document that cannot be read yet, and
    ChangedMeanwhileError for one that belongs to a source already.
    """
    require(by, Act.RECORD)
    lock_sources([source.pk])
    held = Document.objects.select_for_update().defer("text").get(pk=document.pk)
    if not held.is_ready:
        raise InvalidInputError(_("This document has not been read yet. Wait until it is ready."))
    if taken := Snapshot.objects.select_related("source").filter(document=held).first():
        raise ChangedMeanwhileError(
            _("This document is kept already, as a snapshot of “%(title)s”."), title=taken.source.title
        )
    last = Snapshot.objects.filter(source=source).aggregate(last=Max("number"))["last"] or 0
    snapshot = Snapshot.objects.create(source=source, document=held, number=last + 1, taken_by=by)
    check_quotes(source=source, by=by)
    return snapshot


@transaction.atomic
def discard_document(*, document: Document, by: Person | None) -> None:
    """Throw a document away that no source was made of. Raises ChangedMeanwhileError where one was."""
    require(by, Act.RECORD)
    held = Document.objects.select_for_update().defer("text").filter(pk=document.pk).first()
    if held is None:
        return
    if Snapshot.objects.filter(document=held).exists():
        raise ChangedMeanwhileError(_("Not discarded: somebody made a source of this document meanwhile."))
    for kept in DocumentFile.objects.filter(document=held):
        forget_file(kept)
    held.delete()
