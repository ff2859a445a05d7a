"""Quotes hold: placed where they stand, checked again and again, moved by people only."""

from __future__ import annotations

from time import process_time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.core.roles import NotPermittedError
from factcheck.models import Citation, QuotePlace, QuoteState
from factcheck.services.citations import CitationWords, amend_citation, withdraw_citation
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.quotes import check_quotes, move_quote, place_quote
from tests.services.quoting import replace_text, snapshot_of

pytestmark = pytest.mark.django_db

TEXT = "About 30,000 people fled, the ministry said.\n\nIn May, 12 came back. In June, 12 came back."


@pytest.fixture
def source(make_source):
    return make_source("Annual report", ref="report")


@pytest.fixture
def snapshot(source):
    return snapshot_of(source, TEXT)


@pytest.fixture
def cited(make_claim, cite, source):
    """A citation of the report, with the quote that is given."""
    claim = make_claim(ref="fled")

    def make(quote: str, figure: str = "about 30,000") -> Citation:
        return cite(claim, figure, source=source, quote=quote)

    return make


def words_at(place: QuotePlace) -> str:
    return place.snapshot.document.text[place.start : place.end]


def test_a_quote_that_stands_once_is_placed_and_keeps_what_stands_around_it(cited, snapshot, contributor):
    place = place_quote(cited("30,000  people fled"), snapshot, by=contributor)
    assert (place.state, words_at(place)) == (QuoteState.VERIFIED, "30,000 people fled")
    assert (place.prefix, place.suffix[:20]) == ("About ", ", the ministry said.")
    assert place.history.get().history_user == contributor


def test_a_quote_in_other_words_is_a_paraphrase_and_has_no_place(cited, snapshot, contributor):
    place = place_quote(cited("Some 30,000 people fled"), snapshot, by=contributor)
    assert (place.state, place.start, place.end, place.prefix) == (QuoteState.PARAPHRASE, None, None, "")


def test_a_place_given_for_other_words_than_stand_there_does_not_make_them_stand(
    cited, snapshot, contributor
):
    place = place_quote(cited("Some 30,000 fled"), snapshot, start=0, end=12, by=contributor)
    assert (place.state, place.start) == (QuoteState.PARAPHRASE, None)


@pytest.mark.parametrize(
    ("place", "stands_at"),
    [
        ({}, None),
        ({"start": TEXT.rindex("12 came"), "end": TEXT.rindex("12 came") + 12}, TEXT.rindex("12 came")),
        ({"figure_start": TEXT.index("12"), "figure_end": TEXT.index("12") + 2}, TEXT.index("12")),
        ({"figure_start": TEXT.rindex("12"), "figure_end": TEXT.rindex("12") + 2}, TEXT.rindex("12")),
        ({"figure_start": 0, "figure_end": 5}, None),
    ],
)
def test_a_quote_that_stands_twice_is_verified_where_its_place_or_figure_is_known(
    cited, snapshot, contributor, place, stands_at
):
    kept = place_quote(cited("12 came back", "12"), snapshot, by=contributor, **place)
    assert kept.state == (QuoteState.NOT_FOUND if stands_at is None else QuoteState.VERIFIED)
    assert kept.start == stands_at


def test_one_of_several_places_is_chosen_by_a_person(cited, snapshot, contributor, reader):
    citation = cited("12 came back", "12")
    place_quote(citation, snapshot, by=contributor)
    second = TEXT.rindex("12 came")
    with pytest.raises(NotPermittedError):
        move_quote(citation=citation, start=second, by=reader)
    with pytest.raises(ChangedMeanwhileError, match="not offered any longer"):
        move_quote(citation=citation, start=second + 1, by=contributor)
    place = move_quote(citation=citation, start=second, by=contributor)
    assert (place.state, place.start) == (QuoteState.VERIFIED, second)
    assert check_quotes(by=None).changed == 0


def test_where_there_is_no_quote_the_figure_is_looked_for(cited, snapshot, contributor):
    place = place_quote(cited("", "About 30,000"), snapshot, by=contributor)
    assert (place.state, words_at(place)) == (QuoteState.VERIFIED, "About 30,000")


def test_a_quote_is_placed_only_in_a_text_of_its_own_source(
    cited, make_source, contributor, reader, snapshot
):
    other = snapshot_of(make_source("Another report"), TEXT)
    with pytest.raises(InvalidInputError, match="another source"):
        place_quote(cited("About 30,000"), other, by=contributor)
    with pytest.raises(NotPermittedError):
        place_quote(cited("the ministry said"), snapshot, by=reader)
    assert not QuotePlace.objects.exists()


def test_a_quote_that_moved_is_offered_and_stays_until_a_person_moves_it(cited, snapshot, contributor):
    citation = cited("About 30,000 people fled")
    place_quote(citation, snapshot, figure_start=0, figure_end=12, by=contributor)
    replace_text(snapshot, "New. " + TEXT)
    report = check_quotes(by=contributor)
    place = QuotePlace.objects.get()
    assert (place.state, place.start, place.found_start) == (QuoteState.MOVED, 0, 5)
    assert (report.changed, report.broken, report.counts[QuoteState.MOVED]) == (1, 1, 1)
    assert check_quotes(by=contributor).changed == 0, "a second check writes nothing"
    move_quote(citation=citation, start=5, by=contributor)
    place.refresh_from_db()
    assert (place.state, place.start, place.found_start, place.prefix) == (
        QuoteState.VERIFIED,
        5,
        None,
        "New. ",
    )
    assert (place.figure_start, place.figure_end) == (5, 17), "the figure moved along"
    with pytest.raises(ChangedMeanwhileError):
        move_quote(citation=citation, start=5, by=contributor)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Nothing of the kind.", "It stands no longer at its place, nor elsewhere."),
        (f"New. {TEXT} {TEXT}", "It stands 2 times in the text: choose the place."),
    ],
)
def test_a_quote_that_is_lost_is_not_found_and_keeps_the_place_it_had(
    cited, snapshot, contributor, text, why
):
    citation = cited("About 30,000 people fled")
    place_quote(citation, snapshot, by=contributor)
    replace_text(snapshot, text)
    report = check_quotes(by=None)
    place = QuotePlace.objects.get()
    assert (place.state, place.start) == (QuoteState.NOT_FOUND, 0)
    assert [(one.citation, str(one.why)) for one in report.unheld] == [(citation.ref, why)]
    replace_text(snapshot, TEXT)
    check_quotes(by=None)
    place.refresh_from_db()
    assert (place.state, place.start) == (QuoteState.VERIFIED, 0)


def test_a_citation_without_a_place_gets_one_where_its_quote_stands_once(
    cited, source, snapshot, contributor
):
    once, twice, nowhere = (
        cited("30,000 people fled"),
        cited("12 came back", "12"),
        cited("Nobody fled", "13"),
    )
    report = check_quotes(source=source, by=contributor)
    assert (report.placed, report.changed, report.unheld) == (1, 0, [])
    assert QuotePlace.objects.get().citation == once
    assert not QuotePlace.objects.filter(citation__in=[twice, nowhere]).exists()
    assert check_quotes(source=source, by=contributor).placed == 0


def test_a_citation_is_placed_in_the_newest_snapshot_in_which_it_stands(cited, source, snapshot):
    cited("30,000 people fled")
    cited("the ministry said", "31,000")
    newer = snapshot_of(source, "At least 30,000 people fled.")
    check_quotes(by=None)
    assert dict(QuotePlace.objects.values_list("citation__figure", "snapshot")) == {
        "about 30,000": newer.pk,
        "31,000": snapshot.pk,
    }


def test_a_withdrawn_citation_is_not_looked_at(cited, snapshot, contributor):
    citation = cited("30,000 people fled")
    place_quote(citation, snapshot, by=contributor)
    withdraw_citation(citation=citation, because="misread", by=contributor)
    withdraw_citation(citation=cited("the ministry said", "30,001"), because="misread", by=contributor)
    replace_text(snapshot, "Nothing.")
    assert check_quotes(by=None).counts.total() == 0


@pytest.mark.parametrize(
    ("quote", "state", "stands_at"),
    [
        ("30,000 people fled, the ministry said", QuoteState.VERIFIED, 6),
        ("some 30,000 people", QuoteState.PARAPHRASE, None),
        ("12 came back", QuoteState.NOT_FOUND, None),
        ("In June, 12 came back.", QuoteState.VERIFIED, TEXT.index("In June")),
        ("About 30,000", QuoteState.VERIFIED, 0),
    ],
)
def test_an_amended_quote_is_looked_for_at_once(cited, snapshot, contributor, quote, state, stands_at):
    citation = cited("About 30,000 people fled")
    place_quote(citation, snapshot, by=contributor)
    amend_citation(citation=citation, words=CitationWords(figure="about 30,000", quote=quote), by=contributor)
    place = QuotePlace.objects.get()
    assert (place.state, place.start) == (state, stands_at)


def test_an_amended_quote_that_stands_twice_stays_where_it_was(cited, snapshot, contributor):
    second = TEXT.rindex("12 came")
    citation = cited("12 came", "12")
    place_quote(citation, snapshot, start=second, end=second + 7, by=contributor)
    amend_citation(citation=citation, words=CitationWords(figure="12", quote="12 came back"), by=contributor)
    place = QuotePlace.objects.get()
    assert (place.state, words_at(place), place.start) == (QuoteState.VERIFIED, "12 came back", second)


def test_an_amendment_of_something_else_asks_nothing_about_the_place(cited, snapshot, contributor):
    citation = cited("About 30,000 people fled")
    place_quote(citation, snapshot, by=contributor)
    words = CitationWords(figure="about 30,000", quote="About 30,000 people fled", locator="page 2")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        amend_citation(citation=citation, words=words, by=contributor)
    assert not [one for one in queries if "quoteplace" in one["sql"]]


def test_a_citation_that_moves_to_another_source_leaves_its_place(cited, snapshot, make_source, contributor):
    citation = cited("About 30,000 people fled")
    place_quote(citation, snapshot, by=contributor)
    words = CitationWords(figure="about 30,000", quote="About 30,000 people fled")
    amend_citation(citation=citation, words=words, source=make_source("Another"), by=contributor)
    assert not QuotePlace.objects.exists()
    gone = QuotePlace.history.filter(citation=citation).latest()
    assert (gone.history_type, gone.history_user) == ("-", contributor)


def test_an_import_that_changes_a_quote_checks_its_place(cited, snapshot, contributor, bring):
    citation = cited("About 30,000 people fled")
    place_quote(citation, snapshot, by=contributor)
    row = {
        "citation_ref": citation.ref,
        "claim_ref": "fled",
        "source_ref": "report",
        "figure": "about 30,000",
        "quote": "Some 30,000 have fled",
    }
    bring(row)
    assert QuotePlace.objects.get().state == QuoteState.PARAPHRASE


def test_only_people_who_record_may_check(snapshot, reader):
    with pytest.raises(NotPermittedError):
        check_quotes(by=reader)


def many(claim, make_source, sources: int, each: int) -> None:
    """Sources with a snapshot, each cited with quotes that stand in it."""
    for number in range(sources):
        source = make_source(f"Report {sources}-{number}")
        sentences = [f"In case {number}-{one}, {one} people came." for one in range(each)]
        snapshot_of(source, "\n\n".join(sentences))
        Citation.objects.bulk_create(
            Citation(
                ref=f"c-{sources}-{number}-{one}",
                claim=claim,
                source=source,
                figure=str(one),
                quote=words,
                is_read=True,
            )
            for one, words in enumerate(sentences)
        )


def test_a_check_asks_as_many_queries_for_thirty_sources_as_for_three(make_claim, make_source):
    claim, counts = make_claim(ref="many"), []
    for sources in (3, 27):
        many(claim, make_source, sources, 2)
        check_quotes(by=None)
        with CaptureQueriesContext(connection) as queries:
            assert check_quotes(by=None).counts.total() >= 2 * sources
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 4


def test_five_thousand_citations_are_checked_in_a_few_seconds(make_claim, make_source):
    many(make_claim(ref="many"), make_source, 50, 100)
    began = process_time()
    assert check_quotes(by=None).placed == 5_000
    assert check_quotes(by=None).counts == {QuoteState.VERIFIED: 5_000}
    assert process_time() - began < 12
