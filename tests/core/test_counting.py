from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.counting import meetings
from factcheck.core.quantities import Edge

ENDS = st.tuples(st.integers(0, 8), st.integers(0, 8)).map(sorted)
BOXES = st.lists(
    st.tuples(ENDS, ENDS).map(lambda ends: (*ends[0], Edge(Decimal(ends[1][0])), Edge(Decimal(ends[1][1])))),
    max_size=8,
)


@given(BOXES, BOXES)
def test_meetings_are_counted_as_if_every_pair_were_looked_at(asked, among):
    expected = [
        sum(
            one[0] <= other[1] and other[0] <= one[1] and one[2] <= other[3] and other[2] <= one[3]
            for other in among
        )
        for one in asked
    ]
    assert meetings(asked, among) == expected
