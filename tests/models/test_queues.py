"""What waits for whom: every state, whoever proposed it, and whoever has it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.core.resolutions import Outcome
from factcheck.core.roles import Role
from factcheck.models import Discrepancy, Person
from factcheck.models.queues import (
    Queue,
    answers_returned_to,
    answers_to_approve,
    assigned_to,
    count_waiting,
    due_next,
    free_to_take,
    in_queue,
    reopened_for,
    returned_to,
    waiting_to_approve,
)
from factcheck.services.approving import approve_resolution, return_resolution
from factcheck.services.assigning import assign_discrepancies
from factcheck.services.desk import change_desk_settings
from factcheck.services.reopening import reopen_discrepancy
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict, return_verdict
from tests.conftest import person
from tests.services.desk_work import flag_on, propose

pytestmark = pytest.mark.django_db

QUEUES = {
    "assigned": assigned_to,
    "approve": waiting_to_approve,
    "returned": returned_to,
    "reopened": reopened_for,
    "free": free_to_take,
}
PEOPLE = {
    "reader": [Role.READER],
    "contributor": [Role.CONTRIBUTOR],
    "reviewer": [Role.REVIEWER],
    "approver": [Role.APPROVER],
    "both": [Role.REVIEWER, Role.APPROVER],
    "administrator": [Role.ADMINISTRATOR],
}


@pytest.fixture
def cast(db) -> dict[str, Person]:
    """Who looks, and two others who propose and approve."""
    people = {name: person(f"cast-{name}", *roles) for name, roles in PEOPLE.items()}
    people["another"] = person("another", Role.REVIEWER)
    people["second"] = person("second", Role.APPROVER)
    return people


@pytest.fixture
def bring_about(make_claim, cite):
    """A discrepancy in a state, proposed by one person, answered by another, assigned to a third."""

    def bring(state: str, proposer: Person, answerer: Person, assignee: Person | None) -> Discrepancy:
        claim = make_claim(f"Question {Discrepancy.objects.count()}?")
        cite(claim, "about 30,000")
        cite(claim, "about 35,000")
        found = flag_on(claim)
        if state != "open":
            propose(claim, proposer)
        if state == "returned":
            return_resolution(discrepancy=found, comment="Not yet.", by=answerer)
        if state in {"resolved", "reopened"}:
            approve_resolution(discrepancy=found, by=answerer)
        if assignee is not None:
            Discrepancy.objects.filter(pk=found.pk).update(assigned_to=assignee)
        if state == "reopened":
            reopen_discrepancy(discrepancy=found, reason="New figures.", by=proposer)
        return Discrepancy.objects.get(pk=found.pk)

    return bring


# who looks, state, who proposed it, who has it: the queues in which it waits for whoever looks.
TABLE = """
reader         open      another        nobody   -
reader         proposed  another        nobody   -
reader         reopened  another        nobody   -
contributor    open      another        nobody   -
contributor    reopened  another        nobody   -

reviewer       open      another        nobody   free
reviewer       open      another        looker   assigned
reviewer       open      another        other    -
reviewer       proposed  another        nobody   -
reviewer       proposed  another        looker   -
reviewer       proposed  looker         nobody   -
reviewer       proposed  looker         looker   -
reviewer       returned  another        nobody   -
reviewer       returned  another        looker   assigned
reviewer       returned  looker         nobody   returned
reviewer       returned  looker         looker   assigned returned
reviewer       returned  looker         other    returned
reviewer       reopened  another        nobody   reopened
reviewer       reopened  another        looker   assigned reopened
reviewer       reopened  another        other    -
reviewer       reopened  looker         other    reopened
reviewer       resolved  looker         looker   -

approver       open      another        nobody   -
approver       open      another        looker   assigned
approver       proposed  another        nobody   approve
approver       proposed  another        looker   assigned approve
approver       proposed  another        other    approve
approver       returned  another        nobody   -
approver       returned  another        looker   assigned
approver       reopened  another        nobody   -
approver       reopened  another        looker   assigned reopened
approver       resolved  another        looker   -

both           open      another        nobody   free
both           proposed  another        nobody   approve
both           proposed  another        looker   assigned approve
both           proposed  looker         nobody   -
both           proposed  looker         looker   -
both           returned  looker         nobody   returned
both           reopened  looker         other    reopened

administrator  open      another        nobody   free
administrator  proposed  another        nobody   approve
administrator  proposed  looker         nobody   -
administrator  proposed  looker         looker   -
administrator  returned  looker         other    returned
administrator  returned  another        nobody   -
administrator  reopened  another        nobody   reopened
administrator  reopened  another        other    -
administrator  resolved  another        looker   -
"""
ROWS = [tuple(line.split(maxsplit=4)) for line in TABLE.strip().splitlines() if line]


@pytest.mark.parametrize(
    ("looks", "state", "proposed_by", "has", "queues"), ROWS, ids=[" ".join(row) for row in ROWS]
)
def test_a_discrepancy_waits_in_the_queues_that_the_table_says(
    looks, state, proposed_by, has, queues, cast, bring_about
):
    looker = cast[looks]
    proposer = looker if proposed_by == "looker" else cast["another"]
    assignee = {"looker": looker, "other": cast["second"], "nobody": None}[has]
    found = bring_about(state, proposer, cast["second"], assignee)
    seen = {name for name, queue in QUEUES.items() if found in queue(looker)}
    assert seen == set(queues.split()) - {"-"}
    counts = count_waiting(looker)
    assert {name for name in QUEUES if getattr(counts, name)} == seen
    assert counts.total == bool(seen - {"free"})


def test_whoever_approved_it_before_is_shown_what_is_opened_again(cast, bring_about):
    approver = cast["approver"]
    found = bring_about("reopened", cast["another"], approver, cast["reviewer"])
    assert list(reopened_for(approver)) == [found]
    assert list(reopened_for(cast["second"])) == []


def test_where_one_person_is_the_desk_their_own_proposals_wait_for_them(cast, bring_about):
    chief = cast["administrator"]
    change_desk_settings(tolerance="0.05", single_review=True, by=chief)
    found = bring_about("proposed", chief, cast["second"], chief)
    assert list(waiting_to_approve(chief)) == list(assigned_to(chief)) == [found]
    assert count_waiting(chief).total == 1


def test_what_was_proposed_anew_and_came_back_waits_for_whoever_proposed_last(cast, bring_about):
    first, second = cast["reviewer"], cast["another"]
    found = bring_about("returned", first, cast["second"], None)
    propose(found.claim, second)
    return_resolution(discrepancy=found, comment="No.", by=cast["second"])
    assert list(returned_to(first)) == []
    assert list(returned_to(second)) == [found]


def test_a_hold_is_no_proposal(cast, bring_about):
    found = bring_about("returned", cast["reviewer"], cast["second"], None)
    propose(found.claim, cast["another"], outcome=Outcome.HOLD, next_step="Ask.", owner=cast["administrator"])
    assert list(returned_to(cast["reviewer"])) == [found]
    assert list(assigned_to(cast["administrator"])) == [found]
    assert list(returned_to(cast["another"])) == []


def test_what_is_on_hold_waits_for_whoever_owns_the_next_step_and_is_free_to_nobody(cast, bring_about):
    owner, found = cast["both"], bring_about("open", cast["another"], cast["second"], None)
    propose(found.claim, cast["another"], outcome=Outcome.HOLD, next_step="Ask.", owner=owner)
    assert list(free_to_take(cast["another"])) == []
    assert list(assigned_to(owner)) == [found]
    (row,) = found.assignments.all()
    assert (row.to, row.by, row.why) == (owner, cast["another"], "On hold: The register counts everyone.")


def test_a_proposal_under_which_the_evidence_changed_comes_back_too(cast, bring_about, cite):
    found = bring_about("proposed", cast["reviewer"], cast["second"], None)
    cite(found.claim, "about 90,000")
    assert list(returned_to(cast["reviewer"])) == [found]


def test_whoever_has_no_role_any_more_is_waited_for_by_nothing(cast, bring_about):
    looker = cast["both"]
    bring_about("returned", looker, cast["second"], looker)
    looker.groups.clear()
    gone = Person.objects.get(pk=looker.pk)
    assert count_waiting(gone).total == 0
    assert not any(queue(gone).exists() for queue in QUEUES.values())


def test_an_answer_waits_for_an_approver_and_comes_back_to_whoever_proposed_it(cast, make_claim, cite):
    claim = make_claim("Agreed?")
    cite(claim, "1")
    cite(claim, "1")
    words = VerdictWords(answer="1", sentence="One.", basis="Both say so.")
    both = cast["both"]
    verdict = propose_verdict(claim=claim, words=words, by=both)
    assert list(answers_to_approve(cast["second"])) == [claim]
    assert list(answers_to_approve(both)) == list(answers_to_approve(cast["another"])) == []
    assert (count_waiting(cast["second"]).answers, count_waiting(both).total) == (1, 0)
    return_verdict(verdict=verdict, comment="Why?", by=cast["second"])
    assert list(answers_returned_to(both)) == [claim]
    assert count_waiting(both).answers_returned == count_waiting(both).total == 1
    assert list(answers_returned_to(cast["another"])) == []
    approve_verdict(verdict=propose_verdict(claim=claim, words=words, by=cast["another"]), by=cast["second"])
    assert list(answers_returned_to(both)) == []


def test_a_queue_begins_with_what_is_due_next_then_the_gravest_then_the_oldest(cast, bring_about):
    looker = cast["reviewer"]
    made = [bring_about("open", looker, looker, looker) for _number in range(4)]
    days = [None, "2099-02-01", "2099-01-01", None]
    for place, (found, day) in enumerate(zip(made, days, strict=True)):
        Discrepancy.objects.filter(pk=found.pk).update(due_on=day, severity_order=place)
    in_order = [made[2], made[1], made[3], made[0]]
    assert list(assigned_to(looker)) == in_order
    assert list(in_queue(Discrepancy.objects.for_list(), Queue.ASSIGNED, looker)) == in_order
    assert due_next(looker) == made[2]


def test_all_counts_of_a_person_cost_one_query_whatever_waits(cast, bring_about):
    looker = cast["administrator"]
    assert looker.roles
    for state in ("open", "proposed", "returned", "reopened"):
        bring_about(state, cast["another"], cast["second"], looker)
    with CaptureQueriesContext(connection) as caught:
        counts = looker.waiting
        assert looker.waiting is counts
    assert len(caught) == 1
    assert counts.assigned == counts.total == 4


def test_assigning_moves_it_from_one_desk_to_another(cast, bring_about):
    found = bring_about("open", cast["another"], cast["second"], None)
    first, second = cast["reviewer"], cast["both"]
    assert list(free_to_take(first)) == [found]
    assign_discrepancies(discrepancies=[found], to=second, by=first)
    assert list(free_to_take(first)) == []
    assert list(assigned_to(second)) == [found]
