"""Grades of sources: each is given for a reason and kept for ever; and who may say that a source is sensitive."""

from __future__ import annotations

import csv

import pytest
from django.db import IntegrityError, transaction

from factcheck.core.roles import NotPermittedError
from factcheck.exports.formats.tables import as_csv
from factcheck.exports.verified import verified_claims
from factcheck.models import Citation, Claim, Grading, Source
from factcheck.models.withholding import shown_to
from factcheck.services.citations import CitationWords, amend_citation
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.grading import grade_source
from factcheck.services.importing import BadRowsError, import_citations
from factcheck.services.ledger import check_history
from factcheck.services.sensitivity import mark_sensitive
from factcheck.services.sources import SourceWords, amend_source, record_source
from factcheck.services.verdicts import VerdictWords, approve_verdict, propose_verdict
from tests.exports.abouts import about_verified

pytestmark = pytest.mark.django_db


def grades(source: Source) -> list[tuple[str, str, str]]:
    return list(source.gradings.order_by("pk").values_list("was", "now", "why"))


def test_a_grade_is_given_for_a_reason_and_the_earlier_ones_stay(make_source, contributor, administrator):
    source = make_source("Report", reliability="B")
    grade_source(source=source, reliability="D", because="Two figures were made up.", by=administrator)
    grade_source(source=source, reliability="", because="Not to be judged by two.", by=contributor)
    assert grades(source) == [
        ("", "B", "Recorded"),
        ("B", "D", "Two figures were made up."),
        ("D", "", "Not to be judged by two."),
    ]
    assert [one.by for one in source.gradings.order_by("pk")] == [contributor, administrator, contributor]
    latest = source.history.first()
    assert (latest.reliability, latest.history_change_reason) == ("", "Graded: Not to be judged by two.")
    source.refresh_from_db()
    assert source.version == 3


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"because": " "}, "say why"),
        ({"because": "x" * 1_001}, "more than"),
        ({"reliability": "B"}, "this grade already"),
        ({"reliability": "Z"}, "from A to F"),
    ],
)
def test_a_grade_that_says_nothing_new_is_refused(asked, says, make_source, contributor):
    source = make_source("Report", reliability="B")
    with pytest.raises(InvalidInputError, match=says):
        grade_source(**({"source": source, "reliability": "C", "because": "x", "by": contributor} | asked))
    assert len(grades(source)) == 1


def test_whoever_looked_at_another_grade_looks_again(make_source, contributor):
    source = make_source("Report", reliability="B")
    grade_source(source=source, reliability="C", because="x", by=contributor, seen_version=1)
    with pytest.raises(ChangedMeanwhileError):
        grade_source(source=source, reliability="A", because="x", by=contributor, seen_version=1)


@pytest.mark.parametrize("role", ["reader", "reviewer", "approver", "stranger"])
def test_only_who_records_grades(role, make_source, request):
    with pytest.raises(NotPermittedError):
        grade_source(source=make_source(), reliability="A", because="x", by=request.getfixturevalue(role))


def test_amending_the_record_keeps_the_grade_that_comes_with_it(make_source, contributor):
    source = make_source("Report", reliability="B")
    amend_source(source=source, words=SourceWords(title="The report", reliability="B"), by=contributor)
    amend_source(source=source, words=SourceWords(title="The report", reliability="E"), by=contributor)
    assert grades(source) == [("", "B", "Recorded"), ("B", "E", "Amended")]


def test_a_file_keeps_the_grades_that_it_brings(tmp_path, contributor):
    path = tmp_path / "rows.csv"
    for grade in ("B", "B", "D"):
        rows = f"claim_ref,question,source_ref,source_title,reliability,figure\nq,How many?,s,Source,{grade},12\n"
        path.write_text(rows)
        import_citations(path=path, by=contributor)
    assert grades(Source.objects.get()) == [("", "B", "Imported"), ("B", "D", "Imported")]


def test_what_rests_on_low_grades_follows_the_grade(make_claim, make_source, cite, contributor):
    claim, source = make_claim(), make_source("Report", reliability="B")
    cite(claim, "12", source=source)
    assert list(Claim.objects.resting_on_low_grades()) == []
    grade_source(source=source, reliability="E", because="Made up.", by=contributor)
    assert list(Claim.objects.resting_on_low_grades()) == [claim]


@pytest.mark.parametrize(("was", "now", "why"), [("A", "A", "x"), ("A", "B", "")])
def test_the_database_keeps_no_grade_without_a_change_or_a_reason(was, now, why, make_source):
    source = make_source()
    with pytest.raises(IntegrityError), transaction.atomic():
        Grading.objects.create(source=source, was=was, now=now, why=why, at=source.recorded_at)


@pytest.mark.parametrize("role", ["contributor", "reviewer", "approver", "administrator"])
def test_whoever_works_here_says_that_a_source_is_sensitive(role, make_source, request):
    person = request.getfixturevalue(role)
    source = mark_sensitive(source=make_source(), is_sensitive=True, because="She asked.", by=person)
    latest = source.history.first()
    assert (latest.is_sensitive, latest.history_user) == (True, person)
    assert latest.history_change_reason == "Marked as sensitive: She asked."
    assert source.withheld_number >= 1_000


@pytest.mark.parametrize("role", ["reader", "stranger"])
def test_nobody_else_does(role, make_source, request):
    with pytest.raises(NotPermittedError):
        mark_sensitive(source=make_source(), is_sensitive=True, because="x", by=request.getfixturevalue(role))


def test_a_source_is_marked_once_and_for_a_reason(make_source, contributor):
    source = make_source()
    with pytest.raises(InvalidInputError, match="say why"):
        mark_sensitive(source=source, is_sensitive=True, because="", by=contributor)
    with pytest.raises(ChangedMeanwhileError, match="not marked"):
        mark_sensitive(source=source, is_sensitive=False, because="x", by=contributor)
    mark_sensitive(source=source, is_sensitive=True, because="x", by=contributor)
    with pytest.raises(ChangedMeanwhileError, match="already"):
        mark_sensitive(source=source, is_sensitive=True, because="x", by=contributor)


def test_no_source_takes_the_reference_that_stands_for_a_withheld_one(contributor):
    with pytest.raises(InvalidInputError, match="stands for a source"):
        record_source(words=SourceWords(title="Withheld 1234"), by=contributor)
    with pytest.raises(InvalidInputError, match="stands for a source"):
        record_source(words=SourceWords(title="Report"), ref="withheld-7", by=contributor)


def test_the_ledger_is_whole_for_a_reader_though_the_name_is_taken_out_of_what_it_says(
    disputed, contributor, reader
):
    source = disputed.citations.first().source
    mark_sensitive(source=source, is_sensitive=True, because="x", by=contributor)
    with shown_to(lambda: reader):
        assert source.title not in disputed.discrepancies.get().steps.last().why
        assert check_history(by=reader).is_whole


# A file that comes back


@pytest.fixture
def verified(make_claim, make_source, cite, reviewer, approver, contributor) -> Claim:
    """A verified claim with a sensitive source, one that draws on it, and one that credits its author."""
    claim = make_claim("How many came?", ref="came")
    letter = make_source("Letter", author="Ann Onymous", published="2018-01-02", ref="letter")
    cite(claim, "12", source=letter, quote="Ann Onymous saw 12 of them.", locator="page 3")
    cite(claim, "12", source=make_source("Article", derived_from=[letter], ref="article"))
    cite(claim, "12", source=make_source("Blog", ref="blog"), attribution="Ann Onymous")
    mark_sensitive(source=letter, is_sensitive=True, because="She asked.", by=contributor)
    words = VerdictWords(answer="12", sentence="Twelve came.", basis="All.", single_origin_reason="x")
    approve_verdict(verdict=propose_verdict(claim=claim, words=words, by=reviewer), by=approver)
    return claim


def exported(tmp_path) -> tuple:
    path = tmp_path / "verified.csv"
    path.write_text(
        "".join(as_csv(verified_claims(by=None), about_verified(by=None))), encoding="utf-8", newline=""
    )
    with path.open(encoding="utf-8", newline="") as file:
        return path, list(csv.DictReader(file))


def write(path, rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def test_an_export_says_withheld_in_every_field_that_would_tell(verified, tmp_path):
    _path, rows = exported(tmp_path)
    number = Source.objects.get(ref="letter").withheld_number
    letter = next(row for row in rows if row["source_ref"] == f"withheld-{number}")
    assert {
        name: letter[name]
        for name in ("source_title", "author", "published", "url", "derived_from", "locator")
    } == {
        "source_title": f"Withheld source {number}",
        "author": "withheld",
        "published": "withheld",
        "url": "withheld",
        "derived_from": "withheld",
        "locator": "withheld",
    }
    assert letter["quote"] == f"Withheld source {number} saw 12 of them."
    others = {row["source_ref"]: row for row in rows}
    assert others["article"]["derived_from"] == f"withheld-{number}"
    assert others["blog"]["attribution"] == f"Withheld source {number}"


def test_an_export_that_comes_back_changes_nothing(verified, tmp_path, contributor):
    path, _rows = exported(tmp_path)
    before = [list(model.objects.order_by("pk").values()) for model in (Source, Citation)]
    report = import_citations(path=path, by=contributor)
    assert (report.rows, report.left, report.added, report.changed, report.sources_added) == (3, 3, 0, 0, 0)
    assert [list(model.objects.order_by("pk").values()) for model in (Source, Citation)] == before
    assert set(Source.objects.get(ref="article").derived_from.values_list("ref", flat=True)) == {"letter"}


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"figure": "13"}, "Amend the citation at the desk"),
        ({"citation_ref": ""}, "Record the citation at the desk"),
        ({"citation_ref": "other"}, "Record the citation at the desk"),
        ({"source_ref": "withheld-1"}, "Amend the citation at the desk"),
    ],
)
def test_a_row_without_the_identity_of_its_source_makes_no_source(
    changed, says, verified, tmp_path, contributor
):
    path, rows = exported(tmp_path)
    letter = next(row for row in rows if row["source_ref"].startswith("withheld"))
    write(path, [letter | changed])
    with pytest.raises(BadRowsError) as refused:
        import_citations(path=path, by=contributor)
    assert says in str(refused.value.problems[0])
    assert Source.objects.count() == 3


def test_what_was_amended_since_the_export_is_not_put_back(verified, tmp_path, contributor):
    path, _rows = exported(tmp_path)
    citation = Citation.objects.get(source__ref="letter")
    amend_citation(citation=citation, words=CitationWords(figure="14"), by=contributor)
    with pytest.raises(BadRowsError):
        import_citations(path=path, by=contributor)
    assert Citation.objects.get(pk=citation.pk).figure == "14"
