"""What was decided is opened again, by a person, a retracted source or the calendar, and every change of what is
printed is written down.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from factcheck.core.resolutions import Standing
from factcheck.core.review_rules import ReviewError
from factcheck.core.roles import NotPermittedError
from factcheck.models import Claim, Correction, VerdictState
from factcheck.services.citations import withdraw_citation
from factcheck.services.claims import ClaimWords, amend_claim
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.everything import reconcile_all
from factcheck.services.ledger import check_history
from factcheck.services.reopening import reopen_answer, reopen_answers_due, reopen_discrepancy
from factcheck.services.retracting import retract_source, take_back_retraction
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict
from tests.services.desk_work import PREFER_30, flag_on, settle

pytestmark = pytest.mark.django_db


def today() -> date:
    """Asked for anew in each test: midnight may come between reading this file and running it."""
    return timezone.localdate()


def state_of(claim):
    return Claim.objects.with_state().get(pk=claim.pk).state


def log_of(claim):
    """The correction log of a claim, oldest first: from what to what, and why."""
    rows = Correction.objects.filter(claim=claim).order_by("pk").select_related("was", "now")
    return [(row.was.answer, row.now.answer if row.now else None, row.why) for row in rows]


@pytest.fixture
def answer(reviewer, approver):
    """Give a claim an answer of its own, proposed and approved."""

    def give(claim, words="42", *, review_on=None):
        said = VerdictWords(
            answer=words,
            sentence=f"There were {words}.",
            basis=f"The report says {words}.",
            single_origin_reason="It is the census.",
            review_on=review_on,
        )
        approve_verdict(verdict=propose_verdict(claim=claim, words=said, by=reviewer), by=approver)
        claim.refresh_from_db()
        return claim.verdict

    return give


@pytest.fixture
def answered(make_claim, cite, answer):
    claim = make_claim("How many villages?")
    cite(claim, "42")
    answer(claim)
    return claim


def test_an_answer_without_a_discrepancy_is_opened_again_with_a_reason(answered, reviewer, answer):
    reopen_answer(claim=answered, reason="The census was revised.", by=reviewer)
    assert state_of(answered) == "unverified"
    answered.refresh_from_db()
    assert answered.verdict is not None  # what was printed is still known
    step = answered.verdict.steps.last()
    assert (step.to_state, step.by, step.why) == (VerdictState.REOPENED, reviewer, "The census was revised.")
    with pytest.raises(ChangedMeanwhileError, match="nothing is printed on this claim"):
        reopen_answer(claim=answered, reason="Again.", by=reviewer)
    answer(answered, "43")
    assert state_of(answered) == "verified"
    assert log_of(answered) == [
        ("42", None, "The census was revised."),
        ("42", "43", "The report says 43."),
    ]


def test_an_answer_that_came_of_a_decision_opens_its_discrepancy_again(disputed, reviewer, approver):
    settle(disputed, reviewer, approver, standings=PREFER_30)
    reopen_answer(claim=disputed, reason="The register was revised.", by=reviewer)
    assert (flag_on(disputed).state, state_of(disputed)) == ("reopened", "disputed")
    assert log_of(disputed) == [("about 30,000", None, "The register was revised.")]


def test_opening_again_needs_a_reason_and_a_reviewer(answered, reviewer, contributor, approver):
    with pytest.raises(InvalidInputError, match="say why") as refused:
        reopen_answer(claim=answered, reason=" ", by=reviewer)
    assert refused.value.field == "reason"
    for other in (contributor, approver):
        with pytest.raises(NotPermittedError):
            reopen_answer(claim=answered, reason="Because.", by=other)
    assert state_of(answered) == "verified"


def test_the_log_follows_what_is_printed_whatever_changes_it(disputed, cite, reviewer, approver, contributor):
    settle(disputed, reviewer, approver, standings=PREFER_30)
    assert log_of(disputed) == []  # printed for the first time corrects nothing
    new = cite(disputed, "90,000")
    withdraw_citation(citation=new, because="Misread.", by=contributor)
    settle(disputed, reviewer, approver, standings=PREFER_30, answer="about 31,000")
    reopen_discrepancy(discrepancy=flag_on(disputed), reason="Revised.", by=reviewer)
    settle(disputed, reviewer, approver, standings=PREFER_30, answer="about 31,000")
    words = ClaimWords(question="How many people fled by sea?", unit="person")
    amend_claim(claim=disputed, words=words, by=contributor)
    assert [row[:2] for row in log_of(disputed)] == [
        ("about 30,000", None),
        ("about 30,000", "about 31,000"),
        ("about 31,000", None),
        ("about 31,000", "about 31,000"),
        ("about 31,000", None),
    ]
    assert [row[2] for row in log_of(disputed)][::2] == [
        "“90,000” was recorded from Source 3.",
        "Revised.",
        "The question was amended.",
    ]
    assert check_history(by=None).is_whole


def test_a_new_dispute_that_goes_away_prints_the_answer_again(answered, cite, contributor):
    new = cite(answered, "50")
    assert state_of(answered) == "disputed"
    withdraw_citation(citation=new, because="Misread.", by=contributor)
    assert state_of(answered) == "verified"
    assert [row[:2] for row in log_of(answered)] == [("42", None), ("42", "42")]


def test_comparing_everything_again_corrects_nothing(answered, disputed, reviewer, approver):
    settle(disputed, reviewer, approver, standings=PREFER_30)
    list(reconcile_all(by=None, is_anew=True))
    assert not Correction.objects.exists()


def test_an_answer_whose_last_citation_is_withdrawn_is_printed_no_longer(answered, contributor):
    withdraw_citation(citation=answered.citations.get(), because="Misread.", by=contributor)
    assert log_of(answered) == [("42", None, "“42” was withdrawn: Misread.")]


def test_an_answer_whose_preferred_citation_is_withdrawn_does_not_outlive_it(
    disputed, reviewer, approver, contributor
):
    settle(disputed, reviewer, approver, standings=PREFER_30)
    withdraw_citation(
        citation=disputed.citations.get(figure="about 30,000"), because="Misread.", by=contributor
    )
    assert state_of(disputed) == "unverified"
    assert [row[:2] for row in log_of(disputed)] == [("about 30,000", None)]


def test_where_the_rest_still_disagrees_the_decision_is_opened_again(
    disputed, cite, reviewer, approver, contributor
):
    cite(disputed, "50,000")
    settle(disputed, reviewer, approver, standings={"about 30,000": Standing.PREFERRED})
    withdraw_citation(citation=disputed.citations.get(figure="50,000"), because="Misread.", by=contributor)
    assert flag_on(disputed).state == "resolved"  # what it rests on still stands
    cite(disputed, "about 35,100")
    withdraw_citation(
        citation=disputed.citations.get(figure="about 30,000"), because="Misread.", by=contributor
    )
    assert state_of(disputed) != "verified"
    assert check_history(by=None).is_whole


class TestRetraction:
    def test_decisions_that_rely_on_the_source_are_opened_again(self, disputed, reviewer, approver):
        settle(disputed, reviewer, approver, standings=PREFER_30)
        source = disputed.citations.get(figure="about 30,000").source
        retract_source(source=source, because="The journal withdrew it.", by=reviewer)
        found = flag_on(disputed)
        why = "The source “Source 1” was retracted: The journal withdrew it."
        assert (found.state, found.steps.last().why) == ("reopened", why)
        assert log_of(disputed) == [("about 30,000", None, why)]
        source.refresh_from_db()
        assert (source.retracted_on, source.version) == (today(), 2)
        assert source.history.latest().history_change_reason == "Retracted"
        assert disputed.citations.standing().count() == 2  # what it said stays

    def test_a_decision_that_rejected_it_stands(self, disputed, reviewer, approver):
        settle(disputed, reviewer, approver, standings=PREFER_30)
        rejected = disputed.citations.get(figure="about 35,000").source
        retract_source(source=rejected, because="The journal withdrew it.", by=reviewer)
        assert (flag_on(disputed).state, state_of(disputed)) == ("resolved", "verified")

    def test_an_answer_with_no_discrepancy_is_opened_again_through_an_echo(
        self, make_claim, make_source, cite, answer, reviewer
    ):
        origin = make_source("Wire report")
        echo = make_source("Newspaper", derived_from=[make_source("Agency", derived_from=[origin])])
        claim = make_claim("How many villages?")
        cite(claim, "42", source=echo)
        answer(claim)
        retract_source(source=origin, because="Made up.", by=reviewer, retracted_on=date(2026, 1, 5))
        assert state_of(claim) == "unverified"
        assert origin.__class__.objects.get(pk=origin.pk).retracted_on == date(2026, 1, 5)

    def test_a_claim_that_does_not_cite_it_is_left_alone(self, answered, make_source, reviewer):
        retract_source(source=make_source("Elsewhere"), because="Made up.", by=reviewer)
        assert state_of(answered) == "verified"

    def test_it_can_be_taken_back_and_what_was_opened_stays_open(self, answered, reviewer):
        source = answered.citations.get().source
        with pytest.raises(ChangedMeanwhileError, match="not marked"):
            take_back_retraction(source=source, by=reviewer)
        retract_source(source=source, because="Made up.", by=reviewer)
        with pytest.raises(ChangedMeanwhileError, match="already"):
            retract_source(source=source, because="Made up.", by=reviewer)
        take_back_retraction(source=source, by=reviewer)
        source.refresh_from_db()
        assert (source.retracted_on, source.retracted_because) == (None, "")
        assert state_of(answered) == "unverified"

    def test_it_needs_a_reason_a_day_that_has_come_and_a_reviewer(
        self, answered, reviewer, contributor, approver
    ):
        source = answered.citations.get().source
        with pytest.raises(InvalidInputError, match="say why"):
            retract_source(source=source, because=" ", by=reviewer)
        with pytest.raises(InvalidInputError, match="today or in the past"):
            retract_source(
                source=source, because="So.", by=reviewer, retracted_on=today() + timedelta(days=1)
            )
        for other in (contributor, approver):
            with pytest.raises(NotPermittedError):
                retract_source(source=source, because="So.", by=other)
            with pytest.raises(NotPermittedError):
                take_back_retraction(source=source, by=other)
        assert state_of(answered) == "verified"


class TestReviewDate:
    def test_an_answer_is_opened_again_on_its_day_and_once(self, make_claim, cite, answer):
        claim = make_claim("How many villages?")
        cite(claim, "42")
        answer(claim, review_on=today() + timedelta(days=30))
        assert list(reopen_answers_due(today=today() + timedelta(days=29), by=None)) == []
        assert list(reopen_answers_due(today=today() + timedelta(days=30), by=None)) == [claim]
        assert list(reopen_answers_due(today=today() + timedelta(days=31), by=None)) == []
        assert state_of(claim) == "unverified"
        (row,) = log_of(claim)
        assert row[2].startswith("Its review date, ")

    def test_a_decision_gives_its_day_to_the_answer(self, disputed, reviewer, approver):
        settle(disputed, reviewer, approver, standings=PREFER_30, review_on=today() + timedelta(days=1))
        disputed.refresh_from_db()
        assert disputed.verdict.review_on == today() + timedelta(days=1)
        assert list(reopen_answers_due(today=today() + timedelta(days=1), by=None)) == [disputed]
        assert flag_on(disputed).state == "reopened"

    def test_only_who_may_reopen_may_ask_for_it(self, reader):
        with pytest.raises(NotPermittedError):
            reopen_answers_due(today=today(), by=reader)


def test_an_answer_on_a_claim_in_dispute_is_refused_not_printed(disputed, reviewer):
    with pytest.raises(ReviewError):
        propose_verdict(
            claim=disputed, words=VerdictWords(answer="1", sentence="One.", basis="So."), by=reviewer
        )
    assert not Correction.objects.exists()
