"""Snapshots with a text, for the tests of quotes."""

from __future__ import annotations

from hashlib import sha256

from factcheck.models import Document, DocumentFile, DocumentState, Paragraph, Received, Snapshot, Source
from factcheck.services.files import keep_file


def snapshot_of(source: Source, text: str, *, number: int | None = None) -> Snapshot:
    """Another snapshot of a source, of which this is the text, in paragraphs parted by empty lines."""
    number = number or source.snapshots.count() + 1
    document = document_of(text, f"{source.ref} {number} {text}".encode())
    return Snapshot.objects.create(source=source, document=document, number=number)


def document_of(text: str, content: bytes = b"") -> Document:
    """A document that is ready to read; without bytes of their own, those of the text."""
    content = content or text.encode()
    document = Document.objects.create(
        sha256=sha256(content).hexdigest(),
        size=len(content),
        media_type="text/plain",
        name="article.txt",
        how=Received.UPLOADED,
        text=text,
        state=DocumentState.READY,
    )
    DocumentFile.objects.create(document=document, sha256=keep_file(content))
    at = 0
    paragraphs = []
    for place, words in enumerate(text.split("\n\n"), 1):
        if words:
            paragraphs.append(Paragraph(document=document, number=place, start=at, end=at + len(words)))
        at += len(words) + 2
    Paragraph.objects.bulk_create(paragraphs)
    return document


def replace_text(snapshot: Snapshot, text: str) -> None:
    """What nobody can do at the desk: another text under the same snapshot, as after a restore from elsewhere."""
    Document.objects.filter(pk=snapshot.document_id).update(text=text)
    snapshot.document.refresh_from_db()
