"""A program records, amends, proposes and approves as people do, by the same rules."""

from __future__ import annotations

import json

import pytest

from factcheck.models import Citation, Claim, Discrepancy, Source

pytestmark = pytest.mark.django_db


def test_a_case_goes_from_two_sources_to_a_verified_claim(contributor, reviewer, approver, program):
    recorder, proposer, second = program(contributor), program(reviewer), program(approver)
    claim = recorder.post(
        "/claims", {"question": "How many fled?", "unit": "people", "topic": "Flight"}
    ).json()
    assert (claim["claim_ref"], claim["unit"], claim["state"]) == ("how-many-fled", "people", "unverified")
    for number, figure in enumerate(("about 30,000", "about 35,000")):
        source = recorder.post("/sources", {"source_title": f"Report {number}", "reliability": "B"})
        assert source.status_code == 201
        cited = recorder.post(
            "/citations",
            {"claim_ref": claim["claim_ref"], "source_ref": source.json()["source_ref"], "figure": figure},
        )
        assert cited.status_code == 201
        assert (
            recorder.get(cited.headers["Location"].removeprefix("http://testserver")).json() == cited.json()
        )
    assert cited.json()["reading"]["low"] == "35000"
    disputed = proposer.get("/claims/how-many-fled").json()
    assert disputed["state"] == "disputed"
    assert [one["figure"] for one in disputed["citations"]["items"]] == ["about 30,000", "about 35,000"]
    (found,) = disputed["discrepancies"]["items"]
    assert [(one["letter"], one["low"], one["high"]) for one in found["positions"]] == [
        ("A", "28500", "31500"),
        ("B", "33250", "36750"),
    ]
    path = f"/discrepancies/{found['discrepancy_id']}"
    decision = {
        "outcome": "use_with_note",
        "cause": "source_error",
        "answer": "about 35,000",
        "sentence": "About 35,000 people fled.",
        "rationale": "The first report left out a year.",
        "position_standings": {"A": "rejected", "B": "preferred"},
    }
    proposed = proposer.decide(path, "propose", decision)
    assert (proposed.status_code, proposed.json()["state"]) == (200, "proposed")
    members = proposer.get(f"{path}/citations").json()["items"]
    assert [(one["first_position"], one["standing"]) for one in members] == [
        ("A", "rejected"),
        ("B", "preferred"),
    ]
    approved = second.decide(path, "approve", {"comment": "Checked."})
    assert approved.json()["state"] == "resolved"
    assert [step["to_state"] for step in approved.json()["steps"]] == ["open", "proposed", "resolved"]
    settled = second.get("/claims/how-many-fled").json()
    assert (settled["state"], settled["answer"]) == ("verified", "about 35,000")
    assert settled["verdict"]["proposed_by"] == "reviewer"
    (exported,) = _exported(second)
    assert (exported["claim_ref"], exported["answer"]) == ("how-many-fled", "about 35,000")


def _exported(program):

    return json.loads(b"".join(program.get("/exports/json").streaming_content))["claims"]


def test_an_answer_is_proposed_returned_proposed_again_approved_and_opened_again(
    make_claim, cite, reviewer, approver, program
):
    claim = make_claim("How many came back?", ref="back")
    cite(claim, "12")
    proposer, second = program(reviewer), program(approver)
    words = {
        "answer": "12",
        "sentence": "Twelve.",
        "basis": "The report.",
        "why_one_origin": "Only they count.",
    }
    first = proposer.decide("/claims/back", "propose", words)
    assert (first.status_code, first.json()["state"]) == (201, "proposed")
    key = first.json()["verdict_id"]
    returned = second.decide(f"/verdicts/{key}", "return", {"comment": "Which year?"})
    assert returned.json()["steps"][-1]["why"] == "Which year?"
    again = proposer.decide("/claims/back", "propose", words | {"sentence": "Twelve came back in 2018."})
    approved = second.decide(f"/verdicts/{again.json()['verdict_id']}", "approve", {})
    assert approved.json()["state"] == "approved"
    assert second.get("/claims/back").json()["sentence"] == "Twelve came back in 2018."
    opened = proposer.decide("/claims/back", "reopen", {"reason": "A new count."})
    assert (opened.json()["answer"], opened.json()["state"]) == ("", "unverified")
    (correction,) = proposer.get("/corrections").json()["items"]
    assert (correction["was"]["answer"], correction["now"], correction["why"]) == ("12", None, "A new count.")


def test_a_hold_waits_for_its_owner_and_ends_with_a_reason(disputed, reviewer, program):
    one = program(reviewer)
    path = f"/discrepancies/{disputed.discrepancies.get().pk}"
    hold = {"outcome": "hold", "rationale": "Ask them.", "next_step": "Write to them.", "owner": "reviewer"}
    held = one.decide(path, "propose", hold).json()
    assert (held["is_on_hold"], held["assigned_to"]) == (True, "reviewer")
    assert one.decide(path, "end-hold", {"reason": "They answered."}).json()["is_on_hold"] is False


def test_what_is_left_out_of_an_amendment_stays(disputed, contributor, program):
    one, citation = program(contributor), disputed.citations.first()
    path = f"/citations/{citation.ref}"
    tag = one.get(path).headers["ETag"]
    amended = one.patch(path, {"locator": "p. 5", "credibility": 2}, If_Match=tag).json()
    assert (amended["locator"], amended["figure"], amended["quote"]) == (
        "p. 5",
        citation.figure,
        citation.quote,
    )
    tag = one.get("/claims/fled").headers["ETag"]
    claim = one.patch("/claims/fled", {"tolerance": "0.1", "topic": "Flight"}, If_Match=tag).json()
    assert (claim["tolerance"], claim["topic"], claim["question"]) == ("0.1", "Flight", disputed.question)
    assert claim["discrepancies"]["items"][0]["state"] == "withdrawn"
    path = f"/sources/{citation.source.ref}"
    source = one.patch(path, {"published": "2018-01"}, If_Match=one.get(path).headers["ETag"]).json()
    assert (source["published"], source["source_title"]) == ("2018-01", citation.source.title)


def test_a_citation_is_withdrawn_restored_and_moved(disputed, make_claim, contributor, program):
    one, citation = program(contributor), disputed.citations.first()
    path = f"/citations/{citation.ref}"
    withdrawn = one.decide(path, "withdraw", {"because": "Misread."}).json()
    assert withdrawn["withdrawn_because"] == "Misread."
    assert one.decide(path, "restore").json()["withdrawn_at"] is None
    other = make_claim("How many stayed?", ref="stayed")
    tag = one.get(path).headers["ETag"]
    assert one.patch(path, {"claim_ref": other.ref}, If_Match=tag).json()["claim_ref"] == "stayed"
    assert other.citations.get() == citation


def test_who_is_written_down_is_the_person_of_the_token(contributor, reviewer, program):
    one = program(contributor)
    one.client.force_login(reviewer)  # whose cookie comes along and says nothing
    one.post("/claims", {"question": "Who asked?"})
    assert Claim.objects.get().history.get().history_user == contributor


@pytest.mark.parametrize(
    ("path", "body", "field", "reason"),
    [
        ("/claims", {"question": ""}, "question", "This is empty."),
        ("/claims", {}, "question", "This is missing."),
        ("/claims", {"question": "?", "unti": "km"}, "unti", "Nothing of this name is known here."),
        (
            "/claims",
            {"question": "?", "lives": "ever"},
            "lives",
            "Choose one of: 'fixed', 'period', 'level' or 'running'.",
        ),
        ("/claims", {"question": "?" * 501}, "question", "This is too long: at most 500."),
        ("/claims", {"question": "?", "tolerance": "0"}, "tolerance", "This does not fit the pattern"),
        ("/claims", {"question": "?", "tolerance": 0.05}, "tolerance", "Input should be a valid string."),
        (
            "/claims",
            {"question": "a\x00b"},
            "question",
            "There is a null character in it, which cannot be kept.",
        ),
        (
            "/claims",
            {"question": "?", "answer_kind": "date", "lives": "level"},
            "lives",
            "A claim answered by a date",
        ),
        ("/claims", {"question": "?", "claim_ref": "fled"}, "claim_ref", "Claim with this"),
        (
            "/sources",
            {"source_title": "T", "source_ref": "withheld-1234"},
            "source_ref",
            "“withheld-1234” stands",
        ),
        ("/sources", {"source_title": "T", "published": "2018-13-45"}, "published", ""),
        ("/sources", {"source_title": "T", "url": "javascript:alert(1)"}, "url", "Enter a valid URL."),
        (
            "/sources",
            {"source_title": "T", "derived_from": ["nowhere"]},
            "derived_from",
            "There is no source",
        ),
        (
            "/citations",
            {"claim_ref": "x", "source_ref": "y", "figure": "1"},
            "claim_ref",
            "There is no claim",
        ),
    ],
)
def test_a_refusal_names_the_field_and_the_reason(path, body, field, reason, disputed, contributor, program):
    before = Claim.objects.count(), Source.objects.count(), Citation.objects.count()
    response = program(contributor).post(path, body)
    assert response.status_code == 422
    said = response.json()
    assert said["errors"][0]["field"] == field
    assert said["errors"][0]["reason"].startswith(reason)
    assert (Claim.objects.count(), Source.objects.count(), Citation.objects.count()) == before


@pytest.mark.parametrize(
    ("decision", "sentence"),
    [
        ({"rationale": "x", "outcome": "use_one", "cause": "rounding"}, "Not proposed: "),
        ({"rationale": "x", "outcome": "report_range"}, "Not proposed: "),
    ],
)
def test_a_rule_that_refuses_a_decision_on_pages_refuses_it_here(
    decision, sentence, disputed, reviewer, program
):
    path = f"/discrepancies/{disputed.discrepancies.get().pk}"
    refused = program(reviewer).decide(path, "propose", {"answer": "1", "sentence": "One.", **decision})
    assert refused.status_code == 409
    assert refused.json()["detail"].startswith(sentence)
    assert Discrepancy.objects.get().state == "open"


def test_a_decision_on_positions_that_are_others_by_now_is_refused(disputed, cite, reviewer, program):
    one = program(reviewer)
    path = f"/discrepancies/{disputed.discrepancies.get().pk}"
    seen = one.get(path).headers["ETag"]
    cite(disputed, "about 20,000")
    decision = {
        "outcome": "use_with_note",
        "cause": "source_error",
        "answer": "about 35,000",
        "sentence": "About 35,000 people fled.",
        "rationale": "The first report left out a year.",
        "position_standings": {"A": "preferred", "B": "rejected"},
    }
    stale = one.post(f"{path}/propose", decision, If_Match=seen)
    assert (stale.status_code, stale.json()["type"]) == (412, "urn:factcheck:problem:stale")
    assert disputed.discrepancies.get().state == "open"
    assert one.get(path).headers["ETag"] != seen
