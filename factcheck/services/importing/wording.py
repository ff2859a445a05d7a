"""The words that a row of a file has for a claim, a source and a citation, beside what is recorded of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeAlias

from factcheck.core.claims import AnswerKind, Lives
from factcheck.core.file_format import CLAIM_COLUMNS, SOURCE_COLUMNS
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Citation, Claim, Source
from factcheck.services.citations import CitationWords
from factcheck.services.claims import ClaimWords
from factcheck.services.errors import InvalidInputError
from factcheck.services.importing.problems import Change
from factcheck.services.importing.rows import CitationRow
from factcheck.services.sources import SourceWords

Cells: TypeAlias = Mapping[str, str]
RowKey: TypeAlias = tuple[str, str, CitationWords]
"""Claim, source and all the words: what makes a row without a reference the same as one that is recorded."""

QUESTION_COLUMNS = tuple(name for name in CLAIM_COLUMNS if name != "claim_ref")
RECORD_COLUMNS = {
    name: name.removeprefix("source_")
    for name in SOURCE_COLUMNS
    if name not in {"source_ref", "derived_from"}
}
_COLUMN_OF_FIELD = {field: column for column, field in RECORD_COLUMNS.items()}
_NEVER_EMPTY = frozenset({"question", "answer_kind", "lives", "source_title"})
"""What a record cannot be without; an empty cell leaves it as it is recorded."""


def column_of(field: str) -> str:
    """The column of a file in which a field stands."""
    return _COLUMN_OF_FIELD.get(field, field)


def claim_words(cells: Cells, claim: Claim | None) -> ClaimWords:
    """What a file says on a claim; a column that the file has not leaves what is recorded as it is."""
    said = {name: cells[name] for name in QUESTION_COLUMNS if name in cells}
    if claim is not None:
        said = _recorded_question(claim) | _replacing(said)
    if not said.get("question"):
        raise InvalidInputError(_("The question is missing."), field="question")
    return ClaimWords(
        question=" ".join(said["question"].split()),
        topic=" ".join(said.get("topic", "").split()),
        answer_kind=AnswerKind(said.get("answer_kind") or AnswerKind.QUANTITY),
        unit=said.get("unit", ""),
        lives=Lives(said.get("lives") or Lives.FIXED),
        tolerance=claim.tolerance if claim else None,
    )


def recorded_claim_words(claim: Claim) -> ClaimWords:
    return claim_words({}, claim)


def _recorded_question(claim: Claim) -> dict[str, str]:
    return {
        "question": claim.question,
        "topic": claim.topic.name if claim.topic else "",
        "answer_kind": claim.answer_kind,
        "unit": claim.unit,
        "lives": claim.lives,
    }


def _replacing(said: Cells) -> dict[str, str]:
    return {name: cell for name, cell in said.items() if cell or name not in _NEVER_EMPTY}


def source_words(cells: Cells, source: Source | None) -> SourceWords:
    """What a file says on a source; a column that the file has not leaves what is recorded as it is."""
    said = {name: cells[name] for name in RECORD_COLUMNS if name in cells}
    if source is not None:
        said = {name: getattr(source, field) for name, field in RECORD_COLUMNS.items()} | _replacing(said)
    if not said.get("source_title"):
        raise InvalidInputError(_("The title of the source is missing."), field="title")
    words: dict[str, Any] = {RECORD_COLUMNS[name]: cell for name, cell in said.items()}
    return SourceWords(**words).cleaned()


def row_key(row: CitationRow) -> RowKey:
    return row.claim_ref, row.source_ref, row.words


def recorded_key(citation: Citation) -> RowKey:
    """The same of a citation whose claim, source and attribution are loaded."""
    return citation.claim.ref, citation.source.ref, CitationWords.of(citation)


def row_changes(recorded: RowKey, now: RowKey) -> list[Change]:
    """What a row changes on a citation: each column, what is recorded and what the row says."""
    (was_claim, was_source, was_words), (claim, source, words) = recorded, now
    moved = [("claim_ref", was_claim, claim), ("source_ref", was_source, source)]
    return [change for change in moved if change[1] != change[2]] + word_changes(was_words, words)


def source_changes(source: Source, words: SourceWords, parents: list[str] | None) -> list[Change]:
    """What a file changes on a source, with what it draws on; before it is written. `parents` are references, None
    where the file does not say.
    """
    changes = word_changes(source_words({}, source), words)
    if parents is not None:
        was = sorted(source.derived_from.values_list("ref", flat=True))
        if was != sorted(parents):
            changes.append(("derived_from", "; ".join(was), "; ".join(sorted(parents))))
    return changes


def word_changes(
    was: CitationWords | ClaimWords | SourceWords, now: CitationWords | ClaimWords | SourceWords
) -> list[Change]:
    """The same of the words of one record."""
    found: list[Change] = []
    for part in fields(now):
        before, after = getattr(was, part.name), getattr(now, part.name)
        if before != after:
            found.append((column_of(part.name), _said(before), _said(after)))
    return found


def _said(value: object) -> str:
    return "" if value is None else str(value)
