"""The tree from an origin to the outlets that repeat it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.origin_tree import DEEPEST, Branch, branches_of


def test_what_draws_on_a_source_stands_below_it():
    assert branches_of([1, 2, 3], {2: [1], 3: [2]}, most=9) == [Branch(1, (Branch(2, (Branch(3),)),))]


def test_a_source_that_draws_on_two_stands_below_each():
    assert branches_of([1, 2, 3], {3: [1, 2]}, most=9) == [Branch(1, (Branch(3),)), Branch(2, (Branch(3),))]


def test_a_source_that_says_nothing_on_the_claim_is_passed_over():
    assert branches_of([1, 3], {2: [1], 3: [2]}, most=9) == [Branch(1, (Branch(3),))]


def test_a_long_line_goes_no_deeper_than_a_phone_shows():
    line = {number + 1: [number] for number in range(1, 20)}
    (branch,) = branches_of(range(1, 21), line, most=99)

    depth, last = 1, branch
    while last.below:
        depth, last = depth + 1, last.below[-1]
    assert depth == DEEPEST
    assert len(branch) == 20


def test_no_more_is_drawn_than_was_asked_for():
    assert (
        sum(map(len, branches_of(range(50_000), {number: [0] for number in range(1, 50_000)}, most=40))) == 40
    )


links = st.dictionaries(st.integers(2, 12), st.lists(st.integers(1, 11), max_size=3), max_size=12).map(
    lambda found: {child: [one for one in parents if one < child] for child, parents in found.items()}
)


@given(st.sets(st.integers(1, 12), min_size=1), links)
def test_every_source_is_drawn_at_least_once(sources, derived_from):
    def drawn(branches):
        return {one.source for one in branches} | {key for one in branches for key in drawn(one.below)}

    assert drawn(branches_of(sorted(sources), derived_from, most=10_000)) == sources
