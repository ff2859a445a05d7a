"""The quotes of verified claims as Web Annotations: where they stand, what they link, and whose are left out."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.exports.standards.annotations import as_annotations
from factcheck.exports.verified import verified_claims
from factcheck.models import Citation, Claim, QuotePlace
from tests.exports.linked_data import alike, expanded, read_back
from tests.exports.small_desk import ABOUT, TEXT

pytestmark = pytest.mark.django_db
OA, RDF = "http://www.w3.org/ns/oa#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def written() -> str:
    return "".join(as_annotations(verified_claims(by=None), ABOUT))


def annotations() -> dict[str, dict]:
    """Each annotation by the reference of its citation."""
    items = json.loads(written())["first"]["items"]
    return {item["id"].partition("#citation-")[2]: item for item in items}


def test_a_json_ld_processor_understands_every_word_of_it(small_desk):
    text = written()
    assert alike(json.loads(text), read_back(text))


def test_a_processor_finds_the_quote_its_place_and_the_claim(small_desk):
    [collection] = expanded(written())
    [page] = collection["http://www.w3.org/ns/activitystreams#first"]
    [items] = page["http://www.w3.org/ns/activitystreams#items"]
    first = items["@list"][0]
    assert first["@type"] == [f"{OA}Annotation"]
    assert first[f"{OA}motivatedBy"] == [{"@id": f"{OA}linking"}]
    link, words = first[f"{OA}hasBody"]
    assert link[f"{OA}hasSource"] == [{"@id": "https://desk.example/verified/a-fled/"}]
    assert words[f"{RDF}value"] == [
        {"@value": "How many people fled? about 30,000 (read as 28,500 to 31,500 people)"}
    ]
    served, kept = first[f"{OA}hasTarget"]
    assert served[f"{OA}hasSource"] == [{"@id": "https://agency.example/reports/2018"}]
    position, _quote = kept[f"{OA}hasSelector"]
    start, end = (int(position[f"{OA}{name}"][0]["@value"]) for name in ("start", "end"))
    assert TEXT[start:end] == "about 30,000 people have fled"


def test_a_quote_without_a_place_is_looked_for_by_its_words_alone(small_desk):
    [target] = annotations()["fled-2"]["target"]
    assert target["selector"] == {
        "type": "TextQuoteSelector",
        "exact": "The agency said “about 30,000” — the_whole | of it",
    }
    assert "state" not in target


def test_a_source_without_an_address_is_named_by_its_page_at_the_desk(small_desk):
    [target] = annotations()["fled-3"]["target"]
    assert target["source"] == "https://desk.example/sources/evening/"


def test_a_sensitive_source_has_no_annotation(small_desk):
    assert Citation.objects.get(ref="fled-4").quote
    assert "fled-4" not in annotations()
    assert "secret" not in written().lower()


@pytest.mark.parametrize(
    ("state", "targets"), [("verified", 2), ("moved", 1), ("not_found", 1), ("paraphrase", 0)]
)
def test_a_position_is_given_only_where_the_quote_stands_there_word_for_word(state, targets, small_desk):
    places = QuotePlace.objects.filter(citation__ref="fled-1")
    places.update(state=state, found_start=1 if state == "moved" else None)
    found = annotations().get("fled-1", {"target": []})["target"]
    assert len(found) == targets
    selectors = json.dumps(found)
    assert ("TextPositionSelector" in selectors) == (state == "verified")


def test_how_many_there_are_stands_at_the_end(small_desk):
    assert json.loads(written())["total"] == len(annotations()) == 7


def test_a_desk_without_quotes_writes_an_empty_collection():
    collection = json.loads("".join(as_annotations([], ABOUT)))
    assert (collection["first"]["items"], collection["total"]) == ([], 0)


def test_places_cost_no_more_queries_for_many_quotes_than_for_few(small_desk, cite, make_source):
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            written()
        return len(caught)

    few = queries()
    claim, snapshot = Claim.objects.get(ref="e-when"), QuotePlace.objects.first().snapshot
    for number in range(30):
        citation = cite(
            claim, "14 March 2017", source=make_source(f"Source {number}"), quote=f"Quote {number}"
        )
        QuotePlace.objects.create(citation=citation, snapshot=snapshot, state="verified", start=0, end=5)
    assert queries() == few
