"""A pass that compares everything and was stopped, failed or was killed: what becomes of it, and how it goes on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.db.models import F
from django.utils import timezone

from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Person, Reconciliation, ReconciliationState
from factcheck.models.speech import spoken
from factcheck.services.background.subjects import Subject
from factcheck.services.everything import start_reconciling


def subjects(keys: Collection[int]) -> Mapping[int, Subject]:
    """The passes by their keys; one query."""
    found = Reconciliation.objects.filter(pk__in=keys).select_related("started_by")
    title = spoken(_("all claims"))
    return {run.pk: Subject(title, run.get_absolute_url(), run.started_by) for run in found}


def resume(args: Sequence[int], *, was_killed: bool) -> list[int] | None:  # noqa: ARG001 -- as all of them
    """Let it go on where it was; None where it was stopped, or somebody took it up meanwhile."""
    pk, turn = args
    ours = Reconciliation.objects.at_work().filter(pk=pk, turn__in=(turn, turn + 1))
    if not ours.update(turn=F("turn") + 1, heard_of_at=timezone.now()):
        return None
    return [pk, Reconciliation.objects.values_list("turn", flat=True).get(pk=pk)]


def end(args: Sequence[int], *, problem: str) -> None:  # noqa: ARG001 -- the list of tasks says why
    """Stop the pass; what it has compared stays compared."""
    pk, turn = args
    ours = Reconciliation.objects.at_work().filter(pk=pk, turn__in=(turn, turn + 1))
    ours.update(state=ReconciliationState.CANCELLED.value, ended_at=timezone.now())


def again(args: Sequence[int], *, by: Person | None) -> bool:
    """Begin another pass, which passes over what the one before has compared."""
    start_reconciling(by=by, is_anew=Reconciliation.objects.get(pk=args[0]).is_anew)
    return True
