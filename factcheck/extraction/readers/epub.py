"""E-books (EPUB): the chapters in reading order."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from factcheck.core.sentences import gettext_noop as _
from factcheck.extraction.archives import Archive, declares_entities, opened
from factcheck.extraction.decoding import decode
from factcheck.extraction.document import Bibliography, Block, Extracted
from factcheck.extraction.limits import Limits
from factcheck.extraction.reading import Progress
from factcheck.extraction.unreadable import UnreadableDocumentError, damaged
from factcheck.extraction.visible import blocks_of, parsed

_KIND = _("e-book (EPUB)")
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})


def read(content: bytes, limits: Limits, progress: Progress) -> Extracted:
    """All chapters of the spine, in order, all of it prose."""
    with opened(content, limits) as archive:
        package_path = _package_path(archive)
        package = _xml(archive, package_path)
        chapters = list(_chapters(package, package_path))
        blocks: list[Block] = []
        for number, path in enumerate(chapters):
            progress(number, len(chapters))
            if path in archive.names:
                blocks.extend(blocks_of(parsed(decode(archive.read(path)))))
        progress(len(chapters), len(chapters))
    if not chapters:
        raise damaged(_KIND)
    return Extracted(tuple(blocks), _record(package))


def _package_path(archive: Archive) -> str:
    container = _xml(archive, "META-INF/container.xml")
    for element in container.iter():
        if _name(element) == "rootfile" and element.get("full-path"):
            return str(element.get("full-path"))
    raise damaged(_KIND)


def _chapters(package: Element, package_path: str) -> Iterator[str]:
    """The paths of the chapters, each once."""
    folder = posixpath.dirname(package_path)
    items = {
        item.get("id"): item.get("href", "")
        for item in package.iter()
        if _name(item) == "item" and item.get("media-type") in _PAGES
    }
    seen = set()
    for reference in package.iter():
        href = items.get(reference.get("idref")) if _name(reference) == "itemref" else None
        if href and href not in seen:
            seen.add(href)
            yield posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0])))


def _record(package: Element) -> Bibliography:
    said: dict[str, list[str]] = {}
    for element in package.iter():
        if element.tag.startswith("{http://purl.org/dc/elements/1.1/}") and element.text:
            said.setdefault(_name(element), []).append(element.text.strip())
    return Bibliography(
        title=said.get("title", [""])[0],
        authors="; ".join(said.get("creator", [])),
        publisher=said.get("publisher", [""])[0],
        published=said.get("date", [""])[0],
        language=said.get("language", [""])[0],
        url=next((one for one in said.get("identifier", []) if one.startswith(("http://", "https://"))), ""),
    )


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _xml(archive: Archive, name: str) -> Element:
    try:
        return ElementTree.fromstring(archive.read(name))
    except DefusedXmlException as error:
        raise declares_entities() from error
    except UnreadableDocumentError:
        raise
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise damaged(_KIND) from error
