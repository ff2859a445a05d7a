"""Verified claims as Wikibase has them: amounts with bounds, honest where there are none, and ranks from standings."""

from __future__ import annotations

import copy
import json

import pytest

from factcheck.core.claims import AnswerKind, Lives
from factcheck.exports.standards.wikibase.entities import as_wikibase
from factcheck.exports.standards.wikibase.terms import P
from factcheck.exports.verified import verified_claims
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict
from tests.exports.small_desk import ABOUT
from tests.exports.wikibase_model import ModelError, check_dump

pytestmark = pytest.mark.django_db
UNKNOWN, NONE = "unknown", "none"


def dump() -> list[dict]:
    return json.loads("".join(as_wikibase(verified_claims(by=None), ABOUT)))


def item(ref: str) -> dict:
    [found] = [
        entity
        for entity in dump()
        if P.REFERENCE.value.ref in entity["claims"]
        and said(entity["claims"][P.REFERENCE.value.ref][0]) == ref
    ]
    return found


def said(statement: dict) -> object:
    return value_of(statement["mainsnak"])


def value_of(snak: dict) -> object:
    """A value in short: the amount with its bounds, the day with its precision, or the words."""
    if snak["snaktype"] != "value":
        return {"somevalue": UNKNOWN, "novalue": NONE}[snak["snaktype"]]
    value = snak["datavalue"]["value"]
    if isinstance(value, str):
        return value
    if "amount" in value:
        return " ".join(value[name] for name in ("amount", "lowerBound", "upperBound") if name in value)
    return f"{value['time'][:11]} {value['precision']}" if "time" in value else value["text"]


def qualifiers(statement: dict) -> dict[str, object]:
    """The qualifiers by name; one that stands more than once has its values joined."""
    names = {term.value.ref: term.name.lower() for term in P}
    return {
        names[ref]: ", ".join(str(value_of(snak)) for snak in found)
        for ref, found in statement.get("qualifiers", {}).items()
    }


def statements(ref: str, term: P) -> list[dict]:
    return item(ref)["claims"][term.value.ref]


@pytest.fixture
def stated(make_claim, cite, reviewer, approver):
    """What the statement of a single figure, date or text becomes, and its qualifiers."""

    def state(figure: str, *, as_of: str = "", kind: AnswerKind = AnswerKind.QUANTITY, unit: str = "person"):
        claim = make_claim(
            "How many?",
            ref="one",
            unit="" if kind is not AnswerKind.QUANTITY else unit,
            answer_kind=kind,
            lives=Lives.FIXED,
        )
        cite(claim, figure, as_of=as_of)
        words = VerdictWords(answer="x", sentence="It is x.", basis="Known.", single_origin_reason="Known.")
        approve_verdict(verdict=propose_verdict(claim=claim, words=words, by=reviewer), by=approver)
        check_dump(dump())
        term = {AnswerKind.QUANTITY: P.FIGURE, AnswerKind.DATE: P.DATE, AnswerKind.TEXT: P.WORDS}[kind]
        [statement] = statements("one", term)
        return said(statement), {
            name: value
            for name, value in qualifiers(statement).items()
            if name not in {"stated_as", "standing"}
        }

    return state


@pytest.mark.parametrize(
    ("figure", "value", "limits"),
    [
        ("1,418", "+1418 +1418 +1418", {}),
        ("about 30,000", "+30000 +28500 +31500", {}),
        ("nearly 1,000", "+1000 +950 +1000", {"excluded": "upper"}),
        ("just over 1,000", "+1000 +1000 +1050", {"excluded": "lower"}),
        ("0.5", "+0.5 +0.5 +0.5", {}),
        ("over 60", UNKNOWN, {"lower": "+60", "upper": NONE, "excluded": "lower"}),
        ("at least 60", UNKNOWN, {"lower": "+60", "upper": NONE}),
        ("up to 60", UNKNOWN, {"lower": "+0", "upper": "+60"}),
        ("fewer than 60", UNKNOWN, {"lower": "+0", "upper": "+60", "excluded": "upper"}),
        ("between 20 and 30", UNKNOWN, {"lower": "+20", "upper": "+30"}),
        ("2.5 to 3 million", UNKNOWN, {"lower": "+2500000", "upper": "+3000000"}),
        ("dozens", UNKNOWN, {"lower": "+12", "upper": "+100", "excluded": "upper"}),
        (
            "123,456,789,012,345,678,901,234",
            "+123456789012345678901234 " * 2 + "+123456789012345678901234",
            {},
        ),
    ],
)
def test_a_figure_has_bounds_or_is_unknown_with_limits(figure, value, limits, stated):
    assert stated(figure) == (value, limits)


def test_a_percentage_may_fall_without_end(stated):
    assert stated("less than 5 percent", unit="percent") == (
        UNKNOWN,
        {"lower": NONE, "upper": "+5", "excluded": "upper"},
    )


@pytest.mark.parametrize(
    ("figure", "value", "limits"),
    [
        ("14 March 2017", "+2017-03-14 11", {}),
        ("March 2017", "+2017-03-00 10", {}),
        ("2017", "+2017-00-00 9", {}),
        ("the 1990s", "+1990-00-00 8", {}),
        ("19XX", "+1900-00-00 7", {}),
        ("about 2012", "+2012-00-00 9", {"when": "about 2012"}),
        ("2016/2024", UNKNOWN, {"earliest": "+2016-01-01 11", "latest": "+2024-12-31 11"}),
        ("since 2016", UNKNOWN, {"earliest": "+2016-01-01 11", "latest": NONE}),
        ("December 9999", "+9999-12-00 10", {}),
    ],
)
def test_a_date_has_its_precision_or_is_unknown_with_limits(figure, value, limits, stated):
    assert stated(figure, kind=AnswerKind.DATE) == (value, limits)


@pytest.mark.parametrize(
    ("as_of", "when"),
    [
        ("2018", {"point": "+2018-00-00 9"}),
        ("2018-01-24", {"point": "+2018-01-24 11"}),
        ("2016/2024", {"start": "+2016-01-01 11", "end": "+2024-12-31 11"}),
        ("since 2016", {"start": "+2016-01-01 11"}),
        ("2010~", {"point": "+2010-00-00 9", "when": "about 2010"}),
        ("an average year", {"when": "an average year"}),
        ("", {}),
    ],
)
def test_the_time_for_which_a_figure_holds_qualifies_it(as_of, when, stated):
    assert stated("12", as_of=as_of) == ("+12 +12 +12", when)


def test_words_stand_as_they_are_in_one_line(stated):
    assert stated("the  ministry\tof unity", kind=AnswerKind.TEXT) == ("the ministry of unity", {})


def test_the_small_desk_is_as_the_data_model_has_it(small_desk):
    entities = dump()
    check_dump(entities)
    assert [entity["type"] for entity in entities] == ["property"] * len(P) + ["item"] * 7


def test_each_entity_stands_on_a_line_of_its_own_as_in_the_dumps_of_wikidata(small_desk):
    first, *lines, last = "".join(as_wikibase(verified_claims(by=None), ABOUT)).splitlines()
    assert (first, last) == ("[", "]")
    assert [json.loads(line.rstrip(","))["type"] for line in lines] == [one["type"] for one in dump()]


def test_ranks_follow_standings_and_what_is_deprecated_says_why(small_desk):
    found = {
        qualifiers(one)["stated_as"]: (
            one["rank"],
            qualifiers(one)["standing"],
            qualifiers(one).get("reason"),
        )
        for one in statements("a-fled", P.FIGURE)
    }
    assert found == {
        "about 30,000": ("preferred", "preferred", None),
        "30,000": ("normal", "accepted", None),
        "about 35,000": ("deprecated", "rejected", "Misreported"),
    }
    [uncertain, unassessed] = statements("b-died", P.FIGURE)
    assert (uncertain["rank"], unassessed["rank"]) == ("normal", "normal")
    assert qualifiers(unassessed)["standing"] == "unassessed"


def test_units_are_addresses_below_that_of_the_desk(small_desk):
    figure = statements("d-cost", P.FIGURE)[0]["qualifiers"][P.LOWER.value.ref][0]
    assert figure["datavalue"]["value"]["unit"] == "https://desk.example/unit/USD"


def test_each_statement_refers_to_its_source(small_desk):
    agency = statements("a-fled", P.FIGURE)[0]["references"][0]["snaks"]
    names = {term.value.ref: term.name.lower() for term in P}
    assert {names[ref]: value_of(found[0]) for ref, found in agency.items()} == {
        "title": "Agency report",
        "reliability": "B",
        "url": "https://agency.example/reports/2018",
        "publisher": "The Agency",
        "published": "+2018-01-24 11",
        "quote": "about 30,000 people have fled",
        "locator": "p. 4",
    }


def test_a_sensitive_source_is_a_number_and_the_figure(small_desk):
    [letter] = [one for one in statements("a-fled", P.FIGURE) if qualifiers(one)["stated_as"] == "30,000"]
    [reference] = letter["references"]
    assert {ref: value_of(found[0]) for ref, found in reference["snaks"].items()} == {
        P.TITLE.value.ref: "Withheld source 4711",
        P.RELIABILITY.value.ref: "A",
    }


def test_what_the_desk_prints_is_a_statement_with_its_decision(small_desk):
    [answer] = statements("b-died", P.ANSWER)
    assert said(answer) == "580,000 to 3 million"
    told = qualifiers(answer)
    assert told.pop("approved").endswith(" 11")
    assert told == {
        "sentence": "Between 580,000 and three million people died.",
        "outcome": "report_range",
        "cause": "not_determinable",
        "rationale": "No register was kept.",
        "review": "two people",
    }


def test_the_export_says_of_itself_what_it_is(small_desk):
    [about] = [entity for entity in dump() if P.EXPORT.value.ref in entity["claims"]]
    lines = [said(statement) for statement in about["claims"][P.EXPORT.value.ref]]
    assert "count: 6" in lines
    assert "made_at: 2026-03-04T05:06:07Z" in lines


def test_a_long_question_is_a_short_label_and_stands_in_full_beside_it(make_claim, cite, reviewer, approver):
    question = "How many " + "very " * 80 + "many?"
    claim = make_claim(question, ref="long")
    cite(claim, "12")
    words = VerdictWords(answer="12", sentence="It is 12.", basis="Known.", single_origin_reason="Known.")
    approve_verdict(verdict=propose_verdict(claim=claim, words=words, by=reviewer), by=approver)
    found = item("long")
    assert len(found["labels"]["en-gb"]["value"]) == 250
    assert said(found["claims"][P.QUESTION.value.ref][0]) == question
    check_dump(dump())


BROKEN = [
    ("a bound without the other", lambda value: value.pop("upperBound")),
    ("an amount without a sign", lambda value: value.update(amount="30000")),
    ("an amount with separators", lambda value: value.update(amount="+30,000")),
    ("an amount outside of its bounds", lambda value: value.update(lowerBound="+40000")),
    ("a unit that is a word", lambda value: value.update(unit="person")),
]


@pytest.mark.parametrize(("what", "break_it"), BROKEN, ids=[what for what, _how in BROKEN])
def test_the_check_refuses(what, break_it, small_desk):
    entities = copy.deepcopy(dump())
    [found] = [
        one for one in entities if one["labels"].get("en-gb", {}).get("value") == "How many people fled?"
    ]
    break_it(found["claims"][P.FIGURE.value.ref][0]["mainsnak"]["datavalue"]["value"])
    with pytest.raises(ModelError):
        check_dump(entities)


@pytest.mark.parametrize("name", ["rank", "type"])
def test_the_check_refuses_a_statement_without(name, small_desk):
    entities = copy.deepcopy(dump())
    entities[-1]["claims"][P.ANSWER.value.ref][0][name] = "other"
    with pytest.raises(ModelError):
        check_dump(entities)
