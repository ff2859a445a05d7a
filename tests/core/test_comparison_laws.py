from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings

from factcheck.core.comparison import RULE_DESCRIPTIONS, Relation, compare
from factcheck.core.discrepancies import DiscrepancyKind, flags_among
from factcheck.core.readings import CitedFigure, read_cited_figure
from tests.core.test_laws import cases


@given(cases())
@settings(max_examples=150, deadline=None)
def test_comparing_does_not_depend_on_the_order_and_a_read_figure_agrees_with_itself(case):
    said, terms = case
    found = [CitedFigure(s.key, str(s.stated.low), s.stated, s.as_of, s.published, s.scope) for s in said]
    readings = [read_cited_figure(cited, terms) for cited in found]
    for one in readings:
        itself = compare(one, one, terms).relation
        assert itself is (Relation.AGREE if one.is_read else Relation.INCOMPARABLE)
    flags = [flag for flag in flags_among(readings, terms) if flag.kind is not DiscrepancyKind.SPREAD]
    flagged = {member.reading.key for flag in flags for member in flag.members}
    apart = set()
    for one, other in combinations(readings, 2):
        comparison = compare(one, other, terms)
        assert comparison == compare(other, one, terms)
        assert str(comparison.reason).endswith(".")
        if comparison.relation in {Relation.CONFLICT, Relation.ROUNDING}:
            apart |= {one.key, other.key}
    assert apart == flagged, "what is flagged is what conflicts or is a rounding"


def test_every_rule_publishes_its_description():
    assert all(text.endswith(".") and len(text) > 40 for text in RULE_DESCRIPTIONS.values())
    assert len(RULE_DESCRIPTIONS) == 14
