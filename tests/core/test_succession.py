"""Succession is not contradiction: sentences whose figures hold for different times do not conflict."""

from __future__ import annotations

import pytest

from factcheck.core.comparison import Relation
from factcheck.core.sentence_comparison import compare_figures

PAIRS = [
    ("years", "About 30,000 fled in 2018.", "About 35,000 fled in 2016.", Relation.EXPLAINED),
    ("years that stand before", "In 2016 1,418 came.", "In 2019 1,047 came.", Relation.EXPLAINED),
    ("one year", "About 30,000 fled in 2018.", "About 35,000 fled in 2018.", Relation.CONFLICT),
    ("no year", "About 30,000 fled.", "About 35,000 fled.", Relation.CONFLICT),
    ("a year in one of them only", "About 30,000 fled in 2018.", "About 35,000 fled.", Relation.CONFLICT),
]


@pytest.mark.parametrize(("case", "one", "other", "relation"), PAIRS, ids=[row[0] for row in PAIRS])
def test_rival_figures_conflict_only_where_they_may_hold_at_one_time(case, one, other, relation):
    assert compare_figures(one, other).relation is relation
    assert compare_figures(other, one).relation is relation
