"""Writing a whole file in one transaction, or nothing of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Import, Person
from factcheck.models.imports import written_by
from factcheck.services.background.efforts import breathe
from factcheck.services.errors import ChangedMeanwhileError
from factcheck.services.importing.files import Row, read_table
from factcheck.services.importing.given import GivenFile, Layout
from factcheck.services.importing.journal import Journal
from factcheck.services.importing.problems import BadRowsError, Problem, Report
from factcheck.services.importing.references import with_references
from factcheck.services.importing.rows import gather
from factcheck.services.importing.writing import Writer

Heard = Callable[[int], None]
"""Told how many rows have been read."""
Seen = Callable[[Iterable[Row]], Iterable[Row]]
"""Looks on as the rows pass by."""
TOLD_EVERY = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What is done beside the writing: `begin` and `end` inside its transaction, before and after."""

    begin: Callable[[], Import]
    end: Callable[[Report, Writer], None]
    heard: Heard = lambda _rows: None
    seen: Seen = lambda rows: rows


def write_whole(
    file: GivenFile,
    layout: Layout,
    *,
    by: Person | None,
    skip_bad: bool,
    beside: Beside,
    known_bad: Sequence[Problem] = (),
) -> Report:
    """Write what a file says, without the rows that are known to be bad. Where rows turn out bad on the way and are
    left out, it begins anew.

    Raises UnreadableFileError, and BadRowsError where a row is bad and bad rows are not left out: then nothing is
    written.
    """
    left_out = list(known_bad)
    while True:
        try:
            return _write(file, layout, by, skip_bad=skip_bad, left_out=left_out, beside=beside)
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
    left_out: Sequence[Problem],
    beside: Beside,
) -> Report:
    table = read_table(file, layout)
    rows = beside.seen(counted(with_references(table), beside.heard))
    content = gather(rows, without={problem.line for problem in left_out})
    beside.heard(content.rows)
    report = Report(rows=content.rows, unknown_columns=table.unknown)
    with transaction.atomic(), written_by(run := beside.begin()):
        journal = Journal(run)
        writer = Writer(content, report, by, journal=journal, heard=breathe)
        writer.write()
        if report.problems or (content.problems and not skip_bad):
            problems = report.problems if skip_bad else [*content.problems, *report.problems]
            problems.sort(key=place_of)
            raise BadRowsError(
                _("Nothing was saved: %(count)s of the rows cannot be read as they are."),
                problems,
                count=len({problem.line for problem in problems}),
            )
        report.problems = sorted([*content.problems, *left_out], key=place_of)
        report.skipped = report.refused
        report.number = run.pk
        journal.close()
        beside.end(report, writer)
    return report


def counted(rows: Iterable[Row], heard: Heard) -> Iterable[Row]:
    """The rows, telling from time to time how many there have been."""
    for number, row in enumerate(rows, 1):
        if number % TOLD_EVERY == 0:
            heard(number)
        yield row


def place_of(problem: Problem) -> tuple[int, str]:
    return problem.line, problem.column
