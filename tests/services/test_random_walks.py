"""Walks that nobody planned: people do at random whatever the services let them, and what must hold holds after every
act. A walk is told apart by its number, so that one that fails can be walked again.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from factcheck.core.lifecycle import DiscrepancyState
from factcheck.core.resolutions import Cause, Outcome, Standing
from factcheck.core.sentences import RuleError
from factcheck.models import Claim, Correction, Desk, Discrepancy, Source, Step
from factcheck.services.approving import approve_resolution, return_resolution
from factcheck.services.assigning import assign_discrepancies
from factcheck.services.citations import (
    CitationWords,
    amend_citation,
    record_citation,
    restore_citation,
    withdraw_citation,
)
from factcheck.services.claims import ClaimWords, amend_claim
from factcheck.services.everything import reconcile_all
from factcheck.services.holding import end_hold
from factcheck.services.ledger import check_history
from factcheck.services.proposing import propose_resolution
from factcheck.services.publishing import keep_back, show_to_readers
from factcheck.services.reopening import reopen_answer, reopen_answers_due, reopen_discrepancy
from factcheck.services.retracting import retract_source, take_back_retraction
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict, return_verdict
from tests.services.desk_work import decision, publish

FIGURES = ("about 30,000", "about 35,000", "40,000", "30,500", "many", "between 10,000 and 50,000")
MOSTLY = ("they_propose", "they_approve", "they_propose_an_answer", "they_approve_an_answer")
ACTS = 60


class Walk:
    """People at a desk, each act of theirs drawn by lot."""

    def __init__(self, lot: random.Random, recorder, decider, another, sources) -> None:
        self.lot, self.recorder, self.people, self.sources = lot, recorder, (decider, another), sources

    def act(self) -> str:
        """One act, refused or done; says which."""
        acts = [name for name in dir(type(self)) if name.startswith("they_")]
        name = self.lot.choice([*acts, *MOSTLY * 3])
        claim = self.lot.choice(list(Claim.objects.order_by("pk")))
        try:
            getattr(self, name)(claim)
        except RuleError as error:
            return f"{name} on {claim.ref}: {error}"
        return f"{name} on {claim.ref}"

    def they_record(self, claim):
        record_citation(
            claim=claim, source=self.lot.choice(self.sources), words=self._words(), by=self.recorder
        )

    def they_amend(self, claim):
        if citation := self._one(claim.citations):
            amend_citation(citation=citation, words=self._words(), by=self.recorder)

    def they_withdraw(self, claim):
        if citation := self._one(claim.citations):
            withdraw_citation(citation=citation, because="Doubled.", by=self.recorder)

    def they_restore(self, claim):
        if citation := self._one(claim.citations):
            restore_citation(citation=citation, by=self.recorder)

    def they_ask_otherwise(self, claim):
        words = ClaimWords(question=f"{claim.question[:60]} {self.lot.randrange(3)}", unit="person")
        amend_claim(claim=claim, words=words, by=self.recorder)

    def they_compare_everything(self, _claim):
        list(reconcile_all(by=self.recorder, is_anew=True))

    def they_propose(self, claim):
        discrepancy = self._one(claim.discrepancies)
        if discrepancy and claim.citations.standing().exists():
            propose_resolution(discrepancy=discrepancy, decision=self._decision(claim), by=self._somebody())

    def they_approve(self, claim):
        if discrepancy := self._one(claim.discrepancies):
            approve_resolution(discrepancy=discrepancy, by=self._somebody())

    def they_return(self, claim):
        if discrepancy := self._one(claim.discrepancies):
            return_resolution(discrepancy=discrepancy, comment="Look again.", by=self._somebody())

    def they_reopen(self, claim):
        if discrepancy := self._one(claim.discrepancies):
            reopen_discrepancy(discrepancy=discrepancy, reason="A letter came.", by=self._somebody())

    def they_end_a_hold(self, claim):
        if discrepancy := self._one(claim.discrepancies):
            end_hold(discrepancy=discrepancy, reason="It came.", by=self._somebody())

    def they_assign(self, claim):
        assign_discrepancies(
            discrepancies=claim.discrepancies.all(),
            to=self.lot.choice([None, *self.people]),
            by=self._somebody(),
        )

    def they_propose_an_answer(self, claim):
        words = VerdictWords(
            answer="about 30,000",
            sentence="About 30,000.",
            basis="The register.",
            single_origin_reason="It is the register.",
            review_on=timezone.localdate() + timedelta(days=30),
        )
        propose_verdict(claim=claim, words=words, by=self._somebody())

    def they_approve_an_answer(self, claim):
        if verdict := self._one(claim.verdicts):
            approve_verdict(verdict=verdict, by=self._somebody())

    def they_return_an_answer(self, claim):
        if verdict := self._one(claim.verdicts):
            return_verdict(verdict=verdict, comment="Look again.", by=self._somebody())

    def they_reopen_an_answer(self, claim):
        reopen_answer(claim=claim, reason="A letter came.", by=self._somebody())

    def they_wait_for_months(self, _claim):
        list(reopen_answers_due(today=timezone.localdate() + timedelta(days=40), by=self._somebody()))

    def they_retract(self, _claim):
        retract_source(source=self.lot.choice(self.sources), because="Invented.", by=self._somebody())

    def they_take_back_a_retraction(self, _claim):
        take_back_retraction(source=self.lot.choice(self.sources), by=self._somebody())

    def they_keep_from_readers(self, claim):
        keep_back(claim=claim, because="A court asked.", by=self._somebody())

    def they_show_to_readers(self, claim):
        show_to_readers(claim=claim, because="The court is content.", by=self._somebody())

    def they_begin_or_end_to_publish(self, _claim):
        publish(publishes=not Desk.current().publishes)

    def _somebody(self):
        return self.lot.choice(self.people)

    def _one(self, related):
        found = list(related.order_by("pk"))
        return self.lot.choice(found) if found else None

    def _words(self):
        return CitationWords(figure=self.lot.choice(FIGURES))

    def _decision(self, claim):
        keys = list(claim.citations.standing().values_list("pk", flat=True))
        standings = {key: self.lot.choice([Standing.PREFERRED, Standing.REJECTED]) for key in keys}
        made = decision(standings=standings)
        some = self.lot.choice(keys)
        ways = (
            made,
            made,
            made,
            replace(made, outcome=Outcome.HOLD, next_step="Ask.", owner=self._somebody()),
            replace(made, outcome=Outcome.OMIT),
            replace(made, outcome=Outcome.SPLIT_CLAIM, split_question="And then?", moved=frozenset({some})),
            replace(made, cause=Cause.OUR_TRANSCRIPTION_ERROR, corrections={some: self.lot.choice(FIGURES)}),
        )
        return self.lot.choice(ways)


def what_must_hold() -> None:
    """Said of every claim, whatever was done on it."""
    for claim in Claim.objects.select_related("verdict", "printed"):
        live = claim.discrepancies.live().exists()
        is_verified = Claim.objects.verified().filter(pk=claim.pk).exists()
        assert is_verified == (claim.printed_id is not None)
        assert claim.printed_id in (None, claim.verdict_id)
        assert not (live and claim.printed_id), "printed while in dispute"
        opened = Step.objects.filter(
            discrepancy__claim=claim, to_state="reopened", at__gt=claim.verified_at or claim.recorded_at
        )
        assert not (claim.printed_id and opened.exists()), "printed though its decision was opened again"
        if claim.verdict is not None and claim.verdict.resolution_id is None:
            first = claim.verdict.steps.order_by("pk").first()
            approval = claim.verdict.steps.filter(to_state="approved").get()
            assert first.by_id != approval.by_id
        _corrections_follow_each_other(claim)
        last = claim.publications.last()
        is_shown = Claim.objects.published().filter(pk=claim.pk).exists()
        assert (last.shown_id if last else None) == (claim.verdict_id if is_shown else None)
    for one in Discrepancy.objects.select_related("resolution"):
        state = DiscrepancyState(one.state)
        assert (one.resolution_id is not None) == (
            state in {DiscrepancyState.PROPOSED, DiscrepancyState.RESOLVED}
        )
        assert not one.is_on_hold or one.is_live
        assert one.steps.order_by("pk").last().to_state == one.state
        for approval in one.steps.filter(to_state="resolved").select_related("resolution"):
            assert approval.by_id != approval.resolution.proposed_by_id
    state = check_history(by=None)
    assert state.is_whole, [str(fault.sentence) for fault in state.faults]


def _corrections_follow_each_other(claim: Claim) -> None:
    """What one entry says is printed, the next says was printed; the last says what is printed."""
    log = list(Correction.objects.filter(claim=claim).order_by("pk"))
    for before, after in pairwise(log):
        assert after.was_id == (before.now_id or before.was_id)
    if log:
        assert log[-1].now_id == claim.printed_id


@pytest.mark.parametrize("number", range(4))
def test_whatever_people_do_the_history_is_whole_and_what_is_printed_was_approved(
    number, contributor, administrator, second_reviewer, make_claim, cite, make_source
):
    sources = [make_source(f"Paper {place}") for place in range(4)]
    for ref in ("fled", "stayed"):
        claim = make_claim(f"How many {ref}?", ref=ref)
        for source, figure in zip(sources, FIGURES[:2], strict=False):
            cite(claim, figure, source=source)
    lot = random.Random(number)  # noqa: S311 -- which way a walk goes is no secret
    walk = Walk(lot, contributor, administrator, second_reviewer, list(Source.objects.all()))
    said = []
    for _act in range(ACTS):
        said.append(walk.act())
        try:
            what_must_hold()
        except AssertionError as error:
            raise AssertionError("\n".join([f"walk {number}:", *said])) from error
