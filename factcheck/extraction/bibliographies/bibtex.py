"""BibTeX and BibLaTeX files: their entries, with the macros that they define put in."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from bibtexparser.model import DuplicateFieldKeyBlock, ParsingFailedBlock
from bibtexparser.model import Entry as Block
from bibtexparser.splitter import Splitter

from factcheck.core.bibliography.bibtex import record_of_bibtex
from factcheck.core.bibliography.bibtex_dates import MONTHS
from factcheck.core.sentences import gettext_noop as _
from factcheck.extraction.bibliographies.entries import (
    LONGEST,
    BadEntryError,
    Entry,
    UnreadableBibliographyError,
    entry_of,
    refused,
)

MOST_MARKS = 4_000_000
"""Braces, quotation marks and the like, beyond which a file is made to be slow to read."""
_MARK = re.compile(r"\\.|[{}\"#]", re.DOTALL)
_COMMENTARY = re.compile(r"(^[ \t]*@)commentary(?=\s*[{(])", re.IGNORECASE | re.MULTILINE)
_KEY = re.compile(r"@\w+\s*[{(]\s*([^\s,{}()]{1,300})\s*,")

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)


def read(text: str) -> Iterator[Entry]:
    """The entries of a file, each with its line; one that is not closed is refused, and those after it are read."""
    if sum(text.count(mark) for mark in '{}",=@') > MOST_MARKS:
        raise UnreadableBibliographyError(_("This file has more braces than a bibliography has. Split it."))
    # The library takes every type that begins so for a comment, and would lose the entry.
    library = Splitter(_COMMENTARY.sub(r"\1misc", text)).split()
    macros: dict[str, str | None] = {month: month for month in MONTHS}
    for string in library.strings:
        try:
            macros[string.key.lower()] = evaluated(string.value, macros)
        except BadEntryError:
            macros[string.key.lower()] = None
    for block in library.blocks:
        line = (block.start_line or 0) + 1
        meant = block.ignore_error_block if isinstance(block, DuplicateFieldKeyBlock) else block
        if isinstance(meant, Block):
            yield _entry(line, meant, macros)
        elif isinstance(block, ParsingFailedBlock):
            found = _KEY.match((block.raw or "").lstrip()[:500])
            yield refused(line, found[1] if found else "", BadEntryError(_NOT_CLOSED))


_NOT_CLOSED = _("This entry cannot be read: a brace, a quotation mark or a comma is missing in it.")


def _entry(line: int, block: Block, macros: Mapping[str, str | None]) -> Entry:
    said: dict[str, str] = {}
    times: Counter[str] = Counter()
    try:
        for field in block.fields:
            name = field.key.lower()
            times[name] += 1
            said[name if times[name] == 1 else f"{name}-{times[name]}"] = evaluated(str(field.value), macros)
    except BadEntryError as error:
        return refused(line, block.key, error)
    return entry_of(line, record_of_bibtex(block.entry_type, block.key, said))


def evaluated(raw: str, macros: Mapping[str, str | None]) -> str:
    """What stands in a field: pieces in braces or quotation marks, numbers and macros, joined where `#` joins them.

    A macro that nobody defined keeps its name; None is one of macros that grow beyond all bounds. Raises BadEntryError
    where that is used, and where this would be the first.
    """
    said = [_piece(piece.strip(), macros) for piece in _joined(raw)]
    pieces = [piece for piece in said if piece is not None]
    if len(pieces) < len(said) or sum(map(len, pieces)) > LONGEST:
        raise BadEntryError(
            _("This entry has more than %(most)s characters. Shorten it."), most=f"{LONGEST:,}"
        )
    return "".join(pieces)


def _piece(piece: str, macros: Mapping[str, str | None]) -> str | None:
    if len(piece) >= 2 and (piece[0], piece[-1]) in {("{", "}"), ('"', '"')}:
        return piece[1:-1]
    return macros.get(piece.lower(), piece)


def _joined(raw: str) -> Iterator[str]:
    """The pieces of a value between the signs `#` that stand outside of braces and quotation marks."""
    depth, quoted, begun = 0, False, 0
    for found in _MARK.finditer(raw):
        mark = found[0]
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth = max(0, depth - 1)
        elif mark == '"' and depth == 0:
            quoted = not quoted
        elif mark == "#" and depth == 0 and not quoted:
            yield raw[begun : found.start()]
            begun = found.end()
    yield raw[begun:]
