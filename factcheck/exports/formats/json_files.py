"""Claims as JSON, an object for each on a line of its own: in one file, or as lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime

from factcheck.exports.about import About
from factcheck.exports.formats.format import Record
from factcheck.exports.manifests import manifest_inside
from factcheck.exports.records import (
    REVIEWED_BY_TWO,
    SINGLE_REVIEW,
    citation_cells,
    claim_cells,
    instant,
    verdict_cells,
)
from factcheck.exports.rows import UNASSESSED, change_cells
from factcheck.exports.verified import ExportedClaim, ExportedDecision
from factcheck.models.withholding import for_nobody

CELLS_OF_DECISIONS = {"cause", "outcome", "rationale"}
"""What a table joins, and JSON says decision by decision."""


@for_nobody
def as_json(claims: Iterable[ExportedClaim], about: About) -> Iterator[str]:
    """An object with the manifest and the list of claims."""
    return json_file(about, "claims", claims, json_object)


@for_nobody
def as_json_lines(claims: Iterable[ExportedClaim], about: About) -> Iterator[str]:
    """The manifest on the first line, and a claim on each that follows."""
    return json_lines(about, claims, json_object)


def json_file(
    about: About, name: str, records: Iterable[Record], as_object: Callable[[Record], Mapping[str, object]]
) -> Iterator[str]:
    """The manifest, and under a name a list of objects, each on a line of its own."""
    yield f'{{"manifest": {_dumped(manifest_inside(about))},\n"{name}": ['
    separator = "\n"
    for record in records:
        yield separator + _dumped(as_object(record))
        separator = ",\n"
    yield "\n]}\n"


def json_lines(
    about: About, records: Iterable[Record], as_object: Callable[[Record], Mapping[str, object]]
) -> Iterator[str]:
    yield _dumped({"manifest": manifest_inside(about)}) + "\n"
    for record in records:
        yield _dumped(as_object(record)) + "\n"


def json_object(exported: ExportedClaim) -> Mapping[str, object]:
    """A claim with its decisions and its citations."""
    verdict = {name: cell for name, cell in verdict_cells(exported).items() if name not in CELLS_OF_DECISIONS}
    return {
        **claim_cells(exported.claim),
        **change_cells(exported),
        **verdict,
        "decisions": [_json_decision(decision) for decision in exported.decisions],
        "citations": [
            {**citation_cells(citation), "standing": exported.standings.get(citation.pk, UNASSESSED)}
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


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
