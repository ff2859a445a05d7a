"""Two sentences: which figures agree, which follow, which conflict."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.comparison import Relation
from factcheck.core.sentence_comparison import compare_figures


@pytest.mark.parametrize(
    ("a", "b", "relation", "follows"),
    [
        ("Mary can do it in 28 days", "Mary can do it in less than 38 days", Relation.COMPATIBLE, True),
        ("Mary can do it in less than 38 days", "Mary can do it in 28 days", Relation.COMPATIBLE, False),
        ("Mary can do it in 28 days", "Mary can do it in less than 28 days", Relation.CONFLICT, False),
        ("Mary can do it in 28 days", "Mary can do it in 18 days", Relation.CONFLICT, False),
        ("Mary can do it in 28 days", "Mary can do it in 28 days", Relation.AGREE, True),
        ("He did it in just 9 hours", "He did it in just more than 7 hours", Relation.COMPATIBLE, True),
        ("In 2003 there were girls", "In 6003 there were girls", Relation.CONFLICT, False),
        ("It cost $ 38 to rent", "It cost $ less than 88 to rent", Relation.COMPATIBLE, True),
        ("about 30,000 people came", "about 35,000 people came", Relation.CONFLICT, False),
        ("at least 40 died there", "at least 30 died there", Relation.COMPATIBLE, True),
    ],
)
def test_sentences_that_differ_in_a_number_alone(a, b, relation, follows):
    found = compare_figures(a, b)
    assert (found.relation, found.a_entails_b) == (relation, follows)
    assert str(found.reason)


@pytest.mark.parametrize(
    ("a", "b", "relation", "follows"),
    [
        (
            "The first Barbie doll was sold for $3.",
            "The first Barbie doll sold for 3 dollars.",
            Relation.AGREE,
            True,
        ),
        (
            "Police detained some 2,500 people after the attack on the hotel.",
            "Some 2,500 people were detained after the hotel attack.",
            Relation.AGREE,
            True,
        ),
        (
            "The mountain is 8 kilometres high.",
            "The mountain has a height of 8,000 metres.",
            Relation.AGREE,
            True,
        ),
        (
            "Seven people were killed in the blast.",
            "In the blast 13 people were killed.",
            Relation.CONFLICT,
            False,
        ),
        ("The deficit will hit $1.845 trillion.", "The deficit hits $1.8 trillion.", Relation.ROUNDING, True),
        ("Three ships sank off Spain.", "Three ministers resigned in Chile.", Relation.INCOMPARABLE, False),
        ("The rate fell in 2008.", "The rate fell in 2006 to its low.", Relation.INCOMPARABLE, False),
        ("No figure here.", "It cost 5 euros.", Relation.INCOMPARABLE, False),
    ],
)
def test_sentences_in_different_words(a, b, relation, follows):
    found = compare_figures(a, b)
    assert (found.relation, found.a_entails_b) == (relation, follows), str(found.reason)


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_two_texts_raise(a, b):
    assert str(compare_figures(a, b).reason)


@pytest.mark.parametrize(
    "text", ["about 30,000 people", "from 5 to 10 ships", "1/3 of 7 men", "3G", "12 ft 2 in", "£5 in 2016"]
)
def test_a_sentence_follows_from_itself(text):
    found = compare_figures(text, text)
    assert found.a_entails_b
    assert found.relation is not Relation.CONFLICT
