"""A word beside each quote says whether it holds; its page shows where, and offers what may be chosen."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factcheck.models import QuotePlace
from factcheck.services.quotes import check_quotes, place_quote
from tests.services.quoting import replace_text, snapshot_of
from tests.web.seen import words

pytestmark = pytest.mark.django_db

TEXT = "About 30,000 people fled, the ministry said.\n\nIn May, 12 came back. In June, 12 came back."


@pytest.fixture
def claim(make_claim):
    return make_claim("How many people fled?", ref="fled")


@pytest.fixture
def report(make_source):
    return snapshot_of(make_source("Annual report", ref="report"), TEXT)


@pytest.fixture
def quoted(claim, report, cite, contributor):
    """A citation of the report with its quote placed, its text then changed where another is given."""

    def make(quote: str, then: str = "", figure: str = "about 30,000"):
        citation = cite(claim, figure, source=report.source, quote=quote)
        place_quote(citation, report, by=contributor)
        if then:
            replace_text(report, then)
            check_quotes(by=None)
        return citation

    return make


STATES = [
    ("About 30,000 people fled", "", "verified"),
    ("About 30,000 fled", "", "paraphrase"),
    ("12 came back", "", "not found"),
    ("About 30,000 people fled", f"New. {TEXT}", "moved"),
    ("About 30,000 people fled", "Nothing.", "not found"),
]


@pytest.mark.parametrize(("quote", "then", "word"), STATES)
def test_a_word_beside_a_quote_says_whether_it_holds(browse, reader, claim, quoted, quote, then, word):
    citation = quoted(quote, then)
    for address in ("/claims/fled/", f"/claims/fled/on/?date={timezone.localdate()}"):
        shown = browse(reader).get(address)
        assert f"Quote: {word}" in words(shown), address
        assert f'href="/citations/{citation.pk}/quote/"' in shown.content.decode()


def test_a_quote_that_was_never_looked_for_has_no_word(browse, reader, claim, cite):
    cite(claim, "30,000", quote="30,000 fled")
    assert "Quote:" not in words(browse(reader).get("/claims/fled/"))


def test_the_word_stands_on_the_page_of_a_discrepancy(browse, reviewer, claim, quoted, cite):
    quoted("About 30,000 people fled")
    cite(claim, "about 50,000")
    discrepancy = claim.discrepancies.get()
    assert "Quote: verified" in words(browse(reviewer).get(f"/discrepancies/{discrepancy.pk}/"))


def test_the_past_shows_the_word_of_then(browse, reader, quoted, report):
    citation = quoted("About 30,000 people fled")
    then = timezone.now()
    replace_text(report, "Nothing.")
    check_quotes(by=None)
    assert QuotePlace.objects.get(citation=citation).state == "not_found"
    page = browse(reader).get("/claims/fled/on/", {"at": then.isoformat()})
    assert "Quote: verified" in words(page)


@pytest.mark.parametrize(
    ("quote", "then", "said"),
    [
        ("About 30,000 people fled", "", ["Where it stands", "stands word for word in the stored text"]),
        ("About 30,000 people have fled", "", ["Nearest words in the text", "About 30,000 people fled,"]),
        ("Zebras and quaggas", "", ["Its words do not stand in the stored text"]),
        ("12 came back", "", ["It stands 2 times in the text", "Choose place 1", "Choose place 2"]),
        ("About 30,000 people fled", f"New. {TEXT}", ["What stands at its place", "Accept its new place"]),
        ("About 30,000 people fled", "No.", ["It stands no longer at its place, nor elsewhere."]),
    ],
)
def test_the_page_of_a_quote_says_why_and_what_can_be_done(browse, contributor, quoted, quote, then, said):
    citation = quoted(quote, then)
    page = browse(contributor).get(f"/citations/{citation.pk}/quote/")
    for sentence in said:
        assert sentence in words(page)


def test_a_reader_sees_the_page_and_is_offered_nothing_to_do(browse, reader, quoted):
    citation = quoted("About 30,000 people fled", f"New. {TEXT}")
    seen = words(browse(reader).get(f"/citations/{citation.pk}/quote/"))
    assert "Where its words stand now" in seen
    assert "Accept its new place" not in seen


def test_a_person_accepts_the_new_place_of_a_quote(browse, contributor, quoted):
    citation = quoted("About 30,000 people fled", f"New. {TEXT}")
    browser = browse(contributor)
    page = browser.post(f"/citations/{citation.pk}/quote/move/", {"start": "5"}, follow=True)
    assert "The quote stands at its new place now." in words(page)
    place = QuotePlace.objects.get()
    assert (place.state, place.start) == ("verified", 5)
    assert place.history.latest().history_user == contributor


@pytest.mark.parametrize("start", ["", "6", "-1", "999999999999", "５", "x"])
def test_a_place_that_is_not_offered_is_not_taken(browse, contributor, quoted, start):
    citation = quoted("About 30,000 people fled", f"New. {TEXT}")
    page = browse(contributor).post(f"/citations/{citation.pk}/quote/move/", {"start": start}, follow=True)
    assert "Not moved: this place is not offered any longer." in words(page)
    assert QuotePlace.objects.get().start == 0


def test_a_quote_without_a_place_has_no_page(browse, contributor, claim, cite):
    citation = cite(claim, "30,000", quote="30,000 fled")
    assert browse(contributor).get(f"/citations/{citation.pk}/quote/").status_code == 404
    assert browse(contributor).post(f"/citations/{citation.pk}/quote/move/").status_code == 404


@pytest.mark.parametrize("then", ["", "move/"])
def test_a_number_that_no_citation_has_leads_nowhere(browse, contributor, then):
    browser = browse(contributor)
    ask = browser.post if then else browser.get
    assert ask(f"/citations/{10**20}/quote/{then}").status_code == 404


def test_the_words_of_a_source_are_never_run(browse, reader, report, claim, cite, contributor):
    replace_text(report, "<script>alert(1)</script> 30,000 fled")
    citation = cite(claim, "30,000", source=report.source, quote="30,000 fled")
    place_quote(citation, report, by=contributor)
    assert "<script>alert" not in browse(reader).get(f"/citations/{citation.pk}/quote/").content.decode()


def test_the_word_costs_no_query_for_each_quote(browse, reader, reviewer, claim, cite, report, contributor):
    counts = []
    for many in (4, 26):
        for number in range(many):
            figure = f"{many}{number}"
            citation = cite(claim, figure, source=report.source, quote=f"{figure} people fled")
            place_quote(citation, report, by=contributor)
        discrepancy = claim.discrepancies.get()
        addresses = (
            ("/claims/fled/", reader),
            (f"/claims/fled/on/?date={timezone.localdate()}", reader),
            (f"/discrepancies/{discrepancy.pk}/", reviewer),
            (f"/citations/{citation.pk}/quote/", reader),
        )
        row = []
        for address, person in addresses:
            browser = browse(person)
            browser.get(address)
            with CaptureQueriesContext(connection) as queries:
                browser.get(address)
            row.append(len(queries))
        counts.append(row)
    assert all(later <= earlier for earlier, later in zip(*counts, strict=True))
