"""Undoing an import as a whole: every row it brought in goes, and every row it changed is as it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from factcheck.core.roles import Act, NotPermittedError
from factcheck.core.sentences import RuleError
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Claim, Import, ImportState, Person, Source
from factcheck.models.imports import STALE_AFTER
from factcheck.models.speech import spoken
from factcheck.models.tables import (
    Row,
    bring_back,
    put_back,
    rows_of,
    table_named,
    take_away,
    within,
)
from factcheck.services.background.efforts import breathe
from factcheck.services.checking import require
from factcheck.services.errors import ChangedMeanwhileError
from factcheck.services.importing.resting import Added, added_by, require_nothing_rests
from factcheck.services.importing.working import leave_as_imported
from factcheck.services.locking import lock_claims, lock_derivations, lock_sources
from factcheck.services.publishing import follow_published_claims
from factcheck.services.webhooks.outbox import take_back

__all__ = ["carry_out_undoing", "may_undo", "queue_undoing", "require_may_undo", "undo_import"]


def require_may_undo(run: Import, by: Person | None) -> None:
    """Whoever imported may undo it, and administrators may undo what others imported. Raises NotPermittedError."""
    is_own = by is not None and by.pk in {run.received_by_id, run.imported_by_id}
    require(by, Act.RECORD if is_own else Act.ADMINISTER)


def may_undo(run: Import, by: Person | None) -> bool:
    """Whether `require_may_undo` lets this person."""
    try:
        require_may_undo(run, by)
    except NotPermittedError:
        return False
    return True


def undo_import(*, run: Import, by: Person | None) -> Import:
    """Undo an import at once, while whoever asked for it waits: all of it, or nothing.

    The record of the import stays, and says who undid it and when. Raises NotPermittedError; RestedOnError, with what
    and where, where anything since rests on what was imported or was changed after it; and ChangedMeanwhileError where
    it is not imported, or somebody recorded something on it at this moment.
    """
    require_may_undo(run, by)
    with _in_peace(), transaction.atomic():
        run = _begin(run, by)
        _undo(run)
    return run


@transaction.atomic
def queue_undoing(*, run: Import, by: Person | None) -> Import:
    """Have an import undone in the background; what rests on it is looked for at once. One whose undoing broke off is
    queued again. Raises as undo_import.
    """
    from factcheck.tasks import undo_import as task

    require_may_undo(run, by)
    run = _begin(run, by)
    require_nothing_rests(run, added_by(run))
    task.enqueue(run.pk)
    return run


def carry_out_undoing(pk: int) -> None:
    """Undo an import that was queued for it. May be called again at any time: what is undone already is left alone, and
    where an earlier call was killed nothing of it had happened. A refusal is kept on the record, which is imported as
    before.
    """
    run = Import.objects.filter(pk=pk, state=ImportState.UNDOING.value).first()
    if run is None:
        return
    try:
        with _in_peace(), transaction.atomic():
            _undo(run)
    except RuleError as error:
        leave_as_imported(pk, spoken(error.sentence))


@contextmanager
def _in_peace() -> Iterator[None]:
    """A record that is written at this very moment, on what is about to go, is found by the database at the end."""
    try:
        yield
    except IntegrityError as error:
        raise ChangedMeanwhileError(
            _("Not undone: somebody recorded something on it at this moment. Look, and undo it again.")
        ) from error


def _begin(run: Import, by: Person | None) -> Import:
    now = timezone.now()
    broken_off = Q(state=ImportState.UNDOING.value, heard_of_at__lt=now - STALE_AFTER)
    begun = Import.objects.filter(Q(state=ImportState.IMPORTED.value) | broken_off, pk=run.pk).update(
        state=ImportState.UNDOING.value, undone_by=by, heard_of_at=now, problem=""
    )
    run = Import.objects.get(pk=run.pk)
    if not begun:
        raise ChangedMeanwhileError(_("Not undone: this import is %(state)s."), state=run.get_state_display())
    return run


def _undo(run: Import) -> None:
    """Hold what the import touched, look for what rests on it, and put everything back."""
    if Import.objects.select_for_update().get(pk=run.pk).state != ImportState.UNDOING:
        return
    added = added_by(run)
    _hold(run, added)
    require_nothing_rests(run, added)
    changed: dict[str, dict[int, Row]] = defaultdict(dict)
    gone: dict[str, list[Row]] = defaultdict(list)
    for table, key, was, digest in run.changes.values_list("table", "key", "was", "digest").iterator():
        if digest:
            changed[table][key] = was
        else:
            gone[table].append(was)
    steps = len(added) + len(changed) + len(gone)
    for done, (model, ranges) in enumerate(added.items()):
        breathe(done, steps)
        take_away(model, ranges)
    for done, (table, rows) in enumerate(changed.items(), len(added)):
        breathe(done, steps)
        put_back(table_named(table), rows)
    for done, (table, removed) in enumerate(gone.items(), len(added) + len(changed)):
        breathe(done, steps)
        bring_back(table_named(table), removed)
    follow_published_claims(_keys(run, Claim))
    run.changes.all().delete()
    take_back(run)
    run.state, run.undone_at = ImportState.UNDONE.value, timezone.now()
    run.save(update_fields=["state", "undone_at"])


def _hold(run: Import, added: Added) -> None:
    """Whoever writes on the sources and claims of an import waits until it is undone, or is waited for."""
    lock_derivations()
    lock_sources([*_keys(run, Source), *_added(added, Source)])
    lock_claims([*_keys(run, Claim), *_added(added, Claim)])


def _keys(run: Import, model: type[Claim | Source]) -> Iterable[int]:
    return run.changes.filter(table=model._meta.db_table).values_list("key", flat=True)


def _added(added: Added, model: type[Claim | Source]) -> Iterable[int]:
    return rows_of(model).filter(within("pk", added.get(model, ()))).values_list("pk", flat=True)
