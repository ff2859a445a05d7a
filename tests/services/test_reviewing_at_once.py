"""Two reviewers at once: one wins and the other is told what happened."""

# ruff: noqa: B023 -- every act of a round is over before the next round begins

from __future__ import annotations

import pytest

from factcheck.core.resolutions import Outcome
from factcheck.models import Citation, Person, Verdict
from factcheck.services.approving import approve_resolution, return_resolution
from factcheck.services.citations import CitationWords, record_citation
from factcheck.services.importing import import_citations
from factcheck.services.proposing import propose_resolution
from factcheck.services.reopening import reopen_discrepancy
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict, return_verdict
from tests.services.at_once import ROUNDS, at_once, told
from tests.services.desk_work import decision, flag_on, history_of, propose, settle
from tests.services.files import row, write_csv

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.xdist_group("two at once"),
]


@pytest.fixture
def second_approver(db):
    from factcheck.core.roles import Role
    from tests.conftest import person

    return person("second-approver", Role.APPROVER)


def test_two_approve_at_once(disputed, reviewer, approver, second_approver):
    propose(disputed, reviewer)
    found = flag_on(disputed)
    seen = found.steps.last().pk
    lost = told(
        at_once(
            lambda: approve_resolution(discrepancy=found, by=approver, seen_step=seen),
            lambda: approve_resolution(discrepancy=found, by=second_approver, seen_step=seen),
        )
    )
    assert len(lost) == 1
    assert "meanwhile this became resolved, by " in lost[0]
    assert history_of(found) == [("", "open"), ("open", "proposed"), ("proposed", "resolved")]
    assert Verdict.objects.count() == 1


def test_one_approves_while_another_returns(disputed, reviewer, approver, second_approver):
    propose(disputed, reviewer)
    found = flag_on(disputed)
    lost = told(
        at_once(
            lambda: approve_resolution(discrepancy=found, by=approver),
            lambda: return_resolution(discrepancy=found, comment="No.", by=second_approver),
        )
    )
    assert len(lost) == 1
    assert lost[0].startswith("This discrepancy is re")
    assert len(history_of(found)) == 3


def test_two_propose_at_once(disputed, reviewer, second_reviewer):
    found = flag_on(disputed)
    lost = told(
        at_once(
            *(
                lambda by=by: propose_resolution(discrepancy=found, decision=decision(), by=by)
                for by in (reviewer, second_reviewer)
            )
        )
    )
    assert len(lost) == 1
    assert history_of(found) == [("", "open"), ("open", "proposed")]
    assert found.resolutions.count() == 1


def test_one_approves_while_the_evidence_changes(disputed, reviewer, approver, contributor):
    for number in range(ROUNDS):
        propose(disputed, reviewer)
        found, source = flag_on(disputed), disputed.citations.first().source
        figure = f"9{number}0,000"
        outcomes = at_once(
            lambda: approve_resolution(discrepancy=found, by=approver),
            lambda: record_citation(
                claim=disputed, source=source, words=CitationWords(figure=figure), by=contributor
            ),
        )
        told(outcomes)
        assert isinstance(outcomes[1], Citation)
        assert flag_on(disputed).state in {"returned", "reopened"}


def test_one_re_opens_while_another_records(disputed, reviewer, approver, contributor):
    settle(disputed, reviewer, approver)
    found, source = flag_on(disputed), disputed.citations.first().source
    told(
        at_once(
            lambda: reopen_discrepancy(discrepancy=found, reason="Revised.", by=reviewer),
            lambda: record_citation(
                claim=disputed, source=source, words=CitationWords(figure="90,000"), by=contributor
            ),
        )
    )
    assert history_of(found)[3:] == [("resolved", "reopened")]


def test_a_hold_and_a_proposal_at_once(disputed, reviewer, second_reviewer):
    found = flag_on(disputed)
    hold = decision(outcome=Outcome.HOLD, next_step="Ask the register.", owner=reviewer)
    lost = told(
        at_once(
            lambda: propose_resolution(discrepancy=found, decision=hold, by=reviewer),
            lambda: propose_resolution(discrepancy=found, decision=decision(), by=second_reviewer),
        )
    )
    assert flag_on(disputed).state == "proposed"
    assert len(history_of(found)) == 3 - len(lost)


def test_a_verdict_is_approved_returned_and_proposed_at_once(
    make_claim, cite, reviewer, approver, second_approver, second_reviewer
):
    claim = make_claim()
    cite(claim, "1")
    cite(claim, "1")
    words = VerdictWords(answer="1", sentence="One.", basis="Both.")
    first = at_once(
        lambda: propose_verdict(claim=claim, words=words, by=reviewer),
        lambda: propose_verdict(claim=claim, words=words, by=second_reviewer),
    )
    assert len(told(first)) == 1
    verdict = Verdict.objects.get()
    second = at_once(
        lambda: approve_verdict(verdict=verdict, by=approver),
        lambda: return_verdict(verdict=verdict, comment="No.", by=second_approver),
    )
    assert len(told(second)) == 1
    assert verdict.steps.count() == 2


def test_a_file_is_imported_while_its_verdict_is_approved(
    tmp_path, disputed, reviewer, approver, contributor
):
    for number in range(ROUNDS):
        propose(disputed, reviewer)
        found = flag_on(disputed)
        renamed = row(question=disputed.question, topic=f"Topic {number}", figure="about 30,000")
        path = write_csv(tmp_path / "a.csv", [renamed])
        outcomes = at_once(
            lambda: approve_resolution(discrepancy=found, by=approver),
            lambda: import_citations(path=path, by=contributor),
        )
        told(outcomes)
        disputed.refresh_from_db()
        assert disputed.topic.name == f"Topic {number}"
        if flag_on(disputed).state == "resolved":
            assert disputed.verdict is not None
            reopen_discrepancy(discrepancy=found, reason="Again.", by=reviewer)


def test_the_cast_is_whole_after_it_all(contributor):
    assert Person.objects.get(pk=contributor.pk).roles
