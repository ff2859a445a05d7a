"""Citations in the admin: amended, withdrawn for a reason, restored, never deleted."""

from __future__ import annotations

import pytest

from factcheck.models import Citation
from factcheck.services.citations import CitationWords, amend_citation, withdraw_citation
from tests.admin.conftest import address, citation_form, errors_on, words_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(entering, contributor):
    return entering(contributor)


def test_a_citation_is_recorded_and_the_page_says_how_it_is_read(desk, make_claim, make_source):
    form = {"claim": make_claim().pk, "source": make_source().pk, "figure": "around 30,000"}
    page = words_on(desk.post(address("citation", "add"), form, follow=True))
    assert "“around 30,000” is read as 28,500 to 31,500 people" in page
    assert Citation.objects.get().is_read


def test_a_citation_is_amended_and_may_move_to_another_claim(desk, disputed, make_claim, cite):
    citation, other = disputed.citations.first(), make_claim("How many left?")
    form = citation_form(citation, figure="about 29,000", claim=other.pk)
    desk.post(address("citation", "change", citation.pk), form)
    citation.refresh_from_db()
    assert (citation.figure, citation.claim, citation.version) == ("about 29,000", other, 2)
    assert disputed.discrepancies.get().state == "withdrawn"


@pytest.mark.parametrize(
    ("says", "changed"),
    [
        ("This field is required", {"figure": ""}),
        ("is not a date", {"as_of": "2016-13-45"}),
        ("not one of the available choices", {"credibility": "9"}),
        ("This field is required", {"source": ""}),
        ("This field is required", {"seen_version": ""}),
    ],
)
def test_a_refused_amendment_stays_on_its_form(desk, disputed, says, changed):
    citation = disputed.citations.first()
    form = citation_form(citation, **{"quote": "typed with care"} | changed)
    response = desk.post(address("citation", "change", citation.pk), form)
    assert says in errors_on(response)
    assert "typed with care" in words_on(response)
    citation.refresh_from_db()
    assert citation.version == 1


def test_a_citation_that_somebody_amended_meanwhile_is_not_overwritten_but_by_a_second_press(
    desk, disputed, administrator
):
    citation = disputed.citations.first()
    form = citation_form(citation, figure="about 31,000")
    amend_citation(citation=citation, words=CitationWords(figure="about 32,000"), by=administrator)
    response = desk.post(address("citation", "change", citation.pk), form)
    assert "Administrator changed this citation meanwhile, to “about 32,000”" in errors_on(response)
    assert 'value="about 31,000"' in words_on(response)
    citation.refresh_from_db()
    assert citation.figure == "about 32,000"
    desk.post(address("citation", "change", citation.pk), form | {"seen_version": 2})
    citation.refresh_from_db()
    assert citation.figure == "about 31,000"


def test_a_citation_is_withdrawn_for_a_reason_and_restored(desk, disputed):
    citation = disputed.citations.first()
    door = address("citation", "withdraw", citation.pk)
    assert "about 30,000" in words_on(desk.get(door))
    response = desk.post(door, {"because": " ", "seen-1": ""})
    assert "say why this citation is withdrawn" in errors_on(response)
    citation.refresh_from_db()
    assert citation.withdrawn_at is None
    page = words_on(desk.post(door, {"because": "A misprint."}, follow=True))
    assert "Withdrawn. It is kept" in page
    assert "This citation is withdrawn: A misprint." in page
    assert disputed.discrepancies.get().state == "withdrawn"
    desk.post(address("citation", "restore", citation.pk))
    citation.refresh_from_db()
    assert citation.withdrawn_at is None
    assert disputed.discrepancies.get().state == "open"


def test_a_citation_amended_after_the_page_was_opened_is_not_withdrawn_unseen(desk, disputed, administrator):
    citation = disputed.citations.first()
    amend_citation(citation=citation, words=CitationWords(figure="about 32,000"), by=administrator)
    form = {"because": "A misprint.", f"seen-{citation.pk}": 1}
    response = desk.post(address("citation", "withdraw", citation.pk), form)
    assert "changed this citation meanwhile" in errors_on(response)
    assert "A misprint." in words_on(response)
    assert not Citation.objects.exclude(withdrawn_at=None).exists()


def test_several_citations_are_withdrawn_at_once_and_each_refusal_is_reported(
    desk, disputed, cite, contributor
):
    gone = cite(disputed, "about 40,000")
    withdraw_citation(citation=gone, because="Twice.", by=contributor)
    chosen = list(disputed.citations.values_list("pk", flat=True))
    form = {"action": "withdraw", "_selected_action": chosen}
    assert "Withdraw 3 citations" in words_on(desk.post(address("citation"), form))
    assert Citation.objects.standing().count() == 2, "asking withdraws nothing"
    assert "say why" in errors_on(desk.post(address("citation"), form | {"confirmed": "yes", "because": ""}))
    confirmed = form | {"confirmed": "yes", "because": "Not about this."}
    page = words_on(desk.post(address("citation"), confirmed, follow=True))
    assert "2 citations withdrawn." in page
    assert "“about 40,000”: This citation has been withdrawn already." in page
    assert not Citation.objects.standing().exists()
    page = words_on(
        desk.post(address("citation"), {"action": "restore", "_selected_action": chosen}, follow=True)
    )
    assert "3 citations restored." in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"about 30,000", "about 35,000", "maybe one"}),
        ("?reading=unread", {"maybe one"}),
        ("?reading=read", {"about 30,000", "about 35,000"}),
        ("?standing=withdrawn", {"about 35,000"}),
        ("?standing=counted", {"about 30,000", "maybe one"}),
        ("?q=Source+1", {"about 30,000"}),
        ("?credibility__exact=3", set()),
    ],
)
def test_the_list_of_citations_is_searched_and_filtered(desk, disputed, cite, contributor, query, found):
    cite(disputed, "maybe one")
    withdraw_citation(
        citation=disputed.citations.get(figure="about 35,000"), because="Twice.", by=contributor
    )
    response = desk.get(address("citation") + query)
    assert {one.figure for one in response.context["cl"].result_list} == found


def test_the_list_says_how_figures_are_read_and_why_they_are_not(desk, disputed, cite):
    cite(disputed, "maybe one")
    page = words_on(desk.get(address("citation")))
    assert "28,500 to 31,500 people" in page
    assert "kept as words: " in page


def test_the_history_of_a_citation_tells_withdrawal_and_return(desk, disputed, contributor):
    citation = disputed.citations.first()
    withdraw_citation(citation=citation, because="A misprint.", by=contributor)
    page = words_on(desk.get(address("citation", "history", citation.pk)))
    for said in ("Recorded", "Withdrawn", "A misprint.", "Contributor"):
        assert said in page
