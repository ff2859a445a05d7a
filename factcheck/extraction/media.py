"""What kind of document some bytes are, told by the bytes; the name only tells text formats apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from pathlib import PurePosixPath

from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.extraction.archives import names_in
from factcheck.extraction.decoding import encoding_mark, looks_like_text
from factcheck.extraction.signatures import signature_of
from factcheck.extraction.unreadable import UnreadableDocumentError


class MediaType(StrEnum):
    """The kinds of document that the desk reads."""

    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    EPUB = "application/epub+zip"


KINDS: dict[MediaType, str] = {
    MediaType.TEXT: _("plain text"),
    MediaType.MARKDOWN: _("a Markdown text"),
    MediaType.HTML: _("a web page (HTML)"),
    MediaType.PDF: _("a PDF document"),
    MediaType.DOCX: _("a Word document (DOCX)"),
    MediaType.EPUB: _("an e-book (EPUB)"),
}
"""What each kind is called in a sentence."""

ENDINGS: dict[str, MediaType] = {
    ".txt": MediaType.TEXT,
    ".text": MediaType.TEXT,
    ".md": MediaType.MARKDOWN,
    ".markdown": MediaType.MARKDOWN,
    ".html": MediaType.HTML,
    ".htm": MediaType.HTML,
    ".xhtml": MediaType.HTML,
    ".pdf": MediaType.PDF,
    ".docx": MediaType.DOCX,
    ".epub": MediaType.EPUB,
}
_OTHER_ENDINGS = frozenset(
    {
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".webp",
        ".mp3",
        ".mp4",
        ".wav",
        ".zip",
        ".exe",
        ".doc",
        ".xls",
        ".xlsx",
    }
    | {".ppt", ".pptx", ".odt", ".rtf"}
)
_DECLARED = {kind.value: kind for kind in MediaType} | {
    "application/xhtml+xml": MediaType.HTML,
    "text/x-markdown": MediaType.MARKDOWN,
}
_TEXTS = frozenset({MediaType.TEXT, MediaType.MARKDOWN, MediaType.HTML})
_PAGE_BEGINS = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_OTHER_CALLS = _("This file is called “%(name)s”, but it seems to be %(kind)s. Add it under its right name.")
_DECLARES = _("This is announced as %(declared)s, but it seems to be %(kind)s. Save it and add the file.")
_NOT_READ = _(
    "This seems to be %(kind)s, which the desk does not read. "
    "Add a text, a web page (HTML), a PDF, a Word document (DOCX), Markdown or an e-book (EPUB)."
)


def recognise(content: bytes, name: str = "", declared: str = "") -> MediaType:
    """The kind of a document, by its content first.

    Raises UnreadableDocumentError for an empty file, for a kind that is not read, and where the name or the type with
    which it was announced say something else than the content: the sentence tells what it seems to be.
    """
    if not content.strip(b"\0 \t\r\n\x0c\xef\xbb\xbf\xff\xfe"):
        raise UnreadableDocumentError(_("This file is empty. Check that it is the right one."))
    ending = PurePosixPath(name.strip().lower()).suffix
    announced = declared.partition(";")[0].strip().lower()
    found = _by_content(content, ending, announced)
    kind = Sentence(KINDS[found])
    by_name = ENDINGS.get(ending)
    if ending in _OTHER_ENDINGS or (by_name is not None and by_name is not found):
        raise UnreadableDocumentError(_OTHER_CALLS, name=name.strip(), kind=kind)
    by_type = _DECLARED.get(announced)
    if announced.startswith(("image/", "audio/", "video/")):
        raise UnreadableDocumentError(_DECLARES, declared=announced, kind=kind)
    if by_type is not None and by_name is None and by_type is not found:
        raise UnreadableDocumentError(_DECLARES, declared=Sentence(KINDS[by_type]), kind=kind)
    return found


def _by_content(content: bytes, ending: str, announced: str) -> MediaType:
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _by_entries(names_in(content))
    if b"%PDF-" in content[:1024]:
        return MediaType.PDF
    other = signature_of(content)
    if not other and not looks_like_text(content):
        other = _("a file of bytes that are no text")
    if other:
        raise UnreadableDocumentError(_NOT_READ, kind=Sentence(other))
    if _PAGE_BEGINS.match(_beginning(content)):
        return MediaType.HTML
    said = ENDINGS.get(ending) or _DECLARED.get(announced)
    return said if said is not None and said in _TEXTS else MediaType.TEXT


def _by_entries(names: Iterable[str]) -> MediaType:
    """A DOCX, an EPUB, or the sentence that says what else this archive is."""
    names = frozenset(names)
    if "word/document.xml" in names:
        return MediaType.DOCX
    if "META-INF/container.xml" in names:
        return MediaType.EPUB
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        kind = _("a spreadsheet (XLSX)")
    elif "ppt/presentation.xml" in names:
        kind = _("a slide show (PPTX)")
    elif "content.xml" in names and "mimetype" in names:
        kind = _("an OpenDocument file")
    else:
        kind = _("a ZIP archive")
    raise UnreadableDocumentError(_NOT_READ, kind=Sentence(kind))


def _beginning(content: bytes) -> str:
    return content[:8192].decode(encoding_mark(content) or "utf-8", errors="ignore").lstrip("\ufeff")
