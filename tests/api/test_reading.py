"""What programs read: all that their person may, a part at a time, under the filters of the lists."""

from __future__ import annotations

import csv
import hashlib
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.api.description import description, operations_in
from factcheck.models import Claim, Source, Topic
from factcheck.services.attributions import merge_attributions
from tests.web.test_sensitive_sources import hide, told_on

pytestmark = pytest.mark.django_db

LISTS = [
    path
    for path, method, operation in operations_in(description())
    if method == "get" and any(one["name"] == "cursor" for one in operation["parameters"])
]
TOLD = ["Xanthippa", "Quetzalpress", "Wormwood", "marzipan", "Kumquat", "1987-03"]


def everything(program, path: str, limit: int) -> list[dict]:
    """All of a list, in parts of so many."""
    found, following = [], f"{path}?limit={limit}"
    while following:
        answer = program.get(following.removeprefix("http://testserver"))
        assert answer.status_code == 200, answer.content
        assert len(answer.json()["items"]) <= limit
        found += answer.json()["items"]
        following = answer.json()["next"]
        assert (f'<{following}>; rel="next"' == answer.headers.get("Link")) is bool(following)
    return found


def test_a_list_is_read_part_by_part_without_a_gap_or_a_double(case, program, reader, make_claim):
    one = program(reader)
    claims = everything(one, "/claims", 7)
    assert [claim["claim_ref"] for claim in claims] == list(
        Claim.objects.order_by("pk").values_list("ref", flat=True)
    )
    assert len(everything(one, "/citations", 10)) == 49
    assert {source["source_ref"] for source in everything(one, "/sources", 2)} == set(
        Source.objects.values_list("ref", flat=True)
    )


def test_what_is_recorded_meanwhile_moves_nothing_that_is_still_to_be_read(make_claim, reader, program):
    for number in range(4):
        make_claim(f"Question {number}?")
    one = program(reader)
    first = one.get("/claims?limit=2").json()
    make_claim("A question before all others?", ref="aaa")
    rest = one.get(first["next"].removeprefix("http://testserver")).json()["items"]
    assert [claim["question"] for claim in rest] == ["Question 2?", "Question 3?"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["fled", "back"]),
        ("state=disputed", ["fled"]),
        ("state=unverified", ["back"]),
        ("q=fled", ["fled"]),
        ("q=about+30%2C000+people", ["fled"]),
        ("answer_kind=text", []),
        ("rests=one", ["back"]),
        ("lives=fixed&state=disputed", ["fled"]),
    ],
)
def test_the_filters_are_those_of_the_list(query, found, disputed, make_claim, cite, reader, program):
    cite(make_claim("How many came back?", ref="back"), "12")
    items = program(reader).get(f"/claims?{query}").json()["items"]
    assert [claim["claim_ref"] for claim in items] == found


def test_claims_are_found_by_the_key_of_their_topic(make_claim, reader, program):
    make_claim("How many fled?", topic="Flight")
    make_claim("How many stayed?")
    one = program(reader)
    (topic,) = one.get("/topics").json()["items"]
    assert topic == {"topic_id": Topic.objects.get().pk, "name": "Flight"}
    (claim,) = one.get(f"/claims?topic={topic['topic_id']}").json()["items"]
    assert claim["topic"] == "Flight"


def test_discrepancies_are_the_live_ones_unless_a_state_is_asked_for(
    disputed, reviewer, approver, reader, program
):
    from tests.services.desk_work import settle

    one = program(reader)
    assert len(one.get("/discrepancies").json()["items"]) == 1
    settle(disputed, reviewer, approver)
    assert one.get("/discrepancies").json()["items"] == []
    assert len(one.get("/discrepancies?state=all").json()["items"]) == 1
    assert len(one.get("/discrepancies?state=resolved").json()["items"]) == 1


def test_what_waits_for_somebody_is_what_waits_for_the_person_of_the_token(
    disputed, reviewer, approver, program
):
    path = "/discrepancies?queue=free"
    assert program(reviewer).get(path).status_code == 200
    assert program(reviewer).get("/discrepancies?assigned=me").json()["items"] == []


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/claims?colour=red", "colour"),
        ("/claims?state=lost", "state"),
        ("/claims?limit=0", "limit"),
        ("/claims?limit=201", "limit"),
        ("/claims?limit=ten", "limit"),
        ("/claims?cursor=-1", "cursor"),
        ("/claims?limit=5&limit=6", "limit"),
        ("/claims?topic=999", "topic"),
        ("/claims?topic=99999999999999999999", "topic"),
        ("/claims?q=%00", "q"),
        ("/claims/fled?limit=5", "limit"),
        ("/corrections?since=yesterday", "since"),
        ("/corrections?since=2026-02-30", "since"),
        ("/exports/csv?limit=5", "limit"),
    ],
)
def test_what_nobody_offers_is_refused_by_name(path, field, disputed, reader, program):
    refused = program(reader).get(path)
    assert (refused.status_code, [one["field"] for one in refused.json()["errors"]]) == (422, [field])


@pytest.mark.parametrize("path", LISTS)
def test_a_list_costs_as_many_queries_for_thirty_rows_as_for_three(
    path, disputed, cite, make_claim, make_source, reader, reviewer, approver, program, contributor
):
    from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict

    one, rows = program(reader), 0
    source = make_source("One source for all")

    def grow(until: int) -> None:
        nonlocal rows
        for number in range(rows, until):
            parent = make_source(f"Parent {number}")
            echo = make_source(f"Source {number}", derived_from=[parent])
            cite(disputed, f"about {31 + number},000", source=echo, attribution=f"Office {number}")
            claim = make_claim(f"How many {number}?", topic=f"Topic {number}")
            for figure in ("12", "99"):
                cite(
                    claim, figure, source=source if figure == "12" else None, attribution=f"Ministry {number}"
                )
            settled = make_claim(f"How many at last {number}?")
            cite(settled, "12")
            for answer in ("12", "twelve"):
                words = VerdictWords(answer=answer, sentence="12.", basis="x", single_origin_reason="x")
                verdict = propose_verdict(claim=settled, words=words, by=reviewer)
                approve_verdict(verdict=verdict, by=approver)
        rows = until

    def cost() -> int:
        address = path.format(ref=source.ref if "/sources/" in path else disputed.ref, key=key)
        one.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert one.get(f"{address}?limit=200").status_code == 200
        return len(queries)

    grow(3)
    key = disputed.discrepancies.get().pk
    few = cost()
    grow(30)
    assert cost() == few


def test_one_claim_costs_as_many_queries_with_thirty_citations_as_with_three(disputed, cite, reader, program):
    one = program(reader)
    cite(disputed, "12", attribution="One")

    def cost() -> int:
        one.get("/claims/fled")
        with CaptureQueriesContext(connection) as queries:
            one.get("/claims/fled")
        return len(queries)

    few = cost()
    for number in range(27):
        cite(disputed, f"{number + 50},000", attribution=f"Office {number}")
    assert cost() == few


def test_of_very_many_citations_the_first_are_in_the_claim_and_the_rest_follow(
    disputed, cite, reader, program
):
    for number in range(60):
        cite(disputed, str(number + 1))
    one = program(reader)
    part = one.get("/claims/fled").json()["citations"]
    assert len(part["items"]) == 50
    rest = one.get(part["next"].removeprefix("http://testserver")).json()["items"]
    assert len({row["citation_ref"] for row in part["items"] + rest}) == 62


def test_the_verified_list_goes_out_in_every_format_under_its_filter(
    make_claim, cite, reviewer, approver, program
):
    from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict

    for ref in ("fled", "stayed"):
        claim = make_claim(f"How many {ref}?", ref=ref)
        cite(claim, "12")
        words = VerdictWords(answer="12", sentence="12.", basis="x", single_origin_reason="x")
        approve_verdict(verdict=propose_verdict(claim=claim, words=words, by=reviewer), by=approver)
    one = program(reviewer)
    as_csv = b"".join(one.get("/exports/csv?q=fled").streaming_content).decode()
    assert [row["claim_ref"] for row in csv.DictReader(io.StringIO(as_csv))] == ["fled"]
    as_json = json.loads(b"".join(one.get("/exports/json").streaming_content))["claims"]
    assert [row["claim_ref"] for row in as_json] == ["fled", "stayed"]
    assert one.get("/exports/tablets").status_code == 404


def test_an_export_says_where_its_manifest_is_and_what_changed_since(make_claim, cite, reader, program):
    one = program(reader)
    first = one.get("/exports/csv")
    content = b"".join(first.streaming_content)
    path = first.headers["Link"].split(">")[0].removeprefix("<http://testserver")
    manifest = one.get(path).json()
    assert manifest["sha256"] == hashlib.sha256(content).hexdigest()
    assert (manifest["made_by"], manifest["list"]) == ("reader", "verified")
    number = manifest["export"]
    since = one.get(f"/exports/json?changes_since={number}")
    assert json.loads(b"".join(since.streaming_content))["manifest"]["since_export"] == number
    refused = one.get("/exports/json?changes_since=999")
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:factcheck:problem:refused")


def test_codes_come_with_their_meanings(reader, program):
    said = program(reader).get("/vocabulary").json()
    assert {one["code"]: one["name"] for one in said["causes"]}["rounding"] == "Rounding"
    assert all(one["description"] for one in said["outcomes"])


def test_a_name_that_was_merged_says_under_which_it_counts(disputed, cite, contributor, reader, program):
    kept = cite(disputed, "1", attribution="The Ministry").attribution
    merged = cite(disputed, "2", attribution="Ministry of Unification").attribution
    merge_attributions(kept=kept, merged=merged, because="The same.", by=contributor)
    one = program(reader)
    (listed,) = one.get("/attributions").json()["items"]
    assert (listed["name"], listed["citation_count"]) == ("The Ministry", 2)
    assert one.get(f"/attributions/{merged.pk}").json()["counts_as"] == "The Ministry"


def test_who_a_sensitive_source_is_is_told_to_nobody_who_may_not_know(disputed, contributor, reader, program):
    source = disputed.citations.order_by("pk")[0].source
    ref = source.ref
    hidden = hide(source, contributor)
    one, other = program(reader), program(contributor)
    one.client.force_login(contributor)  # whose cookie comes along and says nothing
    citations = [citation.ref for citation in disputed.citations.all()]
    found = disputed.discrepancies.get()
    pseudonym = f"withheld-{Source.objects.get(pk=hidden.pk).withheld_number}"
    keys = {"claims": disputed.ref, "discrepancies": found.pk, "exports": "json"}
    paths = set()
    for path, method, _operation in operations_in(description()):
        noun = path.split("/")[3]
        if method == "get" and ("{" not in path or noun in keys):
            paths.add(path.format(**dict.fromkeys(("ref", "key", "file_format"), keys.get(noun))))
    paths |= {f"/citations/{citation}" for citation in citations}
    paths |= {f"/sources/{name}{rest}" for name in (ref, pseudonym) for rest in ("", "/citations")}
    paths |= {f"/attributions/{number}" for number in range(1, 9)}
    for word in ("Xanthippa", "Wormwood", "Quetzalpress", "marzipan"):
        for noun in ("claims", "sources", "attributions", "discrepancies"):
            assert one.get(f"/{noun}?q={word}").json()["items"] == [], (noun, word)
    for path in sorted(paths):
        response = one.get(path)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        assert not told_on(content.decode()), path
        assert ref not in content.decode(), path
    assert one.get(f"/sources/{ref}").status_code == 404
    refused = one.get(f"/sources/{pseudonym}")
    assert refused.status_code == 403
    assert refused.json()["detail"].startswith("This source is sensitive")
    assert other.get(f"/sources/{pseudonym}").json()["source_title"].startswith("Xanthippa")
    assert other.get("/claims/fled").json()["citations"]["items"][0]["source_title"].startswith("Xanthippa")
