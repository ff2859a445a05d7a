"""What the desk shows a person: their queues with counts, and the first rows of one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from factcheck.core.roles import Act
from factcheck.models import Citation, Claim, Discrepancy, Person
from factcheck.models.queues import Queue, answers_returned_to, answers_to_approve, due_next, in_queue
from factcheck.web.pages.place import address_in
from factcheck.web.tables.discrepancies import QueueTable

FIRST = 8
"""As many rows of a queue as the desk shows; the list shows them all."""

ANSWERS, ANSWERS_RETURNED, UNREAD = "answers", "answers_returned", "unread"
ALWAYS_SHOWN = {Queue.ASSIGNED, Queue.APPROVE, Queue.RETURNED, Queue.REOPENED}

TABS: dict[str, tuple[str | Promise, Act]] = {
    Queue.APPROVE.value: (Queue.APPROVE.label, Act.APPROVE),
    Queue.ASSIGNED.value: (Queue.ASSIGNED.label, Act.ASSIGN),
    Queue.RETURNED.value: (Queue.RETURNED.label, Act.PROPOSE),
    Queue.REOPENED.value: (Queue.REOPENED.label, Act.ASSIGN),
    ANSWERS: (_("Answers to approve"), Act.APPROVE),
    ANSWERS_RETURNED: (_("Answers returned to you"), Act.PROPOSE),
    Queue.FREE.value: (Queue.FREE.label, Act.PROPOSE),
    UNREAD: (_("Figures that wait to be read"), Act.RECORD),
}
"""The queues in the order in which they are worked through, and what one must be allowed to do to have them."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One queue of the person, with its count and its address."""

    value: str
    label: str
    count: int
    is_current: bool

    @property
    def address(self) -> str:
        return f"{reverse('desk')}?queue={self.value}"


@dataclass(frozen=True, slots=True)
class DeskPage:
    """The queues, and the first rows of the one that is shown: discrepancies, claims or figures, never two of them.

    `first` is the address at which the next one is decided, `due_next` what is due first of what is assigned.
    """

    tabs: list[Tab]
    current: Tab | None
    table: QueueTable | None
    claims: list[Claim]
    unread: list[Citation]
    first: str
    due_next: Discrepancy | None
    total: int

    @property
    def hidden(self) -> int:
        """Rows of the queue that are not on this page."""
        return max(0, self.current.count - FIRST) if self.current else 0

    @property
    def list_query(self) -> str:
        return f"queue={self.current.value}" if self.current and self.table else ""


def desk_page(person: Person, wanted: str) -> DeskPage:
    """The desk of a person. Without a queue that is wanted, the first in which something waits."""
    counts = _counts(person)
    current = wanted if wanted in counts else next((name for name, count in counts.items() if count), "")
    tabs = [
        Tab(name, str(TABS[name][0]), count, name == current)
        for name, count in counts.items()
        if count or name in ALWAYS_SHOWN or name == current
    ]
    table = _table(person, current)
    rows: list[Discrepancy] = list(table.data) if table else []
    claims = _claims(person, current)
    return DeskPage(
        tabs=tabs,
        current=next((tab for tab in tabs if tab.is_current), None),
        table=table,
        claims=claims,
        unread=_unread(current),
        first=_first(rows, claims, current),
        due_next=due_next(person) if person.waiting.assigned else None,
        total=person.waiting.total,
    )


def _counts(person: Person) -> dict[str, int]:
    counts = {}
    for name, (_label, act) in TABS.items():
        if person.may(act):
            counts[name] = (
                Citation.objects.unread().count() if name == UNREAD else getattr(person.waiting, name)
            )
    return counts


def _table(person: Person, current: str) -> QueueTable | None:
    if current not in set(Queue.values):
        return None
    rows = in_queue(Discrepancy.objects.for_list(), Queue(current), person)[:FIRST]
    table = QueueTable(list(rows), orderable=False)
    table.query = f"queue={current}"
    return table


def _claims(person: Person, current: str) -> list[Claim]:
    if current == ANSWERS:
        found = answers_to_approve(person).select_related("proposed_verdict__proposed_by")
    elif current == ANSWERS_RETURNED:
        found = answers_returned_to(person)
    else:
        return []
    return list(found.order_by("question", "pk")[:FIRST])


def _unread(current: str) -> list[Citation]:
    if current != UNREAD:
        return []
    return list(Citation.objects.unread().for_claim_page().select_related("claim")[:FIRST])


def _first(rows: Iterable[Discrepancy], claims: Iterable[Claim], current: str) -> str:
    for found in rows:
        return address_in(found, f"queue={current}")
    for claim in claims:
        return claim.get_absolute_url()
    return ""
