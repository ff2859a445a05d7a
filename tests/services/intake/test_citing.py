"""From a figure in a document to a citation: recorded with its place, or not at all."""

from __future__ import annotations

import pytest

from factcheck.core.roles import NotPermittedError
from factcheck.models import Citation, Claim, IgnoredFigure, QuotePlace, QuoteState, Received, Snapshot
from factcheck.services.citations import CitationWords, withdraw_citation
from factcheck.services.claims import ClaimWords
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.intake.citing import Range, cite_figure, heed_figure, ignore_figure
from factcheck.services.intake.receiving import Incoming, take_in
from factcheck.services.intake.recording import record_document
from factcheck.services.sources import SourceWords

pytestmark = pytest.mark.django_db

TEXT = (
    "Harvest in the hills\n\n"
    "In 2019 the district harvested about 4,300 tonnes of barley, officials said.\n\n"
    "A year later it was 3,900 tonnes, because the spring was dry.\n"
)
BARLEY = "How much barley did the district harvest in the year?"


@pytest.fixture
def snapshot(contributor) -> Snapshot:
    taken = take_in(Incoming(content=TEXT.encode(), how=Received.PASTED), by=contributor)
    return record_document(document=taken.document, words=SourceWords(title="Harvest"), by=contributor)


@pytest.fixture
def at(snapshot):
    """The place of some words in the stored text."""

    def find(words: str) -> Range:
        start = snapshot.document.text.index(words)
        return Range(start, start + len(words))

    return find


@pytest.fixture
def words() -> CitationWords:
    return CitationWords(
        figure="about 4,300 tonnes", quote="harvested about 4,300 tonnes of barley", as_of="2019"
    )


def test_a_citation_keeps_the_place_of_its_quote_and_of_its_figure(
    snapshot, at, words, make_claim, contributor
):
    claim = make_claim(BARLEY, unit="t")
    citation = cite_figure(
        snapshot=snapshot, at=at("about 4,300 tonnes"), claim=claim, words=words, by=contributor
    )
    place = QuotePlace.objects.get(citation=citation)
    text = snapshot.document.text
    assert text[place.start : place.end] == words.quote
    assert text[place.figure_start : place.figure_end] == words.figure
    assert place.state == QuoteState.VERIFIED
    assert place.prefix.endswith("In 2019 the district ")
    assert place.suffix.startswith(", officials said.")
    assert (citation.source, citation.claim, citation.is_read) == (snapshot.source, claim, True)


def test_words_that_do_not_stand_there_are_a_paraphrase(snapshot, at, make_claim, contributor):
    words = CitationWords(figure="about 4,300 tonnes", quote="the harvest came to about 4,300 tonnes")
    claim = make_claim(BARLEY, unit="t")
    citation = cite_figure(
        snapshot=snapshot, at=at("about 4,300 tonnes"), claim=claim, words=words, by=contributor
    )
    assert citation.quote_place.state == QuoteState.PARAPHRASE


def test_a_new_claim_is_recorded_together_with_its_citation(snapshot, at, words, contributor):
    citation = cite_figure(
        snapshot=snapshot,
        at=at("about 4,300 tonnes"),
        claim=ClaimWords(question=BARLEY, unit="t"),
        words=words,
        by=contributor,
    )
    assert citation.claim.question == BARLEY


def test_where_the_citation_is_refused_no_claim_is_left_behind(snapshot, at, contributor):
    with pytest.raises(InvalidInputError):
        cite_figure(
            snapshot=snapshot,
            at=at("about 4,300 tonnes"),
            claim=ClaimWords(question=BARLEY, unit="t"),
            words=CitationWords(figure=""),
            by=contributor,
        )
    assert not Claim.objects.exists()


def test_a_figure_is_cited_once_on_a_claim_but_may_speak_to_two(snapshot, at, words, make_claim, contributor):
    first, second = make_claim(BARLEY, unit="t"), make_claim("How much barley was there?", unit="t")
    place = at("about 4,300 tonnes")
    cited = cite_figure(snapshot=snapshot, at=place, claim=first, words=words, by=contributor)
    with pytest.raises(ChangedMeanwhileError, match="citation of this claim already"):
        cite_figure(snapshot=snapshot, at=place, claim=first, words=words, by=contributor)
    cite_figure(snapshot=snapshot, at=place, claim=second, words=words, by=contributor)
    withdraw_citation(citation=cited, because="Misread.", by=contributor)
    cite_figure(snapshot=snapshot, at=place, claim=first, words=words, by=contributor)
    assert Citation.objects.standing().count() == 2


def test_a_new_claim_for_a_figure_is_recorded_once_however_often_it_is_pressed(
    snapshot, at, words, contributor
):
    place = at("about 4,300 tonnes")
    asked = {"snapshot": snapshot, "at": place, "words": words, "by": contributor}
    cite_figure(claim=ClaimWords(question=BARLEY, unit="t"), **asked)
    with pytest.raises(ChangedMeanwhileError, match="citation of this claim already"):
        cite_figure(claim=ClaimWords(question=f" {BARLEY} ", unit="t"), **asked)
    assert Claim.objects.get().question == BARLEY
    cite_figure(claim=ClaimWords(question="How much barley was there?", unit="t"), **asked)
    assert Citation.objects.count() == 2


@pytest.mark.parametrize("place", [Range(-1, 4), Range(5, 5), Range(9, 2), Range(0, 100_000)])
def test_a_place_outside_the_text_is_refused(place, snapshot, words, make_claim, contributor):
    with pytest.raises(InvalidInputError, match="not in the document"):
        cite_figure(
            snapshot=snapshot, at=place, claim=make_claim(BARLEY, unit="t"), words=words, by=contributor
        )
    with pytest.raises(InvalidInputError, match="not in the document"):
        ignore_figure(document=snapshot.document, at=place, by=contributor)


def test_an_ignored_figure_is_heeded_again_and_recording_it_ends_the_ignoring(
    snapshot, at, words, make_claim, contributor
):
    place = at("about 4,300 tonnes")
    for _twice in range(2):
        ignore_figure(document=snapshot.document, at=place, by=contributor)
    assert IgnoredFigure.objects.get().by == contributor
    heed_figure(document=snapshot.document, at=place, by=contributor)
    assert not IgnoredFigure.objects.exists()
    ignore_figure(document=snapshot.document, at=place, by=contributor)
    cite_figure(snapshot=snapshot, at=place, claim=make_claim(BARLEY, unit="t"), words=words, by=contributor)
    assert not IgnoredFigure.objects.exists()


@pytest.mark.parametrize("who", ["reader", "reviewer", "approver", "stranger"])
def test_only_who_records_cites_and_ignores(who, snapshot, at, words, make_claim, request):
    somebody, claim = request.getfixturevalue(who), make_claim(BARLEY, unit="t")
    place = at("about 4,300 tonnes")
    for act in (
        lambda: cite_figure(snapshot=snapshot, at=place, claim=claim, words=words, by=somebody),
        lambda: ignore_figure(document=snapshot.document, at=place, by=somebody),
        lambda: heed_figure(document=snapshot.document, at=place, by=somebody),
    ):
        with pytest.raises(NotPermittedError):
            act()
    assert not Citation.objects.exists()
