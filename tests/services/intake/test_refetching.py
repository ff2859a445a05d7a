"""Looking at the address of a source again: unchanged, changed, and which quotes still stand."""

from __future__ import annotations

import pytest
from django.db import connection

from factcheck.core.roles import NotPermittedError
from factcheck.core.sentences import RuleError
from factcheck.models import Citation, Document, DocumentFile, QuotePlace, Snapshot, Visit
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.intake.addresses import NotFetchedError
from factcheck.services.intake.fetching import Reach
from factcheck.services.intake.reading import read_document
from factcheck.services.intake.refetching import fetch_again
from tests.services.web_server import page, site

HERE = Reach(seconds=20, allow_loopback=True, any_port=True)

TEXT = "About 30,000 people fled, the ministry said.\n\nIn May of that year, 12 of them came back home."
CHANGED = TEXT.replace("About 30,000", "About 35,000")


@pytest.fixture(autouse=True)
def wanted(settings):
    settings.FETCH_ADDRESSES = True


@pytest.fixture
def web():
    with site() as shown:
        shown.pages["/report"] = page(TEXT.encode(), kind="text/plain; charset=utf-8")
        yield shown


@pytest.fixture
def source(make_source, web):
    return make_source("Annual report", url=web.url("/report"), ref="report")


@pytest.fixture
def cited(source, make_claim, cite):
    """Two quotes of the report, one of which its correction will change."""
    claim = make_claim(ref="fled")
    cite(claim, "about 30,000", source=source, quote="About 30,000 people fled")
    cite(claim, "12", source=source, quote="12 of them came back")
    cite(claim, "13", source=source)


def change(web, text: str = CHANGED) -> None:
    web.pages["/report"] = page(text.encode(), kind="text/plain; charset=utf-8")


@pytest.mark.django_db
def test_the_first_look_makes_a_snapshot_and_places_the_quotes(source, cited, contributor):
    looked = fetch_again(source=source, by=contributor, reach=HERE)
    assert looked.is_new
    assert (looked.snapshot.number, looked.snapshot.taken_by) == (1, contributor)
    assert looked.document.text == TEXT
    assert (looked.quotes.standing, looked.quotes.gone) == (2, [])
    assert set(QuotePlace.objects.values_list("state", "snapshot")) == {("verified", looked.snapshot.pk)}
    assert Visit.objects.get().snapshot == looked.snapshot


@pytest.mark.django_db
def test_an_unchanged_page_is_noted_and_kept_once(source, contributor):
    first = fetch_again(source=source, by=contributor, reach=HERE)
    again = fetch_again(source=source, by=contributor, reach=HERE)
    assert (again.is_new, again.snapshot, again.quotes) == (False, first.snapshot, None)
    assert (Document.objects.count(), Snapshot.objects.count(), Visit.objects.count()) == (1, 1, 2)


@pytest.mark.django_db
def test_a_changed_page_is_another_snapshot_and_no_quote_is_moved(source, cited, web, contributor):
    first = fetch_again(source=source, by=contributor, reach=HERE).snapshot
    places = list(QuotePlace.objects.order_by("pk").values())
    change(web, "Corrected.\n\n" + CHANGED)
    looked = fetch_again(source=source, by=contributor, reach=HERE)
    assert (looked.is_new, looked.snapshot.number) == (True, 2)
    assert looked.quotes.standing == 1
    assert [citation.figure for citation in looked.quotes.gone] == ["about 30,000"]
    assert list(QuotePlace.objects.order_by("pk").values()) == places
    assert set(QuotePlace.objects.values_list("snapshot", flat=True)) == {first.pk}


@pytest.mark.django_db
def test_a_page_that_was_changed_back_is_the_snapshot_it_was(source, web, contributor):
    first = fetch_again(source=source, by=contributor, reach=HERE).snapshot
    change(web)
    fetch_again(source=source, by=contributor, reach=HERE)
    change(web, TEXT)
    back = fetch_again(source=source, by=contributor, reach=HERE)
    assert (back.is_new, back.snapshot) == (False, first)
    assert Snapshot.objects.count() == 2


@pytest.mark.django_db
def test_what_is_long_is_read_in_the_background_and_no_snapshot_yet(source, web, contributor):
    change(web, "In May, 12 of them came back home. " * 40_000)
    looked = fetch_again(source=source, by=contributor, reach=HERE)
    assert (looked.snapshot, looked.is_new) == (None, True)
    assert not Snapshot.objects.exists()
    read_document(looked.document.pk)
    looked = fetch_again(source=source, by=contributor, reach=HERE)
    assert looked.snapshot.number == 1


@pytest.mark.django_db
def test_what_is_kept_of_another_source_is_not_taken_from_it(source, make_source, web, contributor):
    other = make_source("Copy of the report", url=web.url("/report"))
    fetch_again(source=source, by=contributor, reach=HERE)
    with pytest.raises(ChangedMeanwhileError, match="kept already, as a snapshot of “Annual report”"):
        fetch_again(source=other, by=contributor, reach=HERE)
    assert not other.snapshots.exists()
    assert not other.visits.exists()


@pytest.mark.django_db
def test_what_is_refused_leaves_nothing_behind(source, make_source, web, reader, contributor):
    with pytest.raises(NotPermittedError):
        fetch_again(source=source, by=reader, reach=HERE)
    with pytest.raises(InvalidInputError, match="has no address"):
        fetch_again(source=make_source("Interview"), by=contributor, reach=HERE)
    assert web.connections == 0
    with pytest.raises(NotFetchedError, match="the port"):
        fetch_again(source=source, by=contributor)
    web.pages["/report"] = page(b"", status=404)
    with pytest.raises(NotFetchedError, match="404"):
        fetch_again(source=source, by=contributor, reach=HERE)
    web.pages["/report"] = page(b"\x89PNG\r\n\x1a\n" + bytes(200), kind="image/png")
    with pytest.raises(RuleError, match="a picture"):
        fetch_again(source=source, by=contributor, reach=HERE)
    for model in (Document, DocumentFile, Snapshot, Visit):
        assert not model.objects.exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_others_can_write_while_an_address_is_fetched(source, web, make_claim, contributor):
    """No transaction is open meanwhile; on SQLite another writer would wait for its end."""
    written = []

    def answer(handler) -> None:
        Citation.objects.filter(figure="none").update(scope="")
        make_claim(f"Question {len(written)}?")
        written.append(True)
        connection.close()
        page(TEXT.encode(), kind="text/plain")(handler)

    web.pages["/report"] = answer
    fetch_again(source=source, by=contributor, reach=HERE)
    assert written == [True]
