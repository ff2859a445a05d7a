"""Telling people what happened: who is told follows from the policy, and how from what each of them chose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.utils import timezone

from factcheck.core.lifecycle import DiscrepancyState
from factcheck.core.notices import DEFAULTS, TOLD, Choice, Kind, Mail, Tie, most_specific, told_of
from factcheck.core.roles import Act
from factcheck.core.sentences import Sentence
from factcheck.models import (
    Claim,
    Comment,
    Discrepancy,
    Notification,
    NotificationChoice,
    Person,
    Step,
    VerdictState,
    VerdictStep,
    Watch,
)
from factcheck.models.people import may_do
from factcheck.services.locking import CHUNK
from factcheck.services.mailing import send_at_once


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Something that happened, of which people are told. `people` are the keys of those whom it concerns by name; the
    sentence never holds the words of a comment.
    """

    kind: Kind
    claim: Claim
    by: Person | None
    sentence: Sentence
    discrepancy: Discrepancy | None = None
    comment: Comment | None = None
    people: Collection[int] = ()


def tell(
    kind: Kind,
    *,
    claim: Claim,
    by: Person | None,
    sentence: Sentence,
    discrepancy: Discrepancy | None = None,
    comment: Comment | None = None,
    people: Collection[Person] = (),
) -> None:
    """Tell of one thing that happened; call it inside the transaction in which it happens. As tell_all."""
    tell_all(
        [
            News(
                kind=kind,
                claim=claim,
                by=by,
                sentence=sentence,
                discrepancy=discrepancy,
                comment=comment,
                people=[person.pk for person in people],
            )
        ]
    )


@transaction.atomic
def tell_all(news: Sequence[News]) -> int:
    """Tell of everything that one act brought about, in as many queries for a thousand things as for one; says how
    many notices that made.

    Each person hears of one claim only what is most specific among what they chose to hear of. What is wanted by
    e-mail at once goes out after the transaction commits; where that fails it waits to be sent again.
    """
    if not news:
        return 0
    addresses = dict(Person.objects.filter(may_do(Act.READ)).values_list("pk", "email"))
    chosen = _choices({one.kind for one in news})
    heard: dict[tuple[int, int], list[tuple[News, Choice]]] = defaultdict(list)
    for one, people in zip(news, _told(news), strict=True):
        for person in people & addresses.keys():
            choice = chosen.get((person, one.kind), DEFAULTS[one.kind])
            mail = choice.mail if addresses[person] else Mail.NONE
            if choice.in_app or mail is not Mail.NONE:
                heard[person, one.claim.pk].append((one, Choice(choice.in_app, mail)))
    now = timezone.now()
    notices = []
    for (person, _claim), ways in heard.items():
        kind = most_specific(one.kind for one, _choice in ways)
        for one, choice in ways:
            if one.kind is kind:
                notice = Notification(
                    person_id=person,
                    kind=kind.value,
                    claim=one.claim,
                    discrepancy=one.discrepancy,
                    comment=one.comment,
                    by=one.by,
                    at=now,
                    in_app=choice.in_app,
                    mail=choice.mail.value,
                )
                notice.sentence = one.sentence
                notices.append(notice)
    kept = Notification.objects.bulk_create(notices, batch_size=CHUNK)
    if at_once := [notice.pk for notice in kept if notice.mail == Mail.AT_ONCE.value]:
        # Robust, because what was done stands whatever becomes of the mails.
        transaction.on_commit(partial(send_at_once, at_once), robust=True)
    return len(kept)


def _choices(kinds: Iterable[Kind]) -> dict[tuple[int, str], Choice]:
    rows = NotificationChoice.objects.filter(kind__in=sorted(kinds))
    return {(row.person_id, row.kind): Choice(row.in_app, Mail(row.mail)) for row in rows}


def _told(news: Sequence[News]) -> list[set[int]]:
    """For each of the news the people who are told, whatever they chose."""
    ties = {tie for one in news for tie in TOLD[one.kind]}
    claims = {one.claim.pk for one in news}
    watchers = _pairs(Watch.objects.values_list("claim", "person"), claims) if Tie.WATCHER in ties else {}
    comments = Comment.objects.standing().values_list("claim", "by")
    commenters = _pairs(comments, claims) if Tie.COMMENTER in ties else {}
    approvers = (
        set(Person.objects.filter(may_do(Act.APPROVE)).values_list("pk", flat=True))
        if Tie.APPROVER in ties
        else set()
    )
    decided = _decided([one for one in news if Tie.LAST_PROPOSER in TOLD[one.kind]])
    told = []
    for one in news:
        proposer, approver = decided.get(_object(one), (None, None))
        tied = {
            Tie.CONCERNED: one.people,
            Tie.WATCHER: watchers.get(one.claim.pk, set()),
            Tie.COMMENTER: commenters.get(one.claim.pk, set()),
            Tie.APPROVER: approvers,
            Tie.LAST_PROPOSER: {proposer} if proposer else set(),
            Tie.LAST_APPROVER: {approver} if approver else set(),
        }
        told.append(told_of(one.kind, tied, by=one.by.pk if one.by else None))
    return told


def _object(one: News) -> tuple[str, int]:
    """What was decided: a discrepancy, or the claim itself."""
    return ("discrepancy", one.discrepancy.pk) if one.discrepancy else ("claim", one.claim.pk)


def _decided(news: Iterable[News]) -> dict[tuple[str, int], tuple[int | None, int | None]]:
    """Who proposed and who approved what was approved last of each discrepancy, or as the answer of each claim."""
    objects = [_object(one) for one in news]
    found: dict[tuple[str, int], tuple[int | None, int | None]] = {}
    steps = Step.objects.filter(to_state=DiscrepancyState.RESOLVED.value).order_by("pk")
    for chunk in _chunks({pk for what, pk in objects if what == "discrepancy"}):
        rows = steps.filter(discrepancy__in=chunk)
        for pk, proposer, approver in rows.values_list("discrepancy", "resolution__proposed_by", "by"):
            found["discrepancy", pk] = (proposer, approver)
    verdict_steps = VerdictStep.objects.filter(to_state=VerdictState.APPROVED.value).order_by("pk")
    for chunk in _chunks({pk for what, pk in objects if what == "claim"}):
        approvals = verdict_steps.filter(verdict__claim__in=chunk)
        for pk, proposer, approver in approvals.values_list("verdict__claim", "verdict__proposed_by", "by"):
            found["claim", pk] = (proposer, approver)
    return found


def _pairs(rows: object, claims: Collection[int]) -> dict[int, set[int]]:
    """The people of each claim, from a query of claim and person."""
    people: dict[int, set[int]] = defaultdict(set)
    for chunk in _chunks(claims):
        for claim, person in rows.filter(claim__in=chunk):  # type: ignore[attr-defined]
            people[claim].add(person)
    return people


def _chunks(keys: Collection[int]) -> Iterator[list[int]]:
    wanted = sorted(keys)
    for first in range(0, len(wanted), CHUNK):
        yield wanted[first : first + CHUNK]
