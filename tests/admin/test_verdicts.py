"""Answers to claims that were never in dispute: proposed in the admin, approved by another person."""

from __future__ import annotations

import pytest

from factcheck.models import Claim, Verdict
from factcheck.services.desk import change_desk_settings
from factcheck.services.reopening import reopen_answer
from factcheck.services.verdicts import approve_verdict, return_verdict
from tests.admin.conftest import address, errors_on, propose_answer, words_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def settled(make_claim, cite) -> Claim:
    """A claim on which two sources say the same."""
    claim = make_claim("How many came?")
    cite(claim, "60")
    cite(claim, "60")
    return claim


def answer_form(asked: Claim, **changed) -> dict:
    form = {
        "claim": asked.pk,
        "answer": "60",
        "sentence": "Sixty came.",
        "basis": "Both counts.",
        "single_origin_reason": "",
    }
    return form | changed


def state_of(claim: Claim) -> str:
    return Claim.objects.with_state().get(pk=claim.pk).state


def test_an_answer_is_proposed_and_approved_by_another_person(entering, settled, reviewer, approver):
    page = words_on(entering(reviewer).post(address("verdict", "add"), answer_form(settled), follow=True))
    assert "was added successfully" in page
    assert state_of(settled) == "proposed"
    verdict = Verdict.objects.get()
    assert verdict.proposed_by == reviewer
    door = address("verdict", "change", verdict.pk)
    page = words_on(entering(approver).post(door, {"act": "approve", "comment": ""}, follow=True))
    assert "Approved. This is what we print now." in page
    assert state_of(settled) == "verified"


@pytest.mark.parametrize(
    ("says", "changed"),
    [
        ("the answer is missing", {"answer": ""}),
        ("the sentence is missing", {"sentence": " "}),
        ("the basis is missing", {"basis": ""}),
        ("This field is required", {"claim": ""}),
    ],
)
def test_a_refused_answer_stays_on_its_form(entering, settled, reviewer, says, changed):
    form = answer_form(settled, **{"single_origin_reason": "typed with care"} | changed)
    response = entering(reviewer).post(address("verdict", "add"), form)
    assert says in errors_on(response)
    assert "typed with care" in words_on(response)
    assert not Verdict.objects.exists()


def test_one_origin_needs_a_reason(entering, make_claim, cite, reviewer):
    claim = make_claim()
    cite(claim, "60")
    response = entering(reviewer).post(address("verdict", "add"), answer_form(claim))
    assert "Say why one is enough" in errors_on(response)
    entering(reviewer).post(address("verdict", "add"), answer_form(claim, single_origin_reason="It counts."))
    assert Verdict.objects.exists()


def test_no_answer_is_proposed_while_sources_disagree_or_none_speaks(
    entering, disputed, make_claim, reviewer
):
    door = entering(reviewer)
    refused = door.post(address("verdict", "add"), answer_form(disputed))
    assert "Resolve the discrepancy first" in errors_on(refused)
    refused = door.post(address("verdict", "add"), answer_form(make_claim("Anything?")))
    assert "no source says anything" in errors_on(refused)
    assert not Verdict.objects.exists()


@pytest.mark.parametrize("who", ["second_reviewer", "administrator"])
def test_nobody_approves_an_answer_of_their_own(entering, request, settled, who):
    person = request.getfixturevalue(who)
    verdict = propose_answer(settled, person)
    response = entering(person).post(address("verdict", "change", verdict.pk), {"act": "approve"})
    assert "Not approved: you proposed this. Ask another approver." in errors_on(response)
    assert state_of(settled) == "proposed"


def test_an_answer_is_returned_with_a_comment_and_not_without(entering, settled, reviewer, approver):
    verdict, door = propose_answer(settled, reviewer), entering(approver)
    response = door.post(address("verdict", "change", verdict.pk), {"act": "return", "comment": ""})
    assert "say what is missing or wrong" in errors_on(response)
    door.post(address("verdict", "change", verdict.pk), {"act": "return", "comment": "Which year?"})
    assert state_of(settled) == "unverified"
    assert "Which year?" in words_on(door.get(address("verdict", "change", verdict.pk)))


def test_of_two_approvers_the_second_is_told_what_happened(
    entering, settled, reviewer, approver, administrator
):
    verdict = propose_answer(settled, reviewer)
    return_verdict(verdict=verdict, comment="Which year?", by=administrator)
    form = {"act": "approve", "comment": "Fine by me."}
    response = entering(approver).post(address("verdict", "change", verdict.pk), form)
    assert "meanwhile this answer was returned, by Administrator" in errors_on(response)
    assert "Fine by me." in words_on(response)


@pytest.mark.parametrize(
    ("who", "act"), [("contributor", "approve"), ("reviewer", "approve"), ("reviewer", "return")]
)
def test_whoever_has_not_the_role_is_refused(entering, request, settled, second_reviewer, who, act):
    verdict = propose_answer(settled, second_reviewer)
    door = entering(request.getfixturevalue(who))
    response = door.post(address("verdict", "change", verdict.pk), {"act": act, "comment": "Typed."})
    assert response.status_code == 403
    assert "Only approvers approve here" in errors_on(response)
    assert state_of(settled) == "proposed"


@pytest.mark.parametrize("who", ["contributor", "approver"])
def test_only_reviewers_propose(entering, request, settled, who):
    door = entering(request.getfixturevalue(who))
    assert door.get(address("verdict", "add")).status_code == 403
    assert door.post(address("verdict", "add"), answer_form(settled)).status_code == 403
    assert not Verdict.objects.exists()


def test_answers_are_approved_in_bulk_and_each_refusal_is_reported(
    entering, make_claim, cite, reviewer, administrator
):
    claims = [make_claim(f"How many came in {year}?") for year in (2001, 2002, 2003)]
    for claim in claims:
        cite(claim, "60")
    verdicts = [
        propose_answer(claim, by)
        for claim, by in zip(claims, [reviewer, administrator, reviewer], strict=True)
    ]
    return_verdict(verdict=verdicts[2], comment="Which year?", by=administrator)
    form = {"action": "approve", "_selected_action": [one.pk for one in verdicts]}
    door = entering(administrator)
    assert "Sixty came." in words_on(door.post(address("verdict"), form))
    assert not Claim.objects.verified().exists()
    page = words_on(door.post(address("verdict"), form | {"confirmed": "yes"}, follow=True))
    assert "1 answer approved." in page
    assert "“How many came in 2002?”: Not approved: you proposed this." in page
    assert "“How many came in 2003?”: Not saved: meanwhile this answer was returned" in page
    assert list(Claim.objects.verified()) == [claims[0]]


@pytest.mark.parametrize(
    ("query", "found"), [("", 2), ("?state=waits", 1), ("?state=in_force", 1), ("?q=2002", 1)]
)
def test_the_list_of_answers_is_searched_and_filtered(
    entering, make_claim, cite, reviewer, approver, query, found
):
    for year in (2001, 2002):
        claim = make_claim(f"How many came in {year}?")
        cite(claim, "60")
        verdict = propose_answer(claim, reviewer)
    approve_verdict(verdict=verdict, by=approver)
    assert len(entering(approver).get(address("verdict") + query).context["cl"].result_list) == found


def test_answers_are_returned_several_at_once_and_each_refusal_is_reported(
    entering, make_claim, cite, reviewer, approver
):
    claims = [make_claim(f"How many came in {year}?") for year in (2001, 2002)]
    for claim in claims:
        cite(claim, "60")
    waiting, returned = (propose_answer(claim, reviewer) for claim in claims)
    return_verdict(verdict=returned, comment="Which year?", by=approver)
    form = {"action": "return_answers", "_selected_action": [waiting.pk, returned.pk], "confirmed": "yes"}
    door = entering(approver)
    refused = door.post(address("verdict"), form | {"comment": " "})
    assert "Not returned: say what is missing or wrong." in errors_on(refused)
    assert state_of(claims[0]) == "proposed"
    page = words_on(door.post(address("verdict"), form | {"comment": "Which port?"}, follow=True))
    assert "1 answer returned with your comment." in page
    assert "“How many came in 2002?”: Not saved: meanwhile this answer was returned" in page
    assert state_of(claims[0]) == "unverified"


@pytest.mark.parametrize("who", ["contributor", "reviewer"])
def test_returning_several_answers_is_not_offered_to_others(entering, request, settled, second_reviewer, who):
    verdict = propose_answer(settled, second_reviewer)
    form = {
        "action": "return_answers",
        "_selected_action": [verdict.pk],
        "confirmed": "yes",
        "comment": "So.",
    }
    entering(request.getfixturevalue(who)).post(address("verdict"), form, follow=True)
    assert state_of(settled) == "proposed"


def test_an_answer_says_on_which_day_it_is_looked_at_again(entering, settled, reviewer):
    door = entering(reviewer)
    refused = door.post(address("verdict", "add"), answer_form(settled, review_on="2001-03-03"))
    assert "This day is not in the future" in errors_on(refused)
    door.post(address("verdict", "add"), answer_form(settled, review_on="2099-03-03"))
    verdict = Verdict.objects.get()
    assert "3 Mar 2099" in words_on(door.get(address("verdict", "change", verdict.pk)))
    assert "3 Mar 2099" in words_on(door.get(address("verdict")))


@pytest.mark.parametrize("alone", [True, False])
def test_an_answer_of_one_person_says_single_review(entering, settled, administrator, reviewer, alone):
    change_desk_settings(tolerance="0.05", single_review=True, by=administrator)
    verdict = propose_answer(settled, administrator if alone else reviewer)
    approve_verdict(verdict=verdict, by=administrator)
    door = entering(administrator)
    for page in (address("verdict"), address("verdict", "change", verdict.pk)):
        assert ("single review" in words_on(door.get(page))) is alone


def test_an_answer_that_was_opened_again_is_not_what_we_print(entering, settled, reviewer, approver):
    verdict = propose_answer(settled, reviewer)
    approve_verdict(verdict=verdict, by=approver)
    reopen_answer(claim=settled, reason="A new census is out.", by=reviewer)
    door = entering(approver)
    assert not door.get(address("verdict") + "?state=in_force").context["cl"].result_list
    assert "re-opened" in words_on(door.get(address("verdict", "change", verdict.pk)))
