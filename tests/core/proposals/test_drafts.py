"""A claim drafted from the sentence in which a figure stands."""

from __future__ import annotations

import pytest

from factcheck.core.claims import Lives
from factcheck.core.proposals import Candidate, Weighing, draft_claim
from factcheck.core.reading import found_in


def drafted(text: str, figure: str, claims=()):
    found = found_in(text, published="2018-03-14")
    one = next(one for one in found if figure in one.words)
    return draft_claim(one, Weighing(claims, found).propose(one, list(claims)))


@pytest.mark.parametrize(
    ("text", "figure", "question"),
    [
        (
            "More than 20 residents of Leith have been caught smuggling since May, a pilot said.",
            "20",
            "How many residents of Leith have been caught smuggling?",
        ),
        ("Some 1,418 reached Leith in 2016.", "1,418", "How many people reached Leith?"),
        ("In 2019 alone, 1,047 sailors escaped to Leith.", "1,047", "How many sailors escaped to Leith?"),
        (
            "So far, the board has inspected about 190 ships.",
            "190",
            "How many ships has the board inspected?",
        ),
        ("The number of pilots in Leith exceeded 300.", "300", "What is the number of pilots in Leith?"),
        ("The cost of mooring a sloop was around $170.", "$170", "What is the cost of mooring a sloop?"),
        ("Arrivals fell 16.8 percent in 2017.", "16.8", "By how much did arrivals fall?"),
        (
            "Women comprise over 65% of the pilots of Leith.",
            "65",
            "What share of the pilots of Leith are women?",
        ),
        ("Some 12 percent of the pilots of Leith swim.", "12", "What share of the pilots of Leith swim?"),
        ("In 2018 Leith received 61,000 visitors.", "61,000", "How many visitors did Leith receive?"),
        ("A one-way ticket costs €38.", "38", "How much does a one-way ticket cost?"),
        ("Turnout was 81 percent.", "81", "What was turnout, in percent?"),
        (
            "In 1985 the boats landed 9,800 tonnes of herring.",
            "9,800",
            "How many tonnes of herring did the boats land?",
        ),
        ("The two parties spent $48 million on it.", "48", "How much did the two parties spend on it?"),
        ("There were sixty boats in the harbour.", "sixty", "How many boats were there in the harbour?"),
        ("Leith has signed Ole Holm for £62.5m.", "62.5", "Leith has signed Ole Holm for how much?"),
        (
            "The pilots lost 60 to 75 per cent of their ships.",
            "60",
            "What share of their ships did the pilots lose?",
        ),
        # nothing that could be wrong
        ("It rose to $170.", "$170", "How much …, in US dollars?"),
        ("Before the storm, we only had 60.", "60", "How many …?"),
        ("Maybe one pilot will come.", "one", "How many people?"),
        ("One of the pilots drowned.", "One", "How many of the pilots?"),
        ("We could have saved over 30 people with it.", "30", "How many people?"),
    ],
)
def test_a_question_asks_for_the_figure_in_the_words_of_its_sentence(text, figure, question):
    assert drafted(text, figure).question == question


@pytest.mark.parametrize(
    ("text", "figure", "unit", "lives"),
    [
        ("A berth costs $170.", "$170", "USD", Lives.LEVEL),
        ("Some 12 percent of the pilots swim.", "12", "percent", Lives.LEVEL),
        ("In 2016 the guild spent $170.", "$170", "USD", Lives.PERIOD),
        ("In 2016 a berth was $170.", "$170", "USD", Lives.LEVEL),
        ("In 2016 arrivals grew by 12 percent.", "12", "percent", Lives.PERIOD),
        ("In 2016 the boats landed 9 tonnes of herring.", "9", "t", Lives.PERIOD),
        ("As of 31 December 2016, 40 pilots were employed.", "40", "person", Lives.LEVEL),
        ("In 2016 some 40 pilots drowned.", "40", "person", Lives.PERIOD),
        ("Each year 40 ships sink.", "40", "ship", Lives.PERIOD),
        ("So far 40 pilots have drowned.", "40", "person", Lives.RUNNING),
        ("There are now 40 ships in Leith.", "40", "ship", Lives.LEVEL),
        ("The storm took 40 ships.", "40", "ship", Lives.FIXED),
        ("Some 30,000 North Koreans fled.", "30,000", "person", Lives.FIXED),
        ("The number of pilots in Leith has fallen to 40.", "40", "person", Lives.LEVEL),
        ("The number of ships in Leith has fallen to 40.", "40", "", Lives.LEVEL),
    ],
)
def test_unit_and_life_of_the_answer_follow_from_the_words(text, figure, unit, lives):
    draft = drafted(text, figure)
    assert (draft.unit, draft.lives) == (unit, lives)


def test_the_topic_is_that_of_the_claim_that_fits_best():
    claims = [Candidate(1, "lost", "How many ships were lost in the storm of Leith?", "Storms", "ship")]
    assert drafted("The storm took 40 ships at Leith.", "40", claims).topic == "Storms"
    assert drafted("The choir has 40 members.", "40", claims).topic == ""
