"""Reviewing in the admin: the same acts, the same refusals in the same words, and no other way to a state."""

from __future__ import annotations

import pytest

from factcheck.core.lifecycle import DiscrepancyState
from factcheck.core.resolutions import Cause, Outcome, Standing
from factcheck.models import Claim, Discrepancy, Resolution
from factcheck.services.approving import approve_resolution, return_resolution
from factcheck.services.desk import change_desk_settings
from tests.admin.conftest import (
    address,
    discrepancy_of,
    errors_on,
    last_step,
    proposal_form,
    propose,
    words_on,
)

pytestmark = pytest.mark.django_db


def page_of(discrepancy: Discrepancy) -> str:
    return address("discrepancy", "change", discrepancy.pk)


def state_of(discrepancy: Discrepancy) -> str:
    discrepancy.refresh_from_db()
    return discrepancy.state


def test_a_reviewer_proposes_and_another_person_approves(entering, disputed, reviewer, approver):
    discrepancy = discrepancy_of(disputed)
    response = entering(reviewer).post(page_of(discrepancy), proposal_form(discrepancy), follow=True)
    assert "waits for another person" in words_on(response)
    assert state_of(discrepancy) == DiscrepancyState.PROPOSED
    form = {"act": "approve", "comment": "Agreed.", "seen_step": last_step(discrepancy)}
    response = entering(approver).post(page_of(discrepancy), form, follow=True)
    assert "Approved." in words_on(response)
    assert state_of(discrepancy) == DiscrepancyState.RESOLVED
    assert Claim.objects.with_state().get().state == "verified"
    assert discrepancy.steps.last().why == "Agreed."


def test_standings_go_to_positions_and_are_overridden_singly(entering, disputed, cite, reviewer):
    third = cite(disputed, "about 35,500")
    discrepancy = discrepancy_of(disputed)
    form = proposal_form(discrepancy, **{f"citation_{third.pk}": Standing.UNCERTAIN.value})
    entering(reviewer).post(page_of(discrepancy), form)
    assert [one.standing for one in Resolution.objects.get().judged.order_by("citation")] == [
        "preferred",
        "rejected",
        "uncertain",
    ]


def test_nothing_is_decided_on_positions_that_new_evidence_has_lettered_anew(
    entering, disputed, cite, reviewer
):
    discrepancy = discrepancy_of(disputed)
    desk = entering(reviewer)
    seen = desk.get(page_of(discrepancy)).context["acts"][0]["form"]["seen_evidence"].value()
    cite(disputed, "32,000")
    late = proposal_form(discrepancy, seen_evidence=seen)
    told = desk.post(page_of(discrepancy), late)
    assert "the evidence on this claim changed after you opened this" in errors_on(told)
    assert not Resolution.objects.exists()
    form = told.context["acts"][0]["form"]
    assert form["rationale"].value() == late["rationale"]
    assert {form[f"position_{index}"].value() for index in range(2)} == {"unassessed"}
    again = late | {"seen_evidence": form["seen_evidence"].value()}
    assert desk.post(page_of(discrepancy), again).status_code == 302


@pytest.mark.parametrize(
    ("says", "changed"),
    [
        ("the rationale is missing", {"rationale": "  "}),
        ("the answer is missing", {"answer": ""}),
        ("the sentence is missing", {"sentence": ""}),
        ("the sources only seem to differ", {"cause": Cause.DIFFERENT_AS_OF.value}),
        ("needs to say which one", {"position_0": "unassessed", "position_1": "unassessed"}),
        ("the outcome is missing", {"outcome": ""}),
        ("the cause is missing", {"cause": ""}),
        ("Null characters are not allowed", {"rationale": "It was\x00so."}),
        ("not one of the available choices", {"outcome": "hold"}),
    ],
)
def test_a_refused_proposal_stays_on_its_form(entering, disputed, reviewer, says, changed):
    discrepancy = discrepancy_of(disputed)
    typed = proposal_form(discrepancy, **{"sentence": "Thirty thousand fled."} | changed)
    response = entering(reviewer).post(page_of(discrepancy), typed)
    assert says in errors_on(response)
    if typed["sentence"]:
        assert "Thirty thousand fled." in words_on(response)
    assert state_of(discrepancy) == DiscrepancyState.OPEN
    assert not Resolution.objects.exists()


@pytest.mark.parametrize(
    ("says", "changed"),
    [
        ("no range of answers to report", {"outcome": Outcome.REPORT_RANGE.value}),
        ("which cannot disagree with itself", {"cause": Cause.GENUINE_DISAGREEMENT.value}),
        ("this claim rests on one origin", {}),
    ],
)
def test_one_origin_is_asked_for_more(entering, make_claim, cite, reviewer, says, changed):
    claim = make_claim()
    for figure in ("about 30,000", "about 35,000"):
        cite(claim, figure, attribution="Unification Ministry")
    discrepancy = discrepancy_of(claim)
    response = entering(reviewer).post(page_of(discrepancy), proposal_form(discrepancy, **changed))
    assert says in errors_on(response)
    assert state_of(discrepancy) == DiscrepancyState.OPEN


def test_the_reason_why_one_origin_is_enough_is_taken(entering, make_claim, cite, reviewer):
    claim = make_claim()
    for figure in ("about 30,000", "about 35,000"):
        cite(claim, figure, attribution="Unification Ministry")
    discrepancy = discrepancy_of(claim)
    form = proposal_form(discrepancy, single_origin_reason="It counts them at the border.")
    entering(reviewer).post(page_of(discrepancy), form)
    assert state_of(discrepancy) == DiscrepancyState.PROPOSED


@pytest.mark.parametrize("who", ["second_reviewer", "administrator"])
def test_nobody_approves_a_proposal_of_their_own(entering, request, disputed, who):
    person = request.getfixturevalue(who)
    discrepancy = propose(disputed, person)
    form = {"act": "approve", "comment": "Mine.", "seen_step": last_step(discrepancy)}
    response = entering(person).post(page_of(discrepancy), form)
    assert "Not approved: you proposed this. Ask another approver." in errors_on(response)
    assert "Mine." in words_on(response)
    assert state_of(discrepancy) == DiscrepancyState.PROPOSED


def test_a_desk_of_one_may_switch_that_off(entering, disputed, administrator):
    change_desk_settings(tolerance=disputed.tolerance or "0.05", single_review=True, by=administrator)
    discrepancy = propose(disputed, administrator)
    form = {"act": "approve", "seen_step": last_step(discrepancy)}
    page = words_on(entering(administrator).post(page_of(discrepancy), form, follow=True))
    assert "single review" in page
    assert state_of(discrepancy) == DiscrepancyState.RESOLVED


def test_a_proposal_is_returned_with_a_comment_and_not_without(entering, disputed, reviewer, approver):
    discrepancy, door = propose(disputed, reviewer), entering(approver)
    form = {"act": "return", "comment": " ", "seen_step": last_step(discrepancy)}
    assert "say what is missing or wrong" in errors_on(door.post(page_of(discrepancy), form))
    assert state_of(discrepancy) == DiscrepancyState.PROPOSED
    door.post(page_of(discrepancy), form | {"comment": "Which year?"})
    assert state_of(discrepancy) == DiscrepancyState.RETURNED
    assert "Which year?" in words_on(entering(reviewer).get(page_of(discrepancy)))


def test_what_was_resolved_is_opened_again_for_a_reason(entering, disputed, reviewer, approver):
    discrepancy = propose(disputed, reviewer)
    approve_resolution(discrepancy=discrepancy, by=approver)
    door, form = entering(reviewer), {"act": "reopen", "reason": "", "seen_step": last_step(discrepancy)}
    assert "say why this is opened again" in errors_on(door.post(page_of(discrepancy), form))
    door.post(page_of(discrepancy), form | {"reason": "A new census is out."})
    assert state_of(discrepancy) == DiscrepancyState.REOPENED


def test_a_hold_takes_effect_at_once_and_leaves_it_open(entering, disputed, reviewer):
    discrepancy = discrepancy_of(disputed)
    form = proposal_form(
        discrepancy,
        act="hold",
        outcome="",
        answer="",
        sentence="",
        cause="",
        rationale="Census due.",
        next_step="Read the census.",
        owner=str(reviewer.pk),
    )
    entering(reviewer).post(page_of(discrepancy), form)
    assert state_of(discrepancy) == DiscrepancyState.OPEN
    assert "Census due." in discrepancy.steps.last().why


def test_of_two_approvers_the_second_is_told_what_happened(
    entering, disputed, reviewer, approver, administrator
):
    discrepancy = propose(disputed, reviewer)
    seen = last_step(discrepancy)
    return_resolution(discrepancy=discrepancy, comment="Which year?", by=administrator)
    form = {"act": "approve", "comment": "Fine by me.", "seen_step": seen}
    response = entering(approver).post(page_of(discrepancy), form)
    assert "meanwhile this became returned, by Administrator" in errors_on(response)
    assert "Fine by me." in words_on(response)
    assert state_of(discrepancy) == DiscrepancyState.RETURNED


def test_a_proposal_on_evidence_that_changed_meanwhile_keeps_its_text(
    entering, disputed, reviewer, second_reviewer
):
    discrepancy = discrepancy_of(disputed)
    typed = proposal_form(discrepancy, rationale="Written for an hour.")
    propose(disputed, second_reviewer)
    response = entering(reviewer).post(page_of(discrepancy), typed)
    assert "meanwhile this became proposed" in errors_on(response)
    assert "Written for an hour." in words_on(response)
    assert Resolution.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "act", "says"),
    [
        ("contributor", "approve", "Only approvers approve here"),
        ("contributor", "return", "Only approvers approve here"),
        ("contributor", "propose", "Only reviewers propose here"),
        ("contributor", "reopen", "Only reviewers propose here"),
        ("reviewer", "approve", "Only approvers approve here"),
        ("approver", "propose", "Only reviewers propose here"),
    ],
)
def test_whoever_has_not_the_role_is_refused_and_keeps_the_text(
    entering, request, disputed, second_reviewer, who, act, says
):
    discrepancy = propose(disputed, second_reviewer)
    form = proposal_form(discrepancy, act=act, comment="Typed.", reason="Typed.", rationale="Typed.")
    response = entering(request.getfixturevalue(who)).post(page_of(discrepancy), form)
    assert response.status_code == 403
    assert says in errors_on(response)
    assert "Typed." in words_on(response)
    assert state_of(discrepancy) == DiscrepancyState.PROPOSED


def test_only_the_acts_that_are_open_to_a_person_are_offered(
    entering, disputed, reviewer, approver, contributor
):
    discrepancy = discrepancy_of(disputed)
    pages = {
        one: words_on(entering(one).get(page_of(discrepancy))) for one in (reviewer, approver, contributor)
    }
    assert 'value="propose"' in pages[reviewer]
    assert 'value="hold"' in pages[reviewer]
    assert 'value="propose"' not in pages[approver] + pages[contributor]
    propose(disputed, reviewer)
    assert 'value="approve"' in words_on(entering(approver).get(page_of(discrepancy)))
    assert 'value="approve"' not in words_on(entering(reviewer).get(page_of(discrepancy)))


def test_the_page_says_why_and_shows_positions_and_citations(entering, disputed, reviewer):
    page = words_on(entering(reviewer).get(page_of(discrepancy_of(disputed))))
    for said in (
        "about 30,000 (1 origin) · about 35,000 (1 origin)",
        "28,500 to 31,500 people",
        "moderate",
        "“about",
    ):
        assert said in page


@pytest.mark.parametrize(
    ("query", "count"), [("", 1), ("?state__exact=open", 1), ("?severity__exact=major", 0), ("?q=fled", 1)]
)
def test_the_list_of_discrepancies_is_searched_and_filtered(entering, reviewer, disputed, query, count):
    response = entering(reviewer).get(address("discrepancy") + query)
    assert len(response.context["cl"].result_list) == count
    if count:
        assert "about 30,000 (1 origin) · about 35,000 (1 origin)" in words_on(response)
