"""Work on an import in the background: who does it, how far it is, and who broke it off."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, QuerySet
from django.utils import timezone

from factcheck.models import Import, ImportState, Person
from factcheck.models.imports import MAX_PROBLEM
from factcheck.services.background.efforts import breathe

AT_ONCE, WORKBOOK_AT_ONCE = 60 * 1024, 20 * 1024
"""Bytes of a file that is small: some hundreds of rows. A workbook is packed."""
TOLD_EVERY = timedelta(seconds=0.5)


class BrokenOffError(Exception):
    """Somebody broke this work off, or took it up again elsewhere: it has no say any longer."""


class Turn:
    """One attempt at checking or writing an import. Whoever begins another takes the say from this one, so that of two
    workers one writes, and a worker that was thought dead writes nothing.
    """

    def __init__(self, pk: int, number: int, state: ImportState) -> None:
        self.pk = pk
        self.number = number
        self.state = state
        self.told_at: datetime | None = None

    @classmethod
    def take(cls, pk: int, queued: int, *, from_state: ImportState, state: ImportState) -> Turn | None:
        """Take what was queued under this number; None where somebody else did, or it was broken off."""
        waiting = Import.objects.filter(pk=pk, state=from_state.value, attempts=queued)
        taken = waiting.update(
            state=state.value, attempts=F("attempts") + 1, heard_of_at=timezone.now(), rows_done=0
        )
        return cls(pk, queued + 1, state) if taken else None

    @property
    def still_ours(self) -> QuerySet[Import]:
        return Import.objects.filter(pk=self.pk, state=self.state.value, attempts=self.number)

    def hold(self) -> None:
        """Hold the import until the transaction ends. Raises BrokenOffError."""
        if not self.still_ours.update(heard_of_at=timezone.now()):
            raise BrokenOffError

    def heard(self, rows_done: int, rows: int | None = None) -> None:
        """Write down how far it is, twice a second at most, and when all is done. Raises BrokenOffError, and
        StoppedError where the worker is to stop.
        """
        breathe(rows_done, rows)
        now = timezone.now()
        if rows_done != rows and self.told_at is not None and now - self.told_at < TOLD_EVERY:
            return
        self.told_at = now
        known = {} if rows is None else {"rows": rows}
        if not self.still_ours.update(rows_done=rows_done, heard_of_at=now, **known):
            raise BrokenOffError


def queue(pk: int, *states: ImportState, into: ImportState, by: Person | None) -> int | None:
    """Put an import that is in one of these states into the queue, in the name of whoever asked; gives the number of
    its turn, None where somebody else was quicker.
    """
    anew = {"rows": 0} if into is ImportState.CHECKING else {}
    changed = Import.objects.filter(pk=pk, state__in=[state.value for state in states]).update(
        state=into.value,
        attempts=F("attempts") + 1,
        heard_of_at=timezone.now(),
        rows_done=0,
        problem="",
        imported_by=by,
        **anew,
    )
    return Import.objects.values_list("attempts", flat=True).get(pk=pk) if changed else None


def leave_as_imported(pk: int, problem: str = "") -> bool:
    """End an undoing before anything of it was done; says whether there was one."""
    undoing = Import.objects.filter(pk=pk, state=ImportState.UNDOING.value)
    return bool(
        undoing.update(
            state=ImportState.IMPORTED.value,
            problem=problem[:MAX_PROBLEM],
            undone_by=None,
            heard_of_at=timezone.now(),
        )
    )


def is_small(run: Import) -> bool:
    """Whether it is done while whoever asks for it waits: about a second."""
    return run.size <= (AT_ONCE if run.encoding else WORKBOOK_AT_ONCE)
