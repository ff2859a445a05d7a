"""The snapshots of a source on its page, and the difference between two of them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factcheck.models import Visit
from factcheck.services.quotes import check_quotes
from tests.services.quoting import snapshot_of
from tests.services.web_server import site
from tests.web.seen import words

pytestmark = pytest.mark.django_db

TEXT = "About 30,000 people fled, the ministry said.\n\nIt was a hard winter.\n\nNobody knows how many died."
CHANGED = TEXT.replace("30,000", "35,000") + "\n\nCorrected on 3 March."


@pytest.fixture
def source(make_source):
    return make_source("Annual report", ref="report", url="https://example.org/report")


@pytest.fixture
def cited(source, make_claim, cite):
    claim = make_claim(ref="fled")
    cite(claim, "about 30,000", source=source, quote="About 30,000 people fled")
    cite(claim, "12", source=source, quote="It was a hard winter.")


def test_a_source_without_a_snapshot_says_so(browse, reader, source):
    assert "No document of it is kept yet." in words(browse(reader).get("/sources/report/"))


def test_a_source_that_changed_since_it_was_cited_says_so(browse, reader, source, cited):
    snapshot_of(source, TEXT)
    check_quotes(by=None)
    assert "changed since cited" not in words(browse(reader).get("/sources/report/"))
    snapshot_of(source, TEXT)
    assert "changed since cited" not in words(browse(reader).get("/sources/report/")), "no word is other"
    snapshot_of(source, CHANGED)
    seen = words(browse(reader).get("/sources/report/"))
    assert "changed since cited" in seen
    assert "what changed since snapshot 2" in seen


def test_a_source_says_when_its_address_was_looked_at(browse, reader, source):
    first = snapshot_of(source, TEXT)
    Visit.objects.create(source=source, snapshot=first)
    assert "Unchanged since" in words(browse(reader).get("/sources/report/"))
    snapshot_of(source, CHANGED)
    Visit.objects.create(source=source, snapshot=first, at=timezone.now())
    assert "and showed snapshot 1." in words(browse(reader).get("/sources/report/"))


@pytest.mark.parametrize(
    ("wants", "role", "offered"),
    [(True, "contributor", True), (True, "reader", False), (False, "contributor", False)],
)
def test_looking_again_is_offered_to_who_records_where_the_desk_fetches(
    browse, request, source, settings, wants, role, offered
):
    settings.FETCH_ADDRESSES = wants
    seen = words(browse(request.getfixturevalue(role)).get("/sources/report/"))
    assert ("Look at its address again" in seen) is offered


def test_what_cannot_be_fetched_is_said_on_the_page_of_the_source(browse, contributor, make_source, settings):
    settings.FETCH_ADDRESSES = True
    with site() as web:
        make_source("Inside", ref="inside", url=web.url().replace(f":{web.port}", ""))
        page = browse(contributor).post("/sources/inside/fetch/", follow=True)
        assert "This address leads into a private network and is not fetched." in words(page)
        assert web.connections == 0
    settings.FETCH_ADDRESSES = False
    page = browse(contributor).post("/sources/inside/fetch/", follow=True)
    assert "This desk does not fetch addresses." in words(page)


def test_the_difference_shows_what_went_what_came_and_which_quotes_stand(browse, reader, source, cited):
    snapshot_of(source, TEXT)
    snapshot_of(source, CHANGED)
    page = browse(reader).get("/sources/report/snapshots/1/2/")
    shown = page.content.decode()
    assert "<del>30,000</del><ins>35,000</ins>" in shown
    assert "<ins>Corrected on 3 March.</ins>" in shown
    seen = words(page)
    assert "1 quote still stands word for word, 1 does not. No place was changed." in seen
    assert "About 30,000 people fled" in seen


def test_two_snapshots_with_the_same_words_say_so(browse, reader, source, cited):
    snapshot_of(source, TEXT)
    snapshot_of(source, TEXT)
    seen = words(browse(reader).get("/sources/report/snapshots/1/2/"))
    assert "No word of the text is other." in seen
    assert "2 quotes still stand word for word." in seen


@pytest.mark.parametrize(
    "address",
    ["/sources/report/snapshots/1/3/", "/sources/none/snapshots/1/2/", "/sources/report/snapshots/0/1/"],
)
def test_what_is_no_snapshot_has_no_difference(browse, reader, source, address):
    snapshot_of(source, TEXT)
    assert browse(reader).get(address).status_code == 404


def test_words_of_a_snapshot_are_never_run(browse, reader, source):
    snapshot_of(source, "<script>alert(1)</script> one\n\ntwo")
    snapshot_of(source, "<script>alert(2)</script> one\n\ntwo")
    assert "<script>alert" not in browse(reader).get("/sources/report/snapshots/1/2/").content.decode()


def test_three_hundred_pages_are_compared_on_one_page(browse, reader, source):
    old = [f"Paragraph {number} says {number * 3} people came over. " * 12 for number in range(3_000)]
    snapshot_of(source, "\n\n".join(old))
    snapshot_of(
        source,
        "\n\n".join(
            text.replace("came", "fled") if number % 5 == 0 else text for number, text in enumerate(old)
        ),
    )
    page = browse(reader).get("/sources/report/snapshots/1/2/")
    assert "There are more changes than one page shows." in words(page)
    assert len(page.content) < 1_000_000


def test_the_pages_ask_as_many_queries_for_many_quotes_as_for_few(browse, reader, source, make_claim, cite):
    claim, counts = make_claim(ref="fled"), []
    for number in range(3):
        snapshot_of(source, f"{TEXT} {number}")
    for many in (3, 27):
        for number in range(many):
            cite(claim, f"{many}{number}37", source=source, quote=f"{many}{number}37 people fled")
        row = []
        for address in ("/sources/report/", "/sources/report/snapshots/1/2/"):
            browser = browse(reader)
            browser.get(address)
            with CaptureQueriesContext(connection) as queries:
                browser.get(address)
            row.append(len(queries))
        counts.append(row)
    assert counts[0] == counts[1]
