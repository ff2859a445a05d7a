"""Bad rows of a file: told by line and column, and nothing of them saved."""

from __future__ import annotations

import pytest

from factcheck.models import Attribution, Citation, Claim, Discrepancy, Source, Topic
from tests.services.files import problems_of, row, write_csv

pytestmark = pytest.mark.django_db


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


def test_sources_of_a_file_do_not_draw_on_each_other_in_a_circle(tmp_path):
    rows = [
        row(source_ref="a", source_title="A", derived_from="c"),
        row(source_ref="b", source_title="B", derived_from="a"),
        row(source_ref="c", source_title="C", derived_from="b"),
    ]
    (line, column), *more = problems_of(write_csv(tmp_path / "a.csv", rows))
    assert (column, more) == ("derived_from", [])
    assert line in {2, 3, 4}
