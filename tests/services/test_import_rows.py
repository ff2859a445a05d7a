"""Rows of a file, each by itself and against the others and what is recorded."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.models import Attribution, Citation, Claim, Discrepancy, Source, Step, Topic
from factcheck.services.citations import CitationWords, amend_citation, withdraw_citation
from factcheck.services.importing import import_citations
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict
from tests.services.files import problems_of, row, write_csv

pytestmark = pytest.mark.django_db


@pytest.fixture
def bring(tmp_path):
    """Import rows from a file."""

    def bring(*rows, skip_bad=False, by=None, columns=None):
        path = write_csv(tmp_path / "rows.csv", rows, columns=columns)
        return import_citations(path=path, by=by, skip_bad=skip_bad)

    return bring


BAD_ROWS = [
    ("no claim", {"claim_ref": ""}, "claim_ref"),
    ("no source", {"source_ref": " "}, "source_ref"),
    ("no figure", {"figure": ""}, "figure"),
    ("no question for a new claim", {"claim_ref": "new", "question": ""}, "question"),
    ("no title for a new source", {"source_ref": "new", "source_title": ""}, "source_title"),
    ("a reference with spaces", {"claim_ref": "two words"}, "claim_ref"),
    ("a long reference", {"citation_ref": "x" * 121}, "citation_ref"),
    ("a null character in a topic", {"claim_ref": "new", "topic": "a\x00b"}, "topic"),
    ("a null character in a title", {"source_ref": "new", "source_title": "a\x00b"}, "source_title"),
    ("a null character in a figure", {"figure": "3\x000"}, "figure"),
    ("a null character in derived from", {"source_ref": "new", "derived_from": "a\x00b"}, "derived_from"),
    ("a long topic", {"claim_ref": "new", "topic": "x" * 121}, "topic"),
    ("a long unit", {"claim_ref": "new", "unit": "x" * 61}, "unit"),
    ("a long figure", {"figure": "9" * 501}, "figure"),
    ("a long quote", {"quote": "x" * 5_001}, "quote"),
    ("a long scope", {"scope": "x" * 301}, "scope"),
    ("a long attribution", {"attribution": "x" * 301}, "attribution"),
    ("a long title", {"source_ref": "new", "source_title": "x" * 501}, "source_title"),
    ("the thirteenth month", {"as_of": "2018-13"}, "as_of"),
    ("a period the wrong way round", {"as_of": "2024/2016"}, "as_of"),
    ("a publication on no day", {"source_ref": "new", "published": "2018-02-30"}, "published"),
    ("an unknown kind of answer", {"claim_ref": "new", "answer_kind": "number"}, "answer_kind"),
    ("an unknown life", {"claim_ref": "new", "lives": "forever"}, "lives"),
    (
        "a date that moves",
        {"claim_ref": "new", "answer_kind": "date", "lives": "level"},
        "lives",
    ),
    ("an unknown kind of source", {"source_ref": "new", "kind": "tabloid"}, "kind"),
    ("an address that is none", {"source_ref": "new", "url": "nowhere"}, "url"),
    ("an unknown reliability", {"source_ref": "new", "reliability": "G"}, "reliability"),
    ("an unknown credibility", {"credibility": "7"}, "credibility"),
    ("an unknown parent", {"source_ref": "new", "derived_from": "nobody"}, "derived_from"),
    ("a source that draws on itself", {"source_ref": "new", "derived_from": "new"}, "derived_from"),
    ("another question for the same claim", {"question": "How many came?"}, "question"),
    ("another title for the same source", {"source_title": "Other"}, "source_title"),
]


@pytest.mark.parametrize(("what", "changed", "column"), BAD_ROWS, ids=[bad[0] for bad in BAD_ROWS])
def test_a_bad_row_is_told_by_line_and_column_and_nothing_is_saved(tmp_path, what, changed, column):
    rows = [row(), row(figure="2"), row(**{"topic": "New topic", "attribution": "New body", **changed})]
    path = write_csv(tmp_path / "a.csv", rows)
    assert set(problems_of(path)) == {(4, column)}
    for table in (Claim, Source, Citation, Topic, Attribution, Discrepancy, Citation.history):
        assert not (table.objects if hasattr(table, "objects") else table).exists()


@pytest.mark.parametrize(("what", "changed", "column"), BAD_ROWS, ids=[bad[0] for bad in BAD_ROWS])
def test_where_asked_the_others_are_saved_and_nothing_of_the_bad_row(bring, what, changed, column):
    bad = row(**{"topic": "New topic", "attribution": "New body", **changed})
    report = bring(row(), bad, row(figure="2"), skip_bad=True)
    assert (report.rows, report.added, report.skipped) == (3, 2, 1)
    assert [(problem.line, problem.column) for problem in report.problems] == [(3, column)]
    assert (Claim.objects.count(), Source.objects.count(), Citation.objects.count()) == (1, 1, 2)
    assert not Attribution.objects.exists()
    assert not Topic.objects.exists()


def test_every_problem_of_a_file_is_told_at_once(tmp_path):
    rows = [
        row(figure=""),
        row(as_of="2018-13", credibility="9"),
        row(source_ref="b", source_title=""),
        row(claim_ref="c", question=""),
    ]
    assert problems_of(write_csv(tmp_path / "a.csv", rows)) == [
        (2, "figure"),
        (3, "as_of"),
        (3, "credibility"),
        (4, "source_title"),
        (5, "question"),
    ]


def test_a_contradiction_names_the_line_that_said_otherwise(tmp_path, bring):
    rows = [row(), row(publisher="Yonhap"), row(publisher="Reuters")]
    report = bring(*rows, skip_bad=True)
    assert [str(problem) for problem in report.problems] == [
        "line 4, column publisher: report has “Reuters” here and “Yonhap” on line 3."
    ]


def test_only_the_row_with_the_bad_cell_is_left_out_not_its_neighbours(bring):
    rows = [row(published=""), row(figure="2", published="2018-13"), row(figure="3", published="")]
    report = bring(*rows, skip_bad=True)
    assert (report.added, [problem.line for problem in report.problems]) == (2, [3])
    assert Source.objects.get().published == ""


def test_a_reference_that_stands_twice_is_a_bad_row(tmp_path):
    path = write_csv(tmp_path / "a.csv", [row(citation_ref="c"), row(citation_ref="c", figure="2")])
    assert problems_of(path) == [(3, "citation_ref")]


def test_a_row_with_more_cells_than_columns_is_a_bad_row(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("claim_ref,question,source_ref,source_title,figure\nfled,Q?,r,R,5,surplus\n")
    assert problems_of(path) == [(2, "")]


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


def test_sources_of_a_file_do_not_draw_on_each_other_in_a_circle(tmp_path):
    rows = [
        row(source_ref="a", source_title="A", derived_from="c"),
        row(source_ref="b", source_title="B", derived_from="a"),
        row(source_ref="c", source_title="C", derived_from="b"),
    ]
    (line, column), *more = problems_of(write_csv(tmp_path / "a.csv", rows))
    assert (column, more) == ("derived_from", [])
    assert line in {2, 3, 4}


def test_a_row_that_moves_a_citation_compares_both_claims(bring):
    bring(row(citation_ref="a", figure="1"), row(citation_ref="b", figure="2"))
    assert Discrepancy.objects.live().count() == 1
    bring(row(citation_ref="b", figure="2", claim_ref="other", question="Other?"))
    assert not Discrepancy.objects.live().exists()


def test_a_verdict_in_force_stays_in_force_where_the_file_changes_the_question(bring, reviewer, approver):
    bring(row(citation_ref="c"))
    words = VerdictWords(answer="1", sentence="1.", basis="b", single_origin_reason="s")
    verdict = propose_verdict(claim=Claim.objects.get(), words=words, by=reviewer)
    approve_verdict(verdict=verdict, by=approver)
    bring(row(citation_ref="c", question="How many fled in all?"))
    assert Claim.objects.get().verdict == verdict


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
