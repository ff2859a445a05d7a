"""The rows of claims in a spreadsheet: beside the words, what of them is a number or a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from factcheck.core.dates import DateError, read_period
from factcheck.core.file_format import CITATION_COLUMNS, CLAIM_COLUMNS, SOURCE_COLUMNS
from factcheck.exports.formats.cells import Cell
from factcheck.exports.rows import DECISION_COLUMNS, TABLE_COLUMNS, CitedRow, ClaimRows

TYPED_COLUMNS = (
    "hedge",
    "stated_low",
    "stated_high",
    "stated_unit",
    "as_of_from",
    "as_of_to",
    "published_from",
    "published_to",
)
"""What the desk reads a figure and its dates as: the stated ends, the first day and the last."""

CITATION_HEAD = (*TABLE_COLUMNS, *TYPED_COLUMNS)
CLAIM_HEAD = (*CLAIM_COLUMNS, *DECISION_COLUMNS[:-1], "citations")
MOMENTS = tuple(DECISION_COLUMNS.index(name) for name in ("proposed_at", "approved_at"))
CREDIBILITY = CITATION_COLUMNS.index("credibility") - 1
AS_OF = CITATION_COLUMNS.index("as_of") - 1
PUBLISHED = SOURCE_COLUMNS.index("published")


def citation_line(rows: ClaimRows, cited: CitedRow) -> Sequence[Cell]:
    """A citation as the file format has it, with what can be counted with behind it."""
    credibility = cited.cells[CREDIBILITY]
    return (
        cited.ref,
        *rows.claim,
        *cited.source,
        *cited.cells[:CREDIBILITY],
        int(credibility) if credibility else None,
        *_decided(rows),
        cited.standing,
        cited.hedge,
        Decimal(cited.low) if cited.low else None,
        Decimal(cited.high) if cited.high else None,
        cited.unit,
        *_days(cited.cells[AS_OF]),
        *_days(cited.source[PUBLISHED]),
        *_changed(rows),
    )


def claim_line(rows: ClaimRows) -> Sequence[Cell]:
    """A claim with its decision, and how many citations of it stand on the other sheet."""
    return (*rows.claim, *_decided(rows), len(rows.cited), *_changed(rows))


def _decided(rows: ClaimRows) -> list[Cell]:
    cells: list[Cell] = list(rows.decided)
    for place in MOMENTS:
        cells[place] = _moment(rows.decided[place])
    return cells


def _changed(rows: ClaimRows) -> list[Cell]:
    if not rows.changed:
        return []
    kind, at, *others = rows.changed
    return [kind, _moment(at), *others]


def _moment(said: str) -> datetime | None:
    return datetime.fromisoformat(said) if said else None


@lru_cache(maxsize=10_000)
def _days(said: str) -> tuple[date | None, date | None]:
    """The first and the last day of a date as it was typed; neither where it cannot be placed."""
    try:
        period = read_period(said) if said else None
    except DateError:
        return None, None
    return (period.first, period.last) if period else (None, None)
