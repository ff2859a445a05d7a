"""Web pages: the whole visible text in order, what is not the article marked as clutter."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import replace

from lxml import etree, html
from trafilatura import bare_extraction
from trafilatura.settings import Document

from factcheck.extraction.clutter import marked
from factcheck.extraction.decoding import decode
from factcheck.extraction.document import Bibliography, Block, Extracted
from factcheck.extraction.limits import Limits
from factcheck.extraction.reading import Progress
from factcheck.extraction.visible import blocks_of, parsed

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_NO_LETTERS = re.compile(r"[\W_]+")
_LONG_ENOUGH = 25
"""Letters from which a text is told anywhere in the article; a shorter one must be a whole part of it."""
_LARGEST = 20_000
"""Blocks beyond which a page is a list or a book, and no article is looked for in it."""
_ARTICLE_PARTS = ("head", "p", "item", "cell", "row", "quote", "code", "fw", "table", "ab")

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def read(content: bytes, _limits: Limits, progress: Progress) -> Extracted:
    """Every block that the page shows. What trafilatura does not keep as the article is clutter.

    Where it finds no article at all, only what the rules for plain text know as furniture is clutter.
    """
    progress(0, 1)
    text = decode(content, declared_charset(content))
    blocks = list(blocks_of(parsed(text)))
    document = _article(text) if len(blocks) <= _LARGEST else None
    if document is not None:
        blocks = aligned(blocks, document.body, document.text or "")
    record = _record(document, parsed(text))
    progress(1, 1)
    return Extracted(tuple(marked(blocks)), record)


def declared_charset(content: bytes) -> str:
    """The character set that the page declares near its beginning."""
    found = _CHARSET.search(content[:4096])
    return found[1].decode("ascii", "replace") if found else ""


def _article(text: str) -> Document | None:
    try:
        found = bare_extraction(
            parsed(text),
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except (RecursionError, ValueError, TypeError, AttributeError, LookupError, etree.LxmlError):
        return None  # without an opinion of what the article is, everything is
    return found if isinstance(found, Document) else None


def aligned(blocks: Sequence[Block], article: html.HtmlElement | None, text: str = "") -> list[Block]:
    """The blocks, clutter where they are not in the article: neither in its tree nor a line of its text."""
    if article is None:
        return list(blocks)
    whole = _key("".join(article.itertext()))
    parts = {_key("".join(part.itertext())) for part in article.iter(*_ARTICLE_PARTS)}
    parts |= {_key(line) for line in text.splitlines()} - {""}
    if not whole:
        return list(blocks)
    return [
        block if _is_in(_key(block.text), whole, parts) else replace(block, is_clutter=True)
        for block in blocks
    ]


def _is_in(key: str, whole: str, parts: set[str]) -> bool:
    return key in parts or (len(key) >= _LONG_ENOUGH and key in whole)


def _key(text: str) -> str:
    return _NO_LETTERS.sub("", text).casefold()


def _record(document: Document | None, tree: html.HtmlElement) -> Bibliography:
    language = tree.get("lang") or tree.get("xml:lang") or ""
    if document is None:
        return Bibliography(title=tree.findtext(".//title") or "", language=language)
    return Bibliography(
        title=document.title or "",
        authors=document.author or "",
        publisher=document.sitename or "",
        published=document.date or "",
        language=language or document.language or "",
        url=document.url or "",
    )
