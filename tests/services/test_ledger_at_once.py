"""The history is checked while people decide."""

from __future__ import annotations

import pytest

from factcheck.core.resolutions import Outcome
from factcheck.services.ledger import check_history
from tests.services.at_once import at_once, told
from tests.services.desk_work import propose

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.xdist_group("two at once"),
]

HOLDS = 30


def test_what_is_decided_while_the_history_is_checked_is_no_fault_of_it(disputed, reviewer):
    def hold_again_and_again():
        for time in range(HOLDS):
            propose(disputed, reviewer, outcome=Outcome.HOLD, next_step=f"Ask again, {time}.", owner=reviewer)

    def check_again_and_again():
        return [fault for _time in range(HOLDS * 4) for fault in check_history(by=None).faults]

    outcomes = at_once(hold_again_and_again, check_again_and_again)

    assert told(outcomes) == []
    assert outcomes[1] == []
    assert check_history(by=None).is_whole
