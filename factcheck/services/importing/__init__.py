"""Importing citations from a file: everything or, where asked, everything sound; never half of a row."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from factcheck.core.roles import Act
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Person
from factcheck.services.checking import require
from factcheck.services.importing.files import read_table
from factcheck.services.importing.problems import BadRowsError, Problem, Report, UnreadableFileError
from factcheck.services.importing.rows import gather
from factcheck.services.importing.writing import Writer

__all__ = ["BadRowsError", "Problem", "Report", "UnreadableFileError", "import_citations"]


def import_citations(*, path: Path, by: Person | None, skip_bad: bool = False) -> Report:
    """Import a CSV or XLSX file in the product's format.

    A row whose reference is known amends that citation; a row without one is added unless the same row is
    recorded already. Raises UnreadableFileError where the file is no such table, and BadRowsError, with every
    problem by line and column, where a row is bad: then nothing of the file is saved. With `skip_bad` the bad
    rows are left out and the rest is saved.
    """
    require(by, Act.RECORD)
    table = read_table(path)
    content = gather(table.rows)
    report = Report(rows=content.rows, unknown_columns=table.unknown, problems=list(content.problems))
    with transaction.atomic():
        Writer(content, report, by).write()
        report.problems.sort(key=lambda problem: (problem.line, problem.column))
        if report.problems and not skip_bad:
            raise BadRowsError(
                _("Nothing was saved: %(count)s of the rows cannot be read as they are."),
                report.problems,
                count=len({problem.line for problem in report.problems}),
            )
    report.skipped = report.rows - report.added - report.changed - report.left
    return report
