"""Comparing everything again: one pass over all claims in the order of their keys, a chunk at a time.

A claim whose evidence is, by its digest, what it was when the claim was last compared in full is passed over: the rules
would say the same. Nothing is held meanwhile, and each chunk in which anything has to be compared is a transaction of
its own, so that the desk goes on working and a pass that is stopped goes on where it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from factcheck.core.roles import Act
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import (
    Claim,
    Person,
    Reconciliation,
    ReconciliationChange,
    ReconciliationState,
)
from factcheck.models.reconciliations import STALE_AFTER
from factcheck.services.background.efforts import breathe
from factcheck.services.changes import Changes
from factcheck.services.checking import require
from factcheck.services.errors import ChangedMeanwhileError
from factcheck.services.evidence_digests import (
    ClaimTerms,
    Surroundings,
    claims_after,
    digests_between,
    digests_of,
    keep_digests,
)
from factcheck.services.locking import CHUNK, lock_claims
from factcheck.services.reconciling import reconcile_claims

READ_AT_ONCE = 4 * CHUNK
"""Claims whose evidence is read in one query."""
TOLD_EVERY = timedelta(seconds=0.5)
MOST_TOLD = 1_000
"""As many changes as are kept with the record of a pass; each is in the history of its claim anyway."""


class StoppedError(Exception):
    """Somebody stopped this pass, or took it up elsewhere."""


def start_reconciling(*, by: Person | None, is_anew: bool = False) -> Reconciliation:
    """Have everything compared again in the background. One that broke off is taken up where it was. `is_anew` compares
    also what has not changed since it was compared last.

    Raises NotPermittedError, and ChangedMeanwhileError where everything is being compared already.
    """
    require(by, Act.RECORD)
    with transaction.atomic():
        run = _begin(by, is_anew=is_anew)
        _enqueue(run)
    return run


def reconcile_all(*, by: Person | None, is_anew: bool = False) -> Iterator[tuple[Reconciliation, Changes]]:
    """The same while whoever asked for it waits: yields the record of the pass and what changed, chunk by chunk.

    Raises as start_reconciling, at once and not at the first step.
    """
    require(by, Act.RECORD)
    with transaction.atomic():
        run = _begin(by, is_anew=is_anew)
    return _Pass.take(run.pk, run.turn).chunks()


def carry_out_reconciling(pk: int, turn: int) -> None:
    """Do what was started under this number. Called twice, or after somebody stopped it, it does nothing."""
    try:
        for _told in _Pass.take(pk, turn).chunks():
            pass
    except StoppedError:
        return


@transaction.atomic
def stop_reconciling(*, run: Reconciliation, by: Person | None) -> None:
    """Stop a pass. What it has compared stays compared. Raises NotPermittedError and ChangedMeanwhileError."""
    require(by, Act.RECORD)
    stopped = Reconciliation.objects.at_work().filter(pk=run.pk)
    if not stopped.update(state=ReconciliationState.CANCELLED.value, ended_at=timezone.now()):
        run.refresh_from_db()
        raise ChangedMeanwhileError(
            _("Not stopped: comparing everything is %(state)s."), state=run.get_state_display()
        )


def _begin(by: Person | None, *, is_anew: bool) -> Reconciliation:
    left = Reconciliation.objects.at_work().filter(heard_of_at__lt=timezone.now() - STALE_AFTER).first()
    if left is not None and _taken_up(left):
        left.refresh_from_db()
        return left
    try:
        with transaction.atomic():
            return Reconciliation.objects.create(
                started_by=by, is_anew=is_anew, claims=Claim.objects.order_by().count()
            )
    except IntegrityError as error:
        raise ChangedMeanwhileError(_("Everything is being compared already.")) from error


def _taken_up(left: Reconciliation) -> bool:
    same = Reconciliation.objects.at_work().filter(pk=left.pk, turn=left.turn)
    return bool(same.update(turn=F("turn") + 1, heard_of_at=timezone.now()))


def _enqueue(run: Reconciliation) -> None:
    from factcheck.tasks import reconcile_everything as task

    task.enqueue(run.pk, run.turn)


@dataclass(slots=True)
class _Pass:
    """One attempt at a pass. Whoever takes it up again takes the say from this one."""

    run: Reconciliation
    surroundings: Surroundings = field(default_factory=Surroundings.now)
    told_at: datetime = field(default_factory=timezone.now)

    @classmethod
    def take(cls, pk: int, turn: int) -> _Pass:
        waiting = Reconciliation.objects.at_work().filter(pk=pk, turn=turn)
        if not waiting.update(turn=turn + 1, heard_of_at=timezone.now()):
            raise StoppedError
        return cls(Reconciliation.objects.select_related("started_by").get(pk=pk))

    @property
    def _still_ours(self) -> QuerySet[Reconciliation]:
        return Reconciliation.objects.at_work().filter(pk=self.run.pk, turn=self.run.turn)

    def chunks(self) -> Iterator[tuple[Reconciliation, Changes]]:
        """Do the work; each chunk is told once it is written. Raises StoppedError."""
        try:
            yield from self._chunks()
        except (GeneratorExit, KeyboardInterrupt):
            # Whoever comes next need not wait until it counts as broken off.
            self._still_ours.update(heard_of_at=timezone.now() - 2 * STALE_AFTER)
            raise

    def _chunks(self) -> Iterator[tuple[Reconciliation, Changes]]:
        run = self.run
        while claims := claims_after(run.reached, READ_AT_ONCE):
            breathe(run.claims_done, run.claims)
            changed = self._changed(claims)
            for first in range(0, len(changed), CHUNK):
                breathe()
                with transaction.atomic():
                    changes = self._compare(changed[first : first + CHUNK])
                    run.claims_compared += len(changed[first : first + CHUNK])
                    self._write_down(changes)
                if changes.sentences:
                    yield run, changes
            run.reached, run.claims_done = claims[-1][0][0], run.claims_done + len(claims)
            if timezone.now() - self.told_at > TOLD_EVERY:
                self._write_down(Changes())
            yield run, Changes()
        self._write_down(Changes(), state=ReconciliationState.DONE.value, ended_at=timezone.now())

    def _changed(self, claims: Sequence[tuple[ClaimTerms, str | None]]) -> list[int]:
        """The claims to compare: those whose evidence is not what it was."""
        if self.run.is_anew:
            return [terms[0] for terms, _kept in claims]
        now = digests_between([terms for terms, _kept in claims], self.surroundings)
        return [terms[0] for terms, kept in claims if now[terms[0]] != kept]

    def _compare(self, pks: Sequence[int]) -> Changes:
        if not self._still_ours.update(heard_of_at=timezone.now()):
            raise StoppedError
        claims = lock_claims(pks)
        changes = reconcile_claims(claims, by=self.run.started_by, why=_("Everything was compared again."))
        keep_digests(digests_of([claim.pk for claim in claims], self.surroundings))
        return changes

    def _write_down(self, changes: Changes, **ending: object) -> None:
        """How far the pass is and what it changed, in the transaction in which it changed it."""
        run = self.run
        run.changes += len(changes.sentences)
        self._tell(changes.sentences)
        self.told_at = timezone.now()
        written = self._still_ours.update(
            reached=run.reached,
            claims_done=run.claims_done,
            claims_compared=run.claims_compared,
            changes=run.changes,
            heard_of_at=self.told_at,
            **ending,
        )
        if not written:
            raise StoppedError
        for name, value in ending.items():
            setattr(run, name, value)

    def _tell(self, sentences: Sequence[Sentence]) -> None:
        room = max(0, MOST_TOLD - (self.run.changes - len(sentences)))
        ReconciliationChange.objects.bulk_create(
            [
                ReconciliationChange(run=self.run, template=told.template, values=dict(told.values))
                for told in sentences[:room]
            ]
        )
