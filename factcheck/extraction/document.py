"""What is read out of a document: its paragraphs in reading order, and the bibliographic record that it states."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list item, heading or table row, in reading order.

    `text` has single spaces, and a line break only where the layout means one. `page` counts from 1 where the
    format has pages, `line` is the first line of a text file on which the block stands. `is_clutter` marks the
    furniture of a page: shown folded, never thrown away. `level` is 1 to 6 for a heading, 0 for prose.
    """

    text: str
    page: int | None = None
    is_clutter: bool = False
    level: int = 0
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Bibliography:
    """What a document says about itself; "" where it does not say.

    `published` is EDTF as far as it is known (2017-07-12, 2017-07, 2017), `language` an ISO 639-1 code.
    """

    title: str = ""
    authors: str = ""
    publisher: str = ""
    published: str = ""
    language: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document that was read; `pages_without_text` are pages that are pictures only."""

    blocks: tuple[Block, ...]
    found: Bibliography
    pages: int | None = None
    pages_without_text: tuple[int, ...] = ()
