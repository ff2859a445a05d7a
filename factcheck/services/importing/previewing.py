"""Checking a file before it is imported: what it would add, change, leave and refuse, and which discrepancies it would
open. The services that write do the check too, part by part, and everything they wrote is rolled back; so what is
foreseen is what is done.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import EffectKind, Import, ImportState, Person
from factcheck.models.imports import MAX_PROBLEM
from factcheck.models.speech import spoken
from factcheck.services.checking import require
from factcheck.services.errors import ChangedMeanwhileError
from factcheck.services.importing.files import Row, read_table
from factcheck.services.importing.journal import NoJournal
from factcheck.services.importing.outcomes import Outcome, effects_of, labels_of_columns
from factcheck.services.importing.parts import parts_of
from factcheck.services.importing.problems import Problem, Report, UnreadableFileError
from factcheck.services.importing.receiving import file_of, layout_of, require_usable
from factcheck.services.importing.references import with_references
from factcheck.services.importing.rows import Content, gather
from factcheck.services.importing.tally import counts_of
from factcheck.services.importing.whole import counted
from factcheck.services.importing.working import BrokenOffError, Turn, is_small, queue
from factcheck.services.importing.writing import Writer

MAX_ROWS = 200_000
"""Rows of a file that comes in by the browser: as many as are written in a few minutes, and kept in memory."""
PART = 1_000
"""Rows that are tried in one transaction: under a second, so that nobody who records waits long."""


def start_check(*, run: Import, by: Person | None) -> None:
    """Have a file checked: a small one at once, others in the background. Nothing is recorded.

    Raises NotPermittedError, InvalidInputError where the columns are not enough, and ChangedMeanwhileError where it is
    at work or done already.
    """
    require(by, Act.RECORD)
    run.refresh_from_db()
    require_usable(run.columns.values())
    may = (ImportState.RECEIVED, ImportState.CHECKED, ImportState.REFUSED)
    with transaction.atomic():
        turn = queue(run.pk, *may, into=ImportState.CHECKING, by=by)
        if turn is None:
            raise ChangedMeanwhileError(_("Somebody was quicker: this import is being worked on already."))
        if not is_small(run):
            enqueue_check(run.pk, turn)
    if is_small(run):
        check_import(run.pk, turn)


def enqueue_check(pk: int, turn: int) -> None:
    from factcheck.tasks import check_import as task

    task.enqueue(pk, turn)


def check_import(pk: int, turn_queued: int) -> None:
    """Check a file that was queued under this number, and keep what was found. Called again, it does nothing."""
    turn = Turn.take(pk, turn_queued, from_state=ImportState.CHECKING, state=ImportState.CHECKING)
    if turn is None:
        return
    run = Import.objects.select_related("imported_by").get(pk=pk)
    try:
        outcome, report = _look(run, turn)
        with transaction.atomic():
            turn.hold()
            outcome.keep(run, labels_of_columns(run))
            turn.still_ours.update(
                state=ImportState.CHECKED.value,
                counts=counts_of(report),
                rows=report.rows,
                rows_done=report.rows,
                checked_at=timezone.now(),
                imported_by=None,
            )
    except BrokenOffError:
        return
    except RuleError as error:
        problem = spoken(error.sentence)[:MAX_PROBLEM]
        turn.still_ours.update(state=ImportState.RECEIVED.value, problem=problem, imported_by=None)


def _look(run: Import, turn: Turn) -> tuple[Outcome, Report]:
    """Read the file and try it, without the rows that are bad, until no more of them are."""
    file, layout = file_of(run), layout_of(run)
    bad: list[Problem] = []
    while True:
        outcome = Outcome()
        table = read_table(file, layout)
        rows = outcome.seen(_bounded(counted(with_references(table), turn.heard)))
        content = gather(rows, without={problem.line for problem in bad})
        outcome.refuse([*content.problems, *bad])
        report = _try(content, outcome, run.imported_by, turn)
        if not report.problems:
            report.unknown_columns = table.unknown
            return outcome, report
        bad += report.problems


def _bounded(rows: Iterable[Row]) -> Iterable[Row]:
    for number, row in enumerate(rows, 1):
        if number > MAX_ROWS:
            raise UnreadableFileError(
                _("The file has more than %(most)s rows. Split it."), most=f"{MAX_ROWS:,}"
            )
        yield row


def _try(content: Content, outcome: Outcome, by: Person | None, turn: Turn) -> Report:
    """What writing the content would do, all parts together."""
    whole = Report(rows=content.rows)
    sources: set[str] = set()
    done = 0
    for part in parts_of(content, PART):
        turn.heard(done, content.rows)
        report, new_sources = _try_part(part, outcome, by)
        done += part.rows
        whole.problems += report.problems
        whole.flags += report.flags
        whole.changes |= report.changes
        whole.added, whole.changed = whole.added + report.added, whole.changed + report.changed
        whole.left += report.left
        whole.claims_alone += report.claims_alone
        whole.claims_added += report.claims_added
        sources |= new_sources
    whole.sources_added = len(sources)
    whole.claims_changed = _records(outcome, EffectKind.CLAIM)
    whole.sources_changed = _records(outcome, EffectKind.SOURCE)
    outcome.changes = whole.changes
    return whole


def _records(outcome: Outcome, kind: EffectKind) -> int:
    return sum(effect.kind == kind for effect in outcome.effects)


def _try_part(part: Content, outcome: Outcome, by: Person | None) -> tuple[Report, set[str]]:
    """Write a part, see what it did, and roll everything back."""
    report = Report(rows=part.rows)
    try:
        with transaction.atomic():
            since = timezone.now()
            writer = Writer(part, report, by, journal=NoJournal())
            known = set(writer.stock.sources)
            writer.write()
            if not report.problems:
                outcome.effects += effects_of(report, writer.touched, since)
            transaction.set_rollback(True)
    except IntegrityError as error:
        raise ChangedMeanwhileError(
            _("The check broke off: somebody recorded the same at this moment. Check the file again.")
        ) from error
    return report, set(part.sources) - known
