"""What readers see, and how it is sent."""

from __future__ import annotations

import json
import re

import feedparser
import pytest
import rispy
from bibtexparser import parse_string
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.http import http_date

from factcheck.core.resolutions import Outcome, Standing
from factcheck.models import Claim, Desk, Publication
from factcheck.services.citations import CitationWords, amend_citation, record_citation
from factcheck.services.publishing import keep_back, show_to_readers
from factcheck.services.reopening import reopen_discrepancy
from factcheck.services.sensitivity import mark_sensitive
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict
from factcheck.web.readers.edition import KEPT_BYTES, Kept, Shelf
from tests.services.desk_work import PREFER_30, flag_on, publish, settle
from tests.web.seen import address, form, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def stranger() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture
def fled(disputed, reviewer, approver) -> Claim:
    """A claim that was disputed and decided, at a desk that publishes."""
    settle(disputed, reviewer, approver, standings=PREFER_30)
    publish("The Northern Review")
    return disputed


@pytest.fixture
def answered(make_claim, cite, reviewer, approver):
    """Claims that were never in dispute, each with an answer of its own, as many as one wants."""

    def make(count: int, topic: str = "") -> list[Claim]:
        claims = []
        for _each in range(count):
            number = Claim.objects.count()
            claim = make_claim(f"How many in group {number:03}?", ref=f"group-{number}", topic=topic)
            for _source in range(2):
                cite(claim, "12", as_of="2018")
            told = VerdictWords(
                answer=f"12 in {number}", sentence=f"Twelve, in {number}.", basis="Both say so."
            )
            approve_verdict(verdict=propose_verdict(claim=claim, words=told, by=reviewer), by=approver)
            claims.append(claim)
        return claims

    return make


def markup(page: str) -> dict:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])


def test_the_page_of_a_claim_begins_with_what_is_printed_and_says_how_it_was_decided(fled, stranger):
    seen = words(stranger.get("/verified/fled/"))
    said = [
        "How many people fled?",
        "about 30,000",
        "About 30,000 people fled.",
        "reviewed by two people",
        "What the sources say",
        "about 35,000 people",
        "Genuine disagreement: Independent origins differ, each with grounds.",
        "Use with a note: Print one answer and say that others differ.",
        "Sources",
        "was published",
    ]
    assert [seen.index(one) for one in said] == sorted(seen.index(one) for one in said)
    assert "Preferred" in seen
    assert "Rejected" in seen
    assert "The register counts everyone." not in seen, "the rationale was written for colleagues"


def test_a_claim_that_was_never_in_dispute_says_so_and_what_it_rests_on(answered, stranger):
    (claim,) = answered(1)
    publish()
    seen = words(stranger.get(f"/verified/{claim.ref}/"))
    assert "The sources did not disagree. Both say so." in seen


def test_a_printed_series_is_shown(make_claim, cite, reviewer, approver, stranger):
    claim = make_claim("How many came?", ref="came")
    cite(claim, "100", as_of="2018")
    cite(claim, "200", as_of="2019")
    kept = {"100": Standing.ACCEPTED, "200": Standing.ACCEPTED}
    settle(claim, reviewer, approver, outcome=Outcome.SERIES, standings=kept)
    publish()
    assert "The printed series As of Figure 2018 100 2019 200" in words(stranger.get("/verified/came/"))


def test_nobody_at_the_desk_is_named(fled, stranger, reviewer, approver, contributor):
    for path in ("/verified/", "/verified/fled/", "/verified/feed.atom", "/verified/fled/embed/"):
        page = stranger.get(path).content.decode()
        for person in (reviewer, approver, contributor):
            assert person.username not in page
            assert person.first_name not in page


def test_the_markup_says_what_the_page_says_and_ends_where_it_ends(
    make_claim, cite, reviewer, approver, stranger
):
    claim = make_claim("Does </script><script>alert(1)</script> & <!-- stand?", ref="ugly")
    cite(claim, "12", quote="</script><b>")
    cite(claim, "12")
    told = VerdictWords(answer="12 </script>", sentence="Twelve <b>.", basis="Both.")
    approve_verdict(verdict=propose_verdict(claim=claim, words=told, by=reviewer), by=approver)
    publish("A <desk>")
    page = stranger.get("/verified/ugly/").content.decode()
    found = markup(page)
    assert (found["@type"], found["claimReviewed"]) == ("ClaimReview", claim.question)
    assert page.count("<script") == 1
    assert "<b>" not in page


def test_the_markup_does_not_tell_a_rationale(fled, stranger):
    found = markup(stranger.get("/verified/fled/").content.decode())
    assert found["reviewBody"] == "About 30,000 people fled."
    assert found["author"]["name"] == "The Northern Review"


def test_evidence_that_nobody_approved_waits_for_the_next_approval(
    fled, stranger, contributor, make_source, reviewer, approver
):
    record_citation(
        claim=fled,
        source=make_source("A new paper"),
        words=CitationWords(figure="30,100", quote="30,100 in all"),
        by=contributor,
    )
    seen = words(stranger.get("/verified/fled/"))
    assert "30,100" not in seen
    assert "The evidence has changed since." in seen
    told = VerdictWords(answer="about 30,000", sentence="About.", basis="All.", single_origin_reason="x")
    approve_verdict(verdict=propose_verdict(claim=fled, words=told, by=reviewer), by=approver)
    assert "30,100 in all" in words(stranger.get("/verified/fled/"))


def test_a_citation_that_was_amended_since_is_not_shown_in_words_that_nobody_approved(
    fled, stranger, contributor
):
    first = fled.citations.order_by("pk").first()
    amend_citation(
        citation=first,
        words=CitationWords(figure=first.figure, quote="about 30,000, we hear"),
        by=contributor,
    )
    assert "we hear" not in words(stranger.get("/verified/fled/"))


def test_a_source_that_becomes_sensitive_is_withheld_at_once(fled, stranger, reviewer):
    source = fled.citations.order_by("pk").first().source
    assert source.title in words(stranger.get("/verified/fled/"))
    mark_sensitive(source=source, is_sensitive=True, because="They asked.", by=reviewer)
    seen = words(stranger.get("/verified/fled/"))
    assert source.title not in seen
    assert "Withheld source" in seen


def test_single_review_is_said(disputed, administrator, stranger):
    Desk.objects.update_or_create(pk=1, defaults={"single_review": True})
    settle(disputed, administrator, administrator, standings=PREFER_30)
    publish()
    Desk.objects.update(single_review=True)
    assert "single review" in words(stranger.get("/verified/fled/"))
    assert "Single review" in words(stranger.get("/verified/fled/embed/"))


def test_corrections_tell_what_readers_were_shown_and_nothing_else(fled, stranger, reviewer, approver):
    reopen_discrepancy(discrepancy=flag_on(fled), reason="A letter came.", by=reviewer)
    assert stranger.get("/verified/fled/").status_code == 410
    settle(fled, reviewer, approver, standings=PREFER_30, answer="about 31,000")
    seen = words(stranger.get("/verified/fled/"))
    assert "“about 31,000” was published." in seen
    assert "“about 30,000” was taken back." in seen
    assert "“about 30,000” was published." in seen
    assert "A letter came." not in seen


def test_words_topic_and_order_are_in_the_address(answered, make_claim, cite, stranger):
    answered(2, topic="Crossings")
    answered(1, topic="Prices")
    cite(make_claim("How many were hidden?", topic="Hidden"), "12")
    publish()
    listed = lambda query: re.findall(r"How many in group \d+", words(stranger.get(f"/verified/?{query}")))  # noqa: E731
    assert len(listed("")) == 3
    assert len(listed("q=GROUPS")) == 3, "a search knows plural and singular, capital and small"
    assert len(listed("topic=Crossings")) == 2
    assert len(listed("topic=Crossings&q=Prices")) == 0
    assert listed("sort=question") == sorted(listed(""))
    assert listed("") == sorted(listed(""), reverse=True)
    page = stranger.get("/verified/").content.decode()
    assert re.findall(r'<option value="(\w+)"', page) == ["Crossings", "Prices", "question"]


def test_a_long_list_has_pages_and_an_empty_one_says_what_to_do(answered, stranger):
    publish()
    assert "No answer has been published yet." in words(stranger.get("/verified/"))
    answered(31)
    first, second = stranger.get("/verified/"), stranger.get("/verified/?page=2")
    assert 'href="?page=2"' in first.content.decode()
    assert words(first).count("Approved on") == 30
    assert words(second).count("Approved on") == 1
    assert 'rel="next"' not in second.content.decode()
    assert "There are no more answers." in words(stranger.get("/verified/?page=3"))
    assert "No answer fits this search." in words(stranger.get("/verified/?q=nowhere"))


def queries(client: Client, path: str, **headers: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        client.get(path, headers=headers)
    return len(caught)


def test_a_page_asks_the_database_no_more_for_thirty_answers_than_for_three(answered, stranger, settings):
    settings.READERS_MAX_AGE = 0
    publish()
    (claim, *_others) = answered(3)
    paths = ("/verified/", "/verified/feed.atom", "/sitemap.xml", f"/verified/{claim.ref}/")
    few = {path: queries(stranger, path) for path in paths}
    answered(27)
    assert {path: queries(stranger, path) for path in paths} == few


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/verified/", 2),
        ("/verified/fled/", 3),
        ("/verified/fled/embed/", 3),
        ("/verified/feed.atom", 2),
        ("/sitemap.xml", 1),
    ],
)
def test_whoever_has_a_page_already_is_told_so_in_two_or_three_queries(path, most, fled, stranger):
    first = stranger.get(path)
    tag = first.headers["ETag"]
    again = stranger.get(path, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
    assert queries(stranger, path, **{"if-none-match": tag}) <= most


def test_a_tag_lasts_as_long_as_the_bytes_and_no_longer(fled, stranger, contributor, make_source):
    tag = stranger.get("/verified/fled/").headers["ETag"]
    make_source("Of no concern")
    assert stranger.get("/verified/fled/").headers["ETag"] == tag
    record_citation(
        claim=fled, source=make_source("New"), words=CitationWords(figure="30,100"), by=contributor
    )
    assert stranger.get("/verified/fled/", headers={"if-none-match": tag}).status_code == 200


def test_what_is_sent_may_be_kept_by_everybody_for_a_minute(fled, stranger, settings):
    settings.READERS_MAX_AGE = 90
    for path in ("/verified/", "/verified/fled/", "/verified/feed.atom", "/verified/none/", "/robots.txt"):
        assert stranger.get(path).headers["Cache-Control"] == "public, max-age=90, stale-while-revalidate=90"


def test_the_feed_is_atom_with_corrections_and_what_was_taken_back(
    fled, answered, stranger, reviewer, approver
):
    (claim,) = answered(1)
    answer = stranger.get("/verified/feed.atom")
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(answer.content)
    assert (feed.bozo, feed.version, feed.feed.author) == (False, "atom10", "The Northern Review")
    assert [entry.title for entry in feed.entries] == [claim.question, fled.question]
    before = feed.entries[1]
    assert before.content[0].value == "About 30,000 people fled."
    reopen_discrepancy(discrepancy=flag_on(fled), reason="A letter came.", by=reviewer)
    page = stranger.get("/verified/feed.atom").content.decode()
    assert re.findall(r'deleted-entry ref="([^"]+)"', page) == [before.id]
    assert fled.question not in page
    settle(fled, reviewer, approver, standings=PREFER_30, answer="about 31,000")
    feed = feedparser.parse(stranger.get("/verified/feed.atom").content)
    assert (feed.entries[0].id, feed.entries[0].summary) == (before.id, "about 31,000")
    assert feed.entries[0].updated_parsed >= before.updated_parsed


def test_the_feed_has_pages_and_holds_characters_that_xml_cannot(answered, stranger):
    publish()
    claims = answered(51)
    Claim.objects.filter(pk=claims[0].pk).update(question="How\x0bmany\x01?")
    first = feedparser.parse(stranger.get("/verified/feed.atom").content)
    onwards = next(link.href for link in first.feed.links if link.rel == "next")
    second = feedparser.parse(stranger.get(onwards.removeprefix("http://localhost:8000")).content)
    assert (len(first.entries), [entry.title for entry in second.entries]) == (50, ["How many ?"])
    assert not any(link.rel == "next" for link in second.feed.links)


def test_an_empty_feed_is_one_all_the_same(db, stranger):
    publish("The Desk")
    feed = feedparser.parse(stranger.get("/verified/feed.atom").content)
    assert (feed.bozo, feed.entries, bool(feed.feed.updated)) == (False, [], True)


def test_a_page_is_cited_in_words_and_in_three_formats(fled, stranger):
    page = stranger.get("/verified/fled/")
    assert "The Northern Review: “How many people fled?”" in words(page)
    of = lambda name: stranger.get(f"/verified/fled/cite/{name}/")  # noqa: E731
    csl, ris, bibtex = of("csl"), of("ris"), of("bibtex")
    assert ris.headers["Content-Disposition"] == 'attachment; filename="fled.ris"'
    (item,) = json.loads(csl.content)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.plain)
    bibliography.register(Citation([CitationItem(item["id"])]))
    assert "How many people fled?" in str(bibliography.bibliography()[0])
    (record,) = rispy.loads(ris.content.decode())
    assert (record["title"], record["authors"]) == ("How many people fled?", ["The Northern Review"])
    assert record["urls"] == ["http://localhost:8000/verified/fled/"]
    (entry,) = parse_string(bibtex.content.decode()).entries
    assert (entry.key, entry["url"]) == ("fled", "http://localhost:8000/verified/fled/")
    assert of("exe").status_code == 404


def test_an_answer_may_stand_in_a_frame_on_any_page_and_nothing_else_may(fled, stranger):
    framed = stranger.get("/verified/fled/embed/")
    assert "X-Frame-Options" not in framed.headers
    assert "frame-ancestors *" in framed.headers["Content-Security-Policy"]
    page = stranger.get("/verified/fled/")
    assert page.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert '<iframe src="http://localhost:8000/verified/fled/embed/"' in words(page)


def test_robots_are_sent_to_what_readers_see(fled, stranger):
    assert stranger.get("/robots.txt").content.decode().splitlines() == [
        "User-agent: *",
        "Allow: /verified/",
        "Allow: /static/",
        "Disallow: /",
        "",
        "Sitemap: http://localhost:8000/sitemap.xml",
    ]
    assert "<loc>http://localhost:8000/verified/fled/</loc>" in stranger.get("/sitemap.xml").content.decode()


def test_an_approver_keeps_a_claim_from_readers_and_shows_it_again(fled, stranger, browse, approver):
    client = browse(approver)
    assert 'href="/claims/fled/keep-back/"' in client.get("/claims/fled/").content.decode()
    asked = client.get("/claims/fled/keep-back/")
    refused = client.post("/claims/fled/keep-back/", form(asked))
    assert "Not kept back: say why readers are not to see it." in words(refused)
    kept = client.post("/claims/fled/keep-back/", form(asked) | {"because": "A court asked."})
    assert address(kept) == "/claims/fled/"
    assert "kept from readers" in words(client.get("/claims/fled/"))
    assert "kept from readers" in words(client.get("/desk/verified/"))
    assert stranger.get("/verified/fled/").status_code == 410
    client.post(
        "/claims/fled/keep-back/", form(client.get("/claims/fled/keep-back/")) | {"because": "It is content."}
    )
    assert stranger.get("/verified/fled/").status_code == 200
    assert "see it" in words(client.get("/desk/verified/"))


def test_who_was_slower_is_told_and_nothing_turns_round(fled, browse, approver):
    client = browse(approver)
    asked = form(client.get("/claims/fled/keep-back/")) | {"because": "A court asked."}
    keep_back(claim=fled, because="A court asked.", by=approver)
    assert "This claim is kept from readers already." in words(client.post("/claims/fled/keep-back/", asked))
    show_to_readers(claim=fled, because="It is content.", by=approver)
    assert not Claim.objects.get(pk=fled.pk).is_kept_back


def test_a_desk_that_does_not_publish_speaks_of_no_readers(disputed, reviewer, approver, browse):
    settle(disputed, reviewer, approver, standings=PREFER_30)
    client = browse(approver)
    assert "eaders" not in words(client.get("/claims/fled/"))
    assert "Readers" not in words(client.get("/desk/verified/"))


def test_who_may_not_approve_sees_that_readers_see_it_and_no_way_to_change_that(fled, browse, contributor):
    page = browse(contributor).get("/claims/fled/").content.decode()
    assert 'href="/verified/fled/"' in page
    assert "keep-back" not in page


def test_a_page_says_when_it_was_last_changed_for_readers(fled, stranger):
    at = http_date(Publication.objects.get().at.timestamp())
    assert stranger.get("/verified/fled/").headers["Last-Modified"] == at


def test_what_is_kept_of_pages_has_a_bound_whatever_is_asked_for():
    shelf = Shelf()
    large = Kept(b"x" * (KEPT_BYTES // 4), "text/html", '"x"', None)
    for key in ("first", "first", "second", "third", "fourth"):
        shelf.put(key, large)
    assert shelf.take("first") is large
    shelf.put("fifth", large)
    assert [shelf.take(key) is None for key in ("first", "second", "fifth")] == [True, False, False]


def test_how_firmly_an_answer_stands_is_not_told_by_what_nobody_approved(
    make_claim, make_source, cite, reviewer, approver, contributor, stranger
):
    claim = make_claim("How many stayed?", ref="stayed")
    cite(claim, "12")
    told = VerdictWords(answer="12", sentence="Twelve.", basis="It.", single_origin_reason="The register.")
    approve_verdict(verdict=propose_verdict(claim=claim, words=told, by=reviewer), by=approver)
    publish()
    before = markup(stranger.get("/verified/stayed/").content.decode())["reviewRating"]
    record_citation(claim=claim, source=make_source("New"), words=CitationWords(figure="12"), by=contributor)
    after = markup(stranger.get("/verified/stayed/").content.decode())["reviewRating"]
    assert after["ratingValue"] == before["ratingValue"] == 4


@pytest.mark.parametrize(
    "asked", [{"if-match": '"x"'}, {"if-unmodified-since": "Mon, 03 Mar 2003 12:00:00 GMT"}]
)
def test_nobody_makes_caches_keep_an_empty_page(asked, fled, stranger):
    answer = stranger.get("/verified/fled/", headers=asked)
    assert answer.status_code == 200
    assert answer.content == stranger.get("/verified/fled/").content
