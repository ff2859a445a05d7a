"""Word documents (DOCX): paragraphs, headings by their style, tables row by row, footnotes at the end."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from factcheck.extraction.archives import Archive, check_xml, opened
from factcheck.extraction.bylines import bibliography_of
from factcheck.extraction.document import Bibliography, Block, Extracted
from factcheck.extraction.limits import Limits
from factcheck.extraction.reading import Progress
from factcheck.extraction.unreadable import UnreadableDocumentError, damaged

_KIND = "Word document (DOCX)"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")


def read(content: bytes, limits: Limits, progress: Progress) -> Extracted:
    """The text of a Word document. Its archive and XML are checked before the library reads them; macros are ignored."""
    progress(0, 1)
    with opened(content, limits) as archive:
        if "word/document.xml" not in archive.names:
            raise damaged(_KIND)
        for name in sorted(archive.names):
            part = archive.read(name)
            if name.endswith((".xml", ".rels")):
                check_xml(part, _KIND)
        notes = list(_notes(archive))
    try:
        document = Document(io.BytesIO(content))
        blocks = [*_blocks(document), *notes]
        record = _record(document, blocks)
    except UnreadableDocumentError:
        raise
    except Exception as error:  # the library raises whatever a missing part leads to
        raise damaged(_KIND) from error
    progress(1, 1)
    return Extracted(tuple(blocks), record)


def _blocks(document: Any) -> Iterator[Block]:  # noqa: ANN401 (the library publishes no name for it)
    for item in document.iter_inner_content():
        if isinstance(item, Paragraph):
            yield Block(item.text, level=_level(item))
        else:
            yield from _rows(item)


def _rows(table: Table) -> Iterator[Block]:
    for row in table.rows:
        cells = []
        last = None
        for cell in row.cells:
            if cell._tc is not last:
                cells.append(" ".join(cell.text.split()))
            last = cell._tc
        if any(cells):
            yield Block(" | ".join(cells))


def _level(paragraph: Paragraph) -> int:
    style = paragraph.style.name if paragraph.style is not None else None
    if style == "Title":
        return 1
    if style and style.startswith("Heading ") and style[8:].isdecimal():
        return min(6, max(1, int(style[8:])))
    return 0


def _notes(archive: Archive) -> Iterator[Block]:
    for name in _NOTES:
        if name in archive.names:
            tree = etree.fromstring(
                archive.read(name), etree.XMLParser(resolve_entities=False, no_network=True)
            )
            for note in tree:
                text = " ".join("".join(piece.itertext(f"{_WORD}t")) for piece in note.iter(f"{_WORD}p"))
                yield Block(text)


def _record(document: Any, blocks: list[Block]) -> Bibliography:  # noqa: ANN401 (as above)
    properties = document.core_properties
    said = bibliography_of(blocks)
    title = (properties.title or "").strip()
    author = (properties.author or "").strip()
    created = properties.created
    return Bibliography(
        title=title if title and title != "Word Document" else said.title,
        authors=author if author and author != "python-docx" else said.authors,
        published=said.published or (created.date().isoformat() if created and created.year > 1980 else ""),
        language=properties.language or "",
    )
