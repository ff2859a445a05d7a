"""The rows of claims in a spreadsheet: beside the words, what of them is a number or a day."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache, partial

from factcheck.core.dates import DateError, read_period
from factcheck.core.file_format import CLAIM_COLUMNS, SOURCE_COLUMNS
from factcheck.exports.formats.cell_xml import Columns
from factcheck.exports.rows import DECISION_COLUMNS, TABLE_COLUMNS, ClaimRows

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
PUBLISHED = SOURCE_COLUMNS.index("published")
KEPT_PARTS = 5_000
"""Sources, and dates, whose cells are kept as they are written; the next one empties the store."""

_CLAIM, _SOURCE = 1, 1 + len(CLAIM_COLUMNS)
_FIGURE = CITATION_HEAD.index("figure")
_CREDIBILITY = CITATION_HEAD.index("credibility")
_STATE = CITATION_HEAD.index("state")
_STANDING = CITATION_HEAD.index("standing")
_LOW, _HIGH, _UNIT = (CITATION_HEAD.index(f"stated_{name}") for name in ("low", "high", "unit"))
_AS_OF, _PUBLISHED = (CITATION_HEAD.index(f"{name}_from") for name in ("as_of", "published"))
_TEXTS = slice(2, 8)
"""Where a row of a citation has what stays text: from its figure to its attribution."""


class CitationLines:
    """Citations as the file format has them, with what can be counted with behind it, as rows of a sheet.

    Cells that many rows have in common are put together once.
    """

    def __init__(self, cells: Columns) -> None:
        self._cells = cells
        self._sources: dict[tuple[str, ...], str] = {}
        self._grade = lru_cache(KEPT_PARTS)(partial(cells.number, _CREDIBILITY))
        self._few = lru_cache(KEPT_PARTS)(cells.texts)
        self._as_of = lru_cache(KEPT_PARTS)(partial(self._days, _AS_OF))
        self._published = lru_cache(KEPT_PARTS)(partial(self._days, _PUBLISHED))

    def of(self, rows: ClaimRows) -> list[str]:
        """The rows of a claim."""
        cells = self._cells
        before = cells.cut
        claim = cells.texts(_CLAIM, rows.claim)
        decided = _decided(cells, _STATE, rows)
        changed = _changed(cells, len(CITATION_HEAD), rows)
        cells.cut += (cells.cut - before) * (len(rows.cited) - 1)
        sources, number, lines = self._sources, cells.number, []
        for row in rows.cited:
            ref, source, _figure, _quote, _locator, as_of, _scope, _credited, grade, *read = row
            stands, hedge, low, high, unit = read
            lines.append(
                f"{cells.text(0, ref)}{claim}{sources.get(source) or self._source(source)}"
                f"{cells.texts(_FIGURE, row[_TEXTS])}{self._grade(grade)}{decided}"
                f"{self._few(_STANDING, (stands, hedge))}{number(_LOW, low)}{number(_HIGH, high)}"
                f"{self._few(_UNIT, (unit,))}{self._as_of(as_of)}{self._published(source[PUBLISHED])}{changed}"
            )
        return lines

    def _source(self, source: tuple[str, ...]) -> str:
        before = self._cells.cut
        part = self._cells.texts(_SOURCE, source)
        if len(self._sources) >= KEPT_PARTS:
            self._sources.clear()
        if self._cells.cut == before:
            self._sources[source] = part
        return part

    def _days(self, place: int, said: str) -> str:
        """The first and the last day of a date as it was typed; neither where it cannot be placed."""
        try:
            period = read_period(said) if said else None
        except DateError:
            return ""
        if period is None:
            return ""
        return self._cells.day(place, period.first) + self._cells.day(place + 1, period.last)


def claim_line(cells: Columns, rows: ClaimRows) -> str:
    """A claim with its decision, and how many citations of it stand on the other sheet."""
    counted = len(CLAIM_HEAD) - 1
    return (
        cells.texts(0, rows.claim)
        + _decided(cells, len(CLAIM_COLUMNS), rows)
        + cells.number(counted, str(len(rows.cited)))
        + _changed(cells, counted + 1, rows)
    )


def _decided(cells: Columns, first: int, rows: ClaimRows) -> str:
    decided, done = rows.decided, 0
    parts: list[str] = []
    for place in MOMENTS:
        parts += (
            cells.texts(first + done, decided[done:place]),
            cells.moment(first + place, _moment(decided[place])),
        )
        done = place + 1
    return "".join(parts) + cells.texts(first + done, decided[done:])


def _changed(cells: Columns, first: int, rows: ClaimRows) -> str:
    if not rows.changed:
        return ""
    kind, at, *others = rows.changed
    return cells.text(first, kind) + cells.moment(first + 1, _moment(at)) + cells.texts(first + 2, others)


def _moment(said: str) -> datetime | None:
    return datetime.fromisoformat(said) if said else None
