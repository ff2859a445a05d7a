from __future__ import annotations

from itertools import product

import pytest

from factcheck.core.lifecycle import LIVE_STATES, STATE_WORDS, DiscrepancyState, StepError, require_step

TABLE = """
            open  proposed  returned  resolved  reopened  withdrawn
open        hold  yes       no        no        no        yes
proposed    no    no        yes       yes       no        yes
returned    no    yes       hold      no        no        yes
resolved    no    no        no        no        yes       no
reopened    no    yes       no        no        hold      yes
withdrawn   yes   no        no        no        no        no
"""
STATES, *ROWS = (line.split() for line in TABLE.strip().splitlines())
ALLOWED = {
    (now, then): cell != "no" for now, *cells in ROWS for then, cell in zip(STATES, cells, strict=True)
}


@pytest.mark.parametrize(("now", "then"), list(product(DiscrepancyState, repeat=2)))
def test_a_discrepancy_takes_the_steps_of_its_life_and_no_other(now, then):
    if ALLOWED[now.value, then.value]:
        require_step(now, then)
    else:
        with pytest.raises(
            StepError, match=f"is {STATE_WORDS[now]} now and cannot become {STATE_WORDS[then]}"
        ):
            require_step(now, then)


def test_live_is_all_but_resolved_and_withdrawn():
    assert {state.value for state in LIVE_STATES} == {"open", "proposed", "returned", "reopened"}
