"""Recording what sources say: the reading shown at once, words kept where nothing can be read, nothing typed lost."""

from __future__ import annotations

import pytest

from factcheck.core.claims import AnswerKind, Lives
from factcheck.core.roles import Role
from factcheck.models import Citation, Claim, Discrepancy, Source
from factcheck.services.citations import CitationWords, amend_citation
from factcheck.services.claims import ClaimWords, amend_claim
from factcheck.services.sources import SourceWords, amend_source
from tests.conftest import person
from tests.web.seen import address, form, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(browse, contributor):
    """The contributor at the browser."""
    return browse(contributor)


@pytest.fixture
def claim(make_claim):
    return make_claim("How many people fled?", ref="fled")


READINGS = [
    ("a hedge", "around 30,000", "Read as 28,500 to 31,500 people."),
    ("an exact figure", "1,418", "Read as exactly 1,418 people."),
    ("an open end", "over 30,000", "Read as more than 30,000 people."),
    ("two vague words", "thousands, if not millions", "unread It would be kept as words:"),
    ("no number", "nobody knows", "unread It would be kept as words:"),
    ("nothing yet", "", "What you type is read here at once."),
    ("only space", "   ", "What you type is read here at once."),
]


@pytest.mark.parametrize(("what", "figure", "said"), READINGS, ids=[what for what, *_rest in READINGS])
def test_a_figure_is_read_while_it_is_typed(what, figure, said, claim, desk):
    answer = desk.get("/claims/fled/reading/", {"figure": figure}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert words(answer).startswith(said)
    assert "<html" not in answer.content.decode()
    assert "HX-Request" in answer.headers["Vary"]
    assert not Citation.objects.exists()


def test_a_reading_is_on_the_terms_of_its_claim(make_claim, desk):
    make_claim("On which day?", answer_kind=AnswerKind.DATE, unit="", ref="day")
    make_claim("What threatens them?", answer_kind=AnswerKind.TEXT, unit="", ref="penalty")
    day = desk.get("/claims/day/reading/", {"figure": "27 July 1953"})
    penalty = desk.get("/claims/penalty/reading/", {"figure": "a <b>labour camp</b>"})
    assert "1953" in words(day)
    assert "Read as “a <b>labour camp</b>”." in words(penalty)


@pytest.mark.parametrize("figure", ["\x00", "1\x002", "9" * 5_000, "<script>", "½" * 400, "\ud83d\ude00"])
def test_nothing_that_can_be_typed_breaks_the_reading(figure, claim, desk):
    figure = figure.encode("utf-16", "surrogatepass").decode("utf-16")
    assert desk.get("/claims/fled/reading/", {"figure": figure}).status_code == 200


def test_without_javascript_a_button_shows_the_reading_and_saves_nothing(claim, desk, make_source):
    source = make_source("Annual report", ref="annual")
    page = desk.post(
        "/claims/fled/citations/record/",
        {"figure": "around 30,000", "source": source.title, "quote": "  as it was", "read": "1"},
    )
    assert page.status_code == 200
    assert "Read as 28,500 to 31,500 people." in words(page)
    assert form(page)["figure"] == "around 30,000"
    assert form(page)["quote"] == "  as it was"
    assert not Citation.objects.exists()


def test_asking_for_the_reading_is_no_reason_to_be_told_what_is_missing(claim, desk):
    page = desk.post("/claims/fled/citations/record/", {"figure": "around 30,000", "read": "1"})
    assert page.status_code == 200
    assert "to put right" not in words(page)
    assert "Read as 28,500 to 31,500 people." in words(page)


def test_a_citation_is_recorded_with_all_that_was_said_of_it(claim, desk, make_source, contributor):
    make_source("Annual report", ref="annual")
    page = desk.get("/claims/fled/citations/record/?source=annual")
    filled = form(page) | {
        "figure": "around 30,000",
        "quote": "“around 30,000 people”, it says",
        "locator": "page 4",
        "as_of": "January 2018",
        "scope": "adults",
        "attribution": "Unification Ministry",
        "credibility": "2",
    }
    assert filled["source"] == "Annual report · annual"
    answer = desk.post("/claims/fled/citations/record/", filled, follow=True)
    assert "Recorded “around 30,000”." in words(answer)
    citation = Citation.objects.get()
    assert (citation.figure, citation.quote, citation.locator, citation.as_of, citation.scope) == (
        "around 30,000",
        "“around 30,000 people”, it says",
        "page 4",
        "January 2018",
        "adults",
    )
    assert (str(citation.attribution), citation.credibility, citation.recorded_by) == (
        "Unification Ministry",
        2,
        contributor,
    )
    for part in (
        "around 30,000",
        "“around 30,000 people”, it says",
        "page 4",
        "January 2018",
        "adults",
        "Unification Ministry",
        "Annual report",
    ):
        assert part in words(answer)


def test_one_goes_on_to_the_next_citation_of_the_same_claim(claim, desk, make_source):
    source = make_source()
    answer = desk.post(
        "/claims/fled/citations/record/", {"figure": "1", "source": source.title, "another": "1"}
    )
    assert address(answer) == "/claims/fled/citations/record/"


def test_what_nobody_can_read_is_kept_as_words_said_to_be_so_and_listed(claim, desk, make_source):
    source = make_source()
    answer = desk.post(
        "/claims/fled/citations/record/",
        {"figure": "thousands, if not millions", "source": source.title},
        follow=True,
    )
    assert "Recorded “thousands, if not millions” as words, unread:" in words(answer)
    assert "unread" in words(answer)
    assert "How many people fled?" in words(desk.get("/claims/?rests=unread"))
    assert "1 figures are unread" not in words(desk.get("/"))
    assert "unread" in words(desk.get(f"/sources/{source.ref}/"))


REFUSED = [
    ("no figure", {"figure": " "}, "Figure"),
    ("no source", {"source": ""}, "Source"),
    ("a source nobody recorded", {"source": "Some rumour"}, "No one source of that title is recorded."),
    ("the thirteenth month", {"as_of": "2018-13"}, "As of"),
    ("a figure of 501 characters", {"figure": "9" * 501}, "at most 500 characters"),
    ("a null character", {"quote": "a\x00b"}, "Null characters are not allowed."),
    ("a grade that is none", {"credibility": "7"}, "Credibility"),
]


@pytest.mark.parametrize(("what", "wrong", "said"), REFUSED, ids=[what for what, *_rest in REFUSED])
def test_a_refusal_says_what_is_wrong_and_keeps_what_was_typed(what, wrong, said, claim, desk, make_source):
    source = make_source()
    typed = {"figure": "30,000", "source": source.title, "quote": "so they say", "locator": "p. 3"} | wrong
    page = desk.post("/claims/fled/citations/record/", typed)
    assert page.status_code == 422
    assert said in words(page)
    assert "What you entered is still here." in words(page)
    kept = form(page)
    assert {name: kept[name] for name in typed if name != "credibility"} == {
        name: value for name, value in typed.items() if name != "credibility"
    }
    assert not Citation.objects.exists()


def test_two_sources_of_one_title_are_told_apart_by_their_reference(claim, desk, make_source):
    make_source("Annual report", ref="first")
    make_source("Annual report", ref="second")
    page = desk.post("/claims/fled/citations/record/", {"figure": "1", "source": "Annual report"})
    assert "No one source of that title is recorded." in words(page)
    desk.post("/claims/fled/citations/record/", {"figure": "1", "source": "Annual report · second"})
    assert Citation.objects.get().source.ref == "second"


def test_a_citation_is_amended_from_what_is_recorded(claim, cite, desk):
    citation = cite(claim, "30,000", quote="so they say", as_of="2018", attribution="The Ministry")
    page = desk.get(f"/citations/{citation.pk}/amend/")
    assert "Read as exactly 30,000 people." in words(page)
    answer = desk.post(f"/citations/{citation.pk}/amend/", form(page) | {"figure": "31,000"}, follow=True)
    assert "Amended “31,000”." in words(answer)
    citation.refresh_from_db()
    assert (citation.figure, citation.quote, citation.version) == ("31,000", "so they say", 2)
    assert "before: 30,000 after: 31,000" in words(answer)


def test_whoever_amends_what_somebody_else_amended_is_told_and_may_then_insist(claim, cite, desk):
    citation = cite(claim, "30,000")
    mine = form(desk.get(f"/citations/{citation.pk}/amend/")) | {"figure": "32,000", "quote": "my quote"}
    other = person("other", Role.CONTRIBUTOR)
    amend_citation(citation=citation, words=CitationWords(figure="31,000"), by=other)
    page = desk.post(f"/citations/{citation.pk}/amend/", mine)
    assert page.status_code == 422
    assert "Not saved: Other changed this citation meanwhile, to “31,000”." in words(page)
    kept = form(page)
    assert (kept["figure"], kept["quote"]) == ("32,000", "my quote")
    desk.post(f"/citations/{citation.pk}/amend/", kept)
    citation.refresh_from_db()
    assert (citation.figure, citation.version) == ("32,000", 3)


def test_withdrawing_asks_why(claim, cite, desk):
    citation = cite(claim, "30,000", quote="so they say")
    page = desk.get(f"/citations/{citation.pk}/withdraw/")
    assert "so they say" in words(page)
    refused = desk.post(f"/citations/{citation.pk}/withdraw/", form(page))
    assert refused.status_code == 422
    assert "Not withdrawn: say why this citation is withdrawn." in words(refused)
    answer = desk.post(
        f"/citations/{citation.pk}/withdraw/", form(page) | {"because": "retracted"}, follow=True
    )
    assert "Withdrawn “30,000”. It can be restored." in words(answer)
    assert "retracted" in words(answer)
    again = desk.post(f"/citations/{citation.pk}/withdraw/", {"because": "again"})
    assert "withdrawn already" in words(again)


def test_a_withdrawal_is_taken_back(disputed, desk):
    citation = disputed.citations.last()
    desk.post(f"/citations/{citation.pk}/withdraw/", {"because": "misread", "seen_version": 1})
    assert not Discrepancy.objects.live().exists()
    answer = desk.post(f"/citations/{citation.pk}/restore/", follow=True)
    assert "Restored “about 35,000”." in words(answer)
    assert Discrepancy.objects.live().exists()
    assert "is not withdrawn" in words(desk.post(f"/citations/{citation.pk}/restore/", follow=True))


def test_a_claim_is_recorded_and_asks_for_its_first_source(desk):
    page = desk.get("/record/claim/")
    filled = form(page) | {"question": "How many people fled?", "unit": "person", "topic": "Flight"}
    answer = desk.post("/record/claim/", filled, follow=True)
    claim = Claim.objects.get()
    assert answer.redirect_chain[-1][0] == f"/claims/{claim.ref}/citations/record/"
    assert "Now say what the first source gives." in words(answer)
    assert (claim.question, claim.unit, str(claim.topic)) == ("How many people fled?", "person", "Flight")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"question": ""}, "Question"),
        ({"tolerance": "1.5"}, "more than 0 and less than 1"),
        ({"tolerance": "abc"}, "Tolerance"),
        ({"answer_kind": "date", "lives": "running"}, "A claim answered by a date is fixed"),
        ({"answer_kind": "nonsense"}, "Answered by"),
        ({"unit": "x" * 61}, "at most 60 characters"),
    ],
)
def test_a_claim_is_refused_with_what_was_typed(wrong, said, desk):
    typed = form(desk.get("/record/claim/")) | {"question": "How many?", "topic": "Flight"} | wrong
    page = desk.post("/record/claim/", typed)
    assert page.status_code == 422
    assert said in words(page)
    assert form(page)["topic"] == "Flight"
    assert not Claim.objects.exists()


def test_a_claim_amended_by_two_tells_the_second(claim, desk):
    mine = form(desk.get("/claims/fled/amend/")) | {"question": "How many people fled in all?"}
    amend_claim(claim=claim, words=ClaimWords(question="How many fled?", unit="person"), by=None)
    page = desk.post("/claims/fled/amend/", mine)
    assert page.status_code == 422
    assert "changed this claim meanwhile" in words(page)
    assert form(page)["question"] == "How many people fled in all?"
    assert address(desk.post("/claims/fled/amend/", form(page))) == "/claims/fled/"
    claim.refresh_from_db()
    assert claim.question == "How many people fled in all?"


def test_other_terms_read_the_figures_anew(claim, cite, desk):
    cite(claim, "about 30,000", as_of="2018")
    cite(claim, "about 31,700", as_of="2018")
    assert not Discrepancy.objects.exists()
    page = desk.get("/claims/fled/amend/")
    answer = desk.post("/claims/fled/amend/", form(page) | {"tolerance": "0.01"}, follow=True)
    assert "disputed" in words(answer)
    claim.refresh_from_db()
    assert claim.lives == Lives.FIXED


def test_a_source_is_recorded_amended_and_linked_to_what_it_repeats(desk, make_source):
    agency = make_source("Agency report", ref="agency")
    filled = form(desk.get("/record/source/")) | {
        "title": "Morning paper",
        "publisher": "The Paper",
        "published": "24 January 2018",
        "reliability": "B",
        "derived_from": [agency.pk],
    }
    answer = desk.post("/record/source/", filled, follow=True)
    assert "Recorded “Morning paper”." in words(answer)
    assert "Draws on Agency report" in words(answer)
    paper = Source.objects.get(title="Morning paper")
    page = desk.get(f"/sources/{paper.ref}/amend/")
    assert form(page)["derived_from"] == [str(agency.pk)]
    circle = desk.post(
        "/sources/agency/amend/", form(desk.get("/sources/agency/amend/")) | {"derived_from": [paper.pk]}
    )
    assert circle.status_code == 422
    mine = form(page) | {"title": "Morning Paper"}
    amend_source(source=paper, words=SourceWords(title="Evening paper"), by=None)
    stale = desk.post(f"/sources/{paper.ref}/amend/", mine)
    assert "changed this source meanwhile" in words(stale)
    assert form(stale)["title"] == "Morning Paper"
    desk.post(f"/sources/{paper.ref}/amend/", form(stale))
    paper.refresh_from_db()
    assert paper.title == "Morning Paper"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": " "}, "Title"),
        ({"published": "2018-13"}, "Published"),
        ({"url": "javascript:alert(1)"}, "Address"),
        ({"url": "not an address"}, "Address"),
        ({"reliability": "G"}, "Reliability"),
        ({"derived_from": ["999999"]}, "Draws on"),
        ({"derived_from": ["abc"]}, "Draws on"),
    ],
)
def test_a_source_is_refused_with_what_was_typed(wrong, said, desk):
    typed = form(desk.get("/record/source/")) | {"title": "Morning paper", "author": "A. Writer"} | wrong
    page = desk.post("/record/source/", typed)
    assert page.status_code == 422
    assert said in words(page)
    assert form(page)["author"] == "A. Writer"
    assert not Source.objects.exists()


def test_the_record_page_leads_to_claims_and_sources(desk):
    seen = words(desk.get("/record/"))
    for part in ("Find the claim", "Record claim", "Record source"):
        assert part in seen
