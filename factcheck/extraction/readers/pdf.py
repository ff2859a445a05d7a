"""PDF documents, page by page."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Mapping, Sequence

from pypdf import PageObject, PdfReader
from pypdf.errors import LimitReachedError, PyPdfError

from factcheck.core.sentences import gettext_noop as _
from factcheck.extraction.bylines import bibliography_of
from factcheck.extraction.document import Bibliography, Block, Extracted
from factcheck.extraction.limits import Limits
from factcheck.extraction.pdf_lines import Line, LineGathering, Paragraphs
from factcheck.extraction.reading import Progress
from factcheck.extraction.running_heads import running_lines
from factcheck.extraction.unreadable import UnreadableDocumentError, damaged, too_much_text, unfolds

_KIND = _("PDF")
_JUNK_TITLE = re.compile(
    r"(?:microsoft word|untitled|unbenannt|sans titre|document\d*|.*\.(?:docx?|pdf|indd|qxd|tex|pptx?|xlsx?|rtf|odt)$)"
    r"|.*(?:microsoft word - |powerpoint presentation)",
    re.IGNORECASE,
)
_JUNK_AUTHOR = re.compile(r"(?:user|admin(?:istrator)?|owner|unknown|author|pc|\w*\\\w+)", re.IGNORECASE)
_DATE = re.compile(r"(?:D:)?((?:19|20)\d\d)(0[1-9]|1[0-2])?([0-2]\d|3[01])?")

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read(content: bytes, limits: Limits, progress: Progress) -> Extracted:
    """The text of a PDF with the page of each paragraph; running heads and page numbers are clutter.

    Raises UnreadableDocumentError where a password is needed, nothing can be read, or no page has text.
    """
    document = _opened(content)
    pages, empty = _lines_of_pages(document, limits, progress)
    if not any(pages):
        raise _no_text_layer(len(pages))
    blocks = _blocks(pages)
    return Extracted(tuple(blocks), _record(document, blocks), len(pages), tuple(empty))


def _no_text_layer(pages: int) -> UnreadableDocumentError:
    if pages == 1:
        return UnreadableDocumentError(
            _(
                "This PDF has no text layer: its one page is a picture. "
                "Make it searchable (OCR) and add it again."
            )
        )
    return UnreadableDocumentError(
        _(
            "This PDF has no text layer: its %(pages)s pages are pictures. "
            "Make it searchable (OCR) and add it again."
        ),
        pages=pages,
    )


def _opened(content: bytes) -> PdfReader:
    try:
        document = PdfReader(io.BytesIO(content), strict=False)
        is_open = not document.is_encrypted or bool(document.decrypt(""))
        pages = len(document.pages) if is_open else 0
    except MemoryError:
        raise
    except Exception as error:  # a broken PDF makes the library raise whatever comes
        raise damaged(_KIND) from error
    if not is_open:
        raise UnreadableDocumentError(
            _("This PDF is protected by a password. Save a copy without one and add that.")
        )
    if not pages:
        raise damaged(_KIND)
    return document


def _lines_of_pages(
    document: PdfReader, limits: Limits, progress: Progress
) -> tuple[list[list[Line]], list[int]]:
    """The lines of every page, and the numbers of the pages that have none."""
    total = len(document.pages)
    pages: list[list[Line]] = []
    empty, broken, characters = [], 0, 0
    for number in range(1, total + 1):
        progress(number - 1, total)
        try:
            lines = _lines(document.pages[number - 1], number)
        except MemoryError:
            raise
        except LimitReachedError as error:
            raise unfolds() from error
        except Exception:  # noqa: BLE001 (as above; the other pages may be whole)
            lines = []
            broken += 1
        characters += sum(len(line.text) for line in lines)
        if characters > limits.characters:
            raise too_much_text(limits.characters)
        pages.append(lines)
        if not lines:
            empty.append(number)
    progress(total, total)
    if broken == total:
        raise damaged(_KIND)
    return pages, empty


def _lines(page: PageObject, number: int) -> list[Line]:
    gathering = LineGathering(number)
    page.extract_text(visitor_text=gathering.take)
    gathering.end()
    return gathering.lines


def _blocks(pages: Sequence[Sequence[Line]]) -> list[Block]:
    running = running_lines(pages)
    kept = [
        [line for place, line in enumerate(lines) if place not in aside]
        for lines, aside in zip(pages, running, strict=True)
    ]
    paragraphs = Paragraphs(line for lines in kept for line in lines)
    blocks: list[Block] = []
    for lines, body, aside in zip(pages, kept, running, strict=True):
        first = [place for place in sorted(aside) if place < len(lines) / 2]
        last = [place for place in sorted(aside) if place >= len(lines) / 2]
        blocks += [Block(lines[place].text, page=lines[place].page, is_clutter=True) for place in first]
        blocks += paragraphs.of_page(body)
        blocks += [Block(lines[place].text, page=lines[place].page, is_clutter=True) for place in last]
    return blocks


def _record(document: PdfReader, blocks: Sequence[Block]) -> Bibliography:
    """What the information dictionary says, where it is not what a program wrote by itself; else what the text says."""
    said = bibliography_of([block for block in blocks if block.page is not None and block.page <= 2])
    try:
        stated: Mapping[str, object] = document.metadata or {}
        title, author = str(stated.get("/Title") or "").strip(), str(stated.get("/Author") or "").strip()
        date = _DATE.match(str(stated.get("/CreationDate") or ""))
        language = str(document.root_object.get("/Lang") or "")
    except (PyPdfError, ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return said
    return Bibliography(
        title=title if title and not _JUNK_TITLE.match(title) else said.title,
        authors=author if author and not _JUNK_AUTHOR.fullmatch(author) else said.authors,
        published=said.published or ("-".join(part for part in date.groups() if part) if date else ""),
        language=language,
    )
