"""Two people at once, each with a connection of their own: one wins and the other is told what happened."""

# ruff: noqa: B023 -- every act of a round is over before the next round begins

from __future__ import annotations

import threading

import pytest
from django.db import connection

from factcheck.core.resolutions import Outcome
from factcheck.core.sentences import RuleError
from factcheck.models import Citation, Claim, Discrepancy, Person, Source, Verdict
from factcheck.services.approving import approve_resolution, reopen_discrepancy, return_resolution
from factcheck.services.citations import CitationWords, amend_citation, record_citation, withdraw_citation
from factcheck.services.claims import ClaimWords, amend_claim, record_claim
from factcheck.services.importing import import_citations
from factcheck.services.proposing import propose_resolution
from factcheck.services.sources import SourceWords, amend_source
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict, return_verdict
from tests.services.desk_work import decision, flag_on, history_of, propose, settle
from tests.services.files import row, write_csv

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.xdist_group("two at once"),
]
ROUNDS = 4


def at_once(*acts) -> list[object]:
    """What each act gave or raised, all of them begun at the same moment."""
    gate, outcomes = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            gate.wait(10)
            outcomes[place] = act()
        except Exception as error:  # noqa: BLE001 -- which error it is, is what is tested
            outcomes[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive(), "somebody still waits"
    return outcomes


def told(outcomes) -> list[str]:
    """The sentences of those who lost; anything but a sentence of a rule is an error of ours."""
    lost = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert all(isinstance(outcome, RuleError) for outcome in lost), lost
    return [str(outcome) for outcome in lost]


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
    hold = decision(outcome=Outcome.HOLD, answer="", sentence="")
    lost = told(
        at_once(
            lambda: propose_resolution(discrepancy=found, decision=hold, by=reviewer),
            lambda: propose_resolution(discrepancy=found, decision=decision(), by=second_reviewer),
        )
    )
    assert flag_on(disputed).state == "proposed"
    assert len(history_of(found)) == 3 - len(lost)


def test_two_amend_the_same_citation(disputed, contributor, administrator):
    citation = disputed.citations.last()
    for number in range(ROUNDS):
        seen = Citation.objects.get(pk=citation.pk).version
        lost = told(
            at_once(
                *(
                    lambda by=by, figure=figure: amend_citation(
                        citation=citation, words=CitationWords(figure=figure), by=by, seen_version=seen
                    )
                    for by, figure in ((contributor, f"4{number},000"), (administrator, f"5{number},000"))
                )
            )
        )
        assert len(lost) == 1
        assert "changed this citation meanwhile" in lost[0]
        assert Citation.objects.get(pk=citation.pk).version == seen + 1


def test_many_record_on_one_claim(disputed, contributor):
    sources = list(Source.objects.all())
    outcomes = at_once(
        *(
            lambda number=number: record_citation(
                claim=disputed,
                source=sources[number % 2],
                words=CitationWords(figure=f"{number}0,000", attribution="One Ministry"),
                by=contributor,
            )
            for number in range(5, 10)
        )
    )
    assert told(outcomes) == []
    assert Citation.objects.count() == 7
    assert Discrepancy.objects.count() == 1
    assert flag_on(disputed).member_count == 7


def test_a_claim_a_source_and_a_citation_are_amended_at_once(disputed, contributor):
    citation = disputed.citations.last()
    source = citation.source
    for number in range(ROUNDS):
        outcomes = at_once(
            lambda: amend_claim(
                claim=disputed,
                words=ClaimWords(question="Who?", unit="person" if number % 2 else "soldier"),
                by=contributor,
            ),
            lambda: amend_source(
                source=source, words=SourceWords(title="S", published=f"201{number}"), by=contributor
            ),
            lambda: amend_citation(
                citation=citation, words=CitationWords(figure=f"4{number},000"), by=contributor
            ),
            lambda: record_citation(
                claim=disputed, source=source, words=CitationWords(figure="30,000"), by=contributor
            ),
        )
        assert told(outcomes) == []
    assert Claim.objects.get().version == 1 + ROUNDS
    assert Citation.objects.count() == 2 + ROUNDS


def test_two_citations_change_places_between_two_claims(make_claim, cite, contributor):
    one, other = make_claim("One?"), make_claim("Other?")
    for _round in range(ROUNDS):
        here, there = cite(one, "1"), cite(other, "2")
        outcomes = at_once(
            lambda: amend_citation(
                citation=here, words=CitationWords(figure="1"), claim=other, by=contributor
            ),
            lambda: amend_citation(
                citation=there, words=CitationWords(figure="2"), claim=one, by=contributor
            ),
        )
        assert told(outcomes) == []
    one.refresh_from_db()
    assert one.citations.count() == ROUNDS


def test_two_withdraw_the_same_citation(disputed, contributor, administrator):
    citation = disputed.citations.last()
    lost = told(
        at_once(
            *(
                lambda by=by: withdraw_citation(citation=citation, because="misread", by=by)
                for by in (contributor, administrator)
            )
        )
    )
    assert lost == ["This citation has been withdrawn already."]


def test_two_ask_the_same_question(contributor, administrator):
    outcomes = at_once(
        *(
            lambda by=by: record_claim(words=ClaimWords(question="How many?", topic="Flight"), by=by)
            for by in (contributor, administrator)
        )
    )
    assert len(told(outcomes)) + Claim.objects.count() == 2
    assert Claim.objects.exists()


def test_two_sources_cannot_come_to_draw_on_each_other(make_source, contributor):
    left, right = make_source("Left"), make_source("Right")
    lost = told(
        at_once(
            *(
                lambda here=here, there=there: amend_source(
                    source=here, words=SourceWords(title=here.title), derived_from=[there], by=contributor
                )
                for here, there in ((left, right), (right, left))
            )
        )
    )
    assert lost == ["A source cannot be derived from itself, not even over other sources."]


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


def test_two_import_the_same_file(tmp_path, contributor, administrator):
    rows = [
        row(citation_ref=f"c{number}", claim_ref=f"q{number % 3}", source_ref=f"s{number % 2}")
        for number in range(12)
    ]
    path = write_csv(tmp_path / "a.csv", rows)
    outcomes = at_once(
        *(lambda by=by: import_citations(path=path, by=by) for by in (contributor, administrator))
    )
    told(outcomes)
    assert (Citation.objects.count(), Claim.objects.count(), Source.objects.count()) == (12, 3, 2)


def test_a_file_is_imported_while_its_verdict_is_approved(
    tmp_path, disputed, reviewer, approver, contributor
):
    for number in range(ROUNDS):
        propose(disputed, reviewer)
        found = flag_on(disputed)
        renamed = row(question=f"Question {number}?", figure="about 30,000")
        path = write_csv(tmp_path / "a.csv", [renamed])
        outcomes = at_once(
            lambda: approve_resolution(discrepancy=found, by=approver),
            lambda: import_citations(path=path, by=contributor),
        )
        told(outcomes)
        disputed.refresh_from_db()
        assert disputed.question == f"Question {number}?"
        if flag_on(disputed).state == "resolved":
            assert disputed.verdict is not None
            reopen_discrepancy(discrepancy=found, reason="Again.", by=reviewer)


def test_the_cast_is_whole_after_it_all(contributor):
    assert Person.objects.get(pk=contributor.pk).roles
