"""Claims are found by their words, however they were written."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.models import Claim, Topic
from factcheck.models.claim_index import index_claims
from factcheck.models.claim_search import MOST_FOUND, candidates, claims_about
from factcheck.services.claims import ClaimWords, amend_claim

pytestmark = pytest.mark.django_db


def found(*words: str) -> list[int]:
    return claims_about([words])[0]


def test_a_claim_is_found_by_any_form_of_its_words(make_claim):
    claim = make_claim("How many defectors arrived in Leith?")
    make_claim("How many ships sank?")
    assert found("defector") == found("arriving", "nowhere") == [claim.pk]


def test_a_claim_is_found_by_its_topic(make_claim):
    claim = make_claim("How many came?", topic="Smuggling")
    assert found("smuggling") == [claim.pk]


def test_the_claim_that_has_more_of_the_words_comes_first(make_claim):
    make_claim("How many ships sank in the harbour?")
    best = make_claim("How many ships sank in the storm of Leith?")
    assert found("ships", "storm", "leith")[0] == best.pk


def test_a_question_that_is_amended_is_found_by_its_new_words_alone(make_claim, contributor):
    claim = make_claim("How many ships sank?")
    amend_claim(
        claim=claim, words=ClaimWords(question="How many boats sank?", topic="Harbour"), by=contributor
    )
    assert (found("boats"), found("harbour"), found("ships")) == ([claim.pk], [claim.pk], [])


def test_claims_that_are_written_in_bulk_are_found_too(make_claim):
    topic = Topic.objects.create(name="Smuggling")
    Claim.objects.bulk_create(
        Claim(ref=f"bulk-{n}", question=f"How many crates landed on day {n}?", topic=topic) for n in range(60)
    )
    assert len(found("crates")) == MOST_FOUND
    assert len(found("smuggling")) == MOST_FOUND


def test_a_topic_that_is_renamed_takes_its_claims_along(make_claim):
    claim = make_claim("How many came?", topic="Smuggling")
    topic = Topic.objects.get(name="Smuggling")
    topic.name = "Contraband"
    topic.save()
    assert (found("contraband"), found("smuggling")) == ([claim.pk], [])


def test_a_claim_that_is_gone_is_not_found():
    claim = Claim.objects.create(ref="gone", question="How many crates landed?")
    claim.delete()
    assert found("crates") == []


@pytest.mark.parametrize(
    "words",
    [
        ('"',),
        ("AND", "OR", "NOT", "NEAR"),
        ("a*", "question:b", "^c"),
        ("') OR 1=1 --",),
        ("&", "|", "!", "<->", ":*"),
        ("\0", "\\"),
        ("%s", "%"),
        ("",),
        (),
        ("ü" * 400,),
    ],
)
def test_no_word_is_taken_for_a_command(make_claim, words):
    make_claim("How many ships sank?")
    assert found(*words) == []


def test_many_searches_are_one_query(make_claim):
    make_claim("How many ships sank?")
    claims_about([("ships",)])
    counts = []
    for count in (3, 30):
        with CaptureQueriesContext(connection) as queries:
            assert len(claims_about([("ships", f"word{n}") for n in range(count)])) == count
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 2


def test_more_searches_than_one_query_holds_are_asked_in_several(make_claim):
    claim = make_claim("How many ships sank?")
    assert claims_about([("ships",)] * 250) == [[claim.pk]] * 250


def test_the_index_can_be_made_anew_from_the_claims(make_claim):
    claim = make_claim("How many ships sank?", topic="Storms")
    index_claims(connection)
    assert found("ships") == found("storms") == [claim.pk]


def test_claims_bring_some_quotes_along(make_claim, cite):
    claim = make_claim("How many ships sank?")
    for n in range(6):
        cite(claim, "40", quote=f"quote {n}")
    brought = candidates([claim.pk])[claim.pk]
    assert (brought.question, brought.ref) == (claim.question, claim.ref)
    assert brought.quotes == tuple(f"quote {n}" for n in range(4))
