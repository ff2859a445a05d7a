"""Two people amend the same record at once: the second sees what the first changed, and loses nothing."""

from __future__ import annotations

import pytest

from factcheck.core.roles import Role
from factcheck.models import Citation
from factcheck.services.citations import CitationWords, amend_citation
from factcheck.services.claims import ClaimWords, amend_claim
from factcheck.services.sources import SourceWords, amend_source
from tests.conftest import person
from tests.web.seen import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(db):
    return person("anna", Role.CONTRIBUTOR)


def test_of_two_who_amend_a_citation_the_second_sees_the_firsts_words_beside_their_own(
    make_claim, cite, anna, contributor, browse
):
    citation = cite(
        make_claim("How many people fled?", ref="fled"), "about 30,000", quote="some fled", as_of="2016"
    )
    mine = {
        "figure": "about 31,000",
        "quote": "some of them fled",
        "as_of": "2016",
        "source": f"{citation.source.title} ({citation.source.ref})",
        "seen_version": citation.version,
    }
    theirs = CitationWords(figure="nearly 30,000", quote="some fled", as_of="2017")
    amend_citation(citation=citation, words=theirs, by=anna)
    desk = browse(contributor)
    form = desk.get(f"/citations/{citation.pk}/amend/").context["form"]
    mine["source"] = form.initial["source"]
    refused = desk.post(f"/citations/{citation.pk}/amend/", mine)
    seen = words(refused)
    assert refused.status_code == 422
    assert "Changed by Anna at" in seen
    assert "before: about 30,000 after: nearly 30,000" in seen
    assert "before: 2016 after: 2017" in seen
    assert 'value="about 31,000"' in refused.content.decode()
    assert Citation.objects.get(pk=citation.pk).figure == "nearly 30,000"
    again = {**mine, "seen_version": refused.context["form"].data["seen_version"]}
    assert desk.post(f"/citations/{citation.pk}/amend/", again).status_code == 302
    citation.refresh_from_db()
    assert (citation.figure, citation.version) == ("about 31,000", 3)
    assert [one.figure for one in citation.history.order_by("history_id")] == [
        "about 30,000",
        "nearly 30,000",
        "about 31,000",
    ]


def test_of_two_who_amend_a_claim_or_a_source_the_second_is_told_what_changed(
    make_claim, make_source, anna, contributor, browse
):
    claim, source = (
        make_claim("How many people fled?", ref="fled"),
        make_source("Annual report", ref="annual"),
    )
    desk = browse(contributor)
    claim_form = {
        **desk.get("/claims/fled/amend/").context["form"].initial,
        "question": "How many people fled by sea?",
    }
    source_form = {
        **desk.get("/sources/annual/amend/").context["form"].initial,
        "title": "Report of the year",
    }
    amend_claim(
        claim=claim, words=ClaimWords(question="How many people fled on foot?", unit="person"), by=anna
    )
    amend_source(source=source, words=SourceWords(title="Annual report", publisher="The Institute"), by=anna)
    for path, form, theirs, mine in (
        ("/claims/fled/amend/", claim_form, "How many people fled on foot?", "How many people fled by sea?"),
        ("/sources/annual/amend/", source_form, "The Institute", "Report of the year"),
    ):
        sent = {name: value for name, value in form.items() if value is not None}
        refused = desk.post(path, sent)
        assert refused.status_code == 422
        assert "Not saved: Anna changed this" in words(refused)
        assert "Changed by Anna at" in words(refused)
        assert theirs in words(refused)
        assert mine in refused.content.decode()


def test_a_refusal_for_another_reason_speaks_of_nobody_else(make_claim, contributor, browse):
    make_claim("How many people fled?", ref="fled")
    desk = browse(contributor)
    form = desk.get("/claims/fled/amend/").context["form"].initial
    sent = {name: value for name, value in form.items() if value is not None} | {"tolerance": "7"}
    assert "while you were writing" not in words(desk.post("/claims/fled/amend/", sent))
