"""Claims as the rows of a table: what stands in each cell, before it is known what file the table becomes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.core.file_format import CITATION_COLUMNS, COLUMNS
from factcheck.exports.records import citation_cells, claim_cells, instant, source_cells, verdict_cells
from factcheck.exports.verified import ExportedClaim
from factcheck.models import Citation

DECISION_COLUMNS = (
    "state",
    "answer",
    "sentence",
    "basis",
    "why_one_origin",
    "cause",
    "outcome",
    "rationale",
    "proposed_by",
    "proposed_at",
    "approved_by",
    "approved_at",
    "changed_since",
    "review",
    "standing",
)
"""What the desk decided on the claim of a row; of the citation, its standing."""

CHANGE_COLUMNS = ("change", "changed_at", "changed_by", "why_changed", "was_printed")
"""What follows where an export tells what changed."""

TABLE_COLUMNS = (*COLUMNS, *DECISION_COLUMNS)
UNASSESSED = "unassessed"


CitedRow = tuple[str, tuple[str, ...], str, str, str, str, str, str, str, str, str, str, str, str]
"""A citation: its reference, the cells of its source, its own seven from figure to credibility, its standing, and what
the grammar made of its figure: the hedge, the stated ends as the text of a decimal, and the unit.

A plain tuple, because the collector of garbage soon leaves those alone: of a million of another kind it looks at every
one several times.
"""
OWN_CELLS = slice(2, 9)
STANDING = 9
"""Where a row of a citation has its own cells, and its standing."""


@dataclass(slots=True)
class ClaimRows:
    """A claim with its citations; `decided` are the cells of the decision up to the standing."""

    claim: tuple[str, ...]
    decided: tuple[str, ...]
    changed: tuple[str, ...]
    cited: list[CitedRow]


def rows_of(exported: ExportedClaim) -> ClaimRows:
    """The rows of a claim from its records."""
    return ClaimRows(
        tuple(claim_cells(exported.claim).values()),
        tuple(verdict_cells(exported).values()),
        tuple(change_cells(exported).values()),
        list(_cited(exported)),
    )


def _cited(exported: ExportedClaim) -> Iterator[CitedRow]:
    for citation in exported.citations:
        yield cited_row(citation, exported.standings.get(citation.pk, UNASSESSED))


def cited_row(citation: Citation, standing: str) -> CitedRow:
    """The row of a citation from its record."""
    cells = citation_cells(citation)
    figure, quote, locator, as_of, scope, attribution, credibility = (
        cells[name] for name in CITATION_COLUMNS[1:]
    )
    return (
        citation.ref,
        tuple(source_cells(citation.source).values()),
        figure,
        quote,
        locator,
        as_of,
        scope,
        attribution,
        credibility,
        standing,
        citation.hedge,
        "" if citation.stated_low is None else format(citation.stated_low, "f"),
        "" if citation.stated_high is None else format(citation.stated_high, "f"),
        citation.unit,
    )


def change_cells(exported: ExportedClaim) -> dict[str, str]:
    """What changed on a claim, where changes are told."""
    change = exported.change
    if change is None:
        return {}
    return {
        "change": change.kind.value,
        "changed_at": instant(change.at),
        "changed_by": change.by,
        "why_changed": change.why,
        "was_printed": change.was,
    }
