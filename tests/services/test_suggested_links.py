"""Links between sources are suggested with their reasons, taken or turned down by people, and never made by the app."""

from __future__ import annotations

import hashlib

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from factcheck.core.likeness import sketch_of
from factcheck.core.origin_links import Kind, Way
from factcheck.core.origins import CircularOriginError
from factcheck.core.roles import NotPermittedError
from factcheck.models import Claim, Document, Paragraph, SketchMark, Snapshot, Source, TurnedDownLink
from factcheck.services.citations import withdraw_citation
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.origin_links import draw_on, turn_down_link
from factcheck.services.suggested_links import suggested_links
from tests.services.test_attributions import merge

pytestmark = pytest.mark.django_db

QUOTE = "“We have counted 33,834 arrivals since the first of them came,” the ministry said."


@pytest.fixture
def two(make_source) -> tuple[Source, Source]:
    return make_source("Ministry table", published="2018-01-24"), make_source(
        "Article", published="2018-02-01"
    )


@pytest.fixture
def linked_by_figure(two, make_claim, cite) -> tuple[Source, Source]:
    """Two sources that give the same unusual figure, each on a claim of its own."""
    cite(make_claim("How many have arrived?"), "33,834", source=two[0])
    cite(make_claim("How many live there?"), "33,834 people", source=two[1])
    return two


def keep_text(source: Source, text: str, *, clutter: str = "") -> Document:
    whole = f"{clutter}{text}"
    document = Document.objects.create(
        sha256=hashlib.sha256(f"{source.pk} {whole}".encode()).hexdigest(),
        size=len(whole),
        media_type="text/plain",
        how="pasted",
        state="ready",
        text=whole,
    )
    if clutter:
        Paragraph.objects.create(document=document, number=1, start=0, end=len(clutter), is_clutter=True)
    Snapshot.objects.create(source=source, document=document, number=source.snapshots.count() + 1)
    SketchMark.objects.bulk_create(SketchMark(document=document, mark=mark) for mark in sketch_of(text))
    return document


def suggested(source: Source) -> list[tuple[Source, Way, list[Kind]]]:
    return [(link.other, link.way, [one.kind for one in link.evidence]) for link in suggested_links(source)]


def test_the_same_unusual_figure_on_any_claim_links_two_sources_and_the_earlier_one_is_drawn_on(
    linked_by_figure,
):
    table, article = linked_by_figure

    assert suggested(article) == [(table, Way.DRAWS_ON_IT, [Kind.FIGURE])]
    assert suggested(table) == [(article, Way.DRAWN_ON_BY_IT, [Kind.FIGURE])]


@pytest.mark.parametrize("figure", ["30,000", "about 35,000", "12"])
def test_a_round_figure_links_nobody(two, make_claim, cite, figure):
    for source in two:
        cite(make_claim(f"{source}?"), figure, source=source)

    assert suggested(two[0]) == []


def test_the_same_number_of_something_else_links_nobody(two, make_claim, cite):
    cite(make_claim("How many people?"), "33,834", source=two[0])
    cite(make_claim("How far?", unit="km"), "33,834", source=two[1])

    assert suggested(two[0]) == []


def test_a_figure_that_everybody_gives_links_nobody(linked_by_figure, make_claim, cite):
    claim = make_claim("How many?")
    for _number in range(6):
        cite(claim, "33,834")

    assert suggested(linked_by_figure[0]) == []


def test_a_withdrawn_figure_links_nobody(linked_by_figure):
    withdraw_citation(citation=linked_by_figure[0].citations.get(), because="misread", by=None)

    assert suggested(linked_by_figure[1]) == []


def test_the_same_quote_on_a_claim_links_two_sources_typography_aside(two, make_claim, cite):
    claim = make_claim()
    cite(claim, "33,834", source=two[0], quote=QUOTE)
    cite(claim, "33,834", source=two[1], quote="Officials: " + QUOTE.replace("“", '"').replace("’", "'"))

    ((other, _way, kinds),) = suggested(two[1])
    assert (other, kinds) == (two[0], [Kind.QUOTE, Kind.FIGURE])


def test_an_attribution_that_few_sources_credit_links_them_also_under_a_name_that_was_merged(
    two, make_claim, cite
):
    cite(make_claim("One?"), "10", source=two[0], attribution="Yoon")
    cite(make_claim("Another?"), "20", source=two[1], attribution="Yoon Yeo-sang")
    assert suggested(two[0]) == []

    merge("Yoon", "Yoon Yeo-sang")

    assert suggested(two[0]) == [(two[1], Way.DRAWN_ON_BY_IT, [Kind.ATTRIBUTION])]


def test_a_passage_in_both_stored_texts_links_two_sources(two):
    passage = " ".join(f"word{number}" for number in range(60))
    keep_text(two[0], f"A table. {passage}")
    keep_text(two[1], f"{passage} And more of its own.")

    assert suggested(two[1]) == [(two[0], Way.DRAWS_ON_IT, [Kind.PASSAGE])]


def test_site_clutter_links_nobody(two):
    clutter = " ".join(f"cookie{number}" for number in range(60)) + " "
    for number, source in enumerate(two):
        document = keep_text(source, " ".join(f"own{number}of{word}" for word in range(60)), clutter=clutter)
        SketchMark.objects.create(document=document, mark=1)

    assert suggested(two[0]) == []


def test_sources_that_are_linked_over_any_number_of_steps_are_not_suggested(linked_by_figure, make_source):
    table, article = linked_by_figure
    wire = make_source("Wire", derived_from=[table])
    draw_on(source=article, on=wire, by=None)

    assert suggested(article) == suggested(table) == []


def test_taking_a_suggestion_names_what_the_source_draws_on_with_history_and_counts_one_origin(
    two, make_claim, cite, contributor
):
    claim = make_claim()
    for source in two:
        cite(claim, "33,834", source=source)
    assert Claim.objects.get(pk=claim.pk).origin_count == 2

    draw_on(source=two[1], on=two[0], by=contributor)

    assert list(two[1].derived_from.all()) == [two[0]]
    assert two[1].history.latest().history_user == contributor
    assert Claim.objects.get(pk=claim.pk).origin_count == 1
    assert suggested(two[1]) == []


def test_taking_a_suggestion_leaves_what_else_the_source_draws_on(linked_by_figure, make_source):
    table, article = linked_by_figure
    wire = make_source("Wire")
    draw_on(source=article, on=wire, by=None)
    draw_on(source=article, on=table, by=None)

    assert set(article.derived_from.all()) == {wire, table}
    with pytest.raises(ChangedMeanwhileError, match="named already"):
        draw_on(source=article, on=table, by=None)


def test_a_circle_is_refused(linked_by_figure):
    table, article = linked_by_figure
    draw_on(source=article, on=table, by=None)

    with pytest.raises(CircularOriginError):
        draw_on(source=table, on=article, by=None)
    with pytest.raises(CircularOriginError):
        draw_on(source=table, on=table, by=None)


def test_what_was_turned_down_is_not_suggested_from_either_side_and_says_who_did_so(
    linked_by_figure, contributor
):
    table, article = linked_by_figure

    turn_down_link(source=article, other=table, by=contributor, because="A coincidence.")

    assert suggested(article) == suggested(table) == []
    (kept,) = TurnedDownLink.objects.of_source(table)
    assert (kept.by, kept.because, kept.other_than(table)) == (contributor, "A coincidence.", article)


def test_something_new_brings_a_suggestion_back_with_all_that_speaks_for_it(
    linked_by_figure, make_claim, cite, contributor
):
    table, article = linked_by_figure
    turn_down_link(source=article, other=table, by=contributor)

    for source in linked_by_figure:
        cite(make_claim(f"And {source}?"), "1,418", source=source)

    assert suggested(article) == [(table, Way.DRAWS_ON_IT, [Kind.FIGURE, Kind.FIGURE])]


def test_nothing_is_turned_down_that_is_not_suggested(two, contributor):
    with pytest.raises(ChangedMeanwhileError, match="Nothing is suggested"):
        turn_down_link(source=two[0], other=two[1], by=contributor)


def test_a_reason_that_cannot_be_kept_is_refused(linked_by_figure, contributor):
    with pytest.raises(InvalidInputError):
        turn_down_link(
            source=linked_by_figure[0], other=linked_by_figure[1], by=contributor, because="x" * 1_001
        )


def test_readers_neither_take_nor_turn_down(linked_by_figure, reader):
    for do in (
        lambda: draw_on(source=linked_by_figure[1], on=linked_by_figure[0], by=reader),
        lambda: turn_down_link(source=linked_by_figure[1], other=linked_by_figure[0], by=reader),
    ):
        with pytest.raises(NotPermittedError):
            do()


def test_what_was_turned_down_is_written_once(linked_by_figure, contributor):
    turn_down_link(source=linked_by_figure[1], other=linked_by_figure[0], by=contributor)

    with pytest.raises(IntegrityError), transaction.atomic():
        TurnedDownLink.objects.all().delete()


def test_finding_suggestions_costs_the_same_queries_among_three_sources_and_among_thirty(
    make_claim, make_source, cite
):
    def cost(others: int) -> int:
        mine = make_source(f"Mine of {others}")
        keep_text(mine, " ".join(f"own{others}word{number}" for number in range(60)))
        for number in range(others):
            claim = make_claim(f"How many of {others}, {number}?")
            for source in (mine, None):
                cite(claim, f"{others}{number:02}321", source=source, quote=QUOTE)
            cite(claim, "5", source=mine, attribution=f"Name {number} of {others}")
        with CaptureQueriesContext(connection) as queries:
            found = suggested_links(mine)
        assert found
        return len(queries)

    assert cost(3) == cost(30)


def test_words_that_many_quote_link_nobody(two, make_claim, cite):
    claim = make_claim()
    for source in (*two, *[None] * 6):
        cite(claim, "30,000", source=source, quote="about 30,000 people have fled from there so far")

    assert suggested(two[0]) == []
