"""Saved filters in the pages: kept with a name, found above the list, shared, dropped after a second look."""

from __future__ import annotations

import pytest
from django.urls import reverse

from factcheck.models import FilteredList, SavedFilter
from factcheck.services.saved_filters import keep_filter
from tests.web.seen import address, form, words

pytestmark = pytest.mark.django_db

ON_EACH = {
    "claims": "rests=one&sort=-question",
    "discrepancies": "severity=major&assigned=nobody",
    "sources": "reliability=B",
    "verified": "q=famine",
}


@pytest.fixture
def kept(reader) -> SavedFilter:
    return keep_filter(
        name="One origin", shown=FilteredList.CLAIMS, query="rests=one", by=reader, is_shared=True
    )


@pytest.mark.parametrize("shown", ON_EACH)
def test_what_a_list_shows_is_kept_under_a_name_and_found_again(shown, browse, reader):
    client, query = browse(reader), ON_EACH[shown]
    page = client.get(f"{reverse(shown)}?{query}&page=2&nonsense=1&topic=")
    answer = client.post("/filters/keep/", form(page, "/filters/keep/") | {"name": "Mine"})
    assert set(address(answer).removeprefix(f"{reverse(shown)}?").split("&")) == set(query.split("&"))
    seen = client.get(address(answer))
    assert "Kept as “Mine”." in words(seen)
    assert 'aria-current="true">Mine</a>' in seen.content.decode()
    assert "Keep this filter" not in words(seen)
    assert ">Mine</a>" in client.get(reverse(shown)).content.decode()


def test_a_list_that_is_not_filtered_offers_nothing_to_keep(browse, reader):
    assert "Keep this filter" not in words(browse(reader).get("/claims/?page=2"))


def test_a_taken_name_is_refused_and_what_was_typed_is_still_there(kept, browse, reader):
    client = browse(reader)
    sent = {"list": "claims", "query": "rests=none", "name": "One origin"}
    page = client.post("/filters/keep/", sent)
    assert page.status_code == 422
    assert "You keep a filter of this name already. Choose another name." in words(page)
    again = form(page)
    assert (again["query"], again["name"]) == ("rests=none", "One origin")
    assert client.post("/filters/keep/", again | {"name": "Nothing"}).status_code == 302


@pytest.mark.parametrize("sent", [{}, {"list": "people", "name": "x", "query": "q=1"}])
def test_a_form_that_names_no_list_is_refused(sent, browse, reader):
    assert browse(reader).post("/filters/keep/", sent).status_code == 422
    assert not SavedFilter.objects.exists()


def test_a_shared_filter_is_seen_by_others_with_the_name_of_whose_it_is(kept, browse, reviewer):
    client = browse(reviewer)
    assert "One origin shared by Reader" in words(client.get("/claims/"))
    page = words(client.get(kept.get_absolute_url()))
    assert "Rename or share" not in page
    assert "Keep this filter" in page


@pytest.mark.parametrize("who", ["reviewer", "administrator"])
@pytest.mark.parametrize("door", ["amend", "drop"])
def test_nobody_changes_or_drops_the_filter_of_another(who, door, kept, browse, request):
    client = browse(request.getfixturevalue(who))
    for answer in (
        client.get(f"/filters/{kept.pk}/{door}/"),
        client.post(f"/filters/{kept.pk}/{door}/", {"name": "Other"}),
    ):
        assert answer.status_code == 403
        assert "This filter belongs to Reader. Keep one of your own under another name." in words(answer)
    kept.refresh_from_db()
    assert (kept.name, kept.is_shared) == ("One origin", True)


def test_the_doors_to_a_filter_are_closed_to_strangers_and_to_whoever_is_not_logged_in(
    kept, browse, stranger
):
    for door in ("amend", "drop"):
        assert browse(stranger).get(f"/filters/{kept.pk}/{door}/").status_code == 403
        assert browse(None).get(f"/filters/{kept.pk}/{door}/").status_code == 302
    assert browse(kept.person).get("/filters/999999/drop/").status_code == 404


def test_a_filter_is_renamed_and_is_shared_no_more(kept, browse, reader, reviewer):
    client = browse(reader)
    sent = form(client.get(f"/filters/{kept.pk}/amend/"))
    assert sent["name"] == "One origin"
    seen = words(client.post(f"/filters/{kept.pk}/amend/", {"name": "Weak"}, follow=True))
    assert "Amended." in seen
    assert "Weak" not in words(browse(reviewer).get("/claims/"))


def test_a_refused_new_name_keeps_what_was_typed(kept, browse, reader):
    page = browse(reader).post(f"/filters/{kept.pk}/amend/", {"name": " ", "is_shared": "on"})
    assert page.status_code == 422
    assert "Not kept: it needs a name." in words(page)


def test_a_filter_is_dropped_only_after_a_second_look(kept, browse, reader):
    client = browse(reader)
    asked = words(client.get(f"/filters/{kept.pk}/drop/"))
    assert "Drop the filter “One origin”?" in asked
    assert "Everybody at the desk sees this filter; it goes for them too." in asked
    assert SavedFilter.objects.exists()
    answer = client.post(f"/filters/{kept.pk}/drop/")
    assert address(answer) == "/claims/"
    assert "Dropped “One origin”." in words(client.get("/claims/"))
    assert not SavedFilter.objects.exists()
