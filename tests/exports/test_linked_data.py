"""What is written for schema.org, read back by a JSON-LD processor."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from factcheck.exports.changes import Change, ChangeKind
from factcheck.exports.formats import FORMATS
from factcheck.exports.standards.claim_review import claim_review
from factcheck.exports.verified import verified_claims
from factcheck.models import Claim
from tests.exports.linked_data import alike, expanded, read_back, triples
from tests.exports.small_desk import ABOUT

pytestmark = pytest.mark.django_db
SCHEMA = "http://schema.org/"


def written(name: str) -> str:
    return "".join(FORMATS[name].write(verified_claims(by=None), ABOUT))


@pytest.mark.parametrize("name", ["claimreview", "datafeed"])
def test_a_json_ld_processor_understands_every_word_of_it(name, small_desk):
    text = written(name)
    assert alike(json.loads(text), read_back(text))


def test_a_word_that_the_standard_does_not_have_would_be_noticed(small_desk):
    text = written("claimreview").replace('"claimReviewed"', '"claimReview"')
    assert not alike(json.loads(text), read_back(text))


def test_a_processor_finds_each_review_with_its_rating(small_desk):
    nodes = expanded(written("claimreview"))
    reviews = [node for node in nodes if node["@type"] == [f"{SCHEMA}ClaimReview"]]
    assert [node["@id"] for node in reviews] == [
        f"https://desk.example/verified/{ref}/#claim-review"
        for ref in ("a-fled", "b-died", "c-arrived", "d-cost", "e-when", "f-who")
    ]
    [rating] = reviews[0][f"{SCHEMA}reviewRating"]
    assert rating[f"{SCHEMA}ratingValue"] == [{"@value": 4}]


def test_the_feed_says_what_it_is_and_when_each_item_changed(small_desk):
    feed = json.loads(written("datafeed"))
    assert feed["@type"] == "DataFeed"
    assert feed["dateModified"] == "2026-03-04T05:06:07Z"
    assert {one["propertyID"]: one["value"] for one in feed["identifier"]} == {
        "schema_version": "2",
        "made_at": "2026-03-04T05:06:07Z",
        "made_by": "reader",
        "desk": 'The "Desk" <of> Ours',
        "list": "verified",
        "filter": "q=a&topic=1",
        "address": "https://desk.example/desk/verified/?q=a&topic=1",
        "count": "6",
        "review": "two people",
    }
    items = feed["dataFeedElement"]
    assert [item["dateModified"] for item in items] == [item["item"]["datePublished"] for item in items]


def test_the_markup_of_a_page_stands_by_itself(small_desk):
    for one in verified_claims(by=None):
        text = json.dumps(claim_review(one, ABOUT))
        assert alike(json.loads(text), read_back(text))
        assert any("/ratingValue>" in line for line in triples(text))


@pytest.mark.parametrize("name", ["claimreview", "datafeed"])
def test_a_desk_without_verified_claims_writes_an_empty_list(name):
    document = json.loads("".join(FORMATS[name].write([], ABOUT)))
    assert len(document.get("dataFeedElement", document.get("@graph", [])[1:])) == 0


@pytest.mark.parametrize("name", ["claimreview", "datafeed"])
def test_a_claim_that_is_kept_from_readers_has_no_page_and_so_no_review(name, small_desk):
    Claim.objects.filter(ref="a-fled").update(is_kept_back=True)
    text = written(name)
    assert "a-fled" not in text
    assert "b-died" in text


def test_a_feed_of_changes_says_when_each_changed_and_which_are_gone(small_desk):
    at = ABOUT.made_at
    changed, kept_back, withdrawn, *_rest = verified_claims(by=None)
    kept_back.claim.is_kept_back = True
    claims = [
        replace(changed, change=Change(ChangeKind.EVIDENCE, at, "", "", "")),
        replace(kept_back, change=Change(ChangeKind.KEPT_BACK, at, "", "", "")),
        replace(withdrawn, verdict=None, change=Change(ChangeKind.WITHDRAWN, at, "", "", "")),
    ]
    text = "".join(FORMATS["datafeed"].write(claims, replace(ABOUT, since=at)))
    items = json.loads(text)["dataFeedElement"]
    told = [
        (item["item"]["identifier"], "dateDeleted" in item, "reviewRating" in item["item"]) for item in items
    ]
    assert told == [("a-fled", False, True), ("b-died", True, False), ("c-arrived", True, False)]
    assert {item.get("dateModified", item.get("dateDeleted")) for item in items} == {"2026-03-04T05:06:07Z"}
