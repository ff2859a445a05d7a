"""New evidence after a decision: what re-opens it and what it covers."""

from __future__ import annotations

import pytest

from factcheck.core.claims import AnswerKind, Lives
from factcheck.core.resolutions import Standing
from factcheck.models import Claim, Discrepancy
from factcheck.services.approving import return_resolution
from factcheck.services.citations import CitationWords, amend_citation, restore_citation, withdraw_citation
from factcheck.services.desk import change_desk_settings
from tests.services.desk_work import PREFER_30, flag_on, history_of, propose, settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def resolved(disputed, reviewer, approver):
    """30,000 is preferred, 35,000 rejected, and approved."""
    settle(disputed, reviewer, approver, standings=PREFER_30)
    return disputed


def state_of(claim):
    return Claim.objects.with_state().get(pk=claim.pk).state


NEW_CITATIONS = [
    ("the same figure again", "about 30,000", {}, "resolved"),
    ("inside what was accepted", "29,000 to 31,000", {}, "resolved"),
    ("meeting it at its very edge", "31,500", {}, "resolved"),
    ("just beyond its edge", "31,500.1", {}, "reopened"),
    ("inside what was rejected", "about 35,000", {}, "reopened"),
    ("somewhere else altogether", "50,000", {}, "reopened"),
    ("of another scope", "50,000", {"scope": "women"}, "resolved"),
    ("in another unit", "$50,000", {}, "resolved"),
    ("that nobody can read", "thousands, if not millions", {}, "resolved"),
]


@pytest.mark.parametrize(
    ("what", "figure", "words", "state"), NEW_CITATIONS, ids=[n[0] for n in NEW_CITATIONS]
)
def test_a_new_citation_after_the_decision(resolved, cite, what, figure, words, state):
    decided = flag_on(resolved).resolution
    cite(resolved, figure, **words)
    found = flag_on(resolved)
    assert found.state == state
    assert list(found.resolutions.all()) == [decided]
    assert state_of(resolved) == ("verified" if state == "resolved" else "disputed")
    if state == "reopened":
        assert found.resolution is None
        step = found.steps.last()
        assert step.resolution == decided
        assert step.why == f"“{figure}” is new and outside what the decision accepted."


def test_what_meets_only_an_uncertain_or_unassessed_citation_is_outside(disputed, cite, reviewer, approver):
    settle(disputed, reviewer, approver, standings={"about 30,000": Standing.UNCERTAIN})
    cite(disputed, "about 30,000")
    assert flag_on(disputed).state == "reopened"


def test_on_a_claim_that_moves_in_time_it_must_meet_at_the_same_time(make_claim, cite, reviewer, approver):
    claim = make_claim(lives=Lives.LEVEL)
    cite(claim, "about 30,000", as_of="2018")
    cite(claim, "about 35,000", as_of="2018/2020")
    settle(claim, reviewer, approver, standings=PREFER_30)
    cite(claim, "30,000", as_of="2018-05")
    assert flag_on(claim).state == "resolved"
    cite(claim, "30,000", as_of="2020")
    assert flag_on(claim).state == "reopened"


def test_new_words_are_covered_where_they_say_the_same(make_claim, cite, reviewer, approver):
    claim = make_claim(answer_kind=AnswerKind.TEXT, unit="")
    for figure in ("Death", "Prison"):
        cite(claim, figure)
    settle(claim, reviewer, approver, kind="text", standings={"Death": Standing.ACCEPTED})
    cite(claim, "death.")
    assert flag_on(claim, "text").state == "resolved"
    cite(claim, "A fine")
    assert flag_on(claim, "text").state == "reopened"


def test_withdrawing_what_was_judged_re_opens_nothing(resolved, cite, contributor):
    for citation in list(resolved.citations.all()):
        withdraw_citation(citation=citation, because="retracted", by=contributor)
        assert flag_on(resolved).state == "resolved"
    restore_citation(citation=resolved.citations.first(), by=contributor)
    restore_citation(citation=resolved.citations.last(), by=contributor)
    assert history_of(flag_on(resolved))[-1] == ("proposed", "resolved")


def test_amending_a_judged_figure_re_opens_with_the_reason(resolved, contributor):
    rejected = resolved.citations.last()
    amend_citation(citation=rejected, words=CitationWords(figure="about 36,000"), by=contributor)
    found = flag_on(resolved)
    assert found.state == "reopened"
    assert found.steps.last().why == "“about 36,000” now reads otherwise than when this was decided."
    assert found.steps.last().by == contributor


def test_even_amending_it_into_the_accepted_position_re_opens_while_something_is_flagged(
    resolved, cite, contributor
):
    preferred = resolved.citations.first()
    amend_citation(citation=preferred, words=CitationWords(figure="about 30,100"), by=contributor)
    assert flag_on(resolved).state == "reopened"


def test_amending_it_so_that_nothing_is_flagged_leaves_the_decision(resolved, contributor):
    rejected = resolved.citations.last()
    amend_citation(citation=rejected, words=CitationWords(figure="about 30,000"), by=contributor)
    assert flag_on(resolved).state == "resolved"


@pytest.mark.parametrize("words", [{"quote": "Typo mended."}, {"locator": "p. 4"}, {"as_of": "2018"}])
def test_amending_what_is_not_compared_re_opens_nothing(resolved, contributor, words):
    citation = resolved.citations.last()
    amend_citation(citation=citation, words=CitationWords(figure=citation.figure, **words), by=contributor)
    assert flag_on(resolved).state == "resolved"


def test_another_tolerance_reads_what_was_judged_otherwise(resolved, administrator):
    from decimal import Decimal

    change_desk_settings(tolerance=Decimal("0.04"), single_review=False, by=administrator)
    assert flag_on(resolved).state == "reopened"
    assert "reads otherwise" in flag_on(resolved).steps.last().why


@pytest.mark.parametrize(
    ("event", "change"),
    [
        ("a new rival", lambda claim, cite, by: cite(claim, "50,000")),
        ("one more supporter of a position", lambda claim, cite, by: cite(claim, "about 30,000")),
        (
            "an amended figure",
            lambda claim, cite, by: amend_citation(
                citation=claim.citations.last(), words=CitationWords(figure="about 36,000"), by=by
            ),
        ),
    ],
)
def test_a_proposal_lapses_when_what_it_judged_changes(disputed, cite, reviewer, contributor, event, change):
    resolution = propose(disputed, reviewer)
    change(disputed, cite, contributor)
    found = flag_on(disputed)
    assert (found.state, found.resolution) == ("returned", None)
    step = found.steps.last()
    assert step.why.startswith("The evidence changed after this was proposed: “")
    assert (step.by, step.resolution) == (contributor, resolution)
    assert propose(disputed, reviewer) != resolution


def test_a_proposal_stands_while_what_is_not_compared_changes(disputed, cite, reviewer):
    propose(disputed, reviewer)
    cite(disputed, "50,000", scope="women")
    cite(disputed, "nobody knows")
    assert flag_on(disputed).state == "proposed"


def test_a_proposal_is_withdrawn_with_its_discrepancy_and_open_again_with_it(disputed, reviewer, contributor):
    propose(disputed, reviewer)
    rival = disputed.citations.last()
    withdraw_citation(citation=rival, because="misread", by=contributor)
    assert (flag_on(disputed).state, flag_on(disputed).resolution) == ("withdrawn", None)
    restore_citation(citation=rival, by=contributor)
    assert history_of(flag_on(disputed))[-3:] == [
        ("open", "proposed"),
        ("proposed", "withdrawn"),
        ("withdrawn", "open"),
    ]


def test_a_returned_and_a_re_opened_one_are_withdrawn_when_the_citations_agree(
    disputed, make_claim, cite, reviewer, approver, contributor
):
    propose(disputed, reviewer)
    return_resolution(discrepancy=flag_on(disputed), comment="No.", by=approver)
    other = make_claim("How many came back?")
    for figure in ("about 30,000", "about 35,000"):
        cite(other, figure)
    settle(other, reviewer, approver, standings=PREFER_30)
    rival = cite(other, "50,000")
    for claim in (disputed, other):
        for citation in claim.citations.exclude(figure="about 30,000"):
            withdraw_citation(citation=citation, because="misread", by=contributor)
    assert set(Discrepancy.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert rival.claim == other


def test_evidence_that_comes_and_goes_leaves_the_decision_to_be_taken_again(resolved, cite, contributor):
    new = cite(resolved, "50,000")
    withdraw_citation(citation=new, because="misread", by=contributor)
    assert flag_on(resolved).state == "reopened"
