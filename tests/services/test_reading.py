"""What is offered for the figures of a document."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.core.claims import AnswerKind, Lives
from factcheck.core.reading import Basis
from factcheck.models import Citation, Claim, Paragraph, Source
from factcheck.services.citations import CitationWords, record_citation
from factcheck.services.claims import ClaimWords, record_claim
from factcheck.services.foreseeing import Mark
from factcheck.services.reading import propose_for
from factcheck.services.sources import SourceWords, record_source
from tests.benchmarks.reader import Case, match

pytestmark = pytest.mark.django_db

TEXT = (
    "The fleet at sea.\n\nAnna Berg estimates that 40 ships were lost in the storm of 2016.\n\nIt was cold."
)


def paragraphs_of(text: str) -> list[Paragraph]:
    found = re.finditer(r"[^\n]+", text)
    return [Paragraph(number=n, start=one.start(), end=one.end()) for n, one in enumerate(found, 1)]


def offers(source, text=TEXT, **more):
    return propose_for(text=text, paragraphs=paragraphs_of(text), source=source, language="en", **more)


@pytest.fixture
def lost(make_claim):
    return make_claim("How many ships were lost in the storm?", unit="ship", topic="Storms")


def test_a_figure_comes_with_its_claim_and_the_words_of_its_citation(make_claim, make_source, lost):
    make_claim("How many people died in the storm?", topic="Storms")
    [offer] = offers(make_source("The storm", published="2017"))
    assert offer.best.claim == lost
    words = offer.best.words
    assert (words.figure, words.attribution, words.locator) == ("40", "Anna Berg", "paragraph 2")
    assert (words.as_of, offer.best.as_of.basis) == ("2016", Basis.SENTENCE)
    assert words.quote == "Anna Berg estimates that 40 ships were lost in the storm of 2016."
    assert "asks for ships" in str(offer.best.why)


@pytest.mark.parametrize(
    ("there", "mark"),
    [("40", Mark.AGREES), ("about 41", Mark.AGREES), ("60", Mark.CONFLICTS), (None, Mark.NEW)],
)
def test_a_figure_is_marked_by_how_it_stands_to_what_the_desk_has(make_source, cite, lost, there, mark):
    if there:
        cite(lost, there)
    [offer] = offers(make_source("The storm"))
    assert offer.mark is mark


def test_where_nothing_fits_a_new_claim_is_drafted_and_comes_first(make_claim, make_source):
    make_claim("How many people came?")
    [offer] = offers(make_source("The storm"))
    assert offer.is_new
    assert offer.best is None
    assert offer.new.drafted.question == "How many ships were lost in the storm of 2016?"
    assert (offer.new.drafted.unit, offer.new.drafted.lives) == ("ship", Lives.PERIOD)


def test_what_is_offered_can_be_recorded_as_it_stands(make_source, lost, contributor):
    source = make_source("The storm")
    [offer] = offers(source)
    citation = record_citation(claim=offer.best.claim, source=source, words=offer.best.words, by=contributor)
    assert (citation.is_read, citation.unit) == (True, "ship")
    claim = record_claim(words=offer.new.drafted, by=contributor)
    assert record_citation(claim=claim, source=source, words=offer.new.words, by=contributor).is_read


def test_a_figure_that_is_recorded_brings_its_citation_and_speaks_for_its_claim(make_source, lost, cite):
    source = make_source("The storm")
    [offer] = offers(source)
    citation = cite(lost, "40", source=source)
    place = (offer.found.start, offer.found.end)
    [offer] = offers(source, recorded={place: [citation]})
    assert offer.recorded == (citation,)


def test_words_chosen_by_hand_are_offered_alone(make_source, lost):
    start = TEXT.index("40 ships")
    [offer] = offers(make_source("The storm"), chosen=(start, start + len("40 ships")))
    assert offer.best.words.figure == "40 ships"
    assert offer.best.claim == lost


def test_clutter_is_not_read_for_figures(make_source):
    text = "12 comments\n\nThe storm took 40 ships."
    shown = paragraphs_of(text)[1:]
    found = propose_for(text=text, paragraphs=shown, source=make_source("The storm"))
    assert [one.found.words for one in found] == ["40"]


def test_a_page_of_thirty_figures_costs_no_more_queries_than_one_of_three(make_source, make_claim, cite):
    for n in range(6):
        cite(make_claim(f"How many ships were lost in storm {n}?", unit="ship"), "40")
    source, counts = make_source("Storms"), []
    for count in (3, 30):
        text = "\n\n".join(f"Some {n + 10} ships were lost in the storm." for n in range(count))
        with CaptureQueriesContext(connection) as queries:
            assert len(offers(source, text)) == count
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_nothing_is_written(make_source, lost):
    source = make_source("The storm")
    before = (Claim.objects.count(), Citation.objects.count(), Source.objects.count())
    offers(source)
    assert (Claim.objects.count(), Citation.objects.count(), Source.objects.count()) == before


def desk_without(case: Case, article: str, by) -> Source:
    """All claims of the case file, and the citations of the other articles."""
    claims: dict[str, Claim] = {}
    sources: dict[str, Source] = {}
    for row in case.rows:
        if row["claim_ref"] not in claims:
            claims[row["claim_ref"]] = record_claim(
                words=ClaimWords(
                    question=row["question"],
                    topic=row["topic"],
                    unit=row["unit"],
                    lives=Lives(row["lives"]),
                    answer_kind=AnswerKind(row["answer_kind"]),
                ),
                by=by,
                ref=row["claim_ref"],
            )
        if row["source_ref"] not in sources:
            sources[row["source_ref"]] = record_source(
                words=SourceWords(title=row["source_title"], published=row["published"]),
                by=by,
                ref=row["source_ref"],
            )
        if row["source_ref"] != article:
            words = CitationWords(
                **{part: row[part] for part in ("figure", "quote", "as_of", "scope", "attribution")}
            )
            record_citation(
                claim=claims[row["claim_ref"]], source=sources[row["source_ref"]], words=words, by=by
            )
    return sources[article]


@pytest.mark.parametrize("article", ["dw-2017", "journal-2013", "npr-2023", "rfa-2018", "viewus-2024"])
def test_the_right_claim_is_among_three_when_the_other_four_articles_are_in(shared, article, contributor):
    case = Case.at(shared)
    source = desk_without(case, article, contributor)
    text = case.texts[article]
    shown = offers(source, text)
    found = [one.found for one in shown]
    missed = []
    for row in case.quantities:
        if row["source_ref"] == article:
            one = match(row, text, found)
            proposed = [each.claim.ref for each in shown[found.index(one)].proposals] if one else []
            if row["claim_ref"] not in proposed:
                missed.append((row["citation_ref"], proposed))
    assert missed == []
