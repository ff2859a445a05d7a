"""The pages of whom sources credit."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.models import Attribution, Claim
from tests.services.test_attributions import merge, named
from tests.web.seen import words

pytestmark = pytest.mark.django_db

SHORT, LONG = "Yoon Yeo-sang", "Yoon Yeo-sang, Database Center for North Korean Human Rights"


@pytest.fixture
def two_names(make_claim, cite) -> Claim:
    claim = make_claim("How many people fled?", ref="fled")
    cite(claim, "30,000", attribution=SHORT)
    cite(claim, "30,000", attribution=LONG)
    return claim


def page_of(name: str, act: str = "") -> str:
    return f"/attributions/{named(name).pk}/{act}"


def test_the_list_counts_citations_and_claims_and_suggests_names_with_the_reason(browse, reader, two_names):
    seen = words(browse(reader).get("/attributions/"))

    assert "2 names" in seen
    assert f"“{SHORT}” stands in both names" in seen


def test_merged_names_are_folded_under_the_one_that_is_kept_and_found_by_searching(browse, reader, two_names):
    merge(SHORT, LONG)
    door = browse(reader)

    assert "1 name" in words(door.get("/attributions/"))
    assert "Merged into it" in door.get("/attributions/?q=Yeo-sang&names=several").content.decode()
    assert "No name fits" in words(door.get("/attributions/?names=one"))
    assert "No name fits" in words(door.get("/attributions/?q=nobody"))


def test_the_list_is_held_to_the_names_on_one_claim(browse, reader, two_names, make_claim, cite):
    cite(make_claim("Another?"), "5", attribution="Somebody")
    merge(SHORT, LONG)

    seen = words(browse(reader).get("/attributions/?claim=fled"))

    assert LONG in seen
    assert "Somebody" not in seen
    assert "No name fits" in words(browse(reader).get("/attributions/?claim=nothing"))


def test_only_who_records_is_led_to_merging(browse, reader, contributor, two_names):
    assert "/merge/" not in browse(reader).get("/attributions/").content.decode()
    assert "/merge/" not in browse(reader).get(page_of(SHORT)).content.decode()
    assert "/merge/" in browse(contributor).get("/attributions/").content.decode()
    assert "/merge/" in browse(contributor).get(page_of(SHORT)).content.decode()


def test_merging_asks_for_a_reason_says_what_follows_and_leads_to_the_name_that_is_kept(
    browse, contributor, two_names
):
    door = browse(contributor)
    asked = words(door.get(page_of(SHORT, f"merge/?name={named(LONG).pk}")))
    assert "1 claim rests on this name" in asked
    refused = door.post(page_of(SHORT, "merge/"), {"kept": LONG, "because": " "})
    assert refused.status_code == 422
    assert "say why the two names mean the same" in words(refused)
    assert LONG in refused.content.decode()

    answer = door.post(page_of(SHORT, "merge/"), {"kept": LONG, "because": "One man."}, follow=True)

    assert answer.redirect_chain == [(page_of(LONG), 302)]
    assert "counts as" in words(answer)
    assert "One man." in words(answer)
    assert Claim.objects.get(pk=two_names.pk).origin_count == 1


@pytest.mark.parametrize("kept", ["Nobody", SHORT, "", "\x00", "x" * 400])
def test_a_name_that_cannot_be_merged_into_is_refused_and_what_was_typed_stays(
    browse, contributor, two_names, kept
):
    answer = browse(contributor).post(page_of(SHORT, "merge/"), {"kept": kept, "because": "One man."})

    assert answer.status_code == 422
    assert "One man." in answer.content.decode()


@pytest.mark.parametrize("given", ["abc", "999999999999999999999", "-1", "²"])
def test_a_suggestion_of_no_name_leads_to_an_empty_field(browse, contributor, two_names, given):
    assert browse(contributor).get(page_of(SHORT, f"merge/?name={given}")).status_code == 200


def test_taking_apart_shows_why_it_was_merged_and_asks_why_not(browse, contributor, two_names):
    merge(SHORT, LONG)
    door = browse(contributor)
    assert "One body." in words(door.get(page_of(SHORT, "part/")))
    assert door.post(page_of(SHORT, "part/"), {"because": ""}).status_code == 422

    answer = door.post(page_of(SHORT, "part/"), {"because": "Two men."}, follow=True)

    assert "counts by itself again" in words(answer)
    assert "was taken out of" in words(answer)
    assert Claim.objects.get(pk=two_names.pk).origin_count == 2


def test_the_page_of_a_name_shows_its_citations_with_the_name_that_each_source_gives(
    browse, reader, two_names
):
    merge(SHORT, LONG)

    kept, merged = (words(browse(reader).get(page_of(name))) for name in (LONG, SHORT))

    assert "2 citations · 1 claim" in kept
    assert "Names merged into it" in kept
    assert "Counts as" in merged
    assert "One body." in merged


@pytest.mark.parametrize("path", ["/attributions/", "/attributions/{pk}/"])
def test_pages_of_names_cost_the_same_queries_for_three_names_and_for_thirty(
    browse, reader, make_claim, cite, path
):
    def cost(names: int) -> int:
        claim = make_claim(f"How many of {names}?")
        for number in range(names):
            cite(claim, "5", attribution=f"Name {number} of {names}")
        for number in range(1, names, 2):
            merge(f"Name {number} of {names}", f"Name 0 of {names}")
        door = browse(reader)
        with CaptureQueriesContext(connection) as queries:
            door.get(path.format(pk=named(f"Name 0 of {names}").pk))
        return len(queries)

    assert cost(3) == cost(30)


def test_a_name_with_anything_in_it_is_shown_as_words(browse, contributor, make_claim, cite):
    name = "<b>x</b> & “y” {{ z }} %s"
    cite(make_claim(), "5", attribution=name)
    door = browse(contributor)

    for path in ("/attributions/", page_of(name), page_of(name, "merge/")):
        assert "<b>x</b>" not in door.get(path).content.decode()
    assert Attribution.objects.get().name == name
