"""Names that are likely the same, and names that are not though they look alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.likely_names import MOST_SUGGESTED, Names, why_likely_same

YOON, LONG_YOON = "Yoon Yeo-sang", "Yoon Yeo-sang, Database Center for North Korean Human Rights"

SAME = [
    ("Unification Ministry", "unification  ministry.", "capitals"),
    ("Samsung Co., Ltd.", "Samsung", "capitals"),
    ("The United Nations", "United Nations", "capitals"),
    ("U.S. State Department", "US State Department", "capitals"),
    ("Médecins sans frontières", "Medecins Sans Frontieres", "capitals"),
    ("Ministry of Unification", "Unification Ministry", "another order"),
    (YOON, LONG_YOON, "stands in both"),
    ("KINU", "Korea Institute for National Unification (KINU)", "stands in both"),
    ("Unification Ministry", "South Korean Unification Ministry", "stands in both"),
    ("Unification Ministry", "Unifcation Ministry", "nearly"),
]
NOT_SAME = [
    ("UNDP", "UNEP"),
    ("Census of 2014", "Census of 2015"),
    ("South Korea", "Bank of South Korea"),
    ("Ministry", "Ministry of Unification"),
    ("Ministry of Unification", "Ministry of Defence"),
    ("Yoon Yeo-sang", "Yoon Suk-yeol"),
]


@pytest.mark.parametrize(("one", "other", "reason"), SAME)
def test_two_names_for_one_body_are_suggested_with_the_reason(one, other, reason):
    assert reason in str(why_likely_same(one, other))
    (found,) = Names({1: one, 2: other}).likely_same(1)
    assert (found.key, found.name) == (2, other)
    assert reason in str(found.reason)


@pytest.mark.parametrize(("one", "other"), NOT_SAME)
def test_names_that_only_look_alike_are_not_suggested(one, other):
    assert why_likely_same(one, other) is None
    assert Names({1: one, 2: other}).likely_same(1) == []


names = st.lists(
    st.sampled_from(
        ["unification", "ministry", "of", "korea", "kinu", "(kinu)", ",", "ltd", "north", "south"]
    ),
    max_size=6,
)


@given(names.map(" ".join), names.map(" ".join))
def test_what_is_likely_the_same_is_so_from_both_sides(one, other):
    assert why_likely_same(one, other) == why_likely_same(other, one)


@given(st.dictionaries(st.integers(1, 99), names.map(" ".join), min_size=1, max_size=20))
def test_no_name_is_suggested_for_itself_nor_more_than_a_person_weighs(known):
    among = Names(known)
    for key in known:
        found = [one.key for one in among.likely_same(key)]
        assert key not in found
        assert len(set(found)) == len(found) <= MOST_SUGGESTED


def test_the_surest_comes_first():
    known = {
        1: "Unification Ministry",
        2: "Unifcation Ministry",
        3: "Unification Ministry, Seoul",
        4: "UNIFICATION MINISTRY",
    }

    assert [one.key for one in Names(known).likely_same(1)] == [4, 3, 2]
