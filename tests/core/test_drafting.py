from __future__ import annotations

import csv
import re
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import factcheck
from factcheck.core.claims import AnswerKind, Lives
from factcheck.core.drafting import DRAFT_DESCRIPTIONS, Asked, GivenAnswer, draft, series_of
from factcheck.core.resolutions import NEVER_VERIFIES, Outcome, Standing

MINISTRY, NGO = "Unification Ministry", "human rights organizations"
PRINTING = [outcome for outcome in Outcome if outcome not in NEVER_VERIFIES]


def asked(question, unit="person", kind="quantity", lives="fixed") -> Asked:
    return Asked(question, unit, AnswerKind(kind), Lives(lives))


def rivals(*words, preferred=0):
    found = []
    for place, one in enumerate(words):
        standing = Standing.PREFERRED if place == preferred else Standing.UNASSESSED
        who, as_of = [(MINISTRY, "2018-01"), (NGO, "since 2016"), ("KINU", "2020")][place]
        found.append(GivenAnswer(one, who, as_of, standing))
    return found


def sentence(question, words, unit="person", kind="quantity", who="") -> str:
    found = draft(asked(question, unit, kind), Outcome.USE_ONE, [GivenAnswer(words, who)])
    assert found is not None
    return found.sentence


SOUTH = "How many North Koreans have reached the South?"

OUTCOMES = [
    (
        Outcome.USE_ONE,
        "about 30,000",
        "About 30,000 North Koreans have reached the South, according to the Unification Ministry (January 2018).",
    ),
    (
        Outcome.USE_WITH_NOTE,
        "about 30,000",
        "About 30,000 North Koreans have reached the South, according to the Unification Ministry (January 2018); "
        "another source gives about 35,000.",
    ),
    (
        Outcome.REPORT_RANGE,
        "between about 30,000 and about 35,000",
        "Between about 30,000 and about 35,000 North Koreans have reached the South; sources differ.",
    ),
    (
        Outcome.REPORT_LOW_BEST_HIGH,
        "between about 30,000 and about 35,000; about 30,000",
        "Between about 30,000 and about 35,000 North Koreans have reached the South; "
        "the best estimate is about 30,000, according to the Unification Ministry (January 2018).",
    ),
    (
        Outcome.USE_CONSERVATIVE,
        "at least about 30,000",
        "At least about 30,000 North Koreans have reached the South; "
        "the lowest figure is from the Unification Ministry (January 2018).",
    ),
    (
        Outcome.REPORT_BOTH_ATTRIBUTED,
        "about 30,000 or about 35,000",
        "About 30,000 North Koreans have reached the South, according to the Unification Ministry (January 2018), "
        "or about 35,000, according to human rights organizations (since 2016).",
    ),
    (
        Outcome.SERIES,
        "about 35,000 (since 2016) and about 30,000 (January 2018)",
        "How many North Koreans have reached the South? About 35,000 (since 2016) and about 30,000 (January 2018), "
        "according to human rights organizations and the Unification Ministry.",
    ),
    (
        Outcome.NO_DISCREPANCY,
        "about 30,000",
        "About 30,000 North Koreans have reached the South (January 2018).",
    ),
]


@pytest.mark.parametrize(("outcome", "answer", "printed"), OUTCOMES, ids=[row[0].value for row in OUTCOMES])
def test_each_outcome_has_its_sentence(outcome, answer, printed):
    found = draft(asked(SOUTH, lives="running"), outcome, rivals("about 30,000", "about 35,000"))
    assert (found.answer, found.sentence) == (answer, printed)


@pytest.mark.parametrize("outcome", sorted(NEVER_VERIFIES))
def test_an_outcome_that_prints_nothing_has_no_sentence(outcome):
    assert draft(asked(SOUTH), outcome, rivals("about 30,000", "about 35,000")) is None


STATEMENTS = [
    ("How many people died in the famine?", "580,000 people", "person", "580,000 people died in the famine."),
    ("How many people died in the famine?", "thousands", "person", "Thousands of people died in the famine."),
    (
        "How many people died in the famine?",
        "as low as 580,000 and as high as three million",
        "person",
        "Between 580,000 and three million people died in the famine.",
    ),
    ("How many people died?", "thousands, if not millions", "person",
     "How many people died? Thousands, if not millions."),
    ("How many ships were lost?", "one", "ship", "How many ships were lost? One."),
    ("How many of the ships sank?", "Two", "ship", "Two of the ships sank."),
    ("How many North Koreans came in 2016?", "exceeded 30,000", "person",
     "More than 30,000 North Koreans came in 2016."),
    ("How many people did the flood kill in 1931?", "422,000", "person", "The flood killed 422,000 people in 1931."),
    ("How many people did the earthquake and the fire kill?", "3,000", "person",
     "How many people did the earthquake and the fire kill? 3,000."),
    ("How many wives did Henry VIII have?", "six", "wife", "Henry VIII had six wives."),
    ("How many countries are there in Africa?", "54", "country", "There are 54 countries in Africa."),
    ("How many arrivals has the centre investigated?", "about 19,000", "person",
     "The centre has investigated about 19,000 arrivals."),
    ("How many people killed in the war?", "12", "person", "How many people killed in the war? 12."),
    ("How many people killed in the war died of hunger?", "12", "person",
     "12 people killed in the war died of hunger."),
    ("How many cases of forest fire in 2019?", "12", "person", "How many cases of forest fire in 2019? 12."),
    ("How many people left in the city?", "12", "person", "How many people left in the city? 12."),
    ("How many people died and when?", "12", "person", "How many people died and when? 12."),
    ("How many people can the stadium hold?", "80,000", "person", "The stadium can hold 80,000 people."),
    ("How many people could be saved?", "three", "person", "Three people could be saved."),
    ("How many people did not vote?", "about 40 million", "person", "About 40 million people did not vote."),
    ("How many people were the rebels holding?", "12", "person", "How many people were the rebels holding? 12."),
    ("How many kilometres is the border?", "30", "km", "How many kilometres is the border? 30 kilometres."),
    ("How many people died, and how many were hurt?", "12", "person",
     "How many people died, and how many were hurt? 12."),
    ("How many of those who left are women?", "90%", "percent", "90% of those who left are women."),
    ("To how many neighbouring countries can one escape overland?", "two", "country",
     "One can escape to two neighbouring countries overland."),
    ("In 2019, how many people crossed the border?", "580", "person", "In 2019, 580 people crossed the border."),
    ("how many people died in the fire", "three", "person", "Three people died in the fire."),
    ("How much did the bridge cost?", "$5 million", "USD", "The bridge cost $5 million."),
    ("How much did the bridge cost?", "5 million", "USD", "The bridge cost 5 million US dollars."),
    ("How much money did the appeal raise in 2019?", "£2m", "GBP", "The appeal raised £2m in 2019."),
    ("How much rice did the country import?", "50,000 tonnes", "t", "The country imported 50,000 tonnes of rice."),
    ("How much did the painting sell for?", "$40m", "USD", "How much did the painting sell for? $40m."),
    ("How much was the ransom?", "$5 million", "USD", "The ransom was $5 million."),
    ("How much is spent on arms?", "$5 million", "USD", "$5 million is spent on arms."),
    ("By how much did prices rise between 2020 and 2022?", "5", "percent",
     "Prices rose by 5 percent between 2020 and 2022."),
    ("What does it cost to bring one person out?", "Around $1,700", "USD",
     "It costs around $1,700 to bring one person out."),
    ("What did a kilogram of rice cost in the markets, in won?", "W6,000", "KPW",
     "A kilogram of rice cost W6,000 in the markets."),
    ("What was paid for the bride in 2006?", "19,000 yuan", "CNY", "19,000 yuan was paid for the bride in 2006."),
    ("What share of those who left are women?", "over 65%", "percent", "Over 65% of those who left are women."),
    ("What share of those who left are women?", "65", "percent", "65 percent of those who left are women."),
    ("What share of voters is over 60?", "31%", "percent", "What share of voters is over 60? 31%."),
    ("What share of the land is forest?", "a third", "percent", "A third of the land is forest."),
    ("What share of the budget does the state spend on arms?", "15%", "percent",
     "What share of the budget does the state spend on arms? 15%."),
    ("What is the population of Iceland?", "about 380,000", "person", "The population of Iceland is about 380,000."),
    ("What was the price paid for it?", "$300", "USD", "What was the price paid for it? $300."),
    ("How tall is the tower?", "324", "m", "The tower is 324 metres tall."),
    ("How old is the universe?", "13.8 billion years", "year", "The universe is 13.8 billion years old."),
    ("How high was unemployment in 1933?", "25%", "percent", "How high was unemployment in 1933? 25%."),
    ("How large is the army?", "over one million", "person", "How large is the army? Over one million."),
    ("How fast does a falcon fly?", "320 km/h", "km/h", "A falcon flies at 320 km/h."),
    ("How long did the siege last?", "872 days", "day", "The siege lasted 872 days."),
    ("How long does it take to build a ship?", "two years", "year", "It takes two years to build a ship."),
    ("Death toll of the famine", "580,000", "person", "Death toll of the famine: 580,000."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "words", "unit", "printed"), STATEMENTS, ids=[row[3] for row in STATEMENTS]
)
def test_a_question_becomes_a_statement_where_english_allows_it(question, words, unit, printed):
    assert sentence(question, words, unit) == printed


DATED = [
    ("When did the war end?", "1953-07-27", "The war ended on 27 July 1953."),
    (
        "When did Kim Jeong-ah cross the Yalu into China?",
        "2006",
        "Kim Jeong-ah crossed the Yalu into China in 2006.",
    ),
    ("When was Kim Il-sung born?", "1912~", "Kim Il-sung was born in about 1912."),
    ("In which year was the treaty signed in Paris?", "1856", "The treaty was signed in Paris in 1856."),
    ("When did the cost explode?", "1971", "When did the cost explode? 1971."),
    ("When was the wounded king crowned?", "1066", "When was the wounded king crowned? 1066."),
    ("When was the battle?", "1066", "When was the battle? 1066."),
    ("When did the camp close?", "the year of the flood", "When did the camp close? The year of the flood."),
]


@pytest.mark.parametrize(("question", "words", "printed"), DATED, ids=[row[2] for row in DATED])
def test_a_date_is_told_as_people_say_it(question, words, printed):
    assert sentence(question, words, "", "date") == printed


TOLD = [
    ("What is the capital of Bolivia?", "La Paz", "The capital of Bolivia is La Paz."),
    ("Who wrote the Peony Pavilion?", "Tang Xianzu", "Tang Xianzu wrote the Peony Pavilion."),
    ("Who wrote the letters?", "Kim and Lee", "Kim and Lee wrote the letters."),
    ("What was the treaty called?", "The Peace", "What was the treaty called? The Peace."),
    ("What punishment threatens a broker?", "A fine.", "What punishment threatens a broker? A fine."),
    ("Which song was it?", "One More Time", "Which song was it? One More Time."),
]


@pytest.mark.parametrize(("question", "words", "printed"), TOLD, ids=[row[2] for row in TOLD])
def test_words_stand_as_they_are(question, words, printed):
    assert sentence(question, words, "", "text") == printed


NAMES = [
    ("South Korean Unification Ministry", "the South Korean Unification Ministry"),
    ("Ministry of Health", "the Ministry of Health"),
    ("The Economist", "the Economist"),
    ("UN", "the UN"),
    ("Radio Free Asia", "Radio Free Asia"),
    ("Yoon Yeo-sang, Database Center for North Korean Human Rights",
     "Yoon Yeo-sang, Database Center for North Korean Human Rights"),
    ("a source in Yanggang province", "a source in Yanggang province"),
    ("Seoul’s Unification Ministry", "Seoul’s Unification Ministry"),
    ("studies by KINU, the US Congress and Stephan Haggard", "studies by KINU, the US Congress and Stephan Haggard"),
    ("Acme Inc.", "Acme Inc"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "said"), NAMES, ids=[row[0] for row in NAMES])
def test_a_body_takes_an_article_and_a_person_none(who, said):
    assert sentence("How many people died?", "12", who=who) == f"12 people died, according to {said}."


YEARLY = asked("How many North Koreans reached South Korea in the year?", lives="period")


def test_the_year_takes_the_place_of_the_year():
    found = draft(YEARLY, Outcome.USE_ONE, [GivenAnswer("1,418", MINISTRY, "2016")])
    assert (
        found.sentence
        == "1,418 North Koreans reached South Korea in 2016, according to the Unification Ministry."
    )


def test_a_series_stands_in_order_of_time():
    rows = [
        GivenAnswer("1,047", NGO, "2019"),
        GivenAnswer("1,418", NGO, "2016"),
        GivenAnswer("1,137", NGO, "2018"),
    ]
    found = draft(YEARLY, Outcome.SERIES, rows)
    assert found.sentence == (
        "1,418 North Koreans reached South Korea in 2016, 1,137 in 2018 and 1,047 in 2019, "
        "according to human rights organizations."
    )
    assert found.answer == "1,418 in 2016, 1,137 in 2018 and 1,047 in 2019"
    price = asked("What does it cost to bring one person out?", "USD", lives="level")
    prices = [GivenAnswer("$17,000", "", "2019"), GivenAnswer("around $1,700", "", "2010~")]
    assert draft(price, Outcome.SERIES, prices).sentence == (
        "What does it cost to bring one person out? Around $1,700 in about 2010 and $17,000 in 2019."
    )


def test_a_series_needs_dates_and_different_ones():
    rows = [GivenAnswer("12", "", "2016"), GivenAnswer("14", "", "")]
    assert draft(YEARLY, Outcome.SERIES, rows) is None
    assert (
        draft(YEARLY, Outcome.SERIES, [GivenAnswer("12", "", "2016"), GivenAnswer("14", "", "2016")]) is None
    )


def test_rows_of_a_series_are_dated_in_words_and_said_once():
    rows = [
        GivenAnswer("14", as_of="an average year"),
        GivenAnswer("12", as_of="2017-01/2017-10"),
        GivenAnswer("9", as_of="2016"),
        GivenAnswer("9.", as_of="2016"),
    ]
    assert [(row.words, row.as_of) for row in series_of(rows)] == [
        ("9", "2016"),
        ("12", "January to October 2017"),
        ("14", "an average year"),
    ]


CHOICES = [
    ("the only one", [("12", "unassessed")], "12"),
    ("the preferred one", [("12", "accepted"), ("14", "preferred")], "14"),
    ("the only accepted one", [("12", "uncertain"), ("14", "accepted")], "14"),
    ("the only one that is not rejected", [("12", "rejected"), ("14", "unassessed")], "14"),
    ("none, while no standing says which", [("12", "unassessed"), ("14", "unassessed")], None),
    ("none of two preferred ones", [("12", "preferred"), ("14", "preferred")], None),
    ("none, where all are rejected", [("12", "rejected"), ("14", "rejected")], None),
]


@pytest.mark.parametrize(("what", "answers", "answer"), CHOICES, ids=[row[0] for row in CHOICES])
def test_one_answer_is_printed_only_where_a_standing_says_which(what, answers, answer):
    given_answers = [GivenAnswer(words, standing=Standing(standing)) for words, standing in answers]
    found = draft(asked("How many people died?"), Outcome.USE_ONE, given_answers)
    assert (found and found.answer) == answer


SPANS = [
    ("12", "14", "between 12 and 14"),
    ("over 12", "14", "from over 12 to 14"),
    ("12", "over 14", "12 or over 14"),
    ("up to 12", "14", "up to 12 or 14"),
    ("10 to 12", "14 to 16", "between 10 and 16"),
    ("between 10 and 12", "16", "between 10 and 16"),
    ("just 12", "about 14", "between 12 and about 14"),
    ("12 people", "14 people", "between 12 and 14 people"),
]


@pytest.mark.parametrize(("low", "high", "printed"), SPANS, ids=[row[2] for row in SPANS])
def test_a_range_is_that_of_what_the_sources_state(low, high, printed):
    found = draft(asked("Death toll"), Outcome.REPORT_RANGE, [GivenAnswer(low), GivenAnswer(high)])
    assert found.answer == printed


LEAST = [
    ("1,418", "at least 1,418"),
    ("around 30,000", "at least about 30,000"),
    ("just 10,000", "at least 10,000"),
    ("580,000 to 3 million", "at least 580,000"),
    ("over 12", "over 12"),
    ("up to 12", "up to 12"),
    ("nearly 12", "nearly 12"),
]


@pytest.mark.parametrize(("words", "printed"), LEAST, ids=[row[0] for row in LEAST])
def test_the_conservative_answer_claims_least(words, printed):
    found = draft(
        asked("Death toll"), Outcome.USE_CONSERVATIVE, [GivenAnswer(words), GivenAnswer("9 million")]
    )
    assert found.answer == printed


def test_a_source_is_not_credited_with_a_bound_that_it_did_not_set():
    question = asked("How many people died?")
    bounded = draft(question, Outcome.USE_CONSERVATIVE, [GivenAnswer("over 12", "KINU"), GivenAnswer("14")])
    assert bounded.sentence == "Over 12 people died, according to KINU."
    ours = draft(question, Outcome.USE_CONSERVATIVE, [GivenAnswer("12", "KINU"), GivenAnswer("14")])
    assert ours.sentence == "At least 12 people died; the lowest figure is from KINU."


def test_a_range_that_one_source_states_is_credited_to_it():
    found = draft(
        asked("How many people died?"), Outcome.REPORT_RANGE, [GivenAnswer("580,000 to 3 million", "KINU")]
    )
    assert found.sentence == "580,000 to 3 million people died, according to KINU."


def test_answers_that_nobody_is_named_for_come_from_one_source_and_another():
    found = draft(
        asked("How many people died?"), Outcome.REPORT_BOTH_ATTRIBUTED, [GivenAnswer("12"), GivenAnswer("14")]
    )
    assert found.sentence == "12 people died, according to one source, or 14, according to another source."


def test_what_is_too_long_for_a_sentence_is_left_to_the_editor():
    many = [GivenAnswer(str(n), as_of=str(1900 + n)) for n in range(1, 40)]
    assert draft(asked("How many people died?"), Outcome.REPORT_BOTH_ATTRIBUTED, many) is None
    assert draft(asked("How many people died?"), Outcome.SERIES, many) is None
    assert draft(asked("What was said?", "", "text"), Outcome.USE_ONE, [GivenAnswer("word " * 150)]) is None


def demo_claims():
    path = Path(factcheck.__file__).parent / "demo" / "north_korea.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    for question, found in groupby(rows, key=lambda row: row["question"]):
        claim = list(found)
        yield pytest.param(question, claim, id=claim[0]["claim_ref"])


@pytest.mark.parametrize("outcome", PRINTING)
@pytest.mark.parametrize(("question", "rows"), list(demo_claims()))
def test_every_question_of_the_demo_has_a_sentence_for_every_outcome(question, rows, outcome):
    answers = [
        GivenAnswer(row["figure"], row["attribution"] or row["publisher"], row["as_of"] or str(2017 + place),
                    Standing.PREFERRED if place == 0 else Standing.UNASSESSED)
        for place, row in enumerate(rows)
    ]  # fmt: skip
    of = asked(question, rows[0]["unit"], rows[0]["answer_kind"], rows[0]["lives"])
    found = draft(of, outcome, answers)
    is_alone = len(rows) == 1
    no_range = outcome is Outcome.REPORT_LOW_BEST_HIGH and (is_alone or rows[0]["answer_kind"] == "text")
    one_date = outcome is Outcome.SERIES and not is_alone and len({answer.as_of for answer in answers}) == 1
    assert (found is None) is (no_range or one_date)
    if found:
        assert re.fullmatch(r"[A-Z0-9$€].*[^.?!; ]\.", found.sentence)
        assert "  " not in found.sentence


NUMBERS = st.sampled_from(
    ["12", "about 30,000", "over 1.5 million", "5 to 6", "up to 40", "$1,700", "16.8%", "nearly 9", "just 3", "dozens",
     "as low as 580,000 and as high as 3,000,000", "exceeded 31", "7 people", "Around 8", "between 2 and 4"]
)  # fmt: skip
QUESTIONS = st.sampled_from([row[0] for row in STATEMENTS]) | st.text(max_size=40)


@settings(max_examples=400, deadline=None)
@given(
    QUESTIONS,
    st.sampled_from(PRINTING),
    st.lists(
        st.builds(
            GivenAnswer,
            NUMBERS,
            st.sampled_from(["", MINISTRY]) | st.text(max_size=10),
            st.sampled_from(["", "2016", "2018-01", "an average year"]),
            st.sampled_from(list(Standing)),
            st.integers(1, 3),
        ),
        max_size=5,
    ),
    st.sampled_from(["person", "USD", "percent", "km", ""]),
)
def test_no_figure_is_altered_and_none_is_made_up(question, outcome, answers, unit):
    found = draft(asked(question, unit, lives="period"), outcome, answers)
    if found is None:
        return
    kept = [one for one in answers if one.standing is not Standing.REJECTED]
    said = " ".join([question, *(f"{one.words} {one.as_of} {one.who}" for one in kept)])
    given_figures = set(re.findall(r"\d+(?:[.,]\d+)*", said))
    printed = f"{found.answer} {found.sentence}"
    assert set(re.findall(r"\d+(?:[.,]\d+)*", printed)) <= given_figures | {"01"}
    assert found.answer.strip()
    assert found.sentence.strip()


@given(
    st.text(max_size=60), st.text(max_size=30), st.sampled_from(PRINTING), st.sampled_from(list(AnswerKind))
)
def test_no_question_and_no_answer_is_too_odd_to_be_drafted(question, words, outcome, kind):
    draft(Asked(question, "person", kind), outcome, [GivenAnswer(words, words, words), GivenAnswer("12")])


def test_nothing_is_drafted_of_an_answer_or_a_question_that_says_nothing():
    assert draft(asked("How many people died?"), Outcome.USE_ONE, [GivenAnswer(" …")]) is None
    assert draft(asked(" ?"), Outcome.USE_ONE, [GivenAnswer("12")]) is None


def test_what_is_drafted_for_each_outcome_is_published():
    assert set(DRAFT_DESCRIPTIONS) == set(PRINTING)
    assert all(DRAFT_DESCRIPTIONS.values())
