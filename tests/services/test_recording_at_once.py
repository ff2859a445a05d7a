"""Two who record at once: nothing is lost, and nobody waits for ever."""

# ruff: noqa: B023 -- every act of a round is over before the next round begins

from __future__ import annotations

import pytest

from factcheck.models import Citation, Claim, Discrepancy, Source
from factcheck.services.citations import CitationWords, amend_citation, record_citation, withdraw_citation
from factcheck.services.claims import ClaimWords, amend_claim, record_claim
from factcheck.services.importing import import_citations
from factcheck.services.sources import SourceWords, amend_source
from tests.services.at_once import ROUNDS, at_once, told
from tests.services.desk_work import flag_on
from tests.services.files import row, write_csv

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.xdist_group("two at once"),
]


def test_two_amend_the_same_citation(disputed, contributor, administrator):
    citation = disputed.citations.last()
    for number in range(ROUNDS):
        seen = Citation.objects.get(pk=citation.pk).version
        lost = told(
            at_once(
                *(
                    lambda by=by, figure=figure: amend_citation(
                        citation=citation, words=CitationWords(figure=figure), by=by, seen_version=seen
                    )
                    for by, figure in ((contributor, f"4{number},000"), (administrator, f"5{number},000"))
                )
            )
        )
        assert len(lost) == 1
        assert "changed this citation meanwhile" in lost[0]
        assert Citation.objects.get(pk=citation.pk).version == seen + 1


def test_many_record_on_one_claim(disputed, contributor):
    sources = list(Source.objects.all())
    outcomes = at_once(
        *(
            lambda number=number: record_citation(
                claim=disputed,
                source=sources[number % 2],
                words=CitationWords(figure=f"{number}0,000", attribution="One Ministry"),
                by=contributor,
            )
            for number in range(5, 10)
        )
    )
    assert told(outcomes) == []
    assert Citation.objects.count() == 7
    assert Discrepancy.objects.count() == 1
    assert flag_on(disputed).member_count == 7


def test_a_claim_a_source_and_a_citation_are_amended_at_once(disputed, contributor):
    citation = disputed.citations.last()
    source = citation.source
    for number in range(ROUNDS):
        outcomes = at_once(
            lambda: amend_claim(
                claim=disputed,
                words=ClaimWords(question="Who?", unit="person" if number % 2 else "soldier"),
                by=contributor,
            ),
            lambda: amend_source(
                source=source, words=SourceWords(title="S", published=f"201{number}"), by=contributor
            ),
            lambda: amend_citation(
                citation=citation, words=CitationWords(figure=f"4{number},000"), by=contributor
            ),
            lambda: record_citation(
                claim=disputed, source=source, words=CitationWords(figure="30,000"), by=contributor
            ),
        )
        assert told(outcomes) == []
    assert Claim.objects.get().version == 1 + ROUNDS
    assert Citation.objects.count() == 2 + ROUNDS


def test_two_citations_change_places_between_two_claims(make_claim, cite, contributor):
    one, other = make_claim("One?"), make_claim("Other?")
    for _round in range(ROUNDS):
        here, there = cite(one, "1"), cite(other, "2")
        outcomes = at_once(
            lambda: amend_citation(
                citation=here, words=CitationWords(figure="1"), claim=other, by=contributor
            ),
            lambda: amend_citation(
                citation=there, words=CitationWords(figure="2"), claim=one, by=contributor
            ),
        )
        assert told(outcomes) == []
    one.refresh_from_db()
    assert one.citations.count() == ROUNDS


def test_two_withdraw_the_same_citation(disputed, contributor, administrator):
    citation = disputed.citations.last()
    lost = told(
        at_once(
            *(
                lambda by=by: withdraw_citation(citation=citation, because="misread", by=by)
                for by in (contributor, administrator)
            )
        )
    )
    assert lost == ["This citation has been withdrawn already."]


def test_two_ask_the_same_question(contributor, administrator):
    outcomes = at_once(
        *(
            lambda by=by: record_claim(words=ClaimWords(question="How many?", topic="Flight"), by=by)
            for by in (contributor, administrator)
        )
    )
    assert len(told(outcomes)) + Claim.objects.count() == 2
    assert Claim.objects.exists()


def test_two_sources_cannot_come_to_draw_on_each_other(make_source, contributor):
    left, right = make_source("Left"), make_source("Right")
    lost = told(
        at_once(
            *(
                lambda here=here, there=there: amend_source(
                    source=here, words=SourceWords(title=here.title), derived_from=[there], by=contributor
                )
                for here, there in ((left, right), (right, left))
            )
        )
    )
    assert lost == ["A source cannot be derived from itself, not even over other sources."]


def test_two_import_the_same_file(tmp_path, contributor, administrator):
    rows = [
        row(citation_ref=f"c{number}", claim_ref=f"q{number % 3}", source_ref=f"s{number % 2}")
        for number in range(12)
    ]
    path = write_csv(tmp_path / "a.csv", rows)
    outcomes = at_once(
        *(lambda by=by: import_citations(path=path, by=by) for by in (contributor, administrator))
    )
    told(outcomes)
    assert (Citation.objects.count(), Claim.objects.count(), Source.objects.count()) == (12, 3, 2)
