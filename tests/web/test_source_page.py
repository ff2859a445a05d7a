"""The page of a source: its snapshots, its grades, what it says and how the desk judged that."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factcheck.models import QuotePlace, QuoteState, Source
from factcheck.services.citations import withdraw_citation
from factcheck.services.grading import grade_source
from factcheck.services.retracting import retract_source
from tests.services.desk_work import PREFER_30, settle
from tests.web.conftest import keep_document
from tests.web.seen import form, words

pytestmark = pytest.mark.django_db


def place(citation, document, state=QuoteState.VERIFIED, start=0):
    span = {} if state is QuoteState.PARAPHRASE else {"start": start, "end": start + 5}
    found = {"found_start": 7} if state is QuoteState.MOVED else {}
    return QuotePlace.objects.create(
        citation=citation, snapshot=document.snapshot, state=state.value, **span, **found
    )


@pytest.fixture
def report(make_source) -> Source:
    return make_source("Report", reliability="B", ref="report")


def test_snapshots_are_told_with_how_they_came_their_size_and_their_digest(browse, report, reader):
    first = keep_document(report, b"x" * 2_048, name="a.html", media_type="text/html", how="fetched")
    second = keep_document(report, b"%PDF", media_type="application/pdf", address="https://a.example/b.pdf")
    page = browse(reader).get("/sources/report/")
    seen = words(page)
    assert seen.index("Snapshot 2") < seen.index("Snapshot 1")
    assert "web page, 2.0" in seen
    assert "PDF, 4" in seen
    assert "fetched from its address" in seen
    assert "https://a.example/b.pdf" in seen
    for document in (first, second):
        assert f'title="{document.sha256}"' in page.content.decode()
        assert f"{document.sha256[:12]}…" in seen
        assert reverse("document_file", args=[document.pk]) in page.content.decode()


def test_a_source_without_documents_says_so(browse, report, reader):
    assert "No document of it is kept yet." in words(browse(reader).get("/sources/report/"))


def test_citations_of_an_earlier_snapshot_are_named_and_led_to(browse, report, reader, make_claim, cite):
    claim = make_claim("How many came?")
    old, gone, new = (cite(claim, figure, source=report) for figure in ("11", "12", "12"))
    first = keep_document(report, b"first")
    assert "changed since cited" not in words(browse(reader).get("/sources/report/"))
    second = keep_document(report, b"second")
    place(old, first)
    place(gone, first)
    place(new, second)
    withdraw_citation(citation=gone, because="misread", by=old.recorded_by)
    page = browse(reader).get("/sources/report/")
    assert "changed since cited 1 citation was taken from an earlier snapshot" in words(page)
    assert old.get_absolute_url() in page.content.decode()
    listed = words(browse(reader).get("/sources/report/?quote=earlier"))
    assert "1 citation" in listed.split("What it says")[1]


def test_a_grade_is_given_on_its_page_and_stands_there_with_its_reason(browse, report, contributor, reader):
    client = browse(contributor)
    path = "/sources/report/grade/"
    refused = client.post(path, form(client.get(path)) | {"reliability": "D"})
    assert refused.status_code == 422
    assert "Not graded: say why" in words(refused)
    sent = form(client.get(path)) | {"reliability": "D", "because": "Two figures were made up."}
    assert client.post(path, sent).status_code == 302
    seen = words(browse(reader).get("/sources/report/"))
    assert "D · not usually reliable Two figures were made up." in seen
    assert "from B · usually reliable to D · not usually reliable" in seen
    assert "from not graded to B · usually reliable" in seen
    assert "Graded: Two figures were made up." in words(browse(reader).get("/sources/report/history/"))


def test_whoever_graded_what_somebody_else_graded_meanwhile_is_told(
    browse, report, contributor, administrator
):
    client = browse(contributor)
    path = "/sources/report/grade/"
    sent = form(client.get(path)) | {"reliability": "D", "because": "Mine."}
    grade_source(source=report, reliability="A", because="Theirs.", by=administrator)
    refused = client.post(path, sent)
    assert "changed meanwhile" in words(refused)
    assert form(refused)["because"] == "Mine."
    assert client.post(path, form(refused)).status_code == 302


def test_how_the_desk_judged_it_is_counted_and_leads_to_the_rows(
    browse, disputed, reader, reviewer, approver
):
    source = disputed.citations.get(figure="about 35,000").source
    client = browse(reader)
    assert "not judged in any decision in force" in words(client.get(source.get_absolute_url()))
    settle(disputed, reviewer, approver, standings=PREFER_30)
    page = client.get(source.get_absolute_url())
    assert "1 rejected" in words(page)
    address = f"{source.get_absolute_url()}?standing=rejected"
    assert f'href="{address}#citations-head"' in page.content.decode()
    listed = words(client.get(address)).split("What it says")[1]
    assert "1 citation" in listed
    assert "How many people fled?" in listed
    nothing = words(client.get(f"{source.get_absolute_url()}?standing=preferred"))
    assert "0 citations" in nothing
    preferred = disputed.citations.get(figure="about 30,000").source
    assert "1 preferred" in words(client.get(preferred.get_absolute_url()))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 4),
        ("q=boats", 1),
        ("q=border+guard", 1),
        ("state=unverified", 4),
        ("state=verified", 0),
        ("quote=verified", 1),
        ("quote=paraphrase", 1),
        ("quote=moved", 1),
        ("quote=not_found", 0),
        ("quote=none", 1),
        ("topic=TOPIC", 1),
        ("standing=rejected", 0),
        ("sort=-claim&q=how", 4),
        ("page=99", 4),
    ],
)
def test_what_it_says_is_searched_and_filtered_at_an_address(
    query, found, browse, report, make_claim, cite, reader
):
    document = keep_document(report, b"all of it")
    boats = make_claim("How many boats came?", unit="boat", topic="Boats")
    people = make_claim("How many people came?")
    place(cite(boats, "3", source=report, quote="three"), document)
    place(cite(people, "12", source=report, quote="a border guard said"), document, QuoteState.PARAPHRASE)
    place(cite(people, "12", source=report, quote="twelve"), document, QuoteState.MOVED)
    cite(people, "12", source=report)
    address = f"/sources/report/?{query.replace('TOPIC', str(boats.topic_id))}"
    seen = words(browse(reader).get(address)).split("What it says")[1]
    assert f"{found} citation{'' if found == 1 else 's'}" in seen


def test_a_row_says_what_was_said_where_and_whether_its_quote_was_found(
    browse, report, make_claim, cite, reader
):
    claim = make_claim("How many came?")
    citation = cite(
        claim, "12", source=report, quote="12 came", locator="page 3", as_of="2016", attribution="Ministry"
    )
    place(citation, keep_document(report, b"12 came"))
    withdrawn = cite(claim, "13", source=report)
    withdraw_citation(citation=withdrawn, because="misread", by=withdrawn.recorded_by)
    page = browse(reader).get("/sources/report/")
    seen = words(page).split("What it says")[1]
    for said in ("How many came?", "unverified", "12 came", "verified", "page 3", "as of 2016", "Ministry"):
        assert said in seen
    assert "<del>13</del>" in page.content.decode()


def test_a_retraction_says_what_it_opened_again(browse, disputed, reviewer, approver):
    settle(disputed, reviewer, approver, standings=PREFER_30)
    source = disputed.citations.get(figure="about 30,000").source
    retract_source(source=source, because="The journal withdrew it.", by=reviewer)
    page = browse(reviewer).get(source.get_absolute_url())
    assert "1 decision that relied on it was opened again" in words(page)
    assert disputed.discrepancies.get().get_absolute_url() in page.content.decode()


def test_a_retraction_on_which_nothing_rested_says_so(browse, report, reviewer):
    retract_source(source=report, because="Made up.", by=reviewer)
    assert "No decision relied on it" in words(browse(reviewer).get("/sources/report/"))


def test_a_source_asks_the_database_no_more_for_thirty_rows_than_for_three(
    browse, report, make_claim, cite, contributor
):
    client = browse(contributor)
    counts = []
    for many in (3, 24):
        for index in range(many):
            claim = make_claim(f"How many came {many} {index}?")
            place(cite(claim, "12", source=report, quote="12"), keep_document(report, b"12"))
            grade = "C" if Source.objects.get().reliability == "D" else "D"
            grade_source(source=report, reliability=grade, because="x", by=contributor)
        client.get("/sources/report/")
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/sources/report/").status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1]


# The file


@pytest.mark.parametrize(
    ("name", "media_type", "expected"),
    [
        ("report.pdf", "application/pdf", 'attachment; filename="report.pdf"'),
        ("", "text/html", None),
        ('a"b\r\nSet-Cookie: x=1.html', "text/html", 'attachment; filename="a_b__Set-Cookie_ x=1.html"'),
        ("../../etc/passwd", "text/plain", 'attachment; filename="etc_passwd.txt"'),
        ("보고서.pdf", "application/pdf", "attachment; filename*=utf-8''%EB%B3%B4%EA%B3%A0%EC%84%9C.pdf"),
        ("run.exe", "text/html", 'attachment; filename="run.exe.html"'),
        ("\u202egnp.exe", "text/plain", 'attachment; filename="gnp.exe.txt"'),
        ("x" * 255, "text/plain", f'attachment; filename="{"x" * 120}.txt"'),
    ],
)
def test_the_file_comes_as_it_came_and_is_never_shown(name, media_type, expected, browse, report, reader):
    content = b"<script>alert(1)</script>\x00\xff"
    document = keep_document(report, content, name=name, media_type=media_type)
    answer = browse(reader).get(reverse("document_file", args=[document.pk]))
    assert answer.content == content
    expected = expected or f'attachment; filename="{document.sha256[:12]}.html"'
    assert answer.headers["Content-Disposition"] == expected
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("pk", [0, 999_999, 10**30])
def test_where_there_is_no_document_there_is_no_file(pk, browse, reader):
    assert browse(reader).get(f"/documents/{pk}/file/").status_code == 404
