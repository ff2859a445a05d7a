"""The pages on which sources and fact checks are brought in, and the files in which sources go out."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.models import Bringing, Citation, Claim, Source
from factcheck.services.bringing.sources import bring_sources
from factcheck.services.sensitivity import mark_sensitive
from tests.services.bringing.conftest import FILES
from tests.web.seen import words

pytestmark = pytest.mark.django_db

REVIEW = {
    "@type": "ClaimReview",
    "claimReviewed": "35,000 fled",
    "url": "https://c.example/1",
    "author": {"name": "Checkers"},
    "reviewRating": {"alternateName": "False"},
}


def entry(number: int, **said: object) -> dict[str, object]:
    return {"id": f"k{number}", "type": "report", "title": f"Report number {number}", **said}


def test_a_bibliography_is_looked_at_before_it_is_brought_in(browse, contributor, make_source):
    make_source("Annual report", ref="ministry2019", publisher="The Ministry", published="2019")
    client = browse(contributor)
    file = SimpleUploadedFile("my list.ris", (FILES / "zotero.ris").read_bytes())
    sent = client.post("/bring/sources/", {"file": file})
    preview = sent.headers["Location"]
    seen = words(client.get(preview))
    assert "What becomes of my list.ris" in seen
    assert "1 source is added · 1 is completed" in seen
    assert "added as kim-2018-thousands" in seen
    assert "The desk has it, by its reference: Annual report" in seen
    assert "1 field differs, and stays as the desk has it Publisher desk: The Ministry file: Ministry" in seen
    assert "Filled in: Kind, Editor, Place" in seen
    assert Source.objects.count() == 1, "a look brings nothing in"
    done = client.post(preview, follow=True)
    assert "Brought in: 1 sources added, 1 completed, 0 left as they were." in words(done)
    assert Source.objects.count() == 2
    assert not Bringing.objects.exists()
    assert client.get(preview).status_code == 404
    again = client.post("/bring/sources/", {"text": (FILES / "zotero.ris").read_text()}, follow=True)
    assert "nothing is left to bring in" in words(again)
    assert "What becomes of what was pasted" in words(again)


def test_an_entry_that_is_ticked_is_another_source(browse, contributor, make_source):
    make_source("Report number 1")
    client = browse(contributor)
    preview = client.post("/bring/sources/", {"text": json.dumps([entry(1)])}).headers["Location"]
    looked = client.post(preview, {"look": "1", "new": "1"})
    assert "checked" in looked.content.decode()
    assert Source.objects.count() == 1
    client.post(preview, {"new": ["1", "x", "-1", "9" * 30]})
    assert Source.objects.count() == 2


def test_many_entries_are_shown_on_pages_and_ticks_go_along(browse, contributor):
    client = browse(contributor)
    text = json.dumps([entry(number) for number in range(250)])
    preview = client.post("/bring/sources/", {"text": text}).headers["Location"]
    assert "Page 1 of 3" in words(client.get(preview))
    second = client.post(preview, {"look": "2", "new": "7"})
    assert "Page 2 of 3" in words(second)
    assert '<input type="hidden" name="new" value="7">' in second.content.decode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Paste a text or choose a file."),
        ({"text": "nothing of the kind"}, "This is no bibliography"),
        ({"text": "[" * 100_000}, "nested deeper"),
        ({"text": "@comment{x}"}, "There is no entry in this bibliography."),
    ],
)
def test_what_is_no_bibliography_is_refused_with_the_input_still_there(data, sentence, browse, contributor):
    answer = browse(contributor).post("/bring/sources/", data)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not Bringing.objects.exists()


def test_scripts_in_fields_are_shown_as_words(browse, contributor):
    bad = "<script>alert(1)</script>"
    client = browse(contributor)
    text = json.dumps([entry(1, title=bad, note=bad, **{bad: bad})])
    preview = client.post("/bring/sources/", {"text": text}).headers["Location"]
    assert bad not in client.get(preview).content.decode()
    client.post(preview)
    source = Source.objects.get()
    for address in (source.get_absolute_url(), f"{source.get_absolute_url()}history/", "/sources/"):
        assert bad not in client.get(address).content.decode(), address


def test_what_somebody_sent_is_shown_to_nobody_else(browse, contributor, administrator):
    sent = browse(contributor).post("/bring/sources/", {"text": json.dumps([entry(1)])})
    checks = browse(contributor).post("/bring/claims/", {"text": json.dumps(REVIEW)})
    for answer in (sent, checks):
        preview = answer.headers["Location"]
        assert browse(administrator).get(preview).status_code == 404
        assert browse(administrator).post(preview).status_code == 404
        assert browse(None).get(preview).status_code == 302
    assert not Source.objects.exists()


@pytest.mark.parametrize("person", ["reader", "reviewer", "approver", "stranger"])
def test_previews_are_closed_to_who_does_not_record(person, browse, request):
    client = browse(request.getfixturevalue(person))
    assert client.get("/bring/sources/1/").status_code == 403
    assert client.post("/bring/claims/1/").status_code == 403


def test_a_preview_costs_the_same_queries_for_few_entries_and_for_many(browse, contributor, make_source):
    client = browse(contributor)
    counted = []
    for number in (3, 30):
        for one in range(Source.objects.count(), number):
            make_source(f"Report number {one}")
        text = json.dumps([entry(one) for one in range(number)])
        preview = client.post("/bring/sources/", {"text": text}).headers["Location"]
        with CaptureQueriesContext(connection) as queries:
            client.get(preview)
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_a_source_shows_what_its_bibliography_said_and_its_history_too(browse, reader, contributor):
    bring_sources(content=(FILES / "zotero.bib").read_bytes(), by=contributor)
    client = browse(reader)
    seen = words(client.get("/sources/kim_how_2018/"))
    for said in (
        "Abstract About 30,000 people & their families",
        "DOI 10.1000/ABC.123",
        "Keywords defectors, counting",
    ):
        assert said in seen
    assert "Pages 1-20" in seen
    assert "Cite this source as CSL-JSON · BibTeX · RIS" in seen
    assert "10.1000/ABC.123" in words(client.get("/sources/kim_how_2018/history/"))


def test_sources_go_out_one_those_of_a_claim_and_those_of_a_list(browse, reader, small_desk, make_source):
    make_source("Uncited", kind="map")
    client = browse(reader)
    one = client.get(f"/sources/{small_desk.source.ref}/cite/csl/")
    assert one.headers["Content-Type"] == "application/vnd.citationstyles.csl+json"
    assert [item["id"] for item in json.loads(one.getvalue())] == [small_desk.source.ref]
    cited = client.get(f"/claims/{small_desk.settled.ref}/cite/bibtex/")
    assert cited.getvalue().decode().count("@misc{") == 2, "a withdrawn citation brings no source along"
    listed = client.get("/exports/of/sources/ris/?kind=map")
    assert listed.getvalue().decode().count("TI  - ") == 1
    assert f'filename="{small_desk.source.ref}.json"' in one.headers["Content-Disposition"]
    seen = client.get("/sources/?kind=map").content.decode()
    assert 'href="/exports/of/sources/bibtex/?kind=map"' in seen


def test_a_sensitive_source_goes_out_under_its_pseudonym_whoever_asks(
    browse, reader, administrator, contributor
):
    bring_sources(content=(FILES / "zotero.bib").read_bytes(), by=contributor)
    source = Source.objects.get(ref="kim_how_2018")
    mark_sensitive(source=source, is_sensitive=True, because="Asked for it", by=administrator)
    source.refresh_from_db()
    client = browse(administrator)
    for name in ("csl", "bibtex", "ris"):
        for address in (f"/sources/{source.ref}/cite/{name}/", f"/exports/of/sources/{name}/"):
            answer = client.get(address)
            sent = answer.getvalue().decode() + str(answer.headers)
            for told in ("kim_how", "Min-ho", "Peninsular", "ABC.123", "they_reach", "How "):
                assert told not in sent, (address, told)
    assert browse(reader).get(f"/sources/{source.ref}/cite/csl/").status_code == 404
    assert browse(reader).get(f"/sources/withheld-{source.withheld_number}/cite/csl/").status_code == 403
    assert "kim_how" not in browse(reader).get("/exports/of/sources/csl/").getvalue().decode()


def test_fact_checks_are_looked_at_and_put_to_a_claim_that_asks_the_same(browse, contributor, make_claim):
    near = make_claim("How many people fled: 35,000?", ref="fled")
    client = browse(contributor)
    other = REVIEW | {"url": "https://c.example/2", "claimReviewed": "Rice is dear"}
    file = SimpleUploadedFile("checks.json", json.dumps([REVIEW, other, {"@type": "ClaimReview"}]).encode())
    preview = client.post("/bring/claims/", {"file": file}).headers["Location"]
    seen = words(client.get(preview))
    assert "2 fact checks are added · 1 cannot be brought in" in seen
    assert "A new claim: Is it true: “35,000 fled”?" in seen
    assert "Claim: How many people fled: 35,000?" in seen
    assert "This fact check does not say what it checks." in seen
    done = client.post(preview, {"claim-1": "fled", "claim-2": "leave-out", "claim-x": "y"}, follow=True)
    assert "Brought in: 1 fact checks, 0 new claims; 1 left as they were." in words(done)
    assert near.citations.get().source.publisher == "Checkers"
    again = client.post("/bring/claims/", {"text": json.dumps(REVIEW)}, follow=True)
    assert "is here already How many people fled: 35,000?" in words(again)
    assert (Claim.objects.count(), Citation.objects.count()) == (1, 1)


def test_a_claim_that_is_not_there_is_refused_and_nothing_is_brought_in(browse, contributor):
    client = browse(contributor)
    preview = client.post("/bring/claims/", {"text": json.dumps(REVIEW)}).headers["Location"]
    answer = client.post(preview, {"claim-1": "nobody"})
    assert (answer.status_code, Claim.objects.count(), Source.objects.count()) == (422, 0, 0)
    assert "There is no claim nobody." in words(answer)


def test_where_the_desk_does_not_fetch_an_address_is_not_asked_for(browse, contributor):
    client = browse(contributor)
    assert "This desk does not fetch addresses." in words(client.get("/bring/claims/"))
    assert client.post("/bring/claims/", {"address": "https://c.example/"}).status_code == 422
