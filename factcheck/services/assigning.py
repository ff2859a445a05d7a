"""Assigning discrepancies to people, and saying until when they are due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from django.db import transaction
from django.utils import timezone

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError, Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Assignment, Discrepancy, Person
from factcheck.services.announcing import assigned
from factcheck.services.checking import clean_text, require
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.locking import CHUNK, lock_claims
from factcheck.services.notifying import tell_all


class Unchanged(Enum):
    """What is said of something that is to stay as it is, where None would mean that it is taken away."""

    UNCHANGED = "unchanged"


UNCHANGED: Final = Unchanged.UNCHANGED


class NothingToAssignError(RuleError):
    """The discrepancy is settled, so nobody has anything to do on it."""


@dataclass(frozen=True, slots=True)
class AssignmentResult:
    """What became of one discrepancy: assigned, or refused with a sentence."""

    discrepancy: Discrepancy
    refusal: Sentence | None = None


@transaction.atomic
def assign_discrepancies(
    *,
    discrepancies: Iterable[Discrepancy],
    to: Person | None,
    by: Person,
    due_on: date | Unchanged | None = UNCHANGED,
    why: str = "",
) -> list[AssignmentResult]:
    """Assign each discrepancy to a person, or to nobody, and say until when it is due; each is done or refused by
    itself.

    Raises NotPermittedError, and InvalidInputError where the person cannot act on discrepancies or the date is over.
    """
    return _change(discrepancies, to=to, due_on=due_on, by=by, why=why)


@transaction.atomic
def set_due_date(*, discrepancy: Discrepancy, due_on: date | None, by: Person, why: str = "") -> Discrepancy:
    """Say until when a discrepancy is due, or that it is not.

    Raises NotPermittedError, InvalidInputError where the date is over, and NothingToAssignError where the discrepancy
    is settled.
    """
    (result,) = _change([discrepancy], to=UNCHANGED, due_on=due_on, by=by, why=why)
    if result.refusal is not None:
        raise NothingToAssignError(result.refusal.template, **result.refusal.values)
    return result.discrepancy


def _change(
    discrepancies: Iterable[Discrepancy],
    *,
    to: Person | Unchanged | None,
    due_on: date | Unchanged | None,
    by: Person,
    why: str,
) -> list[AssignmentResult]:
    require(by, Act.ASSIGN)
    why = clean_text(why, "why")
    if isinstance(to, Person):
        _require_can_act(to)
    if isinstance(due_on, date) and due_on < timezone.localdate():
        raise InvalidInputError(
            _("Not assigned: that day is over. Choose today or a later day."), field="due_on"
        )
    results, news = [], []
    for discrepancy in _held(discrepancies):
        had = discrepancy.assigned_to_id
        try:
            _assign(discrepancy, to=to, due_on=due_on, by=by, why=why)
        except RuleError as error:
            results.append(AssignmentResult(discrepancy, error.sentence))
        else:
            results.append(AssignmentResult(discrepancy))
            if isinstance(to, Person) and to.pk != had:
                news.append(assigned(discrepancy, to, due_on=discrepancy.due_on, by=by))
    tell_all(news)
    return results


def _require_can_act(person: Person) -> None:
    if not person.may(Act.ASSIGN):
        raise InvalidInputError(
            _(
                "Not assigned: %(who)s neither proposes nor approves here. "
                "Choose a reviewer, an approver or an administrator."
            ),
            field="to",
            who=person,
        )


def _held(discrepancies: Iterable[Discrepancy]) -> list[Discrepancy]:
    """The discrepancies as they are now, each once and in the order given, held with their claims."""
    wanted = {discrepancy.pk: discrepancy.claim_id for discrepancy in discrepancies}
    lock_claims(wanted.values())
    found: dict[int, Discrepancy] = {}
    keys = sorted(wanted)
    for first in range(0, len(keys), CHUNK):
        chunk = Discrepancy.objects.select_for_update(no_key=True, of=("self",)).select_related("claim")
        found |= {one.pk: one for one in chunk.filter(pk__in=keys[first : first + CHUNK]).order_by("pk")}
    return [found[key] for key in wanted if key in found]


def _assign(
    discrepancy: Discrepancy,
    *,
    to: Person | Unchanged | None,
    due_on: date | Unchanged | None,
    by: Person,
    why: str,
) -> None:
    if not discrepancy.is_live:
        raise NothingToAssignError(
            _("This discrepancy is %(state)s, so there is nothing to do on it. Re-open it first."),
            state=discrepancy.get_state_display(),
        )
    give(
        discrepancy,
        discrepancy.assigned_to if isinstance(to, Unchanged) else to,
        due_on=discrepancy.due_on if isinstance(due_on, Unchanged) else due_on,
        by=by,
        why=why,
    )


def give(discrepancy: Discrepancy, to: Person | None, *, due_on: date | None, by: Person, why: str) -> None:
    """Give a discrepancy that the caller holds with its claim to somebody, and append it to its assignments. What is
    so already needs no row.
    """
    was = Discrepancy.objects.filter(
        pk=discrepancy.pk, assigned_to=discrepancy.assigned_to_id, due_on=discrepancy.due_on
    )
    if (to.pk if to else None, due_on) == (discrepancy.assigned_to_id, discrepancy.due_on):
        return
    discrepancy.assigned_to, discrepancy.due_on = to, due_on
    if not was.update(assigned_to=to, due_on=due_on):
        raise ChangedMeanwhileError(_("Somebody assigned it at this moment. Look, and assign it again."))
    Assignment.objects.create(
        discrepancy=discrepancy, to=to, due_on=due_on, by=by, at=timezone.now(), why=why
    )
