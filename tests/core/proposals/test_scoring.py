"""Which claims a figure is proposed for, and why."""

from __future__ import annotations

import pytest

from factcheck.core.claims import AnswerKind, Lives
from factcheck.core.proposals import Before, Candidate, Weighing
from factcheck.core.proposals.fitting import IMPOSSIBLE, fit
from factcheck.core.proposals.stems import stems_in
from factcheck.core.reading import found_in

CLAIMS = [
    Candidate(1, "lost", "How many ships were lost in the storm of Leith?", "Storms", "ship"),
    Candidate(2, "drowned", "How many people drowned in the storm of Leith?", "Storms", "person"),
    Candidate(3, "berth", "What does a berth cost in Leith?", "Harbour", "USD", Lives.LEVEL),
    Candidate(4, "sail", "What share of the fleet is under sail?", "Fleet", "percent", Lives.LEVEL),
    Candidate(5, "arrived", "How many ships have arrived in Leith in all?", "Harbour", "ship", Lives.RUNNING),
    Candidate(6, "yearly", "How many ships arrived in Leith in the year?", "Harbour", "ship", Lives.PERIOD),
    Candidate(7, "when", "When did the storm strike Leith?", "Storms", "", Lives.FIXED, AnswerKind.DATE),
    Candidate(8, "guilds", "How many guilds does the town have?", "Town", "guild"),
]


def proposed(text: str, figure: str = "", claims=CLAIMS, before=None):
    found = found_in(text)
    one = next(one for one in found if figure in one.words)
    return Weighing(claims, found).propose(one, claims, before=before)


@pytest.mark.parametrize(
    ("text", "figure", "ref"),
    [
        ("The storm took 40 ships at Leith.", "40", "lost"),
        ("Some 300 people drowned when the storm struck Leith.", "300", "drowned"),
        ("The storm at Leith left 300 sailors dead.", "300", "drowned"),
        ("A berth in Leith now costs $170.", "$170", "berth"),
        ("The fee for a berth in Leith is $170.", "$170", "berth"),
        ("Under sail is 12 percent of the fleet.", "12", "sail"),
        ("So far 4,000 ships have reached Leith.", "4,000", "arrived"),
        ("In 2016 alone 120 ships reached Leith.", "120", "yearly"),
    ],
)
def test_the_claim_that_asks_for_the_figure_comes_first(text, figure, ref):
    found = proposed(text, figure)
    assert found.proposals[0].candidate.ref == ref
    assert not found.is_new


def test_a_claim_of_another_place_comes_behind_a_new_one():
    elsewhere = "The storm at Hull took 40 ships."
    [here] = proposed("The storm at Leith took 40 ships.", claims=CLAIMS[:1]).proposals
    there = proposed(elsewhere, claims=CLAIMS[:1])
    assert there.is_new
    assert there.proposals[0].score < here.score


@pytest.mark.parametrize(
    "text",
    ["The choir sang for 90 weddings.", "The bridge is 300 metres long.", "The mayor is 44 years old."],
)
def test_where_no_claim_fits_a_new_one_comes_first(text):
    assert proposed(text).is_new


@pytest.mark.parametrize(
    ("text", "figure", "refs"),
    [
        ("A ship in Leith costs $170.", "$170", {"berth"}),
        ("Of the ships lost in the storm of Leith 12 percent were sloops.", "12", {"sail"}),
        ("The storm of Leith cost €40.", "€40", {"berth"}),
        ("The ships lost in the storm of Leith were 40 metres long.", "40", set()),
    ],
)
def test_no_figure_is_proposed_for_a_claim_that_it_cannot_answer(text, figure, refs):
    assert {one.candidate.ref for one in proposed(text, figure).proposals} <= refs


def test_people_are_people_whatever_the_words_for_them():
    [figure] = found_in("Some 300 pilots came.")
    assert fit(figure.figure, CLAIMS[1]) > fit(figure.figure, CLAIMS[0])


def test_a_date_never_answers_with_a_figure():
    [figure] = found_in("Some 300 pilots came.")
    assert fit(figure.figure, CLAIMS[6]) == IMPOSSIBLE


def test_the_reason_names_unit_words_and_the_figure_before():
    found = found_in("The storm took 40 ships at Leith. It left 300 dead.")
    weighing = Weighing(CLAIMS, found)
    first = weighing.propose(found[0], CLAIMS)
    assert str(first.proposals[0].why) == "asks for ships; both speak of “ships”, “storm”, “Leith”"
    before = Before(found[0], CLAIMS[0], is_recorded=True)
    second = weighing.propose(found[1], CLAIMS, before=before)
    assert second.proposals[0].candidate.ref == "drowned"
    assert "the topic of the figure before" in str(second.proposals[0].why)


def test_a_figure_without_a_noun_follows_the_one_before_in_its_sentence():
    text = "In 2016 alone 120 ships reached Leith, but the number fell to 63 in 2017."
    found = found_in(text)
    before = Before(found[0], CLAIMS[5], is_recorded=False)
    assert (
        Weighing(CLAIMS, found).propose(found[1], CLAIMS, before=before).proposals[0].candidate.ref
        == "yearly"
    )


def test_what_is_said_again_in_another_currency_is_of_the_same_claim():
    claims = [Candidate(1, "paid", "What was paid for the sloop?", "", "CNY"), *CLAIMS[2:3]]
    found = found_in("She was sold for 19,000 yuan. That's about $2,375.")
    before = Before(found[0], claims[0], is_recorded=False)
    assert (
        Weighing(claims, found).propose(found[1], claims, before=before).proposals[0].candidate.ref == "paid"
    )


def test_a_citation_that_says_nearly_the_same_speaks_for_its_claim():
    bare = Candidate(1, "a", "How many came?", "", "person")
    cited = Candidate(
        2, "b", "How many came?", "", "person", quotes=("about 40 pilots of the northern harbours",)
    )
    found = proposed("Then 41 pilots of the northern harbours came.", claims=[bare, cited])
    assert found.proposals[0].candidate is cited
    assert "a citation of it says nearly the same" in str(found.proposals[0].why)


def test_at_most_three_claims_are_proposed_and_each_scores_from_0_to_1():
    found = proposed("The storm took 40 ships at Leith.")
    assert len(found.proposals) <= 3
    assert all(0 <= one.score <= 1 for one in found.proposals)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("defectors", "defected"),
        ("arrivals", "arrived"),
        ("the Korean army", "Korea's armies"),
        ("investigated", "an investigation"),
        ("demilitarised", "demilitarized"),
        ("caught", "catch"),
        ("the centre", "center"),
    ],
)
def test_words_of_one_stem_are_one(one, other):
    assert set(stems_in(one)) == set(stems_in(other))
