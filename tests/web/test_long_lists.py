"""Lists longer than anyone reads: pages that follow each other, totals that are bounded, sorts that an index has."""

from __future__ import annotations

import re
from itertools import chain

import pytest
from django.db import connection

from factcheck.models import Claim, Discrepancy, paging, said
from factcheck.models.list_index import trigger_names
from factcheck.services.citations import withdraw_citation
from factcheck.web import paging as pages
from tests.web.seen import words
from tests.web.test_lists import found, numbered, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def reading(browse, reader):
    return browse(reader)


@pytest.fixture
def long(load, monkeypatch) -> list[str]:
    """Sixty claims on a desk that counts to thirty, in the order of the list."""
    monkeypatch.setattr(paging, "MOST_COUNTED", 30)
    monkeypatch.setattr(pages, "MOST_COUNTED", 30)
    monkeypatch.setattr(pages, "MOST_SORTED", 20)
    load(numbered(60))
    return list(Claim.objects.order_by("question", "pk").values_list("question", flat=True))


def ways(client, address: str) -> dict[str, str]:
    """Where the links of the pager lead, by what they say."""
    page = client.get(address).content.decode()
    pager = page[page.index('class="pager"') :]
    return {
        said: to.replace("&amp;", "&") for to, said in re.findall(r'href="([^"]*)">([A-Z]\w+)</a>', pager)
    }


def walked(client, address: str, way: str) -> list[list[str]]:
    """The rows of page after page."""
    seen = []
    while address:
        seen.append(found(client, address))
        onward = ways(client, address).get(way, "")
        address = f"/claims/{onward}" if onward else ""
    return seen


def test_the_pages_of_a_long_list_follow_each_other_and_hold_each_row_once(long, reading):
    assert list(chain(*walked(reading, "/claims/", "Next"))) == long
    assert [len(rows) for rows in walked(reading, "/claims/?before=last", "Previous")] == [25, 25, 10]


@pytest.mark.parametrize("sort", ["state", "-state", "origin_count", "-source_count", "-question"])
def test_a_long_list_that_is_sorted_holds_each_row_once_both_ways(sort, long, reading):
    there = list(chain(*walked(reading, f"/claims/?sort={sort}", "Next")))
    assert sorted(there) == sorted(long)
    back = walked(reading, f"/claims/?sort={sort}&before=last", "Previous")
    assert list(chain(*reversed(back))) == there


def test_a_long_list_says_that_there_are_more_than_are_counted(long, reading):
    seen = words(reading.get("/claims/"))
    assert "Page 1 · more than 30 claims" in seen
    assert "Export all that is found as CSV" in seen


def test_a_long_list_is_sorted_by_what_an_index_has(long, reading):
    page = reading.get("/claims/").content.decode()
    assert "sort=question" in page
    assert "sort=topic" not in page
    assert found(reading, "/claims/?sort=topic") == long[:25]
    assert "sort=topic" in reading.get("/claims/?q=003").content.decode()


def test_a_page_begins_after_its_row_whatever_is_recorded_before_it(long, reading, make_claim):
    address = f"/claims/{ways(reading, '/claims/')['Next']}"
    before = found(reading, address)
    make_claim("A question that comes first?")
    assert found(reading, address) == before


@pytest.mark.parametrize(
    "place", ["after=0", "after=abc", "before=", "after=999999999999", "before=%00", "page=99"]
)
def test_an_address_that_names_no_row_shows_a_page_all_the_same(place, long, reading):
    assert len(found(reading, f"/claims/?{place}")) in (10, 25)


def test_sensitive_sources_have_no_place_that_an_address_could_tell(load, reading, make_claim, monkeypatch):
    monkeypatch.setattr(paging, "MOST_COUNTED", 30)
    load(numbered(60))
    from factcheck.models import Source

    hidden = Source.objects.order_by("title")[40]
    Source.objects.filter(pk=hidden.pk).update(is_sensitive=True, withheld_number=1)
    assert found(reading, f"/sources/?after={hidden.pk}") == found(reading, "/sources/")


def test_choices_say_how_many_rows_they_give_under_the_other_filters(case, reading):
    page = words(reading.get("/claims/"))
    assert "disputed (4)" in page
    assert "unverified (21)" in page
    assert "verified (0)" in page
    page = words(reading.get("/claims/?state=disputed"))
    assert "unverified (21)" in page
    assert "running: a total that never falls (1)" in page


def test_a_search_that_finds_more_than_a_page_tells_of_says_so(load, reading, monkeypatch):
    monkeypatch.setattr(said, "MOST_FOUND", 10)
    from factcheck.filters import searching

    monkeypatch.setattr(searching, "MOST_FOUND", 10)
    load(numbered(12))
    page = reading.get("/claims/?q=people")
    assert "add a word for the others" in words(page)
    assert len(shown(page.content.decode())) == 10
    assert Claim.objects.count() == 12


TYPED = [
    '"',
    "NEAR(a b)",
    "people*",
    "-people",
    "(people",
    "peo\x00ple",
    "AND",
    "a" * 10_000,
    "?!",
    "😀",
    "שלום",
    "%_\\",
    "''",
    "^x:y",
]


@pytest.mark.parametrize("typed", TYPED)
def test_what_a_person_types_is_looked_for_as_it_stands(typed, load, reading):
    load(numbered(2))
    for path in ("/claims/", "/sources/", "/discrepancies/", "/desk/verified/"):
        assert reading.get(path, {"q": typed}).status_code == 200


FOUND = [
    ("a part of a word", "eopl", 3),
    ("a figure as it is printed", "30,000", 3),
    ("a part of a figure", "5,00", 3),
    ("words of citation and source together", "30,000 report", 3),
    ("whom a source credits", "body 1-0", 1),
    ("a short word", "in", 3),
    ("the reference", "claim-2", 1),
    ("a name that nothing has", "zzz", 0),
]


@pytest.mark.parametrize(("what", "typed", "count"), FOUND, ids=[what for what, _typed, _count in FOUND])
def test_claims_are_found_by_words_and_by_parts_of_them(what, typed, count, load, reading):
    load(numbered(3))
    assert len(found(reading, f"/claims/?q={typed.replace(' ', '+')}")) == count


def test_what_is_renamed_is_found_under_its_new_name(load, reading, contributor):
    load(numbered(2))
    source = Claim.objects.get(ref="claim-1").citations.first().source
    source.title = "Kumquat gazette"
    source.save()
    assert len(found(reading, "/claims/?q=kumquat")) == 1
    assert len(found(reading, "/sources/?q=mquat")) == 1
    assert found(reading, "/sources/?q=report+1+by+0") == ["Report 0 by 1"]


def test_the_state_that_lists_are_sorted_by_is_the_state_of_each_claim(case, contributor):
    disputed = Discrepancy.objects.filter(is_rounding=True).get()
    withdraw_citation(citation=disputed.lowest, because="misread", by=contributor)
    assert {claim.kept_state == claim.state for claim in Claim.objects.with_state()} == {True}
    assert Claim.objects.filter(kept_state="disputed").count() == 3


def test_no_migration_lost_a_trigger():
    on_sqlite = connection.vendor == "sqlite"
    asked = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if on_sqlite
        else "SELECT tgname FROM pg_trigger"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        there = {name for (name,) in cursor.fetchall()}
    assert set(trigger_names(connection.vendor)) <= there
