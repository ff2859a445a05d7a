"""The one file format in and out: a row for each citation, a header row, UTF-8."""

from __future__ import annotations

import re

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

_RUNS = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d[\d,.]*(?:[eE][+-]?\d+)?%?")


def harmless(cell: str) -> str:
    """A cell as it is written, so that no spreadsheet runs it: an apostrophe goes before what would start a formula.

    Nothing is stripped, a number stays a number, and `as_typed` gives back exactly what was there.
    """
    return f"'{cell}" if _RUNS.match(cell) and not _NUMBER.fullmatch(cell) else cell


def as_typed(cell: str) -> str:
    """A cell as it was before `harmless`."""
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell) else cell
