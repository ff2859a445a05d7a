"""Writing a whole file in one transaction, or nothing of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db import IntegrityError, transaction

from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Import, Person
from factcheck.services.errors import ChangedMeanwhileError
from factcheck.services.importing.files import Row, read_table
from factcheck.services.importing.given import GivenFile, Layout
from factcheck.services.importing.problems import BadRowsError, Problem, Report
from factcheck.services.importing.references import with_references
from factcheck.services.importing.rows import gather
from factcheck.services.importing.writing import Writer

Heard = Callable[[int], None]
"""Told how many rows have been read."""
TOLD_EVERY = 500


def write_whole(
    file: GivenFile,
    layout: Layout,
    *,
    by: Person | None,
    skip_bad: bool,
    begin: Callable[[], Import],
    end: Callable[[Report], None],
    heard: Heard = lambda _rows: None,
) -> Report:
    """Write what a file says. `begin` and `end` are called inside the transaction, before and after.

    Raises UnreadableFileError, and BadRowsError where a row is bad and bad rows are not left out: then nothing is
    written.
    """
    left_out: list[Problem] = []
    while True:
        try:
            return _write(file, layout, by, skip_bad=skip_bad, left_out=left_out, begin=begin, end=end, heard=heard)
        except BadRowsError as error:
            if not skip_bad:
                raise
            # What these rows alone brought in is gone with the transaction; the others are written without them.
            left_out += error.problems
        except IntegrityError as error:
            raise ChangedMeanwhileError(
                _("Nothing was saved: somebody recorded the same at this moment. Import the file again.")
            ) from error


def _write(
    file: GivenFile,
    layout: Layout,
    by: Person | None,
    *,
    skip_bad: bool,
    left_out: list[Problem],
    begin: Callable[[], Import],
    end: Callable[[Report], None],
    heard: Heard,
) -> Report:
    table = read_table(file, layout)
    rows = counted(with_references(table), heard)
    content = gather(rows, without={problem.line for problem in left_out})
    report = Report(rows=content.rows, unknown_columns=table.unknown)
    with transaction.atomic():
        begin()
        Writer(content, report, by).write()
        if report.problems or (content.problems and not skip_bad):
            problems = report.problems if skip_bad else [*content.problems, *report.problems]
            problems.sort(key=place_of)
            raise BadRowsError(
                _("Nothing was saved: %(count)s of the rows cannot be read as they are."),
                problems,
                count=len({problem.line for problem in problems}),
            )
        report.problems = sorted([*content.problems, *left_out], key=place_of)
        report.skipped = report.rows - report.added - report.changed - report.left
        end(report)
    return report


def counted(rows: Iterable[Row], heard: Heard) -> Iterable[Row]:
    """The rows, telling from time to time how many there have been."""
    for number, row in enumerate(rows, 1):
        if number % TOLD_EVERY == 0:
            heard(number)
        yield row


def place_of(problem: Problem) -> tuple[int, str]:
    return problem.line, problem.column
