"""The lists beside claims as tables: a row for each discrepancy, source or correction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic

from factcheck.core.file_format import SOURCE_COLUMNS
from factcheck.exports.about import About
from factcheck.exports.formats.cells import Cell, as_json_value
from factcheck.exports.formats.format import Record
from factcheck.exports.formats.json_files import json_file, json_lines
from factcheck.exports.formats.lines import Lines
from factcheck.exports.formats.workbooks import table_workbook
from factcheck.exports.listed import ExportedDiscrepancy, ExportedSource
from factcheck.exports.records import REVIEWED_BY_TWO, SINGLE_REVIEW, source_cells
from factcheck.models import Correction
from factcheck.models.withholding import for_nobody

PIECE = 200
"""Rows after which what was written is sent on."""


@dataclass(frozen=True, slots=True)
class Listing(Generic[Record]):
    """A list as a table: its name, its columns, and the cells of a record in their order."""

    name: str
    columns: tuple[str, ...]
    cells: Callable[[Record], Sequence[Cell]]

    def as_csv(self, records: Iterable[Record], _about: About) -> Iterator[str]:
        return _csv(self, records)

    def as_workbook(self, records: Iterable[Record], about: About) -> Iterator[bytes]:
        return table_workbook(self.name, self.columns, map(self.cells, records), about)

    def as_json(self, records: Iterable[Record], about: About) -> Iterator[str]:
        return json_file(about, self.name, records, self.as_object)

    def as_json_lines(self, records: Iterable[Record], about: About) -> Iterator[str]:
        return json_lines(about, records, self.as_object)

    def as_object(self, record: Record) -> Mapping[str, object]:
        return {
            name: as_json_value(cell) for name, cell in zip(self.columns, self.cells(record), strict=True)
        }


@for_nobody
def _csv(listing: Listing[Record], records: Iterable[Record]) -> Iterator[str]:
    lines = Lines()
    lines.add(listing.columns)
    yield lines.taken()
    for record in records:
        lines.add(listing.cells(record))
        if len(lines) >= PIECE:
            yield lines.taken()
    yield lines.taken()


def _source(exported: ExportedSource) -> Sequence[Cell]:
    source = exported.source
    return (
        *(source_cells(source)[name] for name in SOURCE_COLUMNS),
        exported.citation_count,
        exported.claim_count,
        source.retracted_on,
        source.retracted_because,
    )


def _discrepancy(exported: ExportedDiscrepancy) -> Sequence[Cell]:
    found, step = exported.discrepancy, exported.approval
    resolution = found.resolution if found.state in {"proposed", "resolved"} or found.is_on_hold else None
    left_out = exported.positions_left_out
    positions = [*exported.positions, *([f"… {left_out} more"] if left_out else [])]
    return (
        found.pk,
        found.claim.ref,
        found.claim.question,
        found.claim.topic.name if found.claim.topic else "",
        found.kind,
        found.severity,
        found.state,
        "yes" if found.is_on_hold else "no",
        found.scope_words,
        found.unit,
        found.period_words,
        exported.why_flagged,
        " | ".join(positions),
        found.position_count,
        found.member_count,
        found.origin_count,
        resolution.cause if resolution else "",
        resolution.outcome if resolution else "",
        resolution.answer if resolution else "",
        resolution.sentence if resolution else "",
        resolution.rationale if resolution else "",
        resolution.proposed_by.username if resolution else "",
        resolution.proposed_at if resolution else None,
        step.by.username if step and step.by else "",
        step.at if step else None,
        (SINGLE_REVIEW if step.is_single_review else REVIEWED_BY_TWO) if step else "",
        found.opened_at,
        found.assigned_to.username if found.assigned_to else "",
        found.due_on,
    )


def _correction(found: Correction) -> Sequence[Cell]:
    return (
        found.at,
        found.claim.ref,
        found.claim.question,
        found.was.answer,
        found.was.sentence,
        found.now.answer if found.now else "",
        found.now.sentence if found.now else "",
        "yes" if found.now else "no",
        found.by.username if found.by else "",
        found.why,
    )


SOURCES: Listing[ExportedSource] = Listing(
    "sources",
    (*SOURCE_COLUMNS, "citations", "claims", "retracted_on", "retracted_because"),
    _source,
)
DISCREPANCIES: Listing[ExportedDiscrepancy] = Listing(
    "discrepancies",
    (
        "discrepancy",
        "claim_ref",
        "question",
        "topic",
        "kind",
        "severity",
        "state",
        "on_hold",
        "scope",
        "unit",
        "period",
        "why_flagged",
        "positions",
        "position_count",
        "citations",
        "origins",
        "cause",
        "outcome",
        "answer",
        "sentence",
        "rationale",
        "proposed_by",
        "proposed_at",
        "approved_by",
        "approved_at",
        "review",
        "opened_at",
        "assigned_to",
        "due_on",
    ),
    _discrepancy,
)
CORRECTIONS: Listing[Correction] = Listing(
    "corrections",
    (
        "corrected_at",
        "claim_ref",
        "question",
        "was_answer",
        "was_sentence",
        "answer",
        "sentence",
        "still_printed",
        "by",
        "why",
    ),
    _correction,
)
