from __future__ import annotations

import pytest

from factcheck.core.claims import Lives
from factcheck.core.fingerprint import judged, why_not_covered
from factcheck.core.readings import read_cited_figure
from factcheck.core.resolutions import Standing
from tests.core.said import citations, terms

THEN = ["about 30,000", "35,000"]
PREFERRED, ACCEPTED, UNCERTAIN, REJECTED = (
    Standing.PREFERRED,
    Standing.ACCEPTED,
    Standing.UNCERTAIN,
    Standing.REJECTED,
)

COVERED = [
    ("what was judged is covered", THEN, THEN, True),
    ("a subset of it is, since a citation was withdrawn", THEN, THEN[:1], True),
    ("nothing at all is", THEN, [], True),
    ("a new citation inside an accepted one is", THEN, [*THEN, "30,500"], True),
    ("a new citation that only touches an accepted one is", THEN, [*THEN, "at least 31,500"], True),
    ("a new citation outside is not", THEN, [*THEN, "40,000"], False),
    ("nor one inside a rejected one only", THEN, [*THEN, "35,000"], False),
    ("an amended citation is not", THEN, ["about 31,000", "35,000"], False),
    ("an amended as-of is not", THEN, [("about 30,000", "2016"), "35,000"], False),
    ("an amended scope is not", THEN, [("about 30,000", "", "", "women"), "35,000"], False),
    ("a new citation of another scope is not", THEN, [*THEN, ("30,000", "", "", "women")], False),
    ("nor one in a unit that does not convert", THEN, [*THEN, "30,000 km"], False),
    (
        "one in a unit that converts is",
        ["about 5 miles", "9 miles"],
        ["about 5 miles", "9 miles", "8 km"],
        True,
    ),
    ("but not outside", ["about 5 miles", "9 miles"], ["about 5 miles", "9 miles", "12 km"], False),
]


def reason(then, now, standings=(ACCEPTED, REJECTED), lives="fixed", **kind):
    on = terms(lives, **kind)
    before = [read_cited_figure(cited, on) for cited in citations(then)]
    after = [read_cited_figure(cited, on) for cited in citations(now)]
    return why_not_covered(
        after, [judged(*pair) for pair in zip(before, standings, strict=True)], Lives(lives)
    )


@pytest.mark.parametrize(("case", "then", "now", "covered"), COVERED, ids=[row[0] for row in COVERED])
def test_a_decision_covers_what_the_citations_say_now(case, then, now, covered):
    assert (reason(then, now) is None) is covered


@pytest.mark.parametrize(
    ("standing", "covered"),
    [
        (PREFERRED, True),
        (ACCEPTED, True),
        (UNCERTAIN, False),
        (REJECTED, False),
        (Standing.UNASSESSED, False),
    ],
)
def test_only_what_the_decision_relies_on_covers_new_evidence(standing, covered):
    assert (reason(THEN, [*THEN, "30,500"], (standing, REJECTED)) is None) is covered


@pytest.mark.parametrize(
    ("lives", "as_of", "covered"),
    [
        ("fixed", "2020", True),
        ("period", "2016", True),
        ("period", "2016-06", False),
        ("level", "2016-06", True),
        ("level", "2017", False),
        ("running", "2016-06", True),
        ("running", "", False),
    ],
)
def test_new_evidence_is_covered_only_by_what_holds_at_the_same_time(lives, as_of, covered):
    then = [("about 30,000", "2016"), ("35,000", "2016")]
    assert (reason(then, [*then, ("30,500", as_of)], lives=lives) is None) is covered


def test_words_are_covered_by_the_same_words_only():
    then = ["prison", "a fine"]
    assert reason(then, [*then, "Prison."], kind="text") is None
    assert reason(then, [*then, "prison camp"], kind="text") is not None


def test_the_reason_names_the_citation_and_what_became_of_it():
    assert str(reason(THEN, [*THEN, "40,000"])) == "“40,000” is new and outside what the decision accepted."
    assert "now reads otherwise" in str(reason(THEN, ["about 31,000", "35,000"]))
