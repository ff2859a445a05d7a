"""Two people assign the same discrepancy at the same moment: both are written down, one after the other."""

from __future__ import annotations

import pytest

from factcheck.services.approving import approve_resolution
from factcheck.services.assigning import assign_discrepancies
from tests.services.at_once import at_once, told
from tests.services.desk_work import flag_on, propose

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.xdist_group("two at once"),
]


def test_two_assign_at_once(disputed, reviewer, approver):
    found = flag_on(disputed)
    outcomes = at_once(
        lambda: assign_discrepancies(discrepancies=[found], to=reviewer, by=approver),
        lambda: assign_discrepancies(discrepancies=[found], to=approver, by=reviewer),
    )
    assert told(outcomes) == []
    changes = list(found.assignments.order_by("pk").values_list("to", flat=True))
    assert sorted(changes) == sorted([reviewer.pk, approver.pk])
    assert flag_on(disputed).assigned_to_id == changes[-1]


def test_one_assigns_while_another_approves(disputed, reviewer, second_reviewer, approver):
    propose(disputed, reviewer)
    found = flag_on(disputed)
    outcomes = at_once(
        lambda: assign_discrepancies(discrepancies=[found], to=second_reviewer, by=reviewer),
        lambda: approve_resolution(discrepancy=found, by=approver),
    )
    assert told(outcomes) == []
    (result,) = outcomes[0]
    assert flag_on(disputed).state == "resolved"
    assert found.assignments.count() == (0 if result.refusal else 1)
