"""Files as people bring them, written for one test."""

from __future__ import annotations

import csv
from collections.abc import Iterable

import openpyxl
import pytest

from factcheck.core.file_format import COLUMNS
from factcheck.services.importing import BadRowsError, import_citations

ROW = {
    "claim_ref": "fled",
    "question": "How many fled?",
    "unit": "person",
    "source_ref": "report",
    "source_title": "Report",
    "figure": "about 30,000",
}


def row(**changed: str) -> dict[str, str]:
    return ROW | changed


def write_csv(path, rows: Iterable[dict[str, str]], *, columns=None, separator=",", encoding="utf-8"):
    rows = list(rows)
    columns = columns or [name for name in COLUMNS if any(name in one for one in rows)]
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, columns, delimiter=separator, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_xlsx(path, rows: Iterable[dict[str, object]]):
    rows = list(rows)
    columns = list(dict.fromkeys(name for one in rows for name in one))
    book = openpyxl.Workbook()
    book.active.append(columns)
    for one in rows:
        book.active.append([one.get(name) for name in columns])
    book.save(path)
    return path


def problems_of(path) -> list[tuple[int, str]]:
    """Where the problems of a file are, after an import that refused it."""
    with pytest.raises(BadRowsError) as refused:
        import_citations(path=path, by=None)
    assert all(str(problem.reason) for problem in refused.value.problems)
    return [(problem.line, problem.column) for problem in refused.value.problems]
