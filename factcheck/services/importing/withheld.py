"""Rows that come back from an export in which the identity of a source is withheld.

Such a row says less than what is recorded, and is never written: where it says what the desk exports of the citation
it is left, and anything else is refused.
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Citation
from factcheck.models.withholding import shown_to_nobody
from factcheck.services.errors import InvalidInputError
from factcheck.services.importing.problems import Problem
from factcheck.services.importing.rows import CitationRow
from factcheck.services.importing.wording import RowKey, recorded_key, row_key
from factcheck.services.locking import CHUNK


def compare_withheld(rows: Sequence[CitationRow]) -> tuple[list[int], list[Problem]]:
    """The lines of the rows that say what the desk exports of a citation, and what is wrong with the others."""
    exported: dict[str, RowKey] = {}
    with shown_to_nobody():
        for first in range(0, len(rows), CHUNK):
            refs = [row.ref for row in rows[first : first + CHUNK] if row.ref]
            cited = Citation.objects.filter(ref__in=refs).select_related("claim", "source", "attribution")
            exported |= {citation.ref: recorded_key(citation) for citation in cited}
    other = [row for row in rows if exported.get(row.ref) != row_key(row)]
    lines = {row.line for row in rows} - {row.line for row in other}
    return sorted(lines), [_problem(row, exported) for row in other]


def _problem(row: CitationRow, exported: dict[str, RowKey]) -> Problem:
    template = (
        _(
            "The source of this row is withheld in the file, so what was changed in it cannot be kept. "
            "Amend the citation at the desk."
        )
        if row.ref in exported
        else _(
            "The source of this row is withheld in the file, and nobody can tell which it is. "
            "Record the citation at the desk."
        )
    )
    return Problem(row.line, "source_ref", InvalidInputError(template).sentence)
