"""The verified list as it goes out: complete, in one order, harmless, and readable by our own import."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factcheck.core.resolutions import Cause, Outcome, Standing
from factcheck.core.roles import NotPermittedError
from factcheck.exports.formats import FORMATS
from factcheck.exports.formats.tables import CSV_COLUMNS, DECISION_COLUMNS
from factcheck.exports.verified import verified_claims
from factcheck.models import Citation, Claim, Export
from factcheck.services.approving import approve_resolution
from factcheck.services.citations import withdraw_citation
from factcheck.services.decisions import Decision
from factcheck.services.desk import change_desk_settings
from factcheck.services.importing import import_citations
from factcheck.services.proposing import propose_resolution
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict
from tests.exports.abouts import about_verified

pytestmark = pytest.mark.django_db


AT = datetime(2026, 3, 3, 12, tzinfo=UTC)
TEXTS = ["csv", "json", "jsonl"]


def export(file_format: str, by=None) -> str:
    about = replace(about_verified(by=by), made_at=AT)
    return "".join(FORMATS[file_format].write(verified_claims(by=by), about))


def exported_json() -> list[dict]:
    return json.loads(export("json"))["claims"]


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export("csv"), newline="")))


@pytest.fixture
def answer(reviewer, approver):
    """Give a claim on which nothing is in dispute its answer."""

    def give(claim: Claim, said: str = "12", *, approved_by=None, **words: str) -> None:
        given = VerdictWords(
            **{"answer": said, "sentence": f"It was {said}.", "basis": "The reports."} | words
        )
        verdict = propose_verdict(claim=claim, words=given, by=reviewer)
        approve_verdict(verdict=verdict, by=approved_by or approver)

    return give


@pytest.fixture
def desk(make_claim, make_source, cite, contributor, reviewer, approver, answer) -> None:
    """A claim decided after a dispute, one that was never disputed, and two that are not verified."""
    decided = make_claim("How many people fled?", ref="b-fled", topic="Flight")
    agency = make_source(
        "Agency report", ref="agency", publisher="The Agency", reliability="B", published="2018"
    )
    paper = make_source("Morning paper", ref="paper", derived_from=[agency])
    cite(decided, "about 30,000", source=agency, quote="about 30,000 people", as_of="2018", locator="p. 4")
    cite(decided, "about 30,000", source=paper, attribution="The Ministry", credibility=2)
    cite(decided, "about 35,000", source=make_source("Evening paper", ref="evening"))
    found = decided.discrepancies.get()
    low, high = found.positions.order_by("index")
    standings = {
        member.citation_id: Standing.PREFERRED if member.first == low.index else Standing.REJECTED
        for member in found.members.all()
    }
    assert high.index in {member.last for member in found.members.all()}
    decision = Decision(
        cause=Cause.SECONDARY_MISREPORT,
        outcome=Outcome.USE_ONE,
        rationale="The evening paper added those who came back.",
        answer="about 30,000",
        sentence="About 30,000 people fled, the agency says.",
        standings=standings,
    )
    propose_resolution(discrepancy=found, decision=decision, by=reviewer)
    approve_resolution(discrepancy=found, by=approver, comment="Agreed.")
    agreed = make_claim("How many people came back?", ref="a-back")
    cite(agreed, "12", source=agency)
    cite(agreed, "12", source=paper, attribution="The Ministry")
    withdraw_citation(citation=cite(agreed, "12", source=paper), because="the same twice", by=contributor)
    answer(agreed)
    cite(make_claim("How many are there?", ref="c-there"), "1")
    disputed = make_claim("How many died?", ref="d-died")
    cite(disputed, "1,000")
    cite(disputed, "2,000")


def settled(text: str) -> str:
    """The same with moments and made-up references replaced, which differ from day to day."""
    text = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "MOMENT", text)
    return re.sub(r"\b([ab]-(?:fled|back))-[a-z0-9]{8}\b", r"\1-REF", text)


def without_manifest(text: str) -> str:
    """Without what differs from export to export: when it was made, by whom, and its number."""
    return re.sub(r'^\{"manifest": .*\n', "", text)


GOLDEN = [
    "a-back-REF|a-back|12||approved by approver|two people|unassessed",
    "a-back-REF|a-back|12|The Ministry|approved by approver|two people|unassessed",
    "b-fled-REF|b-fled|about 30,000||approved by approver|two people|preferred",
    "b-fled-REF|b-fled|about 30,000|The Ministry|approved by approver|two people|preferred",
    "b-fled-REF|b-fled|about 35,000||approved by approver|two people|rejected",
]


def test_each_row_is_a_citation_of_a_verified_claim_with_its_standing(desk):
    said = sorted(
        settled(
            f"{row['citation_ref']}|{row['claim_ref']}|{row['figure']}|{row['attribution']}"
            f"|approved by {row['approved_by']}|{row['review']}|{row['standing']}"
        )
        for row in rows()
    )
    assert said == sorted(GOLDEN)
    assert [row["claim_ref"] for row in rows()] == ["a-back"] * 2 + ["b-fled"] * 3


def test_a_row_holds_everything_that_was_recorded_and_decided(desk):
    [row] = [row for row in rows() if row["quote"]]
    assert tuple(row) == CSV_COLUMNS
    assert {name: settled(cell) for name, cell in row.items()} == {
        "citation_ref": "b-fled-REF",
        "claim_ref": "b-fled",
        "question": "How many people fled?",
        "topic": "Flight",
        "answer_kind": "quantity",
        "unit": "person",
        "lives": "fixed",
        "source_ref": "agency",
        "source_title": "Agency report",
        "publisher": "The Agency",
        "author": "",
        "kind": "",
        "published": "2018",
        "url": "",
        "derived_from": "",
        "reliability": "B",
        "figure": "about 30,000",
        "quote": "about 30,000 people",
        "locator": "p. 4",
        "as_of": "2018",
        "scope": "",
        "attribution": "",
        "credibility": "",
        "state": "verified",
        "answer": "about 30,000",
        "sentence": "About 30,000 people fled, the agency says.",
        "basis": "The evening paper added those who came back.",
        "why_one_origin": "",
        "cause": "secondary_misreport",
        "outcome": "use_one",
        "rationale": "The evening paper added those who came back.",
        "proposed_by": "reviewer",
        "proposed_at": "MOMENT",
        "approved_by": "approver",
        "approved_at": "MOMENT",
        "changed_since": "no",
        "review": "two people",
        "standing": "preferred",
    }


def test_json_says_the_same_with_the_decisions_one_by_one(desk):
    back, fled = json.loads(settled(export("json")))["claims"]
    assert (back["claim_ref"], back["answer"], back["decisions"]) == ("a-back", "12", [])
    assert [one["figure"] for one in back["citations"]] == ["12", "12"]
    assert fled["decisions"] == [
        {
            "kind": "value",
            "severity": "moderate",
            "scope": "",
            "period": "",
            "cause": "secondary_misreport",
            "outcome": "use_one",
            "answer": "about 30,000",
            "sentence": "About 30,000 people fled, the agency says.",
            "rationale": "The evening paper added those who came back.",
            "proposed_by": "reviewer",
            "proposed_at": "MOMENT",
            "approved_by": "approver",
            "approved_at": "MOMENT",
            "series": [],
            "review": "two people",
        }
    ]
    assert {one["figure"]: one["standing"] for one in fled["citations"]} == {
        "about 30,000": "preferred",
        "about 35,000": "rejected",
    }
    assert {one["source_ref"]: one["derived_from"] for one in fled["citations"]}["paper"] == "agency"


@pytest.mark.parametrize("file_format", TEXTS)
def test_two_exports_are_the_same_to_the_byte(file_format, desk):
    assert settled(export(file_format)) == settled(export(file_format)), "but for when they were made"


def test_each_claim_of_the_json_stands_on_a_line_of_its_own(desk):
    lines = export("json").splitlines()
    assert (lines[1], lines[-1], len(lines)) == ('"claims": [', "]}", 5)
    assert lines[0].startswith('{"manifest": {"schema_version": "2"')


def test_an_empty_desk_exports_a_header_and_an_empty_list(db):
    assert export("csv") == ",".join(CSV_COLUMNS) + "\r\n"
    assert exported_json() == []


def test_a_single_review_is_said(make_claim, cite, administrator):
    claim = make_claim("How many?")
    cite(claim, "12")
    cite(claim, "12")
    change_desk_settings(tolerance="0.05", single_review=True, by=administrator)
    words = VerdictWords(answer="12", sentence="It was 12.", basis="Both.")
    approve_verdict(verdict=propose_verdict(claim=claim, words=words, by=administrator), by=administrator)
    assert {row["review"] for row in rows()} == {"single review"}
    assert exported_json()[0]["review"] == "single review"


FORMULAS = ["=1+1", "+SUM(A1)", "-2+3", "@import", "\t=1", "=cmd|' /C calc'!A0", "'=1+1", "''@x"]
NUMBERS = ["1,418", "-5", "+12.5", "60", "0.5", "12%", "-5%", "1e9"]


def test_no_cell_is_a_formula_and_no_number_is_changed(make_claim, make_source, cite, answer):
    claim = make_claim("=How many?", ref="sum")
    for index, cell in enumerate([*FORMULAS, *NUMBERS]):
        cite(claim, "12", source=make_source(f"Source {index}"), quote=f"{cell}", locator=cell.strip())
    answer(claim, "12", sentence="=It was 12.", basis="@both")
    raw = rows()
    for row in raw:
        for cell in row.values():
            assert not re.match(r"[=@\t\r]", cell), cell
            assert not re.match(r"[+\-](?!\d[\d,.]*(?:e\d+)?%?$)", cell), cell
    assert {row["quote"] for row in raw} >= set(NUMBERS)
    said = {one["quote"] for one in exported_json()[0]["citations"]}
    assert said == {cell.strip() for cell in (*FORMULAS, *NUMBERS)}


def test_the_file_imported_again_changes_nothing_and_names_what_it_does_not_import(
    desk, tmp_path, make_claim, make_source, cite, answer
):
    claim = make_claim("How many, “in all”?\n", ref="e-all")
    for index, cell in enumerate(FORMULAS):
        cite(claim, "12", source=make_source(f"{cell} {index}"), quote=f"{cell}\nsecond, line", scope="")
    answer(claim)
    path = tmp_path / "verified.csv"
    path.write_bytes(export("csv").encode())
    before = (export("json"), Citation.history.count(), Claim.history.count())
    report = import_citations(path=path, by=None)
    assert (report.added, report.changed, report.problems, report.flags) == (0, 0, [], [])
    assert (report.claims_added, report.claims_changed, report.sources_added, report.sources_changed) == (
        0,
        0,
        0,
        0,
    )
    assert report.left == report.rows == len(rows())
    assert tuple(report.unknown_columns) == DECISION_COLUMNS
    assert (export("json"), Citation.history.count(), Claim.history.count()) == before


@pytest.mark.parametrize("file_format", ["json", "jsonl"])
def test_the_first_piece_is_sent_before_the_last_claim_is_read(file_format, make_claim, cite, answer):
    for index in range(3):
        claim = make_claim(f"How many in {index}?", ref=f"claim-{index}")
        cite(claim, "12")
        cite(claim, "12")
        answer(claim)
    read = []

    def one_by_one():
        for exported in verified_claims(by=None):
            read.append(exported.claim.ref)
            yield exported

    pieces = FORMATS[file_format].write(one_by_one(), about_verified(by=None))
    next(pieces)
    assert read == []
    next(pieces)
    assert read == ["claim-0"]
    assert len(list(pieces)) >= 2
    assert read == ["claim-0", "claim-1", "claim-2"]


def test_an_export_asks_the_database_no_more_for_thirty_claims_than_for_three(make_claim, cite, answer):
    def more(first, last):
        for index in range(first, last):
            claim = make_claim(f"How many in {index}?", ref=f"claim-{index}")
            cite(claim, "12")
            cite(claim, "12")
            answer(claim)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            export("json")
        return len(caught)

    more(0, 3)
    few = queries()
    more(3, 30)
    assert queries() == few


def test_a_claim_that_is_disputed_again_goes_out_no_more(desk, cite):
    cite(Claim.objects.get(ref="b-fled"), "90,000")
    assert {row["claim_ref"] for row in rows()} == {"a-back"}


def test_readers_may_download_and_strangers_may_not(desk, reader, stranger):
    client = Client()
    client.force_login(reader)
    for file_format, media_type in (("csv", "text/csv; charset=utf-8"), ("json", "application/json")):
        answer = client.get(f"/desk/verified/download/{file_format}/")
        assert answer.headers["Content-Type"] == media_type
        assert re.fullmatch(
            rf'attachment; filename="verified-\d{{4}}-\d\d-\d\d\.{file_format}"',
            answer.headers["Content-Disposition"],
        )
        assert answer.streaming
        assert without_manifest(b"".join(answer.streaming_content).decode()) == without_manifest(
            export(file_format)
        )
    client.force_login(stranger)
    assert client.get("/desk/verified/download/csv/").status_code == 403
    with pytest.raises(NotPermittedError):
        verified_claims(by=stranger)


def test_the_download_holds_what_the_list_shows(desk, reader):
    client = Client()
    client.force_login(reader)
    answer = b"".join(client.get("/desk/verified/download/csv/?q=fled").streaming_content).decode()
    assert {row["claim_ref"] for row in csv.DictReader(io.StringIO(answer))} == {"b-fled"}
    page = client.get("/desk/verified/?q=fled").content.decode()
    assert "/exports/of/verified/csv/?q=fled" in page
    assert "Export 1 claim as CSV" in page


@pytest.mark.parametrize("file_format", TEXTS)
def test_the_command_writes_the_same(file_format, desk, tmp_path, capfd):
    path = tmp_path / f"out.{file_format}"
    call_command("export_verified", format=file_format, output=path)
    expected = without_manifest(export(file_format))
    assert without_manifest(path.read_bytes().decode()) == expected
    call_command("export_verified", format=file_format)
    assert without_manifest(capfd.readouterr().out).replace("\r\n", "\n") == expected.replace("\r\n", "\n")


def test_a_file_that_cannot_be_written_is_said_and_nothing_is_left_behind(desk, tmp_path):
    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        call_command("export_verified", output=tmp_path / "nowhere" / "out.csv")
    (tmp_path / "folder").mkdir()
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_verified", output=tmp_path / "folder")
    assert [found.name for found in tmp_path.iterdir()] == ["folder"]
    assert {export.state for export in Export.objects.all()} == {"broken off"}
