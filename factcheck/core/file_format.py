"""The one file format in and out: a row for each citation, a header row, UTF-8."""

from __future__ import annotations

import re
from collections.abc import Iterable

CLAIM_COLUMNS = ("claim_ref", "question", "topic", "answer_kind", "unit", "lives")
SOURCE_COLUMNS = (
    "source_ref",
    "source_title",
    "publisher",
    "author",
    "kind",
    "published",
    "url",
    "derived_from",
    "reliability",
)
CITATION_COLUMNS = (
    "citation_ref",
    "figure",
    "quote",
    "locator",
    "as_of",
    "scope",
    "attribution",
    "credibility",
)
COLUMNS = ("citation_ref", *CLAIM_COLUMNS, *SOURCE_COLUMNS, *CITATION_COLUMNS[1:])
"""Every column, in the order in which files are written. Files are read in any order of columns."""

NEEDED_COLUMNS = ("claim_ref", "source_ref", "figure")
"""Columns without which a file cannot be read."""

_STARTS = "=+\\-@＝＋－＠"
"""What begins a formula, as a part of a set in a pattern; a spreadsheet takes the wide forms for the others."""
_BEFORE = "'\"\\s\u00a0\ufeff"
"""What some spreadsheets drop from the beginning of a cell before they look at it."""
_RUNS = re.compile(rf"'*[\t\r\n]|[{_BEFORE}]*[{_STARTS}]")
_NUMBER = re.compile(r"[+-]?\d[\d,.]*(?:[eE][+-]?\d+)?%?")
_NUMBER_ALONE = r"\s*[+-]?\d[\d,.]*%?\s*(?:[;\t\r\n]|$)"
_SPLIT = re.compile(rf"(?<=[;\t\r\n])(?=[{_BEFORE}]*[{_STARTS}])(?!{_NUMBER_ALONE})")
_JOINED = re.compile(rf"(?<=[;\t\r\n])'(?=[{_BEFORE}]*[{_STARTS}])")
_FIRST = re.compile(rf"[{_BEFORE}{_STARTS}]")
_AFTER_END = {end: re.compile(rf"{end}[{_BEFORE}]*[{_STARTS}]") for end in ";\t\r\n"}
"""One pattern for each end of a cell: one that begins with one character is sought a good deal faster."""


def harmless(cell: str) -> str:
    """A cell as it is written, so that no spreadsheet runs it: an apostrophe goes before what would start a formula,
    at the beginning of the cell, and after a semicolon, a tab or the end of a line, where a spreadsheet that takes it
    for the end of a cell would find one.

    Nothing is stripped, a number stays a number, and `as_typed` gives back exactly what was there.
    """
    if _NUMBER.fullmatch(cell):
        return cell
    safe = _SPLIT.sub("'", cell) if any(end in cell for end in _AFTER_END) else cell
    return f"'{safe}" if _RUNS.match(cell) else safe


def as_typed(cell: str) -> str:
    """A cell as it was before `harmless`."""
    if cell.startswith("'") and _RUNS.match(cell):
        cell = cell[1:]
    return _JOINED.sub("", cell)


def are_harmless(cells: Iterable[str], joined: str) -> bool:
    """Whether `harmless` surely leaves all of these cells as they are, which are also given joined by the character
    31: one look at a whole row, or at many.
    """
    if _FIRST.search("".join({cell[:1] for cell in cells})):
        return False
    found = [end for end in _AFTER_END if end in joined]
    return not any(_AFTER_END[end].search(joined) for end in found)
