"""Importing a file that was checked: everything in one transaction, or nothing of it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError, Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Import, ImportFile, ImportState, Person, RowFate
from factcheck.models.imports import MAX_PROBLEM
from factcheck.models.speech import spoken
from factcheck.services.background.stopping import ask_to_stop
from factcheck.services.checking import require
from factcheck.services.errors import ChangedMeanwhileError
from factcheck.services.importing.outcomes import Outcome, effects_of, labels_of_columns
from factcheck.services.importing.previewing import enqueue_check
from factcheck.services.importing.problems import Problem, Report
from factcheck.services.importing.receiving import file_of, layout_of
from factcheck.services.importing.tally import counts_of
from factcheck.services.importing.undoing import require_may_undo
from factcheck.services.importing.whole import Beside, write_whole
from factcheck.services.importing.working import BrokenOffError, Turn, is_small, leave_as_imported, queue
from factcheck.services.importing.writing import Writer


def start_import(*, run: Import, by: Person | None, skip_bad: bool = False) -> None:
    """Import a file that was checked: a small one at once, others in the background. With `skip_bad` the rows that are
    refused are left out; without, one refused row stops the file.

    Raises NotPermittedError, and ChangedMeanwhileError where somebody was quicker: of two people one imports.
    """
    require(by, Act.RECORD)
    with transaction.atomic():
        turn = queue(run.pk, ImportState.CHECKED, into=ImportState.WAITING, by=by)
        run.refresh_from_db()
        if turn is None:
            raise ChangedMeanwhileError(
                _("Not imported by you: meanwhile this import is %(state)s."), state=run.get_state_display()
            )
        Import.objects.filter(pk=run.pk).update(skip_bad=skip_bad)
        if not is_small(run):
            _enqueue(run.pk, turn)
    if is_small(run):
        write_import(run.pk, turn)


def _enqueue(pk: int, turn: int) -> None:
    from factcheck.tasks import write_import as task

    task.enqueue(pk, turn)


def write_import(pk: int, turn_queued: int) -> None:
    """Write a file that was queued under this number. Called again, it does nothing: what is written is written in the
    same transaction in which the import is marked as imported.
    """
    turn = Turn.take(pk, turn_queued, from_state=ImportState.WAITING, state=ImportState.IMPORTING)
    if turn is None:
        return
    run = Import.objects.select_related("imported_by").get(pk=pk)
    try:
        _write(run, turn)
    except BrokenOffError:
        return
    except RuleError as error:
        problem = spoken(error.sentence)[:MAX_PROBLEM]
        turn.still_ours.update(state=ImportState.REFUSED.value, problem=problem, imported_by=None)


def _write(run: Import, turn: Turn) -> None:
    outcome = Outcome()
    since = timezone.now()

    def begin() -> Import:
        turn.hold()
        return run

    def end(report: Report, writer: Writer) -> None:
        outcome.refuse(report.problems)
        outcome.changes = report.changes
        counts = counts_of(report)
        if counts != run.counts or outcome.fates() != dict(run.outcomes.values_list("line", "fate")):
            outcome.effects = effects_of(report, writer.touched, since)
            outcome.keep(run, labels_of_columns(run))
            counts |= {"differs": True}
        turn.still_ours.update(
            state=ImportState.IMPORTED.value,
            counts=counts,
            rows=report.rows,
            rows_done=report.rows,
            imported_at=timezone.now(),
        )

    write_whole(
        file_of(run),
        layout_of(run),
        by=run.imported_by,
        skip_bad=run.skip_bad,
        beside=Beside(begin=begin, end=end, heard=lambda done: turn.heard(done, run.rows), seen=outcome.seen),
        known_bad=_refused(run) if run.skip_bad else (),
    )


def _refused(run: Import) -> list[Problem]:
    """What the check refused: whoever imports the sound rows means those that it called sound."""
    refused = run.outcomes.filter(fate=RowFate.REFUSED.value)
    return [
        Problem(line, column, Sentence(reason))
        for line, details in refused.values_list("line", "details")
        for column, reason in details
    ]


@transaction.atomic
def break_off(*, run: Import, by: Person | None) -> bool:
    """Stop the check of a file, its import or its undoing; says whether it is stopped already. Where all of it is being
    written as one, whoever writes it stops at the next step, and nothing of it stays written.

    Raises NotPermittedError, and ChangedMeanwhileError where there is nothing to break off any longer.
    """
    require(by, Act.RECORD)
    if run.state == ImportState.UNDOING:
        require_may_undo(run, by)
    free = Import.objects.select_for_update(skip_locked=True).filter(pk=run.pk)
    if free.first() is None:
        if ask_to_stop(run.pk, "write_import", "undo_import", by=by):
            return False
    elif (
        queue(run.pk, ImportState.CHECKING, into=ImportState.RECEIVED, by=None) is not None
        or queue(run.pk, ImportState.WAITING, ImportState.IMPORTING, into=ImportState.CHECKED, by=None)
        is not None
        or leave_as_imported(run.pk)
    ):
        return True
    run.refresh_from_db()
    raise ChangedMeanwhileError(_("Not broken off: this import is %(state)s."), state=run.get_state_display())


@transaction.atomic
def take_up_again(*, run: Import, by: Person | None) -> None:
    """Have work done again that broke off because whatever did it was stopped. Raises NotPermittedError, and
    ChangedMeanwhileError where it is at work, or somebody else took it up.
    """
    require(by, Act.RECORD)
    stuck = Import.objects.broken_off().select_for_update().filter(pk=run.pk).first()
    if stuck is None:
        raise ChangedMeanwhileError(_("It is being worked on."))
    by = stuck.imported_by
    if stuck.state == ImportState.CHECKING:
        turn = queue(run.pk, ImportState.CHECKING, into=ImportState.CHECKING, by=by)
        enqueue_check(run.pk, turn or 0)
    else:
        states = (ImportState.WAITING, ImportState.IMPORTING)
        turn = queue(run.pk, *states, into=ImportState.WAITING, by=by)
        _enqueue(run.pk, turn or 0)


@transaction.atomic
def match_again(*, run: Import, by: Person | None) -> None:
    """Go back to the columns of a file that was checked or refused. Raises NotPermittedError and
    ChangedMeanwhileError.
    """
    require(by, Act.RECORD)
    if queue(run.pk, ImportState.CHECKED, ImportState.REFUSED, into=ImportState.RECEIVED, by=None) is None:
        run.refresh_from_db()
        raise ChangedMeanwhileError(
            _("Not changed: this import is %(state)s."), state=run.get_state_display()
        )


@transaction.atomic
def discard_import(*, run: Import, by: Person | None) -> None:
    """Throw a file away that was not imported; that it came stays in the list. Raises NotPermittedError and
    ChangedMeanwhileError.
    """
    require(by, Act.RECORD)
    states = (ImportState.RECEIVED, ImportState.CHECKED, ImportState.REFUSED)
    if queue(run.pk, *states, into=ImportState.DISCARDED, by=None) is None:
        run.refresh_from_db()
        raise ChangedMeanwhileError(
            _("Not discarded: this import is %(state)s."), state=run.get_state_display()
        )
    ImportFile.objects.filter(belongs_to=run).delete()
    run.outcomes.all().delete()
    run.effects.all().delete()
