"""Claims as CSV: a row for each citation, in the product's file format, followed by the decision on its claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from factcheck.core.file_format import CITATION_COLUMNS, SOURCE_COLUMNS
from factcheck.exports.about import About
from factcheck.exports.formats.lines import part, parts
from factcheck.exports.rows import (
    CHANGE_COLUMNS,
    DECISION_COLUMNS,
    OWN_CELLS,
    STANDING,
    TABLE_COLUMNS,
    ClaimRows,
    rows_of,
)
from factcheck.exports.verified import ExportedClaim
from factcheck.models.withholding import for_nobody

CSV_COLUMNS = TABLE_COLUMNS
CLAIMS_AT_ONCE = 50
"""Claims whose rows are written, and sent, together."""
KNOWN_SOURCES = 20_000
"""Sources whose cells are kept as they are written; the next one empties the store."""

__all__ = ["CSV_COLUMNS", "DECISION_COLUMNS", "as_csv", "csv_rows"]

_REF = re.compile(r"\w[\w-]*")
_NOTHING_CITED = "," * (len(SOURCE_COLUMNS) + len(CITATION_COLUMNS) - 2)


def as_csv(claims: Iterable[ExportedClaim], about: About) -> Iterator[str]:
    """Cells that a spreadsheet would run are made harmless; importing the file again gives back what was there."""
    return csv_rows(map(rows_of, claims), about)


@for_nobody
def csv_rows(claims: Iterable[ClaimRows], about: About) -> Iterator[str]:
    """A row for each citation; one without citation for a claim that has none.

    What the rows of a claim, or of a source, have in common is written once and put together with the rest.
    """
    told = about.since is not None
    yield part((*CSV_COLUMNS, *(CHANGE_COLUMNS if told else ()))) + "\r\n"
    sources: dict[tuple[str, ...], str] = {}
    left = iter(claims)
    while batch := list(islice(left, CLAIMS_AT_ONCE)):
        yield _written(batch, sources)


def _written(claims: Sequence[ClaimRows], sources: dict[tuple[str, ...], str]) -> str:
    out: list[str] = []
    heads = parts([rows.claim for rows in claims])
    decisions = parts([rows.decided for rows in claims])
    all_cited = iter(parts([row[OWN_CELLS] for rows in claims for row in rows.cited]))
    for rows, claim, decided in zip(claims, heads, decisions, strict=True):
        end = f",{part(rows.changed)}\r\n" if rows.changed else "\r\n"
        for row, cited in zip(rows.cited, all_cited, strict=False):
            ref, source_cells, standing = row[0], row[1], row[STANDING]
            source = sources.get(source_cells)
            if source is None:
                if len(sources) >= KNOWN_SOURCES:
                    sources.clear()
                source = sources[source_cells] = part(source_cells)
            if not _REF.fullmatch(ref):
                ref = part((ref,))
            out.append(f"{ref},{claim},{source},{cited},{decided},{standing}{end}")
        if not rows.cited:
            out.append(f",{claim},{_NOTHING_CITED},{decided},{end}")
    return "".join(out)
