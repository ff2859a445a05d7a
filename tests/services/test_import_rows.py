"""Rows of a file, each by itself and against the others and what is recorded."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.models import Citation, Claim, Discrepancy, Source, Step
from factcheck.services.citations import CitationWords, amend_citation, withdraw_citation
from factcheck.services.importing import BadRowsError
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict
from tests.services.files import row

pytestmark = pytest.mark.django_db


def test_a_file_without_references_adds_nothing_twice_and_a_changed_row_is_an_addition(bring):
    first, second = row(quote="so", credibility="2"), row(figure="2", attribution="A  Ministry")
    assert bring(first, second, second).added == 2
    again = bring(first, second)
    assert (again.added, again.changed, again.left) == (0, 0, 2)
    changed = bring(first, second | {"quote": "new words"})
    assert (changed.added, changed.left) == (1, 1)
    assert Citation.objects.count() == 3


def test_what_was_withdrawn_is_not_added_again(bring, contributor):
    bring(row())
    withdraw_citation(citation=Citation.objects.get(), because="misread", by=contributor)
    assert bring(row()).left == 1
    assert Citation.objects.count() == 1


def test_a_changed_row_is_one_change_one_version_and_one_comparison(bring, contributor):
    rows = [row(citation_ref=f"c{number}", figure=str(number + 10)) for number in range(4)]
    bring(*rows)
    histories = Citation.history.count(), Claim.history.count(), Source.history.count(), Step.objects.count()
    rows[1]["figure"] = "90"
    report = bring(*rows, by=contributor)
    assert (report.added, report.changed, report.left) == (0, 1, 3)
    assert report.claims_changed == report.sources_changed == 0
    changed = Citation.objects.get(ref="c1")
    assert (changed.version, changed.history.latest().history_user) == (2, contributor)
    assert (
        Citation.history.count(),
        Claim.history.count(),
        Source.history.count(),
        Step.objects.count(),
    ) == (histories[0] + 1, *histories[1:])


def test_an_unchanged_file_leaves_proposals_and_dates_alone(bring, reviewer):
    bring(row(citation_ref="c"))
    claim = Claim.objects.get()
    words = VerdictWords(answer="1", sentence="1.", basis="b", single_origin_reason="s")
    propose_verdict(claim=claim, words=words, by=reviewer)
    before = Claim.objects.values().get()
    bring(row(citation_ref="c"))
    assert Claim.objects.values().get() == before
    bring(row(citation_ref="c", figure="2"))
    assert Claim.objects.get().proposed_verdict is None


def test_a_file_changes_claims_and_sources_that_it_describes(bring, contributor):
    bring(row(citation_ref="c", topic="Flight"))
    report = bring(
        row(citation_ref="c", question="How many left?", topic="Exile", unit="soldier", publisher="Yonhap"),
        by=contributor,
    )
    assert (report.left, report.claims_changed, report.sources_changed) == (1, 1, 1)
    claim, source = Claim.objects.get(), Source.objects.get()
    assert (claim.question, claim.topic.name, claim.unit) == ("How many left?", "Exile", "soldier")
    assert (source.publisher, source.version, source.history.latest().history_user) == (
        "Yonhap",
        2,
        contributor,
    )


def test_columns_that_a_file_has_not_and_cells_it_cannot_do_without_leave_what_is_recorded(bring):
    bring(row(citation_ref="c", lives="level", publisher="Yonhap", as_of="2018"))
    short = {"citation_ref": "c", "claim_ref": "fled", "source_ref": "report", "figure": "about 30,000"}
    bring(short | {"as_of": "2018"})
    bring(short | {"as_of": "2018", "question": "", "lives": "", "answer_kind": "", "source_title": ""})
    claim, source = Claim.objects.get(), Source.objects.get()
    assert (claim.lives, claim.version, source.publisher, source.version) == ("level", 1, "Yonhap", 1)


def test_a_source_draws_on_one_that_stands_further_down_or_is_at_the_desk(bring, make_source, contributor):
    make_source("Agency", ref="agency")
    report = bring(
        row(source_ref="paper", source_title="Paper", derived_from="wire; agency"),
        row(source_ref="wire", source_title="Wire", derived_from="agency"),
        by=contributor,
    )
    assert report.added == 2
    paper = Source.objects.get(ref="paper")
    assert {source.ref for source in paper.derived_from.all()} == {"wire", "agency"}
    assert Claim.objects.get().origin_count == 1


def test_what_a_known_source_draws_on_is_changed_with_who_and_version(bring, contributor):
    rows = [
        row(citation_ref=ref, source_ref=ref, source_title=ref, derived_from="") for ref in ("wire", "paper")
    ]
    bring(*rows)
    assert Claim.objects.get().origin_count == 2
    rows[1]["derived_from"] = "wire"
    report = bring(*rows, by=contributor)
    paper = Source.objects.get(ref="paper")
    assert (report.sources_changed, paper.version, Claim.objects.get().origin_count) == (1, 2, 1)
    assert paper.history.latest().history_user == contributor
    history = Source.history.count()
    assert bring(*rows, by=contributor).sources_changed == 0
    assert Source.history.count() == history


def test_a_row_that_moves_a_citation_compares_both_claims(bring):
    bring(row(citation_ref="a", figure="1"), row(citation_ref="b", figure="2"))
    assert Discrepancy.objects.live().count() == 1
    bring(row(citation_ref="b", figure="2", claim_ref="other", question="Other?"))
    assert not Discrepancy.objects.live().exists()


def test_an_answer_stands_while_the_file_asks_the_same_and_lapses_with_another_question(
    bring, reviewer, approver
):
    bring(row(citation_ref="c"))
    words = VerdictWords(answer="1", sentence="1.", basis="b", single_origin_reason="s")
    verdict = propose_verdict(claim=Claim.objects.get(), words=words, by=reviewer)
    approve_verdict(verdict=verdict, by=approver)
    bring(row(citation_ref="c", topic="Flight"))
    assert Claim.objects.get().verdict == verdict
    bring(row(citation_ref="c", question="How many fled in all?"))
    assert Claim.objects.get().verdict is None
    assert [step.to_state for step in verdict.steps.order_by("pk")] == ["proposed", "approved", "lapsed"]


def test_amendments_by_hand_are_overwritten_only_by_rows_that_name_them(bring, contributor):
    bring(row())
    citation = Citation.objects.get()
    amend_citation(citation=citation, words=CitationWords(figure="31,000"), by=contributor)
    assert bring(row()).added == 1
    citation.refresh_from_db()
    assert citation.figure == "31,000"


def many(count, **changed):
    return [
        row(
            claim_ref=f"claim-{number // 4}",
            question=f"Question {number // 4}?",
            topic=f"Topic {number // 4 % 7}",
            source_ref=f"source-{number // 2}",
            source_title=f"Source {number // 2}",
            citation_ref=f"citation-{number}",
            figure=str(1_000 + number % 3),
            attribution=f"Body {number // 5}",
            derived_from="",
            **changed,
        )
        for number in range(count)
    ]


@pytest.mark.parametrize("again", [False, True], ids=["new rows", "rows known already"])
def test_queries_hardly_grow_with_the_rows(bring, again):
    def count(rows):
        if again:
            bring(*rows)
        with CaptureQueriesContext(connection) as queries:
            bring(*rows)
        return len(queries)

    at_200 = count(many(200))
    assert Discrepancy.objects.exists()
    other = [
        one | {"claim_ref": f"b{one['claim_ref']}", "citation_ref": f"b{one['citation_ref']}"}
        for one in many(400)
    ]
    assert (count(other) - at_200) / 200 < (0.1 if again else 3)


def test_two_thousand_rows_are_imported_and_then_left_alone(bring):
    rows = many(2_000, scope="men")
    for number, one in enumerate(rows):
        one["figure"] = str(number // 4)
    report = bring(*rows)
    assert (report.added, report.claims_added, report.sources_added) == (2_000, 500, 1_000)
    again = bring(*rows)
    assert (again.left, again.changed, again.flags) == (2_000, 0, [])


ALONE = {"claim_ref": "wells", "question": "How many wells are there?", "unit": "well"}


def test_a_row_of_a_claim_that_nobody_has_cited_records_the_claim_and_leaves_it_the_next_time(bring):
    report = bring(row(), ALONE)
    assert (report.rows, report.added, report.claims_added, report.refused) == (2, 1, 2, 0)
    assert Claim.objects.get(ref="wells").source_count == 0
    again = bring(row(), ALONE)
    assert (again.left, again.claims_added, again.refused) == (2, 0, 0)


@pytest.mark.parametrize(
    "said", [{"figure": "12"}, {"source_ref": "report"}, {"quote": "twelve of them"}, {"question": ""}]
)
def test_a_row_that_says_anything_beside_the_question_needs_a_source_and_a_figure(said, bring):
    with pytest.raises(BadRowsError):
        bring(row(), ALONE | said)
    assert not Claim.objects.exists()
