"""What is on hold: who sees to it and what has to happen are told, and whoever may propose ends it."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.core.lifecycle import DiscrepancyState
from factcheck.core.resolutions import Outcome
from factcheck.models import Claim, Discrepancy, Person
from factcheck.services.decisions import Decision
from factcheck.services.holding import end_hold
from factcheck.services.proposing import propose_resolution
from tests.admin.conftest import address, discrepancy_of, errors_on, last_step, proposal_form, words_on

pytestmark = pytest.mark.django_db


def page_of(discrepancy: Discrepancy) -> str:
    return address("discrepancy", "change", discrepancy.pk)


def hold(claim: Claim, by: Person, **changed) -> Discrepancy:
    """The claim's discrepancy, put on hold."""
    decision = {
        "outcome": Outcome.HOLD,
        "rationale": "The census is due.",
        "next_step": "Read the census.",
        "owner": by,
        "due_on": date(2099, 12, 31),
    }
    discrepancy = discrepancy_of(claim)
    propose_resolution(discrepancy=discrepancy, decision=Decision(**decision | changed), by=by)
    discrepancy.refresh_from_db()
    assert discrepancy.is_on_hold
    return discrepancy


def end_form(discrepancy: Discrepancy, **changed) -> dict:
    return {"act": "end_hold", "reason": "It is out.", "seen_step": last_step(discrepancy)} | changed


def test_a_hold_says_what_has_to_happen_who_sees_to_it_and_by_when(entering, disputed, reviewer, contributor):
    discrepancy = hold(disputed, reviewer)
    page = words_on(entering(contributor).get(page_of(discrepancy)))
    for said in ("on hold", "Read the census.", "Reviewer", "2099", "The census is due."):
        assert said in page
    assert 'value="end_hold"' not in page


def test_a_reviewer_ends_a_hold_and_the_history_says_why(entering, disputed, reviewer, second_reviewer):
    discrepancy = hold(disputed, reviewer)
    door = entering(second_reviewer)
    assert 'value="end_hold"' in words_on(door.get(page_of(discrepancy)))
    page = words_on(door.post(page_of(discrepancy), end_form(discrepancy), follow=True))
    assert "No longer on hold. It can be decided." in page
    assert "Read the census." not in page
    discrepancy.refresh_from_db()
    assert not discrepancy.is_on_hold
    assert discrepancy.state == DiscrepancyState.OPEN
    assert "It is out." in discrepancy.steps.last().why


def test_a_hold_does_not_end_without_a_word(entering, disputed, reviewer):
    discrepancy = hold(disputed, reviewer)
    response = entering(reviewer).post(page_of(discrepancy), end_form(discrepancy, reason=" "))
    assert "say what has come of it" in errors_on(response)
    discrepancy.refresh_from_db()
    assert discrepancy.is_on_hold


@pytest.mark.parametrize("who", ["contributor", "approver"])
def test_whoever_does_not_propose_ends_no_hold_and_keeps_the_text(entering, request, disputed, reviewer, who):
    discrepancy = hold(disputed, reviewer)
    door = entering(request.getfixturevalue(who))
    response = door.post(page_of(discrepancy), end_form(discrepancy, reason="Typed."))
    assert response.status_code == 403
    assert "Only reviewers propose here" in errors_on(response)
    assert "Typed." in words_on(response)
    discrepancy.refresh_from_db()
    assert discrepancy.is_on_hold


def test_of_two_who_end_a_hold_the_second_is_told(entering, disputed, reviewer, second_reviewer):
    discrepancy = hold(disputed, reviewer)
    stale = end_form(discrepancy, reason="The census will never come.")
    end_hold(discrepancy=discrepancy, reason="It is out.", by=second_reviewer)
    response = entering(reviewer).post(page_of(discrepancy), stale)
    assert "by Second-Reviewer" in errors_on(response)
    assert "The census will never come." in words_on(response)


@pytest.mark.parametrize(
    ("says", "changed"),
    [("the next step is missing", {"next_step": ""}), ("nobody sees to it", {"owner": ""})],
)
def test_a_hold_without_a_next_step_or_without_somebody_is_refused(
    entering, disputed, reviewer, says, changed
):
    discrepancy = discrepancy_of(disputed)
    asked = {"act": "hold", "outcome": "", "next_step": "Read the census.", "owner": reviewer.pk}
    form = proposal_form(discrepancy, **asked | changed)
    response = entering(reviewer).post(page_of(discrepancy), form)
    assert says in errors_on(response)
    assert "The ministry counts them." in words_on(response)
    discrepancy.refresh_from_db()
    assert not discrepancy.is_on_hold


@pytest.mark.parametrize(
    ("query", "found"), [("?hold=on_hold", 1), ("?hold=not_on_hold", 1), ("?hold=so", 2)]
)
def test_the_list_tells_what_is_on_hold(entering, disputed, make_claim, cite, reviewer, query, found):
    other = make_claim("How many came back?")
    cite(other, "10")
    cite(other, "20")
    hold(disputed, reviewer)
    response = entering(reviewer).get(address("discrepancy") + query)
    assert len(response.context["cl"].result_list) == found
    assert ("open, on hold" in words_on(response)) == (query != "?hold=not_on_hold")
