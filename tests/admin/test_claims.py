"""Claims in the admin: recorded and amended with their citations, through the services."""

from __future__ import annotations

import pytest
from django.contrib.admin.models import LogEntry

from factcheck.models import Citation, Claim, Discrepancy
from factcheck.services.citations import CitationWords, amend_citation
from factcheck.services.claims import ClaimWords, amend_claim
from tests.admin.conftest import address, citation_words, claim_form, errors_on, inline, words_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(entering, contributor):
    return entering(contributor)


def test_a_claim_is_recorded_with_its_citations_and_their_disagreement_is_flagged(
    desk, make_source, contributor
):
    citations = [
        {"source": make_source(f"Paper {figure}").pk, "figure": figure}
        for figure in ("about 30,000", "about 35,000")
    ]
    response = desk.post(address("claim", "add"), claim_form(citations=citations), follow=True)
    claim = Claim.objects.get()
    assert "was added successfully" in words_on(response)
    assert [one.figure for one in claim.citations.all()] == ["about 30,000", "about 35,000"]
    assert all(one.recorded_by == contributor and one.is_read for one in claim.citations.all())
    assert Discrepancy.objects.get().claim == claim
    assert claim.history.get().history_user == contributor


def test_a_figure_that_cannot_be_read_is_kept_as_words_and_the_page_says_so(desk, make_source):
    citations = [{"source": make_source().pk, "figure": "maybe one"}]
    response = desk.post(address("claim", "add"), claim_form(citations=citations), follow=True)
    assert not Citation.objects.get().is_read
    assert "“maybe one” is kept as words and compared with nothing" in words_on(response)


@pytest.mark.parametrize(
    ("says", "changed", "citation"),
    [
        ("A claim answered by a date is fixed", {"answer_kind": "date", "lives": "running"}, {}),
        ("This field is required", {"question": ""}, {}),
        ("Null characters are not allowed", {"question": "How\x00many?"}, {}),
        ("more than 0 and less than 1", {"tolerance": "1.5"}, {}),
        ("This field is required", {}, {"figure": ""}),
        ("2016-99", {}, {"as_of": "2016-99"}),
    ],
)
def test_what_is_refused_is_shown_on_the_form_and_nothing_of_it_is_kept(
    desk, make_source, says, changed, citation
):
    """One refused citation keeps the claim and the other citation from being recorded, too."""
    citations = [
        {"source": make_source("A").pk, "figure": "exactly 30,000 people"},
        {"source": make_source("B").pk, "figure": "31,000", "quote": "typed with care"} | citation,
    ]
    response = desk.post(address("claim", "add"), claim_form(citations=citations, **changed))
    assert says in errors_on(response)
    assert "exactly 30,000 people" in words_on(response)
    assert "typed with care" in words_on(response)
    assert not Claim.objects.exists()
    assert not Citation.objects.exists()
    assert not LogEntry.objects.exists()


def test_the_citations_of_a_claim_are_amended_and_added_to_on_its_page(desk, disputed, make_source):
    first, second = disputed.citations.all()
    citations = [
        inline(first, figure="about 34,000"),
        inline(second),
        {"source": make_source("Third").pk, "figure": "about 34,500", "claim": disputed.pk},
    ]
    response = desk.post(
        address("claim", "change", disputed.pk), claim_form(disputed, citations), follow=True
    )
    assert "was changed successfully" in words_on(response)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.figure, first.version, second.version) == ("about 34,000", 2, 1)
    assert disputed.citations.count() == 3
    assert disputed.discrepancies.get().state == "withdrawn"


def test_the_unit_of_a_claim_and_one_of_its_figures_can_be_amended_in_one_go(desk, make_claim, cite):
    """Reading the figures anew for the unit must not look like somebody else's change to them."""
    claim = make_claim(unit="")
    citation = cite(claim, "about 30,000")
    form = claim_form(claim, [inline(citation, figure="about 31,000")], unit="person")
    response = desk.post(address("claim", "change", claim.pk), form, follow=True)
    assert "was changed successfully" in words_on(response)
    citation.refresh_from_db()
    assert citation.figure == "about 31,000"


def test_a_claim_that_somebody_amended_meanwhile_is_not_overwritten(desk, make_claim, administrator):
    claim = make_claim("How many fled?")
    stale = claim_form(claim, question="How many people fled by sea?")
    amend_claim(
        claim=claim, words=ClaimWords(question="How many fled in all?", unit="person"), by=administrator
    )
    response = desk.post(address("claim", "change", claim.pk), stale)
    assert "changed this claim meanwhile" in errors_on(response)
    assert "It now says: How many fled in all?" in errors_on(response)
    assert "How many people fled by sea?" in words_on(response)
    claim.refresh_from_db()
    assert claim.question == "How many fled in all?"
    assert f'name="seen_version" value="{claim.version}"' in words_on(response), (
        "pressing again is a decision"
    )


def test_a_citation_that_somebody_amended_meanwhile_keeps_the_whole_page_from_being_saved(
    desk, disputed, administrator
):
    first, second = disputed.citations.all()
    stale = claim_form(disputed, [inline(first, figure="about 31,000"), inline(second)], question="Changed?")
    amend_citation(citation=first, words=CitationWords(figure="about 32,000"), by=administrator)
    response = desk.post(address("claim", "change", disputed.pk), stale)
    assert "changed this citation meanwhile, to “about 32,000”" in errors_on(response)
    assert "about 31,000" in words_on(response)
    first.refresh_from_db()
    disputed.refresh_from_db()
    assert (first.figure, disputed.question) == ("about 32,000", "How many people fled?")


def test_a_citation_that_nobody_touched_on_the_page_keeps_its_version(desk, disputed):
    form = claim_form(disputed, [inline(one) for one in disputed.citations.all()], question="How many fled?")
    desk.post(address("claim", "change", disputed.pk), form)
    assert {one.version for one in disputed.citations.all()} == {1}


def test_the_page_of_a_claim_says_how_each_figure_is_read(desk, disputed, cite):
    cite(disputed, "maybe one")
    page = words_on(desk.get(address("claim", "change", disputed.pk)))
    assert "28,500 to 31,500 people" in page
    assert "kept as words: " in page


def test_the_state_of_a_claim_is_nowhere_to_be_edited(desk, disputed):
    page = words_on(desk.get(address("claim", "change", disputed.pk)))
    assert "disputed" in page
    for name in ("state", "verdict", "verified_at", "proposed_verdict", "origin_count"):
        assert f'name="{name}"' not in page
    form = claim_form(
        disputed, [inline(one) for one in disputed.citations.all()], verdict="1", state="verified"
    )
    desk.post(address("claim", "change", disputed.pk), form)
    assert Claim.objects.with_state().get().state == "disputed"


def test_a_claim_with_very_many_citations_shows_the_first_and_a_way_to_the_rest(
    desk, make_claim, cite, make_source
):
    claim, source = make_claim(), make_source()
    for number in range(12):
        cite(claim, f"{number + 100}", source=source)
    page = words_on(desk.get(address("claim", "change", claim.pk)))
    assert 'name="citations-9-figure"' in page
    assert 'name="citations-10-figure"' not in page
    assert "The first 10 of 12 citations are here" in page


def test_the_page_of_a_claim_fetches_its_citations_once_however_many_forms_ask_for_them(
    desk, make_claim, cite, django_assert_max_num_queries
):
    claim = make_claim()
    for number in range(10):
        cite(claim, f"{number + 100}")
    page = address("claim", "change", claim.pk)
    desk.get(page)
    with django_assert_max_num_queries(10 + 12):  # the name of each source, and what every page asks
        desk.get(page)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"How many people fled?", "How many arrived?"}),
        ("?state=disputed", {"How many people fled?"}),
        ("?state=unverified", {"How many arrived?"}),
        ("?q=arrived", {"How many arrived?"}),
        ("?answer_kind__exact=text", set()),
    ],
)
def test_the_list_of_claims_is_searched_and_filtered(desk, disputed, make_claim, query, found):
    make_claim("How many arrived?")
    response = desk.get(address("claim") + query)
    assert {claim.question for claim in response.context["cl"].result_list} == found


def test_the_history_of_a_claim_says_who_changed_what(desk, make_claim, administrator):
    claim = make_claim("How many fled?", topic="Flight")
    words = ClaimWords(question="How many people fled?", topic="Arrivals", unit="person")
    amend_claim(claim=claim, words=words, by=administrator)
    page = words_on(desk.get(address("claim", "history", claim.pk)))
    for said in ("Administrator", "Amended", "How many <ins>people </ins>fled?"):
        assert said in page
    assert page.index("<del>Flight</del>") < page.index("<ins>Arrivals</ins>")
    assert 'type="submit"' not in page.split('id="content-main"')[1], "nothing is put back from here"


def test_a_citation_recorded_on_the_page_carries_all_that_was_typed(desk, disputed, make_source):
    typed = citation_words(disputed.citations.first()) | {
        "source": make_source("Another").pk,
        "quote": "some 30,500 of them",
        "locator": "p. 4",
        "as_of": "2016",
        "scope": "women",
        "credibility": 2,
    }
    existing = [inline(one) for one in disputed.citations.all()]
    desk.post(
        address("claim", "change", disputed.pk),
        claim_form(disputed, [*existing, typed | {"claim": disputed.pk}]),
    )
    new = disputed.citations.last()
    assert (new.quote, new.locator, new.as_of, new.scope) == ("some 30,500 of them", "p. 4", "2016", "women")
    assert new.credibility == 2
