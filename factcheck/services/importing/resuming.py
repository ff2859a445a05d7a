"""Work on imports that was stopped, failed or was killed: what becomes of it, and how it is done again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.utils import timezone

from factcheck.models import Import, ImportState, Person
from factcheck.models.imports import MAX_PROBLEM
from factcheck.services.background.subjects import Subject
from factcheck.services.importing.committing import start_import
from factcheck.services.importing.previewing import start_check
from factcheck.services.importing.undoing import queue_undoing
from factcheck.services.importing.working import leave_as_imported, queue

_WRITTEN = (ImportState.WAITING, ImportState.IMPORTING)


def subjects(keys: Collection[int]) -> Mapping[int, Subject]:
    """The files by their keys; one query."""
    found = Import.objects.filter(pk__in=keys).select_related("received_by", "imported_by", "undone_by")
    return {
        run.pk: Subject(run.name, run.get_absolute_url(), run.undone_by or run.imported_by or run.received_by)
        for run in found
    }


def _queue_again(args: Sequence[int], *states: ImportState, into: ImportState) -> list[int] | None:
    """A turn after the one that was queued, in the same name; None where another turn was begun meanwhile."""
    pk, turn = args
    run = Import.objects.filter(pk=pk, attempts__in=(turn, turn + 1)).select_related("imported_by").first()
    again = queue(pk, *states, into=into, by=run.imported_by) if run is not None else None
    return [pk, again] if again is not None else None


def resume_check(args: Sequence[int], *, was_killed: bool) -> list[int] | None:  # noqa: ARG001 -- as all of them
    return _queue_again(args, ImportState.CHECKING, into=ImportState.CHECKING)


def resume_writing(args: Sequence[int], *, was_killed: bool) -> list[int] | None:  # noqa: ARG001
    return _queue_again(args, *_WRITTEN, into=ImportState.WAITING)


def resume_undoing(args: Sequence[int], *, was_killed: bool) -> list[int] | None:  # noqa: ARG001
    waiting = Import.objects.filter(pk=args[0], state=ImportState.UNDOING.value)
    return list(args) if waiting.update(heard_of_at=timezone.now()) else None


def _end(args: Sequence[int], *states: ImportState, into: ImportState, problem: str) -> None:
    pk, turn = args
    still_this = Import.objects.filter(pk=pk, attempts__in=(turn, turn + 1))
    if still_this.exists() and queue(pk, *states, into=into, by=None) is not None:
        Import.objects.filter(pk=pk).update(problem=problem[:MAX_PROBLEM])


def end_check(args: Sequence[int], *, problem: str) -> None:
    """Back to its columns, from where it can be checked again."""
    _end(args, ImportState.CHECKING, into=ImportState.RECEIVED, problem=problem)


def end_writing(args: Sequence[int], *, problem: str) -> None:
    """Checked as before, and nothing of it written."""
    _end(args, *_WRITTEN, into=ImportState.CHECKED, problem=problem)


def end_undoing(args: Sequence[int], *, problem: str) -> None:
    """Imported as before."""
    leave_as_imported(args[0], problem)


def check_again(args: Sequence[int], *, by: Person | None) -> bool:
    start_check(run=Import.objects.get(pk=args[0]), by=by)
    return True


def write_again(args: Sequence[int], *, by: Person | None) -> bool:
    """Import a file that was checked and whose import was stopped or failed."""
    run = Import.objects.get(pk=args[0])
    start_import(run=run, by=by, skip_bad=run.skip_bad)
    return True


def undo_again(args: Sequence[int], *, by: Person | None) -> bool:
    queue_undoing(run=Import.objects.get(pk=args[0]), by=by)
    return True
