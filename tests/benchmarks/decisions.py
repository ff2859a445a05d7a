"""The people of a made-up desk, and what they have decided on what is recorded there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction

from factcheck.core.resolutions import Cause, Outcome, Standing
from factcheck.core.roles import Role
from factcheck.models import Citation, Claim, Discrepancy, Person, Source
from factcheck.services.approving import approve_resolution, return_resolution
from factcheck.services.citations import CitationWords, amend_citation, record_citation, withdraw_citation
from factcheck.services.decisions import Decision
from factcheck.services.people import add_person
from factcheck.services.proposing import propose_resolution
from factcheck.services.reopening import reopen_discrepancy
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict, return_verdict
from tests.benchmarks.questions import DISPUTED_WITH_MANY, Dice

SOON = date(2040, 1, 1)
"""A day that is always to come."""


@dataclass(slots=True)
class Cast:
    """Who works here: several people in each role."""

    reader: Person
    administrator: Person
    contributors: list[Person]
    reviewers: list[Person]
    approvers: list[Person]


def make_people() -> Cast:
    def person(name: str, role: Role) -> Person:
        return add_person(
            username=name, password=f"{name}-pass", roles=[role], by=None, first_name=name.title()
        )

    def several(role: Role, count: int) -> list[Person]:
        return [person(f"{role.value}-{index}", role) for index in range(count)]

    return Cast(
        reader=person("reader", Role.READER),
        administrator=person("administrator", Role.ADMINISTRATOR),
        contributors=several(Role.CONTRIBUTOR, 3),
        reviewers=several(Role.REVIEWER, 4),
        approvers=several(Role.APPROVER, 3),
    )


@dataclass(slots=True)
class Decisions:
    """What reviewers and approvers have done so far; every eighth discrepancy goes each of eight ways."""

    cast: Cast
    dice: Dice
    number: int = field(default=0)

    def decide(self, claims: int) -> None:
        found = list(Discrepancy.objects.live().exclude(claim__ref=DISPUTED_WITH_MANY).order_by("pk"))
        ways = (
            self._leave,
            self._propose,
            self._return,
            self._resolve,
            self._resolve,
            self._hold,
            self._reopen,
            self._withdraw,
        )
        for index, discrepancy in enumerate(found):
            with transaction.atomic():
                ways[index % len(ways)](discrepancy)
        settled = Claim.objects.exclude(discrepancies__isnull=False).filter(
            source_count__gt=0, unread_count=0
        )
        for index, claim in enumerate(settled.order_by("pk")[: claims // 3]):
            with transaction.atomic():
                self._answer(claim, index)
        for index, citation in enumerate(Citation.objects.standing().order_by("pk")[: claims // 40]):
            self._amend(citation, index)

    def _next(self, people: Sequence[Person]) -> Person:
        self.number += 1
        return people[self.number % len(people)]

    def _leave(self, discrepancy: Discrepancy) -> None:
        """Nobody has come to it yet."""

    def _propose(self, discrepancy: Discrepancy, outcome: Outcome = Outcome.USE_WITH_NOTE) -> None:
        standings = {
            member.citation_id: Standing.UNCERTAIN if member.first else Standing.PREFERRED
            for member in discrepancy.members.all()
        }
        decision = Decision(
            cause=self.dice.choice((Cause.DIFFERENT_METHOD, Cause.SOURCE_ERROR, Cause.NOT_DETERMINABLE)),
            outcome=outcome,
            answer="as counted at the border",
            sentence="By the count at the border, it was as many as the ministry says.",
            rationale="The ministry counts at the border, the others count in the camps.",
            single_origin_reason="The ministry alone counts them.",
            standings=standings,
            review_on=SOON + timedelta(days=self.number % 700),
            next_step="Ask the ministry for its latest count.",
            owner=self.cast.reviewers[self.number % len(self.cast.reviewers)],
            due_on=SOON,
        )
        propose_resolution(discrepancy=discrepancy, decision=decision, by=self._next(self.cast.reviewers))

    def _hold(self, discrepancy: Discrepancy) -> None:
        self._propose(discrepancy, Outcome.HOLD)

    def _return(self, discrepancy: Discrepancy) -> None:
        self._propose(discrepancy)
        comment = "Say which of the two counts is the later one."
        return_resolution(discrepancy=discrepancy, comment=comment, by=self._next(self.cast.approvers))

    def _resolve(self, discrepancy: Discrepancy) -> None:
        self._propose(discrepancy)
        approve_resolution(discrepancy=discrepancy, by=self._next(self.cast.approvers), comment="Agreed.")

    def _reopen(self, discrepancy: Discrepancy) -> None:
        self._resolve(discrepancy)
        reason = "The ministry has published a new count."
        reopen_discrepancy(discrepancy=discrepancy, reason=reason, by=self._next(self.cast.reviewers))

    def _withdraw(self, discrepancy: Discrepancy) -> None:
        """Every position but the first goes back to a slip of our own."""
        for member in discrepancy.members.filter(first__gt=0).select_related("citation"):
            because, by = "Copied from another line.", self._next(self.cast.contributors)
            withdraw_citation(citation=member.citation, because=because, by=by)

    def _answer(self, claim: Claim, index: int) -> None:
        words = VerdictWords(
            answer=f"about {index + 20:,}",
            sentence=f"It was about {index + 20:,}, all sources agree.",
            basis="All sources agree, and two of them counted themselves.",
            single_origin_reason="The ministry alone counts them.",
            review_on=SOON + timedelta(days=index % 700),
        )
        verdict = propose_verdict(claim=claim, words=words, by=self._next(self.cast.reviewers))
        by = self._next(self.cast.approvers)
        if index % 20 == 0:
            return
        if index % 20 == 1:
            return_verdict(verdict=verdict, comment="Say who counted.", by=by)
            return
        approve_verdict(verdict=verdict, by=by)
        if index % 20 == 2:
            self._record_another(claim)

    def _record_another(self, claim: Claim) -> None:
        """What comes in after the answer was approved."""
        source = Source.objects.order_by("pk").first()
        assert source is not None
        words = CitationWords(figure="some", quote="Some came, nobody says how many.")
        record_citation(claim=claim, source=source, words=words, by=self._next(self.cast.contributors))

    def _amend(self, citation: Citation, index: int) -> None:
        words = CitationWords(
            figure=citation.figure,
            quote=f"{citation.quote} They did not say more.",
            locator=f"page {index}",
            as_of=citation.as_of,
            scope=citation.scope,
            attribution=citation.attribution.name if citation.attribution else "",
            credibility=citation.credibility,
        )
        amend_citation(citation=citation, words=words, by=self._next(self.cast.contributors))
