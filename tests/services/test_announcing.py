"""Who hears what when a decision takes a step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.core.notices import Kind
from factcheck.core.resolutions import Outcome
from factcheck.core.roles import Role
from factcheck.models import Discrepancy, Notification
from factcheck.models.speech import spoken
from factcheck.services.approving import approve_resolution, return_resolution
from factcheck.services.citations import withdraw_citation
from factcheck.services.claims import ClaimWords, amend_claim
from factcheck.services.reopening import reopen_answer, reopen_answers_due, reopen_discrepancy
from factcheck.services.retracting import retract_source
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict, return_verdict
from factcheck.services.watching import watch_claim
from tests.conftest import person
from tests.services.desk_work import PREFER_30, flag_on, propose, settle

pytestmark = pytest.mark.django_db

ANSWER = VerdictWords(answer="12", sentence="Twelve came back.", basis="Both reports.")


@pytest.fixture
def watcher(disputed, reader):
    watch_claim(claim=disputed, by=reader)
    return reader


@pytest.fixture
def agreed(make_claim, cite, reader):
    """A claim on which two sources agree, watched by a reader."""
    claim = make_claim("How many came back?")
    cite(claim, "12")
    cite(claim, "12")
    watch_claim(claim=claim, by=reader)
    return claim


def heard(*people) -> list[list[tuple[str, str]]]:
    """What each has heard since this was asked last."""
    said = []
    for somebody in people:
        notices = Notification.objects.filter(person=somebody).order_by("pk")
        said.append([(notice.kind, spoken(notice.sentence)) for notice in notices])
        notices.delete()
    return said


def test_a_proposal_is_told_to_every_approver_but_whoever_made_it(
    disputed, watcher, reviewer, approver, second_reviewer, administrator, contributor
):
    propose(disputed, second_reviewer)
    told = [("proposed", "Second-Reviewer proposed “about 30,000”; it waits for approval.")]
    assert heard(approver, administrator) == [told, told]
    assert heard(second_reviewer, reviewer, contributor, watcher) == [[], [], [], []]


def test_a_returned_proposal_is_told_to_the_person_who_made_it(disputed, watcher, reviewer, approver):
    propose(disputed, reviewer)
    return_resolution(discrepancy=flag_on(disputed), comment="Which register?", by=approver)
    assert heard(reviewer, watcher) == [
        [("returned", "Approver returned “about 30,000”, which you proposed: Which register?")],
        [],
    ]


def test_an_approved_one_is_told_to_whoever_proposed_it_and_to_watchers(
    disputed, watcher, reviewer, approver
):
    settle(disputed, reviewer, approver)
    told = [("approved", "Approver approved “about 30,000”.")]
    assert heard(reviewer, watcher) == [told, told]


def test_where_nothing_is_printed_the_outcome_is_told(disputed, watcher, reviewer, approver):
    propose(disputed, reviewer, outcome=Outcome.OMIT, answer="", sentence="")
    assert heard(approver) == [[("proposed", "Reviewer proposed “Omit”; it waits for approval.")]]
    approve_resolution(discrepancy=flag_on(disputed), by=approver)
    assert heard(watcher) == [[("approved", "Approver approved “Omit”.")]]


def test_a_hold_is_told_to_its_owner_and_waits_for_no_approval(disputed, reviewer, approver):
    propose(disputed, reviewer, outcome=Outcome.HOLD, next_step="Ask the register.", owner=approver)
    assert heard(approver) == [
        [("assigned", "Reviewer put this on hold, and the next step is yours: Ask the register.")]
    ]
    propose(disputed, reviewer, outcome=Outcome.HOLD, next_step="Wait.", owner=reviewer)
    assert not Notification.objects.exists()


def test_what_a_person_opens_again_is_told_to_watchers_and_to_who_decided_it(
    disputed, watcher, reviewer, approver, second_reviewer, administrator
):
    settle(disputed, reviewer, approver)
    heard(reviewer, approver, watcher, second_reviewer, administrator)
    reopen_discrepancy(discrepancy=flag_on(disputed), reason="A new register.", by=second_reviewer)
    told = [("reopened", "Second-Reviewer opened this again: A new register.")]
    assert heard(reviewer, approver, watcher) == [told, told, told]
    assert heard(second_reviewer, administrator) == [[], []]


def test_what_new_evidence_opens_again_is_told_with_the_reason_and_once(
    disputed, watcher, reviewer, approver, cite
):
    settle(disputed, reviewer, approver, standings=PREFER_30)
    heard(reviewer, approver, watcher)
    cite(disputed, "80,000")
    for said in heard(reviewer, approver, watcher):
        ((kind, sentence),) = said
        assert kind == "reopened"
        assert sentence.startswith("The evidence changed, so this is open again: ")
        assert "80,000" in sentence


def test_a_proposal_that_new_evidence_voids_is_told_to_whoever_made_it(
    disputed, watcher, reviewer, approver, cite
):
    propose(disputed, reviewer)
    cite(disputed, "80,000")
    (said,) = heard(reviewer)
    assert [kind for kind, _sentence in said] == ["returned"]
    assert "so what you proposed waits no longer" in said[0][1]
    assert heard(watcher) == [[]]


def test_an_answer_takes_the_same_steps(agreed, reader, reviewer, approver):
    verdict = propose_verdict(claim=agreed, words=ANSWER, by=reviewer)
    assert heard(approver) == [[("proposed", "Reviewer proposed “12”; it waits for approval.")]]
    return_verdict(verdict=verdict, comment="Cite it.", by=approver)
    assert heard(reviewer) == [[("returned", "Approver returned “12”, which you proposed: Cite it.")]]
    again = propose_verdict(claim=agreed, words=ANSWER, by=reviewer)
    approve_verdict(verdict=again, by=approver)
    told = [("approved", "Approver approved “12”.")]
    assert heard(reviewer, reader) == [told, told]


@pytest.fixture
def printed(agreed, reviewer, approver):
    verdict = propose_verdict(claim=agreed, words=ANSWER, by=reviewer)
    approve_verdict(verdict=verdict, by=approver)
    Notification.objects.all().delete()
    return agreed


def test_watchers_are_told_when_a_printed_answer_comes_into_dispute(printed, reader, reviewer, cite):
    cite(printed, "30")
    ((kind, sentence),) = heard(reader)[0]
    assert kind == "changed"
    assert sentence.startswith("“12” is printed no longer: ")
    assert heard(reviewer) == [[]]


def test_watchers_are_told_when_nothing_stands_behind_a_printed_answer(printed, reader, contributor):
    for citation in printed.citations.all():
        withdraw_citation(citation=citation, because="misread", by=contributor)
    assert [kind for kind, _sentence in heard(reader)[0]] == ["changed"]


def test_watchers_are_told_when_the_question_of_a_printed_answer_is_amended(printed, reader, contributor):
    amend_claim(claim=printed, words=ClaimWords(question="How many went?", unit="person"), by=contributor)
    ((kind, sentence),) = heard(reader)[0]
    assert kind == "changed"
    assert "The question was amended" in sentence


def test_an_answer_that_waits_and_lapses_is_told_to_whoever_proposed_it(agreed, reviewer, reader, cite):
    propose_verdict(claim=agreed, words=ANSWER, by=reviewer)
    cite(agreed, "12")
    ((kind, sentence),) = heard(reviewer)[0]
    assert kind == "returned"
    assert sentence.startswith("The evidence changed, so what you proposed waits no longer: ")
    assert heard(reader) == [[]]


def test_an_answer_that_a_person_opens_again_is_told_to_who_decided_it(
    printed, reader, reviewer, approver, second_reviewer
):
    reopen_answer(claim=printed, reason="A third report.", by=second_reviewer)
    told = [("reopened", "Second-Reviewer opened this again: A third report.")]
    assert heard(reader, reviewer, approver, second_reviewer) == [told, told, told, []]


def test_a_review_date_that_has_come_is_told_to_who_decided_and_watches(agreed, reader, reviewer, approver):
    words = replace(ANSWER, review_on=date(2031, 3, 1))
    approve_verdict(verdict=propose_verdict(claim=agreed, words=words, by=reviewer), by=approver)
    heard(reader, reviewer, approver)
    assert list(reopen_answers_due(today=date(2031, 3, 2), by=None)) == [agreed]
    told = [("review_due", "The review date of this answer, 1 Mar 2031, has come: it is open again.")]
    assert heard(reader, reviewer, approver) == [told, told, told]


def test_a_retracted_source_is_told_for_every_answer_that_rests_on_it(
    printed, reader, reviewer, approver, second_reviewer
):
    source = printed.citations.first().source
    retract_source(source=source, because="Withdrawn by its author.", by=second_reviewer)
    for said in heard(reader, reviewer, approver):
        ((kind, sentence),) = said
        assert kind == "reopened"
        assert sentence.endswith("was retracted: Withdrawn by its author.")


def test_evidence_that_changes_nothing_printed_is_told_to_nobody(printed, reader, cite):
    cite(printed, "12")
    assert heard(reader) == [[]]


def rows(count, prefix, *figure):
    """Two sources on each of many claims; the second one is against the first."""
    return [
        {
            "claim_ref": f"{prefix}{number}",
            "question": f"Question {prefix} {number}?",
            "unit": "person",
            "source_ref": f"{prefix}{number}-{source}",
            "source_title": f"Source {source} of {number}",
            "figure": words,
        }
        for number in range(count)
        for source, words in enumerate(("30,000", "35,000", *figure))
    ]


def cost_of_reopening(count, prefix, bring, reviewer, approver):
    """How many queries a file costs that opens again everything that was resolved on so many claims."""
    bring(*rows(count, prefix))
    for found in Discrepancy.objects.filter(state="open"):
        settle(found.claim, reviewer, approver)
        watch_claim(claim=found.claim, by=approver)
    Notification.objects.all().delete()
    with CaptureQueriesContext(connection) as caught:
        bring(*rows(count, prefix, "90,000"))
    reopened = Notification.objects.filter(kind=Kind.REOPENED.value)
    assert reopened.filter(person=reviewer).count() == reopened.filter(person=approver).count() == count
    return [query["sql"] for query in caught if "notification" in query["sql"] or "watch" in query["sql"]]


def test_a_file_that_opens_thirty_again_tells_in_as_many_queries_as_one_that_opens_three(
    bring, reviewer, approver
):
    of_three = cost_of_reopening(3, "a", bring, reviewer, approver)
    of_thirty = cost_of_reopening(30, "b", bring, reviewer, approver)
    assert len(of_thirty) == len(of_three)


def test_a_watcher_who_is_approver_and_proposer_hears_of_one_thing_once(disputed, approver, cite):
    both = person("both", Role.REVIEWER, Role.APPROVER)
    watch_claim(claim=disputed, by=both)
    settle(disputed, both, approver)
    heard(both)
    cite(disputed, "80,000")
    assert [kind for kind, _sentence in heard(both)[0]] == ["reopened"]
