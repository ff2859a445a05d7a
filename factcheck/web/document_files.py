"""The file of a document, as it was received: to keep, never to look at in the browser."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from factcheck.models import Document, DocumentFile
from factcheck.services.files import (
    FileChangedError,
    FileError,
    FileGoneError,
    FilesUnreachableError,
    kept_file,
)
from factcheck.web.access import page

ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/epub+zip": ".epub",
    "text/plain": ".txt",
    "text/markdown": ".md",
}
STATUS = {FileGoneError: 404, FileChangedError: 500, FilesUnreachableError: 503}
MOST_OF_A_NAME = 120
_FORBIDDEN = frozenset('\\/:*?"<>|')


@page()
def document_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes as they came. Whatever they are, no browser shows or runs them on the desk's pages: they come as an
    attachment of no known type, in a sandbox, and are kept in no cache.

    What belongs to a source whose identity is withheld from whoever asks is not there.
    """
    document = Document.objects.defer("text").filter(pk=pk).first() if pk < 2**63 else None
    received = DocumentFile.objects.filter(document=document).first() if document else None
    if document is None or received is None or "was_withheld" in vars(received):
        raise Http404
    try:
        content = kept_file(received)
    except FileError as error:
        status = STATUS[type(error)]
        return render(request, "factcheck/file_not_given.html", {"sentence": error.sentence}, status=status)
    return HttpResponse(
        content,
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": content_disposition_header(True, name_of(document)) or "attachment",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Cache-Control": "private, no-store",
        },
    )


def name_of(document: Document) -> str:
    """A name under which the file can be kept on any machine: that with which it came, or one made of its digest."""
    ending = ENDINGS.get(document.media_type, ".bin")
    name = "".join(
        "_" if letter in _FORBIDDEN or not letter.isprintable() else letter for letter in document.name
    ).strip(" ._")
    stem = name[: -len(ending)] if name.lower().endswith(ending) else name
    return f"{stem[:MOST_OF_A_NAME].rstrip(' .') or document.sha256[:12]}{ending}"
