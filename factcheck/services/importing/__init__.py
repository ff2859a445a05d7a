"""Importing citations from a file: everything or, where asked, everything sound; never half of a row."""

from __future__ import annotations

import hashlib
import mimetypes
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils import timezone

from factcheck.core.roles import Act
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Import, ImportState, Person
from factcheck.models.imports import MAX_NAME, written_by
from factcheck.services.checking import require
from factcheck.services.errors import ChangedMeanwhileError
from factcheck.services.importing.files import read_table
from factcheck.services.importing.journal import Journal
from factcheck.services.importing.problems import BadRowsError, Problem, Report, UnreadableFileError
from factcheck.services.importing.rows import gather
from factcheck.services.importing.writing import Writer

__all__ = ["BadRowsError", "Problem", "Report", "UnreadableFileError", "import_citations"]


def import_citations(
    *, path: Path, by: Person | None, skip_bad: bool = False, run: Import | None = None
) -> Report:
    """Import a CSV or XLSX file in the product's format.

    A row whose reference is known amends that citation; a row without one is added unless the same row is
    recorded already. Raises UnreadableFileError where the file is no such table, and BadRowsError, with every
    problem by line and column, where a row is bad: then nothing of the file is saved. With `skip_bad` the bad
    rows are left out and the rest is saved.

    `run` is the record of the import where the file was received before and is being imported now; another is made
    where there is none. It says what was imported, and with it everything can be undone. Raises ChangedMeanwhileError
    where that record is not being imported any longer.
    """
    require(by, Act.RECORD)
    left_out: list[Problem] = []
    while True:
        try:
            return _import(path, by, skip_bad=skip_bad, left_out=left_out, run=run)
        except BadRowsError as error:
            if not skip_bad:
                raise
            # What these rows alone brought in is gone with the transaction; the others are written without them.
            left_out += error.problems
        except IntegrityError as error:
            raise ChangedMeanwhileError(
                _("Nothing was saved: somebody recorded the same at this moment. Import the file again.")
            ) from error


def _import(
    path: Path, by: Person | None, *, skip_bad: bool, left_out: list[Problem], run: Import | None
) -> Report:
    table = read_table(path)
    content = gather(table.rows, without={problem.line for problem in left_out})
    report = Report(rows=content.rows, unknown_columns=table.unknown)
    with transaction.atomic(), written_by(run := run or _received(path, by, skip_bad=skip_bad)):
        journal = Journal(run)
        Writer(content, report, by, journal=journal).write()
        if report.problems or (content.problems and not skip_bad):
            problems = report.problems if skip_bad else [*content.problems, *report.problems]
            problems.sort(key=_place)
            raise BadRowsError(
                _("Nothing was saved: %(count)s of the rows cannot be read as they are."),
                problems,
                count=len({problem.line for problem in problems}),
            )
        report.problems = sorted([*content.problems, *left_out], key=_place)
        report.skipped = report.rows - report.added - report.changed - report.left
        report.number = run.pk
        journal.close()
        _finish(run, report)
    return report


def _received(path: Path, by: Person | None, *, skip_bad: bool) -> Import:
    """The record of a file that is imported as it comes."""
    content = path.read_bytes()
    return Import.objects.create(
        name=path.name[:MAX_NAME],
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        media_type=mimetypes.guess_type(path.name)[0] or "",
        received_by=by,
        state=ImportState.IMPORTING.value,
        skip_bad=skip_bad,
    )


def _finish(run: Import, report: Report) -> None:
    """Write down, with all that was written, that this import is through."""
    finished = Import.objects.filter(pk=run.pk, state=ImportState.IMPORTING.value).update(
        state=ImportState.IMPORTED.value,
        imported_at=timezone.now(),
        rows=report.rows,
        rows_done=report.rows,
        counts=report.counts(),
    )
    if not finished:
        raise ChangedMeanwhileError(_("Nothing was saved: this import was broken off meanwhile."))


def _place(problem: Problem) -> tuple[int, str]:
    return problem.line, problem.column
