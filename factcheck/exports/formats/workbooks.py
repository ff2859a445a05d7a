"""Lists as XLSX workbooks, which are sent while they are written, so that memory does not grow with them.

What stands on a second sheet is packed on the disk meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from factcheck.exports.about import About
from factcheck.exports.formats.cells import Cell
from factcheck.exports.formats.sheets import Book, Sheets
from factcheck.exports.formats.typed import CITATION_HEAD, CLAIM_HEAD, CitationLines, claim_line
from factcheck.exports.manifests import SINGLE_REVIEW, instant, manifest_inside
from factcheck.exports.rows import CHANGE_COLUMNS, ClaimRows, rows_of
from factcheck.exports.verified import ExportedClaim
from factcheck.models.withholding import for_nobody

NOTES = (
    "Moments are in universal time (UTC).",
    "Text that a spreadsheet would run begins with an apostrophe.",
    "Stated ends are numbers where a spreadsheet keeps them exactly, and text elsewhere.",
)


def as_workbook(claims: Iterable[ExportedClaim], about: About) -> Iterator[bytes]:
    """A sheet of citations as the file format has them, one of claims, and one about the export."""
    return workbook_rows(map(rows_of, claims), about)


@for_nobody
def workbook_rows(claims: Iterable[ClaimRows], about: About) -> Iterator[bytes]:
    """The same from rows. What can be imported again stands on the first sheet, and what was found is counted on the
    way: the last sheet tells it.
    """
    told = CHANGE_COLUMNS if about.since is not None else ()
    book = _book(about)
    citations = Sheets(book, "Citations", (*CITATION_HEAD, *told), is_sent=True)
    decisions = Sheets(book, "Claims", (*CLAIM_HEAD, *told), is_sent=False)
    lines = CitationLines(citations.cells)
    is_single_review = about.is_single_review
    yield from book.pieces(1)
    for rows in claims:
        is_single_review |= rows.decided[-1] == SINGLE_REVIEW
        decisions.add_row(claim_line(decisions.cells, rows))
        for line in lines.of(rows):
            citations.add_row(line)
        yield from book.pieces()
    citations.finish()
    decisions.finish()
    yield from book.add_waiting(decisions)
    found = replace(about, count=decisions.rows, is_single_review=is_single_review)
    yield from _about(book, found, [citations, decisions])


@for_nobody
def table_workbook(
    name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]], about: About
) -> Iterator[bytes]:
    """Any list as one sheet, and one about the export."""
    book = _book(about)
    sheets = Sheets(book, name.capitalize(), columns, is_sent=True)
    yield from book.pieces(1)
    for row in rows:
        sheets.add(row)
        yield from book.pieces()
    sheets.finish()
    yield from _about(book, about, [sheets])


def _book(about: About) -> Book:
    return Book(f"{about.desk_name} {about.listed}".strip(), instant(about.made_at))


def _about(book: Book, about: About, written: Sequence[Sheets]) -> Iterator[bytes]:
    """The manifest, and how much stands on which sheets."""
    sheets = Sheets(book, "About", ("about", "said"), is_sent=True)
    for name, said in manifest_inside(about).items():
        sheets.add((name.replace("_", " "), said))
    for one in written:
        sheets.add((f"rows of {one.name.lower()}", one.rows))
        if one.parts > 1:
            sheets.add((f"sheets of {one.name.lower()}", one.parts))
    cut = sum(one.cells.cut for one in (*written, sheets))
    if cut:
        sheets.add(("cells that were cut, each saying so", cut))
    for note in NOTES:
        sheets.add(("note", note))
    sheets.finish()
    yield from book.finish()
