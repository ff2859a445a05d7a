"""The verified list as CSV and JSON, written line by line."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime

from factcheck.core.file_format import COLUMNS, harmless
from factcheck.exports.about import About
from factcheck.exports.records import (
    REVIEWED_BY_TWO,
    SINGLE_REVIEW,
    citation_cells,
    claim_cells,
    instant,
    verdict_cells,
)
from factcheck.exports.verified import ExportedClaim, ExportedDecision
from factcheck.models.withholding import for_nobody

DECISION_COLUMNS = (
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
CSV_COLUMNS = (*COLUMNS, *DECISION_COLUMNS)


class _Line:
    """A file that keeps the one line that was last written to it."""

    text = ""

    def write(self, text: str) -> int:
        self.text = text
        return len(text)


@for_nobody
def as_csv(claims: Iterable[ExportedClaim], _about: About) -> Iterator[str]:
    """A row for each citation, in the product's file format, followed by the decision on its claim.

    Cells that a spreadsheet would run are made harmless; importing the file again gives back what was there.
    """
    line = _Line()
    writer = csv.DictWriter(line, CSV_COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    yield line.text
    for exported in claims:
        shared = claim_cells(exported.claim) | verdict_cells(exported)
        for citation in exported.citations:
            cells = shared | citation_cells(citation)
            cells["standing"] = exported.standings.get(citation.pk, "unassessed")
            writer.writerow({name: harmless(cell) for name, cell in cells.items()})
            yield line.text


@for_nobody
def as_json(claims: Iterable[ExportedClaim], _about: About) -> Iterator[str]:
    """A list with an object for each claim, each on a line of its own."""
    yield "["
    separator = "\n"
    for exported in claims:
        yield separator + json.dumps(_json_object(exported), ensure_ascii=False)
        separator = ",\n"
    yield "\n]\n"


def _json_object(exported: ExportedClaim) -> dict[str, object]:
    verdict = {
        name: cell
        for name, cell in verdict_cells(exported).items()
        if name not in {"cause", "outcome", "rationale"}
    }
    return {
        **claim_cells(exported.claim),
        **verdict,
        "decisions": [_json_decision(decision) for decision in exported.decisions],
        "citations": [
            {**citation_cells(citation), "standing": exported.standings.get(citation.pk, "unassessed")}
            for citation in exported.citations
        ],
    }


def _json_decision(decision: ExportedDecision) -> dict[str, object]:
    said = {
        name: instant(value) if isinstance(value, datetime) or name.endswith("_at") else value
        for name, value in asdict(decision).items()
        if name != "is_single_review"
    }
    return said | {"review": SINGLE_REVIEW if decision.is_single_review else REVIEWED_BY_TWO}
