"""What waits for whom: the queues of each person, each a condition written once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.db import connection
from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet, Subquery, TextChoices
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from factcheck.core.lifecycle import AWAITING_PROPOSAL, DiscrepancyState
from factcheck.core.resolutions import Outcome
from factcheck.core.roles import Act, Role
from factcheck.models.claims import Claim, ClaimQuerySet
from factcheck.models.desk import Desk
from factcheck.models.discrepancies import Discrepancy, DiscrepancyQuerySet, Step
from factcheck.models.people import Person
from factcheck.models.resolutions import Resolution
from factcheck.models.tallies import Kept, tally_again, written_down
from factcheck.models.verdicts import Verdict, VerdictState, VerdictStep


class Queue(TextChoices):
    """The queues of discrepancies; each value stands in the address of the desk and of the list."""

    ASSIGNED = "assigned", _("Assigned to you")
    APPROVE = "approve", _("To approve")
    RETURNED = "returned", _("Returned to you")
    REOPENED = "reopened", _("Re-opened")
    FREE = "free", _("Free to take")


def assigned_to(person: Person) -> DiscrepancyQuerySet:
    """Assigned to this person, and a proposal or their approval is what it waits for. What they proposed themselves, or
    what waits for somebody who may approve, is not for them to do.
    """
    return _queue(Queue.ASSIGNED, person)


def waiting_to_approve(person: Person) -> DiscrepancyQuerySet:
    """Proposed by somebody else; by anybody where the desk lets one person propose and approve."""
    return _queue(Queue.APPROVE, person)


def returned_to(person: Person) -> DiscrepancyQuerySet:
    """Returned, and this person made the proposal that came back; or the evidence changed under it."""
    return _queue(Queue.RETURNED, person)


def reopened_for(person: Person) -> DiscrepancyQuerySet:
    """Opened again: what this person proposed or approved before, what is assigned to them, and, where they may
    propose, what is assigned to nobody.
    """
    return _queue(Queue.REOPENED, person)


def free_to_take(person: Person) -> DiscrepancyQuerySet:
    """Open, not on hold and assigned to nobody, for whoever may propose."""
    return _queue(Queue.FREE, person)


def in_queue(queryset: DiscrepancyQuerySet, queue: Queue, person: Person) -> DiscrepancyQuerySet:
    """Of these discrepancies those in a queue of a person: due next first, then the gravest, then the oldest."""
    condition = _conditions(person).get(queue)
    if condition is None:
        return queryset.none()
    by_urgency = (F("due_on").asc(nulls_last=True), "-severity_order", "opened_at", "pk")
    return queryset.filter(condition).order_by(*by_urgency)


def answers_to_approve(person: Person) -> ClaimQuerySet:
    """Claims whose proposed answer waits for this person's approval."""
    if not person.may(Act.APPROVE):
        return Claim.objects.none()
    theirs = ~Q(proposed_verdict__proposed_by=person)
    return Claim.objects.filter(Q(proposed_verdict__isnull=False) & (theirs | _is_single_review()))


def answers_returned_to(person: Person) -> ClaimQuerySet:
    """Claims whose last answer this person proposed, and it was returned."""
    if not person.may(Act.PROPOSE):
        return Claim.objects.none()
    return Claim.objects.filter(pk__in=_returned_verdicts(person).values("claim"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How much waits in each queue of a person; `total` counts each discrepancy once, and what is free not at all."""

    assigned: int = 0
    approve: int = 0
    returned: int = 0
    reopened: int = 0
    free: int = 0
    answers: int = 0
    answers_returned: int = 0
    only_assigned: int = 0

    @property
    def total(self) -> int:
        discrepancies = self.approve + self.returned + self.reopened + self.only_assigned
        return discrepancies + self.answers + self.answers_returned


_ANYBODY = -7_919
"""A key that nobody has: it marks the place of a person in a question that is asked for everybody of the same roles."""


def count_waiting(person: Person) -> Waiting:
    """The counts of all queues of a person, in one query, which is put together once for all of the same roles."""
    return Waiting(**tally_again(_asked_of(person.roles, connection.vendor), _ANYBODY, person.pk))


@cache
def _asked_of(roles: frozenset[Role], _vendor: str) -> Kept:
    person = Person(pk=_ANYBODY)
    person.roles = roles
    conditions = _conditions(person)
    parts: dict[str, QuerySet[Model]] = {
        queue.value: Discrepancy.objects.filter(condition) for queue, condition in conditions.items()
    }
    if conditions:
        parts["only_assigned"] = Discrepancy.objects.filter(_only_assigned(person, conditions))
    if person.may(Act.APPROVE):
        parts["answers"] = answers_to_approve(person)
    if person.may(Act.PROPOSE):
        parts["answers_returned"] = _returned_verdicts(person)
    return written_down(parts)


def due_next(person: Person) -> Discrepancy | None:
    """Of what is assigned to a person and theirs to do, what is due first."""
    return assigned_to(person).filter(due_on__isnull=False).select_related("claim").first()


def _queue(queue: Queue, person: Person) -> DiscrepancyQuerySet:
    return in_queue(Discrepancy.objects.all(), queue, person)


def _conditions(person: Person) -> dict[Queue, Q]:
    """What puts a discrepancy into each queue of a person; a queue that their roles do not open is not there."""
    conditions: dict[Queue, Q] = {}
    if not person.may(Act.ASSIGN):
        return conditions
    is_theirs = Q(assigned_to=person)
    theirs_to_do = Q(state__in=sorted(AWAITING_PROPOSAL))
    if person.may(Act.APPROVE):
        conditions[Queue.APPROVE] = Q(state=DiscrepancyState.PROPOSED.value) & (
            ~Q(resolution__proposed_by=person) | _is_single_review()
        )
        theirs_to_do |= conditions[Queue.APPROVE]
    conditions[Queue.ASSIGNED] = is_theirs & theirs_to_do
    # What the row itself tells comes first, so that most rows are decided without looking at their history.
    reopened = is_theirs
    if person.may(Act.PROPOSE):
        is_nobodys = Q(assigned_to=None)
        conditions[Queue.RETURNED] = Q(state=DiscrepancyState.RETURNED.value) & Q(
            Exact(_last_proposer(), person.pk)
        )
        conditions[Queue.FREE] = Q(state=DiscrepancyState.OPEN.value, is_on_hold=False) & is_nobodys
        reopened |= is_nobodys
    reopened |= _took_part_before(person)
    conditions[Queue.REOPENED] = Q(state=DiscrepancyState.REOPENED.value) & reopened
    return conditions


def _only_assigned(person: Person, conditions: Mapping[Queue, Q]) -> Q:
    """Assigned to this person and in none of their other queues; so that the total need not compare them all."""
    returned = Q(state=DiscrepancyState.RETURNED.value)
    if Queue.RETURNED in conditions:
        returned &= ~conditions[Queue.RETURNED]
    return Q(assigned_to=person) & (Q(state=DiscrepancyState.OPEN.value) | returned)


def _is_single_review() -> Q:
    """Asked inside the query, so that the settings cost none of their own."""
    return Q(Exists(Desk.objects.filter(single_review=True)))


def _last_proposer() -> Subquery:
    """Who made the last proposal; a hold is none."""
    proposals = Resolution.objects.filter(discrepancy=OuterRef("pk")).exclude(outcome=Outcome.HOLD.value)
    return Subquery(proposals.order_by("-pk").values("proposed_by")[:1])


def _took_part_before(person: Person) -> Q:
    """Whether the person proposed a resolution of it, or approved one."""
    proposed = Resolution.objects.filter(discrepancy=OuterRef("pk"), proposed_by=person)
    approved = Step.objects.filter(
        discrepancy=OuterRef("pk"), to_state=DiscrepancyState.RESOLVED.value, by=person
    )
    return Q(Exists(proposed.exclude(outcome=Outcome.HOLD.value))) | Q(Exists(approved))


def _returned_verdicts(person: Person) -> QuerySet[Verdict]:
    """The last proposed answers of claims that this person made and that came back."""
    returned = VerdictStep.objects.filter(verdict=OuterRef("pk"), to_state=VerdictState.RETURNED.value)
    newer = Verdict.objects.filter(claim=OuterRef("claim"), pk__gt=OuterRef("pk"))
    return Verdict.objects.filter(Exists(returned), ~Exists(newer), proposed_by=person)
