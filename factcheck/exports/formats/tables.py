"""Claims as CSV: a row for each citation, in the product's file format, followed by the decision on its claim."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence

from factcheck.core.file_format import is_harmless
from factcheck.exports.about import About
from factcheck.exports.formats.cells import Cell, as_harmless_text
from factcheck.exports.rows import CHANGE_COLUMNS, DECISION_COLUMNS, TABLE_COLUMNS, ClaimRows, rows_of
from factcheck.exports.verified import ExportedClaim
from factcheck.models.withholding import for_nobody

CSV_COLUMNS = TABLE_COLUMNS
PIECE = 200
"""Rows, at least, that are sent at once."""
KNOWN_SOURCES = 4_000
"""Sources whose cells are kept as they are written; the next one empties the store."""

__all__ = ["CSV_COLUMNS", "DECISION_COLUMNS", "Lines", "as_csv", "csv_rows"]

_REF = re.compile(r"\w[\w-]*")
_NOTHING_CITED = "," * 7


class Lines:
    """Rows as lines of CSV: what was written is taken away by whoever sends it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.write = self._pieces.append
        self._writer = csv.writer(self, lineterminator="\r\n")

    def __len__(self) -> int:
        return len(self._pieces)

    def add(self, cells: Sequence[Cell]) -> None:
        self._writer.writerow(as_harmless_text(cells))

    def add_harmless(self, rows: Iterable[Sequence[str]]) -> None:
        """Rows of cells that no spreadsheet would run."""
        self._writer.writerows(rows)

    def taken(self) -> str:
        text = "".join(self._pieces)
        self._pieces.clear()
        return text

    def taken_one_by_one(self) -> list[str]:
        """The lines, without their ends."""
        lines = [line[:-2] for line in self._pieces]
        self._pieces.clear()
        return lines

    def line(self, cells: Sequence[Cell]) -> str:
        """The cells as a part of a line."""
        self.add(cells)
        return self._pieces.pop()[:-2]


def as_csv(claims: Iterable[ExportedClaim], about: About) -> Iterator[str]:
    """Cells that a spreadsheet would run are made harmless; importing the file again gives back what was there."""
    return csv_rows(map(rows_of, claims), about)


@for_nobody
def csv_rows(claims: Iterable[ClaimRows], about: About) -> Iterator[str]:
    """A row for each citation; one without citation for a claim that has none.

    What the rows of a claim, or of a source, have in common is written once and put together with the rest.
    """
    told = about.since is not None
    lines = Lines()
    yield lines.line((*CSV_COLUMNS, *(CHANGE_COLUMNS if told else ()))) + "\r\n"
    sources: dict[tuple[str, ...], str] = {}
    out: list[str] = []
    for rows in claims:
        claim = lines.line(rows.claim)
        decided = lines.line(rows.decided)
        end = f",{lines.line(rows.changed)}\r\n" if told else "\r\n"
        for row, cited in zip(rows.cited, _cited(rows, lines), strict=True):
            source = sources.get(row.source)
            if source is None:
                if len(sources) >= KNOWN_SOURCES:
                    sources.clear()
                source = sources[row.source] = lines.line(row.source)
            ref = row.ref if _REF.fullmatch(row.ref) else lines.line((row.ref,))
            out.append(f"{ref},{claim},{source},{cited},{decided},{row.standing}{end}")
        if not rows.cited:
            out.append(f",{claim},{_NOTHING_CITED},,{_NOTHING_CITED[1:]},{decided},{end}")
        if len(out) >= PIECE:
            yield "".join(out)
            out.clear()
    if out:
        yield "".join(out)


def _cited(rows: ClaimRows, lines: Lines) -> list[str]:
    """What the citations of a claim say, each as a part of a line."""
    cells = [row.cells for row in rows.cited]
    if is_harmless(cells):
        lines.add_harmless(cells)
    else:
        for one in cells:
            lines.add(one)
    return lines.taken_one_by_one()
