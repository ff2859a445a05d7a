"""Receiving a document: what is kept of it, and what is refused at the door."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction

from factcheck.core.roles import Act
from factcheck.core.sentences import gettext_noop as _
from factcheck.extraction.media import recognise
from factcheck.models import Document, DocumentFile, DocumentState, Person, Received
from factcheck.models.documents import MAX_ADDRESS, MAX_NAME
from factcheck.services.checking import check, clean_text, require
from factcheck.services.errors import InvalidInputError
from factcheck.services.files import keep_file
from factcheck.services.intake.fetching import fetch
from factcheck.services.intake.reading import queue_reading, read_at_once

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A file as it comes: its bytes, what whoever sends it calls it, and how it came."""

    content: bytes
    how: Received
    name: str = ""
    declared: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A document of the desk, and whether these very bytes had been kept before."""

    document: Document
    was_there: bool


def take_in(incoming: Incoming, *, by: Person | None) -> TakenIn:
    """Keep a file as it was received, and read its text: at once where that is quick, else in the background.

    The same bytes are kept once: what is there already is returned. What is refused at once leaves nothing behind.
    Raises NotPermittedError, InvalidInputError for what is empty or too large, and UnreadableDocumentError for
    what is no document that can be read, and FilesUnreachableError where it cannot be kept.
    """
    require(by, Act.RECORD)
    content = incoming.content
    _require_size(len(content))
    sha256 = hashlib.sha256(content).hexdigest()
    if known := _known(sha256):
        return TakenIn(known, was_there=True)
    document = Document(
        sha256=sha256,
        size=len(content),
        media_type=recognise(content, incoming.name, incoming.declared).value,
        name=clean_text(incoming.name, "name")[-MAX_NAME:],
        address=clean_text(incoming.address, "address")[:MAX_ADDRESS],
        how=incoming.how.value,
        received_by=by,
    )
    check(document)
    read = read_at_once(content, document.media_type)
    kept = keep_file(content)
    try:
        with transaction.atomic():
            document.save()
            DocumentFile.objects.create(document=document, sha256=kept)
            if read is None:
                queue_reading(document)
            else:
                read.keep(document)
    except IntegrityError:
        if known := _known(sha256):  # somebody sent the same at this moment
            return TakenIn(known, was_there=True)
        raise
    # Somebody may have thrown the same bytes away, or cleared them, just before they were referred to again.
    keep_file(content)
    return TakenIn(document, was_there=False)


def take_in_address(address: str, *, by: Person | None) -> TakenIn:
    """Fetch an address and take in what stands there. Raises what `fetch` and `take_in` raise."""
    require(by, Act.RECORD)
    fetched = fetch(address)
    incoming = Incoming(
        content=fetched.content,
        declared=fetched.media_type,
        address=fetched.final_address,
        how=Received.FETCHED,
    )
    return take_in(incoming, by=by)


def _require_size(size: int) -> None:
    if not size:
        raise InvalidInputError(_("There is nothing in it: the file or text is empty."), field="content")
    if size > settings.MAX_DOCUMENT_BYTES:
        raise InvalidInputError(
            _("This is larger than the %(most)s MB that are taken in. Add the part of it that you need."),
            field="content",
            most=settings.MAX_DOCUMENT_BYTES // MEGABYTE,
        )


def _known(sha256: str) -> Document | None:
    """The document of these bytes; one that was not taken in is forgotten, so that it can be tried again."""
    known = Document.objects.defer("text").filter(sha256=sha256).first()
    if known is not None and known.state == DocumentState.REFUSED:
        known.delete()
        return None
    return known
