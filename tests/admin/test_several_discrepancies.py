"""Acts on several discrepancies at once: each by itself, each refusal by the name of its record."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from factcheck.core.lifecycle import DiscrepancyState
from factcheck.models import Discrepancy
from factcheck.services.approving import approve_resolution, return_resolution
from factcheck.services.assigning import assign_discrepancies
from tests.admin.conftest import address, discrepancy_of, errors_on, last_step, propose, words_on

pytestmark = pytest.mark.django_db


def state_of(discrepancy: Discrepancy) -> str:
    discrepancy.refresh_from_db()
    return discrepancy.state


@pytest.fixture
def make_disputed(make_claim, cite):
    """A claim with a question of its own on which two sources disagree."""

    def make(question: str):
        claim = make_claim(question)
        cite(claim, "about 30,000")
        cite(claim, "about 35,000")
        return claim

    return make


def test_approving_in_bulk_shows_what_is_printed_and_reports_each_refusal(
    entering, make_claim, cite, reviewer, administrator
):
    claims = [make_claim(f"How many fled in {year}?") for year in (2001, 2002, 2003, 2004)]
    for claim in claims:
        cite(claim, "about 30,000")
        cite(claim, "about 35,000")
    others = [propose(claim, reviewer) for claim in claims[:2]]
    own, still_open = propose(claims[2], administrator), discrepancy_of(claims[3])
    door, chosen = entering(administrator), [one.pk for one in (*others, own, still_open)]
    asked = door.post(address("discrepancy"), {"action": "approve", "_selected_action": chosen})
    assert "Approve 4 resolutions" in words_on(asked)
    assert "About 30,000 people fled." in words_on(asked)
    assert [state_of(one) for one in others] == ["proposed", "proposed"], "asking approves nothing"

    form = {"action": "approve", "_selected_action": chosen, "confirmed": "yes", "comment": ""}
    seen = {f"seen-{one.pk}": last_step(one) for one in (*others, own, still_open)}
    page = words_on(door.post(address("discrepancy"), form | seen, follow=True))
    assert "2 resolutions approved." in page
    assert "“How many fled in 2003? · rival figures”: Not approved: you proposed this." in page
    assert "“How many fled in 2004? · rival figures”: This discrepancy is open now" in page
    assert [state_of(one) for one in (*others, own, still_open)] == [
        "resolved",
        "resolved",
        "proposed",
        "open",
    ]


def test_in_bulk_nothing_is_approved_that_changed_after_it_was_shown(entering, disputed, reviewer, approver):
    discrepancy = propose(disputed, reviewer)
    seen = last_step(discrepancy)
    return_resolution(discrepancy=discrepancy, comment="Which year?", by=approver)
    propose(disputed, reviewer, answer="about 35,000")
    form = {
        "action": "approve",
        "_selected_action": [discrepancy.pk],
        "confirmed": "yes",
        f"seen-{discrepancy.pk}": seen,
    }
    page = words_on(entering(approver).post(address("discrepancy"), form, follow=True))
    assert "meanwhile this became proposed" in page
    assert "resolutions approved" not in page
    assert state_of(discrepancy) == DiscrepancyState.PROPOSED


@pytest.mark.parametrize("who", ["contributor", "reviewer"])
def test_approving_in_bulk_is_not_offered_to_others_and_does_nothing_for_them(
    entering, request, disputed, second_reviewer, who
):
    discrepancy = propose(disputed, second_reviewer)
    form = {"action": "approve", "_selected_action": [discrepancy.pk], "confirmed": "yes"}
    entering(request.getfixturevalue(who)).post(address("discrepancy"), form, follow=True)
    assert state_of(discrepancy) == DiscrepancyState.PROPOSED


def test_proposals_are_returned_several_at_once_and_each_refusal_is_reported(
    entering, make_disputed, reviewer, approver
):
    waiting = propose(make_disputed("How many fled in 2001?"), reviewer)
    resolved = propose(make_disputed("How many fled in 2002?"), reviewer)
    still_open = discrepancy_of(make_disputed("How many fled in 2003?"))
    approve_resolution(discrepancy=resolved, by=approver)
    chosen = (waiting, resolved, still_open)
    form = {"action": "return_proposals", "_selected_action": [one.pk for one in chosen]}
    door = entering(approver)
    asked = words_on(door.post(address("discrepancy"), form))
    assert "Return 3 resolutions" in asked
    assert "nothing is proposed" in asked
    refused = door.post(address("discrepancy"), form | {"confirmed": "yes", "comment": " "})
    assert "Not returned: say what is missing or wrong." in errors_on(refused)
    assert state_of(waiting) == "proposed"
    sent = form | {"confirmed": "yes", "comment": "Which port?"}
    page = words_on(door.post(address("discrepancy"), sent, follow=True))
    assert "1 resolution returned with your comment." in page
    assert "“How many fled in 2002? · rival figures”: This discrepancy is resolved now" in page
    assert "“How many fled in 2003? · rival figures”: This discrepancy is open now" in page
    assert [state_of(one) for one in chosen] == ["returned", "resolved", "open"]
    assert waiting.steps.last().why == "Which port?"


@pytest.mark.parametrize("who", ["contributor", "reviewer"])
def test_returning_in_bulk_is_not_offered_to_others_and_does_nothing_for_them(
    entering, request, disputed, second_reviewer, who
):
    discrepancy = propose(disputed, second_reviewer)
    form = {"action": "return_proposals", "_selected_action": [discrepancy.pk]}
    door = entering(request.getfixturevalue(who))
    assert 'value="return_proposals"' not in words_on(door.get(address("discrepancy")))
    door.post(address("discrepancy"), form | {"confirmed": "yes", "comment": "So."}, follow=True)
    assert state_of(discrepancy) == DiscrepancyState.PROPOSED


def assigning(to: object, *discrepancies: Discrepancy, **changed) -> dict:
    form = {"action": "assign", "_selected_action": [one.pk for one in discrepancies], "confirmed": "yes"}
    return form | {"to": to, "due_on": "", "why": ""} | changed


def test_discrepancies_are_assigned_with_a_day_and_what_is_settled_is_refused(
    entering, make_disputed, reviewer, approver
):
    day = timezone.localdate() + timedelta(days=2)
    first = discrepancy_of(make_disputed("How many fled in 2001?"))
    own = propose(make_disputed("How many fled in 2002?"), reviewer)
    resolved = propose(make_disputed("How many fled in 2003?"), reviewer)
    approve_resolution(discrepancy=resolved, by=approver)
    door = entering(reviewer)
    asked = assigning(reviewer.pk, first, own, resolved)
    del asked["confirmed"]
    assert "assigned to nobody" in words_on(door.post(address("discrepancy"), asked))
    form = assigning(reviewer.pk, first, own, resolved, due_on=day.isoformat(), why="Before the issue.")
    page = words_on(door.post(address("discrepancy"), form, follow=True))
    assert "2 discrepancies assigned." in page
    assert "“How many fled in 2003? · rival figures”: This discrepancy is resolved" in page
    first.refresh_from_db()
    assert (first.assigned_to, first.due_on) == (reviewer, day)
    assert first.assignments.get().why == "Before the issue."
    assert "assigned to Reviewer" in words_on(door.get(address("discrepancy", "change", first.pk)))
    door.post(address("discrepancy"), assigning("nobody", first))
    first.refresh_from_db()
    assert (first.assigned_to, first.due_on) == (None, day), "the day stays as it is"


@pytest.mark.parametrize(
    ("says", "changed"),
    [
        ("Not assigned: choose a person first.", {"to": ""}),
        ("not one of the available choices", {"to": "99999"}),
        ("Not assigned: that day is over.", {"due_on": "2001-03-03"}),
        ("Enter a valid date", {"due_on": "soon"}),
    ],
)
def test_what_is_wrong_with_an_assignment_is_said_before_anything_is_assigned(
    entering, disputed, reviewer, says, changed
):
    discrepancy = discrepancy_of(disputed)
    form = assigning(reviewer.pk, discrepancy, why="Typed.") | changed
    response = entering(reviewer).post(address("discrepancy"), form)
    assert says in errors_on(response)
    assert "Typed." in words_on(response)
    discrepancy.refresh_from_db()
    assert discrepancy.assigned_to is None


def test_a_contributor_assigns_nothing(entering, disputed, contributor, reviewer):
    discrepancy = discrepancy_of(disputed)
    door = entering(contributor)
    assert 'value="assign"' not in words_on(door.get(address("discrepancy")))
    door.post(address("discrepancy"), assigning(reviewer.pk, discrepancy), follow=True)
    discrepancy.refresh_from_db()
    assert discrepancy.assigned_to is None


@pytest.mark.parametrize(
    ("query", "found"),
    [("?due=soon", 1), ("?due=overdue", 0), ("?due=so", 2), ("?assigned_to__isnull=True", 1), ("?who", 1)],
)
def test_discrepancies_are_found_by_who_has_them_and_when_they_are_due(
    entering, make_disputed, reviewer, query, found
):
    given = discrepancy_of(make_disputed("How many fled in 2001?"))
    make_disputed("How many fled in 2002?")
    day = timezone.localdate() + timedelta(days=2)
    assign_discrepancies(discrepancies=[given], to=reviewer, due_on=day, by=reviewer)
    query = query.replace("?who", f"?assigned_to__id__exact={reviewer.pk}")
    listed = entering(reviewer).get(address("discrepancy") + query).context["cl"].result_list
    assert len(listed) == found
