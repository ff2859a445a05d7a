"""The workbook that one would write without thinking of it twice: every cell of a row after the other, in a loop, with
numbers as numbers and days as days. It has one sheet, and looks for nothing that a spreadsheet would run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from xlsxwriter import Workbook

from factcheck.core.dates import DateError, read_period
from factcheck.exports.formats.typed import CITATION_HEAD, MOMENTS
from factcheck.exports.rows import ClaimRows

Plain = str | int | float | date | datetime | None


def write_plainly(path: Path, claims: Iterable[ClaimRows]) -> int:
    """Write the workbook; returns how many rows it has."""
    with Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        moments = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        sheet.write_row(0, 0, CITATION_HEAD)
        number = 0
        for number, cells in enumerate(_lines(claims), 1):
            for place, cell in enumerate(cells):
                if cell == "":
                    continue
                if isinstance(cell, str):
                    sheet.write_string(number, place, cell)
                elif isinstance(cell, datetime):
                    sheet.write_datetime(number, place, cell, moments)
                elif isinstance(cell, date):
                    sheet.write_datetime(number, place, cell, days)
                elif cell is not None:
                    sheet.write_number(number, place, cell)
    return number


def _lines(claims: Iterable[ClaimRows]) -> Iterator[Sequence[Plain]]:
    """The rows as they are read for any workbook, with the same columns in the same order."""
    for rows in claims:
        decided: list[Plain] = list(rows.decided)
        for place in MOMENTS:
            said = rows.decided[place]
            decided[place] = datetime.fromisoformat(said).replace(tzinfo=None) if said else None
        for ref, source, *texts, credibility, standing, hedge, low, high, unit in rows.cited:
            yield (
                ref,
                *rows.claim,
                *source,
                *texts,
                int(credibility) if credibility else None,
                *decided,
                standing,
                hedge,
                float(low) if low else None,
                float(high) if high else None,
                unit,
                *_days(texts[3]),
                *_days(source[5]),
            )


@lru_cache(maxsize=10_000)
def _days(said: str) -> tuple[date | None, date | None]:
    try:
        period = read_period(said) if said else None
    except DateError:
        return None, None
    return (period.first, period.last) if period else (None, None)
