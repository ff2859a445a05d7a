"""Verified claims as ClaimReview: what Google requires and recommends, and what an honest desk leaves out."""

from __future__ import annotations

import copy
import json
from dataclasses import replace

import pytest

from factcheck.core.resolutions import Cause
from factcheck.exports.about import About
from factcheck.exports.standards.claim_review import MOST_APPEARANCES, claim_review, in_page
from factcheck.exports.standards.reviews import as_data_feed
from factcheck.exports.verified import ExportedClaim, verified_claims
from factcheck.models import Claim, Discrepancy, Source
from factcheck.services.approving import approve_resolution
from factcheck.services.importing import import_citations
from factcheck.services.proposing import propose_resolution
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict
from tests.conftest import CASE_FILE
from tests.exports.google_claim_review import check
from tests.exports.small_desk import ABOUT
from tests.services.desk_work import decision

SITE = ABOUT.site_url
ACCEPTED = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://desk.example/verified/flat/",
    "claimReviewed": "The world is flat",
    "datePublished": "2016-06-22",
    "author": {"@type": "Organization", "name": "The desk", "url": "https://desk.example/"},
    "reviewRating": {
        "@type": "Rating",
        "ratingValue": 1,
        "bestRating": 5,
        "worstRating": 1,
        "alternateName": "False",
    },
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Organization", "name": "Square Society", "sameAs": "https://square.example/"},
        "datePublished": "2016-06-20",
        "appearance": {"@type": "CreativeWork", "url": "https://skeptical.example/"},
        "firstAppearance": "https://first.example/",
    },
}


def changed(path: str, value: object) -> dict:
    """The accepted markup with one thing put in its place; None takes it out."""
    node = copy.deepcopy(ACCEPTED)
    *way, last = path.split(".")
    inner = node
    for name in way:
        inner = inner[name]
    if value is None:
        del inner[last]
    else:
        inner[last] = value
    return node


def test_markup_that_has_all_is_accepted():
    report = check(ACCEPTED, site=SITE)
    assert (report.faults, report.left_out) == ([], [])


@pytest.mark.parametrize(
    ("path", "refused", "accepted"),
    [
        ("@context", "https://example.org", "http://schema.org"),
        ("@type", "Review", "ClaimReview"),
        ("url", None, "https://desk.example/verified/flat/#second"),
        ("url", "/verified/flat/", "http://desk.example/verified/flat/"),
        ("url", "https://elsewhere.example/flat/", "https://news.desk.example/flat/"),
        ("url", "https://desk.example/ü/", "https://desk.example/%C3%BC/"),
        ("claimReviewed", None, "Is the world flat?"),
        ("claimReviewed", " ", "?"),
        ("datePublished", "2016", "2016-06-22T10:00:00Z"),
        ("datePublished", "2016-06-22T10:00:00", "2016-06-22T10:00:00+02:00"),
        ("datePublished", "22 June 2016", "2016-06-22"),
        ("datePublished", "2016-02-30", "2016-02-29"),
        ("author", "The desk", {"@type": "Person", "name": "Ann"}),
        ("author", {"@type": "Organization"}, {"@type": "Organization", "url": "https://desk.example/"}),
        ("author.url", "desk.example", "https://desk.example/"),
        ("reviewRating", None, {"@type": "Rating", "alternateName": "False"}),
        ("reviewRating", "False", {"@type": "Rating", "name": "False"}),
        ("reviewRating.alternateName", None, "Mostly false"),
        ("reviewRating.ratingValue", 6, 5),
        ("reviewRating.ratingValue", 0, "2.5"),
        ("reviewRating.ratingValue", "two", "2"),
        ("reviewRating.ratingValue", True, 1),
        ("reviewRating.bestRating", 1, 2),
        ("reviewRating.bestRating", None, 100),
        ("reviewRating.worstRating", 0, 1),
        ("itemReviewed", "The world is flat", {"@type": "Claim"}),
        ("itemReviewed.author", {"@type": "Organization"}, [{"@type": "Person", "name": "Ann"}]),
        ("itemReviewed.author.sameAs", "square", "https://square.example/us"),
        ("itemReviewed.datePublished", "June 2016", None),
        ("itemReviewed.appearance", "", ["https://a.example/", {"@type": "Article", "name": "A"}]),
        ("itemReviewed.appearance", [{"@type": "CreativeWork"}], [{"@type": "CreativeWork", "name": "A"}]),
        ("itemReviewed.appearance.url", "file:///etc/passwd", "https://skeptical.example/?a=b"),
        ("itemReviewed.firstAppearance", {"name": "A"}, {"@type": "Book", "name": "A"}),
    ],
)
def test_the_check_refuses_and_accepts(path, refused, accepted):
    assert check(changed(path, refused), site=SITE).faults != []
    assert check(changed(path, accepted), site=SITE).faults == []


@pytest.mark.parametrize(
    "path",
    [
        "author",
        "author.url",
        "datePublished",
        "itemReviewed",
        "itemReviewed.author",
        "itemReviewed.author.sameAs",
        "itemReviewed.datePublished",
        "itemReviewed.appearance",
        "itemReviewed.firstAppearance",
    ],
)
def test_what_is_recommended_may_be_missing_and_is_told(path):
    report = check(changed(path, None))
    assert report.faults == []
    assert len(report.left_out) == 1


@pytest.mark.parametrize("node", [None, [], "ClaimReview", {}])
def test_what_is_no_markup_is_refused(node):
    assert check(node).faults != []


def exported(ref: str, about: About = ABOUT) -> tuple[ExportedClaim, dict]:
    [found] = [one for one in verified_claims(by=None) if one.claim.ref == ref]
    return found, claim_review(found, about)


@pytest.mark.django_db
def test_every_claim_of_the_case_file_passes(contributor, reviewer, approver):
    import_citations(path=CASE_FILE, by=contributor)
    for found in Discrepancy.objects.live():
        propose_resolution(discrepancy=found, decision=decision(cause=Cause.NOT_DETERMINABLE), by=reviewer)
        approve_resolution(discrepancy=found, by=approver)
    for claim in Claim.objects.filter(verdict=None):
        words = VerdictWords(answer="12", sentence="It is 12.", basis="Both.", single_origin_reason="Known.")
        approve_verdict(verdict=propose_verdict(claim=claim, words=words, by=reviewer), by=approver)
    reports = [check(claim_review(one, ABOUT), site=SITE) for one in verified_claims(by=None)]
    assert len(reports) == Claim.objects.count() > 10
    assert [report.faults for report in reports if report.faults] == []
    honest = {"Claim.author", "Claim.author.sameAs", "Claim.firstAppearance", "Claim.datePublished"}
    assert {name for report in reports for name in report.left_out} <= honest


def test_every_claim_of_the_small_desk_passes(small_desk):
    for about in (ABOUT, replace(ABOUT, desk_name="")):
        for one in verified_claims(by=None):
            assert check(claim_review(one, about), site=SITE).faults == []


@pytest.mark.parametrize(
    ("ref", "value", "says"),
    [
        ("a-fled", 4, "Verified among rival answers: about 30,000"),
        ("b-died", 3, "Verified, rival answers stand: 580,000 to 3 million"),
        ("d-cost", 5, "Verified, sources agree: $3,000 to $5,000"),
        ("f-who", 4, "Verified, one origin: الوزارة"),
    ],
)
def test_the_rating_says_how_firmly_the_answer_stands_and_is_never_near_false(ref, value, says, small_desk):
    rating = exported(ref)[1]["reviewRating"]
    assert (rating["ratingValue"], rating["alternateName"]) == (value, says)


def test_the_question_is_reviewed_and_rival_works_are_where_it_is_answered(small_desk):
    review = exported("a-fled")[1]
    assert review["claimReviewed"] == "How many people fled?"
    works = review["itemReviewed"]["appearance"]
    assert [work["description"] for work in works] == [
        "Says: about 30,000. Standing: preferred.",
        "Says: about 30,000. Standing: preferred.",
        "Says: 30,000. Standing: accepted.",
        "Says: about 35,000. Standing: rejected.",
    ]
    assert "author" not in review["itemReviewed"], "nobody said both"
    assert "firstAppearance" not in review["itemReviewed"], "the evening paper draws on nobody"


def test_a_source_that_all_others_draw_on_is_where_the_claim_first_appeared(
    make_claim, make_source, cite, settled_by
):
    claim = make_claim("How many?", ref="many")
    agency = make_source("Report", published="2018-01-24", publisher="Agency", url="https://agency.example/r")
    paper = make_source("Paper", derived_from=[agency], publisher="Morning", published="2018-02")
    cite(claim, "12", source=agency, attribution="Agency")
    cite(claim, "12", source=paper, attribution="Agency")
    settled_by(claim)
    reviewed = exported("many")[1]["itemReviewed"]
    assert reviewed["author"] == {"@type": "Organization", "name": "Agency"}
    assert (reviewed["firstAppearance"]["url"], reviewed["datePublished"]) == (
        "https://agency.example/r",
        "2018-01-24",
    )


@pytest.fixture
def settled_by(reviewer, approver):
    def settle(claim: Claim) -> None:
        words = VerdictWords(answer="12", sentence="It is 12.", basis="Both.", single_origin_reason="Known.")
        approve_verdict(verdict=propose_verdict(claim=claim, words=words, by=reviewer), by=approver)

    return settle


def test_a_sensitive_source_is_a_number_and_a_figure(small_desk):
    [work] = [
        work
        for work in exported("a-fled")[1]["itemReviewed"]["appearance"]
        if work["name"].startswith("Withheld")
    ]
    assert work == {
        "@type": "CreativeWork",
        "name": "Withheld source 4711",
        "description": "Says: 30,000. Standing: accepted.",
    }


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://example.org/é?a=b%20c#d", "https://example.org/%C3%A9?a=b%20c#d"),
        ("https://münchen.example/x", "https://xn--mnchen-3ya.example/x"),
        ("ftp://example.org/file", None),
    ],
)
def test_an_address_is_written_in_plain_characters_or_not_at_all(
    url, written, make_claim, make_source, cite, settled_by
):
    claim = make_claim("How many?", ref="many")
    source = make_source("Report")
    Source.objects.filter(pk=source.pk).update(url=url)
    cite(claim, "12", source=source)
    settled_by(claim)
    review = exported("many")[1]
    assert review["itemReviewed"]["appearance"][0].get("url") == written
    assert check(review).faults == []


def test_a_claim_of_very_many_sources_names_the_first_of_them_by_standing(
    make_claim, make_source, cite, settled_by
):
    claim = make_claim("How many?", ref="many")
    for number in range(MOST_APPEARANCES + 3):
        cite(claim, "12", source=make_source(f"Source {number}"))
    settled_by(claim)
    assert len(exported("many")[1]["itemReviewed"]["appearance"]) == MOST_APPEARANCES


def test_markup_in_a_page_cannot_end_its_element(small_desk):
    review = exported("f-who")[1]
    text = in_page(review)
    assert "<" not in text
    assert json.loads(text) == review


def test_a_claim_that_is_not_verified_has_no_review_and_in_a_feed_of_changes_is_taken_back(small_desk):
    found, _review = exported("a-fled")
    undone = replace(found, verdict=None)
    with pytest.raises(ValueError, match="a-fled is not verified"):
        claim_review(undone, ABOUT)
    whole = json.loads("".join(as_data_feed([undone], ABOUT)))
    assert whole["dataFeedElement"] == []
    changes = json.loads("".join(as_data_feed([undone], replace(ABOUT, since=ABOUT.made_at))))
    [item] = changes["dataFeedElement"]
    assert item["dateDeleted"] == "2026-03-04T05:06:07Z"
    assert item["item"] == {
        "@type": "ClaimReview",
        "@id": "https://desk.example/verified/a-fled/#claim-review",
        "url": "https://desk.example/verified/a-fled/",
        "identifier": "a-fled",
    }
