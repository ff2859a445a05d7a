"""Word documents (DOCX): paragraphs, headings by their style, tables row by row, footnotes at the end."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from docx import Document
from lxml import etree

from factcheck.core.sentences import gettext_noop as _
from factcheck.extraction.archives import Archive, check_xml, opened
from factcheck.extraction.bylines import bibliography_of
from factcheck.extraction.document import Bibliography, Block, Extracted
from factcheck.extraction.limits import Limits
from factcheck.extraction.reading import Progress
from factcheck.extraction.unreadable import damaged

_KIND = _("Word document (DOCX)")
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")


def _word(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"


_PARAGRAPH, _TABLE, _ROW, _CELL, _BOX = map(_word, ("p", "tbl", "tr", "tc", "txbxContent"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {_word("tab"): " ", _word("br"): "\n", _word("cr"): "\n", _word("noBreakHyphen"): "-"}
_NOT_THE_TEXT = frozenset({_FALLBACK, _BOX, _word("moveFrom"), _word("pPr"), _word("rPr"), _word("fldData")})
"""Inside a paragraph: another rendering of a drawing, text boxes (read by themselves), what was moved elsewhere."""
_WRITTEN_BY_PROGRAMS = frozenset({"", "Word Document", "python-docx", "User", "Microsoft Office User"})


def read(content: bytes, limits: Limits, progress: Progress) -> Extracted:
    """The text of a Word document, with what was inserted and without what was struck out under track changes.

    Its archive and its XML are checked before the library reads them; macros are never looked at.
    """
    progress(0, 1)
    with opened(content, limits) as archive:
        _check(archive)
        notes = list(_notes(archive))
    try:
        document = Document(io.BytesIO(content))
        levels = _levels(document)
        blocks = [*_blocks(document.element.body, levels), *notes]
        record = _record(document, blocks)
    except MemoryError:
        raise
    except Exception as error:  # the library raises whatever a missing part leads to
        raise damaged(_KIND) from error
    progress(1, 1)
    return Extracted(tuple(blocks), record)


def _check(archive: Archive) -> None:
    """Every part within bounds, and no XML that declares entities."""
    if "word/document.xml" not in archive.names:
        raise damaged(_KIND)
    for name in sorted(archive.names):
        part = archive.read(name)
        if name.endswith((".xml", ".rels")):
            check_xml(part, _KIND)


def _blocks(element: Any, levels: Mapping[str, int]) -> Iterator[Block]:  # noqa: ANN401 (lxml publishes no types)
    """Paragraphs and rows, also those in content controls and text boxes."""
    for child in element:
        if child.tag == _PARAGRAPH:
            yield Block(_text(child), level=_level(child, levels))
            for box in child.iter(_BOX):
                if not any(outer.tag == _FALLBACK for outer in box.iterancestors()):
                    yield from _blocks(box, levels)
        elif child.tag == _TABLE:
            yield from _rows(child, levels)
        elif isinstance(child.tag, str):
            yield from _blocks(child, levels)


def _rows(table: Any, levels: Mapping[str, int]) -> Iterator[Block]:  # noqa: ANN401 (as above)
    for row in table.iterchildren(_ROW):
        cells = [
            " ".join(" ".join(block.text for block in _blocks(cell, levels)).split())
            for cell in row.iterdescendants(_CELL)
            if next(cell.iterancestors(_ROW)) is row
        ]
        if any(cells):
            yield Block(" | ".join(cells))


def _text(paragraph: Any) -> str:  # noqa: ANN401 (as above)
    pieces = []
    walk = etree.iterwalk(paragraph, events=("start",))
    for _event, element in walk:
        if element.tag in _NOT_THE_TEXT:
            walk.skip_subtree()
        elif element.tag == _word("t"):
            pieces.append(element.text or "")
        elif element.tag in _SIGNS:
            pieces.append(_SIGNS[element.tag])
    return "".join(pieces)


def _level(paragraph: Any, levels: Mapping[str, int]) -> int:  # noqa: ANN401 (as above)
    style = paragraph.find(f"{_word('pPr')}/{_word('pStyle')}")
    return levels.get(style.get(_word("val"), ""), 0) if style is not None else 0


def _levels(document: Any) -> dict[str, int]:  # noqa: ANN401 (as above)
    """The level of each heading style, by its id; the id is translated in a translated Word, the name is not."""
    levels = {}
    for style in document.styles:
        name = (style.name or "").lower()
        if name == "title":
            levels[style.style_id] = 1
        elif name.startswith("heading ") and name[8:].isdecimal():
            levels[style.style_id] = min(6, max(1, int(name[8:])))
    return levels


def _notes(archive: Archive) -> Iterator[Block]:
    """Footnotes and endnotes, behind the text."""
    for name in _NOTES:
        if name in archive.names:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            yield from _blocks(etree.fromstring(archive.read(name), parser), {})


def _record(document: Any, blocks: list[Block]) -> Bibliography:  # noqa: ANN401 (as above)
    """What the properties say, where a person wrote them; else what the text says."""
    properties = document.core_properties
    said = bibliography_of(blocks)
    title, author = (properties.title or "").strip(), (properties.author or "").strip()
    written = properties.modified or properties.created
    return Bibliography(
        title=title if title not in _WRITTEN_BY_PROGRAMS else said.title,
        authors=author if author not in _WRITTEN_BY_PROGRAMS else said.authors,
        published=said.published or (written.date().isoformat() if written and written.year > 1980 else ""),
        language=properties.language or "",
    )
