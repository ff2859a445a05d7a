"""Bringing in fact checks that others published."""

from __future__ import annotations

import json
import time
from contextlib import suppress

import pytest

from factcheck.core.roles import NotPermittedError
from factcheck.extraction.fact_checks.markup import UnreadableFactChecksError
from factcheck.extraction.fact_checks.reviews import MOST_REVIEWS, FactCheck, day_of, read_fact_checks
from factcheck.models import Citation, Claim, Source
from factcheck.services.bringing.fact_check_plan import question_of
from factcheck.services.bringing.fact_checks import bring_fact_checks, preview_fact_checks
from factcheck.services.bringing.planning import Fate
from factcheck.services.errors import InvalidInputError

pytestmark = pytest.mark.django_db


def review(**said: object) -> dict[str, object]:
    whole = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": "35,000 fled",
        "url": "https://c.example/1",
        "author": {"@type": "Organization", "name": "Checkers"},
        "reviewRating": {"@type": "Rating", "ratingValue": 1, "bestRating": 5, "alternateName": "False"},
    } | said
    return {name: value for name, value in whole.items() if value is not None}


def as_file(*values: object) -> bytes:
    return json.dumps(values[0] if len(values) == 1 else list(values)).encode()


def only(*values: object, address: str = "") -> FactCheck:
    found = read_fact_checks(as_file(*values), address=address)
    assert len(found) == 1
    return found[0]


def test_a_page_brings_claims_reviews_and_where_it_had_been_claimed(contributor, exported):
    brought = bring_fact_checks(content=exported("checks.html"), by=contributor)
    assert (brought.added, brought.claims_added) == (3, 3)
    claim = Claim.objects.get(question='Is it true: “35,000 people "fled"”?')
    assert (claim.answer_kind, claim.lives) == ("text", "fixed")
    rated, one, two = claim.citations.order_by("pk")
    assert (rated.figure, rated.quote, rated.scope) == ("False", "The ministry counted 30,000.", "")
    source = rated.source
    assert (source.publisher, source.published, source.kind) == ("Checkers & Co", "2018-01-20", "review")
    assert source.url == "https://checker.example/a-page/"
    kept = source.other_fields["reviews"][rated.ref]
    assert kept["reviewRating"]["ratingValue"] == "1"
    assert kept["itemReviewed"]["author"]["name"] == "Somebody"
    assert (one.figure, one.scope, one.attribution.name) == ('35,000 people "fled"', "as claimed", "Somebody")
    assert (one.source.title, one.source.url, one.source.published) == (
        "They fled",
        "https://news.example/one",
        "2018-01-02",
    )
    assert two.source.url == "https://news.example/two"
    assert not claim.discrepancies.exists(), "what was claimed is what the check is about, and no rival of it"
    assert Claim.objects.filter(question="Did they cross?").exists()
    micro = Citation.objects.get(source__publisher="Micro")
    assert (micro.figure, micro.source.url) == ("2 of 5", "https://m.example/x")
    assert [str(one.problem) for one in brought.refused] == [
        "This is no JSON that can be read: Expecting property name enclosed in double quotes (16).",
        "This fact check says no rating.",
        "This fact check does not say what it checks.",
    ]
    assert [one.check.line for one in brought.refused] == [16, 17, 17]


def test_the_same_page_again_changes_nothing(contributor, exported):
    bring_fact_checks(content=exported("checks.html"), by=contributor)
    before = [list(model.objects.order_by("pk").values()) for model in (Claim, Source, Citation)]
    again = bring_fact_checks(content=exported("checks.html"), by=contributor)
    assert (again.added, again.left, again.claims_added) == (0, 3, 0)
    assert [list(model.objects.order_by("pk").values()) for model in (Claim, Source, Citation)] == before


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param({}, {"rating": "False", "publisher": "Checkers"}, id="as it should be"),
        pytest.param({"reviewRating": "Pants on fire"}, {"rating": "Pants on fire"}, id="a rating in words"),
        pytest.param(
            {"reviewRating": {"ratingValue": 3, "bestRating": "5"}}, {"rating": "3 of 5"}, id="a number"
        ),
        pytest.param(
            {"reviewRating": {"ratingValue": "Wrong", "bestRating": 5}}, {"rating": "Wrong"}, id="no number"
        ),
        pytest.param({"reviewRating": [{}, {"alternateName": ["Mixed"]}]}, {"rating": "Mixed"}, id="lists"),
        pytest.param({"reviewRating": {"schema:alternateName": "Odd"}}, {"rating": "Odd"}, id="prefixes"),
        pytest.param({"author": "Checkers daily"}, {"publisher": "Checkers daily"}, id="an author in words"),
        pytest.param({"author": [{"name": ["A", "B"]}]}, {"publisher": "A"}, id="several authors"),
        pytest.param(
            {"author": {"@type": "Person", "name": "Jane"}, "publisher": {"name": "The Desk"}},
            {"publisher": "The Desk", "author": "Jane"},
            id="a person and whom they write for",
        ),
        pytest.param(
            {"claimReviewed": {"@value": "So &amp; so"}}, {"claimed": "So & so"}, id="a value with a language"
        ),
        pytest.param({"claimReviewed": "<p>So</p>"}, {"claimed": "So"}, id="tags"),
        pytest.param(
            {"claimReviewed": None, "itemReviewed": {"@type": "Claim", "name": "So"}},
            {"claimed": "So"},
            id="in the item",
        ),
        pytest.param(
            {"url": None, "@id": "https://c.example/id"}, {"address": "https://c.example/id"}, id="its id"
        ),
        pytest.param(
            {"url": None, "mainEntityOfPage": {"@id": "https://c.example/m"}},
            {"address": "https://c.example/m"},
            id="page",
        ),
        pytest.param({"url": "javascript:alert(1)"}, {"address": ""}, id="no address of the web"),
        pytest.param({"@type": "schema:ClaimReview"}, {"rating": "False"}, id="type with a prefix"),
        pytest.param({"@context": None}, {"rating": "False"}, id="no context"),
        pytest.param(
            {"datePublished": "2018-01-20T10:00+09:00"}, {"published": "2018-01-20"}, id="a time zone"
        ),
        pytest.param(
            {"datePublished": "January 20, 2018"}, {"published": "January 20, 2018"}, id="a day in words"
        ),
        pytest.param({"datePublished": "soon"}, {"published": ""}, id="no day"),
        pytest.param({"itemReviewed": "just words"}, {"appearances": ()}, id="an item in words"),
        pytest.param({"inLanguage": {"name": "Korean"}}, {"language": "Korean"}, id="a language"),
    ],
)
def test_careless_markup_is_read(said, expected):
    found = only(review(**said))
    assert found.problem is None
    assert {name: getattr(found, name) for name in expected} == expected


@pytest.mark.parametrize(
    "content",
    [
        as_file(review()),
        as_file(review(), {"@type": "Thing"}),
        as_file({"@graph": [{"@graph": [review()]}]}),
        as_file({"@type": "DataFeed", "dataFeedElement": [{"item": [review()]}]}),
        as_file({"@type": "Article", "review": review()}),
        b"\xef\xbb\xbf" + as_file(review()),
        as_file(review()).decode().encode("utf-16"),
        as_file(review())[:-1] + b",}",
        b"<html><script type='application/ld+json; charset=utf-8'><!-- "
        + as_file(review())
        + b" --></script></html>",
        b"<p>x<script type=application/ld+json>/*<![CDATA[*/" + as_file(review()) + b"/*]]>*/</script>",
        b"<html><script type='application/ld+json'>"
        + as_file(review()).replace(b'"', b"&quot;")
        + b"</script></html>",
    ],
)
def test_a_fact_check_is_found_wherever_it_stands(content):
    (found,) = read_fact_checks(content)
    assert (found.claimed, found.rating, found.problem) == ("35,000 fled", "False", None)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"words",
        b"{}",
        b"<html></html>",
        b"\0\1",
        as_file({"@type": "Review"}),
        as_file(*[review(url=f"https://c.example/{n}") for n in range(MOST_REVIEWS + 1)]),
    ],
)
def test_what_holds_no_fact_check_is_refused(content, contributor):
    with pytest.raises(UnreadableFactChecksError) as refused:
        bring_fact_checks(content=content, by=contributor)
    assert str(refused.value.sentence)


@pytest.mark.parametrize(
    "content", [b"{" * 10_000_000, b"[" * 100_000, b'{"a":' * 100_000, b"[" + b"9" * 10_000 + b"]"]
)
def test_hostile_markup_is_named_and_brings_nothing(content, contributor):
    plan = preview_fact_checks(content=content, by=contributor)
    assert [one.fate for one in plan.checks] == [Fate.REFUSED]


def test_a_review_that_asks_what_a_claim_asks_belongs_to_it(make_claim, contributor):
    claim = make_claim("Is it true: “35,000 fled”?")
    assert bring_fact_checks(content=as_file(review()), by=contributor).claims_added == 0
    citation = claim.citations.get()
    assert (citation.figure, citation.is_read) == ("False", False), (
        "a rating is no figure, and stays in words"
    )


def test_claims_that_may_ask_the_same_are_offered_and_taken_when_chosen(make_claim, contributor):
    near, far = make_claim("How many people fled: 35,000?"), make_claim("What does rice cost?")
    plan = preview_fact_checks(content=as_file(review(claimReviewed="35,000 people fled")), by=contributor)
    assert plan.checks[0].suggested == [near]
    assert plan.checks[0].claim is None
    bring_fact_checks(content=as_file(review()), claims={1: far.ref}, by=contributor)
    assert far.citations.count() == 1
    with pytest.raises(InvalidInputError):
        bring_fact_checks(
            content=as_file(review(url="https://c.example/9")), claims={1: "nobody"}, by=contributor
        )


def test_two_reviews_of_one_claim_make_one_claim_and_their_ratings_are_compared(contributor):
    other = review(url="https://d.example/1", author="Others", reviewRating="True")
    brought = bring_fact_checks(content=as_file(review(), other), by=contributor)
    assert (brought.added, brought.claims_added, Source.objects.count()) == (2, 1, 2)
    assert Claim.objects.get().discrepancies.get().kind == "text"


def test_a_page_with_two_reviews_is_one_source(contributor):
    bring_fact_checks(content=as_file(review(), review(claimReviewed="Nobody fled")), by=contributor)
    assert Claim.objects.count() == 2
    assert len(Source.objects.get().other_fields["reviews"]) == 2


def test_what_is_left_out_leaves_nothing_behind(contributor):
    brought = bring_fact_checks(content=as_file(review()), leave_out={1}, by=contributor)
    assert (brought.added, brought.left) == (0, 1)
    assert not Claim.objects.exists()
    assert not Source.objects.exists()


@pytest.mark.parametrize("person", ["reader", "reviewer", "approver", "stranger"])
def test_who_does_not_record_brings_nothing(person, request):
    with pytest.raises(NotPermittedError):
        bring_fact_checks(content=as_file(review()), by=request.getfixturevalue(person))


def test_a_question_keeps_the_words_of_the_claim():
    assert question_of("They fled") == "Is it true: “They fled”?"
    assert question_of("Did they?") == "Did they?"
    assert len(question_of("x" * 900)) <= 500
    assert day_of("2018-99-99") == ""


def test_a_fact_check_that_a_page_has_twice_is_brought_once(contributor):
    places = {
        "@type": "Claim",
        "firstAppearance": "http://x.example/a",
        "appearance": "https://www.x.example/a/#p",
    }
    twice = as_file(review(itemReviewed=places), review(itemReviewed=places))
    brought = bring_fact_checks(content=twice, by=contributor)
    assert (brought.added, brought.claims_added) == (1, 1)
    assert Citation.objects.count() == 2
    preview_fact_checks(content=twice, by=contributor)


@pytest.mark.parametrize(
    "said",
    [
        {"claimReviewed": "Vaccines \ud83d work"},
        {"url": "https://c.example/\ud83d"},
        {"claimReviewed": "A\u0000B fled"},
        {"author": {"name": "Check\ud83ders"}},
    ],
)
def test_half_a_character_or_a_null_does_not_keep_a_fact_check_out(said, contributor):
    brought = bring_fact_checks(
        content=as_file(review(**said), review(url="https://c.example/2")), by=contributor
    )
    assert brought.added == 2


@pytest.mark.parametrize(
    "block", ['["' + '\\"' * 300_000, "[" + " " * 2_000_000 + "x", "[" + ",  " * 300_000, "//" * 500_000]
)
def test_a_hostile_block_is_looked_through_once(block):
    page = f'<html><script type="application/ld+json">{block}</script></html>'
    began = time.process_time()
    with suppress(UnreadableFactChecksError):
        read_fact_checks(page.encode())
    assert time.process_time() - began < 10
