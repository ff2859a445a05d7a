"""Lists as XLSX workbooks, written to the disk row by row, so that memory does not grow with them.

The workbook is packed when its last row is known; its first byte is sent then.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from xlsxwriter import Workbook

from factcheck.exports.about import About
from factcheck.exports.formats.cells import Cell
from factcheck.exports.formats.sheets import Paper, Sheets
from factcheck.exports.formats.typed import CITATION_HEAD, CLAIM_HEAD, citation_line, claim_line
from factcheck.exports.manifests import instant, manifest_inside
from factcheck.exports.rows import CHANGE_COLUMNS, ClaimRows, rows_of
from factcheck.exports.verified import ExportedClaim
from factcheck.models.withholding import for_nobody

PIECE = 256 * 1024
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
    """The same from rows. What can be imported again stands on the first sheet."""
    told = CHANGE_COLUMNS if about.since is not None else ()
    with tempfile.TemporaryFile() as file:
        with _workbook(file) as workbook:
            paper = Paper(workbook)
            citations = Sheets(paper, "Citations", (*CITATION_HEAD, *told))
            decisions = Sheets(paper, "Claims", (*CLAIM_HEAD, *told))
            for rows in claims:
                decisions.add(claim_line(rows))
                for cited in rows.cited:
                    citations.add(citation_line(rows, cited))
            _about(paper, about, [citations, decisions])
        yield from _pieces(file)


@for_nobody
def table_workbook(
    name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]], about: About
) -> Iterator[bytes]:
    """Any list as one sheet, and one about the export."""
    with tempfile.TemporaryFile() as file:
        with _workbook(file) as workbook:
            paper = Paper(workbook)
            sheets = Sheets(paper, name.capitalize(), columns)
            for row in rows:
                sheets.add(row)
            _about(paper, about, [sheets])
        yield from _pieces(file)


def _workbook(file: IO[bytes]) -> Workbook:
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    workbook = Workbook(file, options)
    workbook.use_zip64()
    return workbook


def _about(paper: Paper, about: About, written: Sequence[Sheets]) -> None:
    """The manifest, and how much stands on which sheets."""
    sheets = Sheets(paper, "About", ("about", "said"))
    for name, said in manifest_inside(about).items():
        sheets.add((name.replace("_", " "), said))
    for one in written:
        sheets.add((f"rows of {one.name.lower()}", one.rows))
        if one.parts > 1:
            sheets.add((f"sheets of {one.name.lower()}", one.parts))
    cut = sum(one.cut for one in (*written, sheets))
    if cut:
        sheets.add(("cells that were cut, each saying so", cut))
    for note in NOTES:
        sheets.add(("note", note))
    for one in (*written, sheets):
        one.finish()
    paper.workbook.set_properties({"title": f"{about.desk_name} {about.listed}".strip()})
    paper.workbook.set_custom_property("made_at", instant(about.made_at))


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(PIECE):
        yield piece
