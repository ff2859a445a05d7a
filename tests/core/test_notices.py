"""Who is told of what, as a truth table."""

from __future__ import annotations

from itertools import product

import pytest

from factcheck.core.notices import (
    DEFAULTS,
    MAIL_DESCRIPTIONS,
    NOTICE_DESCRIPTIONS,
    TIE_DESCRIPTIONS,
    Kind,
    Mail,
    Tie,
    most_specific,
    told_of,
)

TABLE = """
             concerned  watcher  commenter  approver  last_proposer  last_approver
assigned     yes        no       no         no        no             no
mentioned    yes        no       no         no        no             no
returned     yes        no       no         no        no             no
reopened     no         yes      no         no        yes            yes
approved     yes        yes      no         no        no             no
proposed     no         no       no         yes       no             no
changed      no         yes      no         no        no             no
commented    no         yes      yes        no        no             no
deadline     yes        no       no         no        no             no
review_due   no         yes      no         no        yes            yes
"""
TIES, *ROWS = (line.split() for line in TABLE.strip().splitlines())
TOLD = {(kind, tie): cell == "yes" for kind, *cells in ROWS for tie, cell in zip(TIES, cells, strict=True)}


@pytest.mark.parametrize(("kind", "tie"), list(product(Kind, Tie)))
def test_a_person_is_told_of_what_the_table_says(kind, tie):
    assert told_of(kind, {tie: [7]}, by=1) == ({7} if TOLD[kind.value, tie.value] else set())


@pytest.mark.parametrize("kind", list(Kind))
def test_nobody_is_told_of_their_own_acts_whatever_ties_them(kind):
    assert told_of(kind, {tie: [7, 7] for tie in Tie}, by=7) == set()


@pytest.mark.parametrize("kind", list(Kind))
def test_who_is_tied_in_several_ways_is_told_once(kind):
    assert told_of(kind, {tie: [7] for tie in Tie}, by=None) == {7}


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        ([Kind.COMMENTED, Kind.MENTIONED], Kind.MENTIONED),
        ([Kind.CHANGED, Kind.REOPENED], Kind.REOPENED),
        ([Kind.CHANGED, Kind.APPROVED], Kind.APPROVED),
        ([Kind.COMMENTED], Kind.COMMENTED),
    ],
)
def test_of_several_consequences_the_most_specific_is_told(kinds, told):
    assert most_specific(kinds) is told


def test_everything_is_described_and_has_a_beginning():
    assert set(NOTICE_DESCRIPTIONS) == set(DEFAULTS) == set(Kind)
    assert set(TIE_DESCRIPTIONS) == set(Tie)
    assert set(MAIL_DESCRIPTIONS) == set(Mail)
