"""Where a claim stands, derived from its discrepancies and its verdict."""

from __future__ import annotations

import pytest

from factcheck.models import Claim
from factcheck.services.approving import approve_resolution, return_resolution
from factcheck.services.citations import withdraw_citation
from factcheck.services.proposing import propose_resolution
from factcheck.services.reopening import reopen_discrepancy
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict, return_verdict
from tests.services.desk_work import decision

pytestmark = pytest.mark.django_db

ANSWER = VerdictWords(answer="1", sentence="One.", basis="They say so.", single_origin_reason="Enough.")


class Events:
    """What happens on one claim, a word for each thing."""

    def __init__(self, claim, cite, reviewer, approver):
        self.claim, self.cite, self.reviewer, self.approver = claim, cite, reviewer, approver
        self.verdict = None

    def flag(self, scope):
        return self.claim.discrepancies.get(scope=scope)

    def cites(self, figure, scope=""):
        self.cite(self.claim, figure, scope=scope)

    def proposes(self, scope=""):
        propose_resolution(discrepancy=self.flag(scope), decision=decision(), by=self.reviewer)

    def approves(self, scope=""):
        approve_resolution(discrepancy=self.flag(scope), by=self.approver)

    def returns(self, scope=""):
        return_resolution(discrepancy=self.flag(scope), comment="No.", by=self.approver)

    def reopens(self, scope=""):
        reopen_discrepancy(discrepancy=self.flag(scope), reason="New.", by=self.reviewer)

    def withdraws(self, figure, scope=""):
        citation = self.claim.citations.get(figure=figure, scope=scope, withdrawn_at=None)
        withdraw_citation(citation=citation, because="Misread.", by=None)

    def answers(self):
        self.verdict = propose_verdict(claim=self.claim, words=ANSWER, by=self.reviewer)

    def agrees(self):
        approve_verdict(verdict=self.verdict, by=self.approver)

    def declines(self):
        return_verdict(verdict=self.verdict, comment="No.", by=self.approver)


RIVALS = ["cites 1", "cites 2"]
AMONG_MEN = ["cites 1 men", "cites 2 men"]
SETTLED = ["proposes", "approves"]
ANSWERED = ["cites 1", "answers", "agrees"]
SITUATIONS = [
    ("nothing is recorded", [], "unverified"),
    ("one figure", ["cites 1"], "unverified"),
    ("two that agree", ["cites 1", "cites 1"], "unverified"),
    ("one that nobody can read", ["cites nobody-knows"], "unverified"),
    ("two that disagree", RIVALS, "disputed"),
    ("a resolution waits", [*RIVALS, "proposes"], "proposed"),
    ("a resolution was returned", [*RIVALS, "proposes", "returns"], "disputed"),
    ("a resolution was approved", [*RIVALS, *SETTLED], "verified"),
    ("it was opened again", [*RIVALS, *SETTLED, "reopens"], "disputed"),
    ("and proposed again", [*RIVALS, *SETTLED, "reopens", "proposes"], "proposed"),
    ("new evidence after the approval", [*RIVALS, *SETTLED, "cites 9"], "disputed"),
    ("the rival was withdrawn", [*RIVALS, "withdraws 2"], "unverified"),
    ("the rival was withdrawn under a proposal", [*RIVALS, "proposes", "withdraws 2"], "unverified"),
    ("one is proposed, the other open", [*RIVALS, *AMONG_MEN, "proposes"], "disputed"),
    ("both are proposed", [*RIVALS, *AMONG_MEN, "proposes", "proposes men"], "proposed"),
    ("one is resolved, the other proposed", [*RIVALS, *AMONG_MEN, *SETTLED, "proposes men"], "proposed"),
    (
        "both are resolved and nobody gave the answer",
        [*RIVALS, *AMONG_MEN, *SETTLED, "proposes men", "approves men"],
        "unverified",
    ),
    ("an answer waits", ["cites 1", "answers"], "proposed"),
    ("an answer was returned", ["cites 1", "answers", "declines"], "unverified"),
    ("an answer was approved", ANSWERED, "verified"),
    ("another answer waits beside it", [*ANSWERED, "answers"], "verified"),
    ("an answer waits and the sources come to disagree", ["cites 1", "answers", "cites 2"], "disputed"),
    ("an approved answer meets a rival", [*ANSWERED, "cites 2"], "disputed"),
    ("and the rival is proposed on", [*ANSWERED, "cites 2", "proposes"], "proposed"),
    ("an approved answer meets a friend", [*ANSWERED, "cites 1"], "verified"),
]


@pytest.mark.parametrize(("situation", "happens", "state"), SITUATIONS, ids=[s[0] for s in SITUATIONS])
def test_the_state_of_a_claim(make_claim, cite, reviewer, approver, situation, happens, state):
    events = Events(make_claim(), cite, reviewer, approver)
    for event in happens:
        verb, *details = event.split()
        getattr(events, verb)(*details)
    assert Claim.objects.with_state().get().state == state
    assert Claim.objects.verified().exists() == (state == "verified")
    assert [claim.state for claim in Claim.objects.for_list()] == [state]
