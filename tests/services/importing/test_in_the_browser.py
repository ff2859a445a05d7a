"""A file from somebody's spreadsheet: received, matched, checked, imported."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest

from factcheck.core.file_format import COLUMNS
from factcheck.core.roles import NotPermittedError
from factcheck.core.words import fold
from factcheck.models import (
    Citation,
    Claim,
    ColumnMatching,
    Discrepancy,
    Import,
    ImportFile,
    ImportState,
    Source,
)
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.importing import previewing
from factcheck.services.importing.committing import discard_import, match_again, start_import
from factcheck.services.importing.previewing import start_check
from factcheck.services.importing.receiving import match_columns, receive_import
from factcheck.services.importing.remembering import applied, keep_matching
from factcheck.services.importing.returning import returned_file
from factcheck.services.importing.undoing import undo_import

pytestmark = pytest.mark.django_db

QUESTION = "How many fled to the South?"
TABLE = f"""Question;Source title;Value;Link
{QUESTION};Café Ministry;about 30,000;https://a.example/1
{QUESTION};The Other Paper;about 60,000;https://a.example/2
{QUESTION};The Other Paper;;https://a.example/2
"""


def received(by, text=TABLE, name="rows.csv", encoding="cp1252") -> Import:
    return receive_import(name=name, content=text.encode(encoding), by=by)


def checked(by, text=TABLE, **said) -> Import:
    run = received(by, text, **said)
    start_check(run=run, by=by)
    run.refresh_from_db()
    assert run.state == ImportState.CHECKED, run.problem
    return run


def imported(by, text=TABLE, *, skip_bad=True) -> Import:
    run = checked(by, text)
    start_import(run=run, by=by, skip_bad=skip_bad)
    run.refresh_from_db()
    return run


def said_of(run: Import) -> tuple[object, ...]:
    """All that the page of an import says."""
    rows = run.outcomes.values_list("line", "fate", "claim", "source", "figure", "details")
    effects = run.effects.values_list("kind", "ref", "title", "details")
    return list(rows), sorted(effects, key=str), {name: count for name, count in run.counts.items() if count}


def test_a_file_of_other_names_is_recognised_and_matched(contributor):
    run = received(contributor)
    assert (run.encoding, run.separator) == ("cp1252", ";")
    assert run.columns == {
        "Question": "question",
        "Source title": "source_title",
        "Value": "figure",
        "Link": "url",
    }
    assert run.state == ImportState.RECEIVED


def test_a_check_says_what_would_happen_and_writes_nothing(contributor):
    run = checked(contributor)
    assert not any(model.objects.exists() for model in (Claim, Source, Citation, Discrepancy))
    assert [row.fate for row in run.outcomes.all()] == ["added", "added", "refused"]
    assert (run.counts["added"], run.counts["refused"], run.counts["opens"]) == (2, 1, 1)
    assert run.effects.get(kind="opens").title == QUESTION
    assert run.outcomes.get(fate="refused").details[0][0] == "Value"


def test_what_was_foreseen_is_what_is_done(contributor):
    run = checked(contributor)
    foreseen = said_of(run)
    start_import(run=run, by=contributor, skip_bad=True)
    run.refresh_from_db()
    assert run.state == ImportState.IMPORTED, run.problem
    assert said_of(run) == foreseen
    assert (Citation.objects.count(), Discrepancy.objects.count()) == (2, 1)


FORMAT = ("citation_ref", "claim_ref", "question", "lives", "source_ref", "source_title", "published",
          "derived_from", "figure", "as_of")  # fmt: skip


def in_our_format(*rows: dict[str, str]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, FORMAT, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def one(ref="", claim="a", source="s", figure="100", **said) -> dict[str, str]:
    return {
        "citation_ref": ref,
        "claim_ref": claim,
        "question": f"How many {claim}?",
        "source_ref": source,
        "source_title": source.title(),
        "figure": figure,
    } | said


BEFORE = [
    one("a-1", "a", "s", "100"),
    one("a-2", "a", "t", "100"),
    one("b-1", "b", "s", "200"),
    one("b-2", "b", "u", "900"),
    one("c-1", "c", "t", "5", lives="level", published="2019"),
    one("c-2", "c", "u", "50", lives="level", as_of="2020"),
    one("d-1", "d", "v", "7"),
    one("d-2", "d", "w", "8"),
]
AFTERWARDS = {
    "a row that is recorded already is left": [one("a-1", "a", "s", "100")],
    "a row without a reference that is recorded already is left": [one("", "a", "s", "100")],
    "an amended figure opens a discrepancy": [one("a-1", "a", "s", "700")],
    "an amended figure settles one": [one("b-2", "b", "u", "200")],
    "a citation moves to another claim, and both are compared": [one("b-2", "a", "u", "900")],
    "several citations leave one claim that the file does not name": [
        one("b-1", "a", "s", "200"),
        one("b-2", "d", "u", "900"),
    ],
    "a source's date is amended, and claims that are not in the file change": [
        one("a-2", "a", "t", "100", published="2020")
    ],
    "a source comes to draw on another": [
        one("d-1", "d", "v", "7", derived_from="w"),
        one("", "e", "w", "8"),
    ],
    "a question is amended": [one("a-1", "a", "s", "100", question="How many of them?")],
    "a new source draws on a new one": [
        one("", "e", "x", "1", derived_from="y"),
        one("", "f", "y", "2"),
        one("", "f", "x", "3", derived_from="y"),
    ],
    "two sources that draw on each other are refused": [
        one("", "e", "x", "1", derived_from="y"),
        one("", "f", "y", "2", derived_from="x"),
        one("", "g", "s", "3"),
    ],
    "a bad row takes its claim along, and the others are imported": [
        one("", "e", "x", "1"),
        one("", "f", "x", "1", lives="sometimes"),
        one("", "f", "", "1"),
        one("", "g", "new", "1", source_title=""),
        one("", "e", "s", "100"),
    ],
    "a row contradicts another": [one("", "e", "x", "1"), one("", "e", "s", "2", question="Which?")],
    "many new claims disagree": [
        one("", f"n{number // 2}", f"s{number}", str(10 * number + 1)) for number in range(12)
    ],
}


@pytest.mark.parametrize("rows", AFTERWARDS.values(), ids=AFTERWARDS)
@pytest.mark.parametrize("most", [1, 3, 1_000])
def test_a_check_in_parts_foresees_exactly_what_the_import_does(contributor, monkeypatch, rows, most):
    monkeypatch.setattr(previewing, "PART", most)
    imported(contributor, in_our_format(*BEFORE))
    before = [list(model.objects.order_by("pk").values()) for model in (Claim, Source, Citation, Discrepancy)]
    run = checked(contributor, in_our_format(*rows))
    after = [list(model.objects.order_by("pk").values()) for model in (Claim, Source, Citation, Discrepancy)]
    assert after == before
    foreseen = said_of(run)
    start_import(run=run, by=contributor, skip_bad=True)
    run.refresh_from_db()
    assert "differs" not in run.counts
    assert said_of(run) == foreseen


@pytest.mark.parametrize("rows", AFTERWARDS.values(), ids=AFTERWARDS)
def test_what_the_import_itself_would_have_said_is_what_the_check_said(contributor, rows):
    """The check's words are thrown away, so that the import writes its own."""
    imported(contributor, in_our_format(*BEFORE))
    run = checked(contributor, in_our_format(*rows))
    foreseen = said_of(run)
    run.outcomes.filter(fate__in=["added", "changed", "left"]).delete()
    start_import(run=run, by=contributor, skip_bad=True)
    run.refresh_from_db()
    run.counts.pop("differs")
    assert said_of(run) == foreseen


def test_references_are_built_of_question_and_title_and_stay_the_same(contributor):
    imported(contributor)
    assert list(Claim.objects.values_list("ref", flat=True)) == ["how-many-fled-to-the-south"]
    assert set(Source.objects.values_list("ref", flat=True)) == {"café-ministry", "the-other-paper"}
    again = checked(contributor)
    assert (again.counts["left"], again.counts["added"], again.counts["refused"]) == (2, 0, 1)


def test_a_question_that_the_desk_has_under_another_reference_is_found(contributor, make_claim, make_source):
    make_claim(QUESTION, ref="q1")
    make_source("The Other Paper", ref="p1")
    imported(contributor)
    assert set(Citation.objects.values_list("claim__ref", "source__ref")) == {
        ("q1", "café-ministry"),
        ("q1", "p1"),
    }


def test_a_reference_that_another_question_has_is_not_taken(contributor, make_claim):
    make_claim("Something else?", ref="how-many-fled-to-the-south")
    imported(contributor)
    assert Claim.objects.get(ref="how-many-fled-to-the-south").question == "Something else?"
    other = Claim.objects.exclude(ref="how-many-fled-to-the-south").get()
    assert other.ref.startswith("how-many-fled-to-the-south-")
    assert fold(other.question) == fold(QUESTION)


def test_two_reports_of_one_title_are_two_sources(contributor):
    text = f"Question,Source title,Published,Value\n{QUESTION},Report,2018,5\n{QUESTION},Report,2019,5\n"
    imported(contributor, text)
    assert set(Source.objects.values_list("ref", "published")) == {
        ("report-2018", "2018"),
        ("report-2019", "2019"),
    }


def test_a_row_without_question_or_title_says_so(contributor):
    run = checked(contributor, "Question,Source title,Value\n,Report,5\nHow many?,,5\n")
    assert [row.details[0][0] for row in run.outcomes.all()] == ["Question", "Source title"]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"Question": "question", "Source title": "source_title"}, "holds the figure"),
        ({"Value": "figure", "Source title": "source_title"}, "holds the question"),
        ({"Question": "question", "Value": "figure"}, "title of the source"),
        ({"Question": "figure", "Value": "figure", "Source title": "source_title"}, "Two columns"),
        ({"Question": "colour", "Value": "figure", "Source title": "source_title"}, "Two columns"),
    ],
)
def test_columns_without_which_nothing_can_be_recorded_are_asked_for(contributor, columns, said):
    with pytest.raises(InvalidInputError, match=said):
        match_columns(run=received(contributor), columns=columns, by=contributor)


def test_a_matching_is_remembered_by_the_names_of_the_columns(contributor):
    run = received(contributor, "Wen?,Wo?,Wert\nHow many?,Report,5\n")
    chosen = {"Wen?": "question", "Wo?": "source_title", "Wert": "figure"}
    match_columns(run=run, columns=chosen, by=contributor)
    again = received(contributor, "WERT,wo,wen\n6,Report,How many?\n")
    assert again.columns == {"WERT": "figure", "wo": "source_title", "wen": "question"}
    assert received(contributor, "Wert,Wo?\n6,Report\n").columns == {"Wert": "", "Wo?": ""}


def test_a_matching_is_kept_under_a_name_that_one_person_has(contributor, administrator):
    kept = keep_matching(name="Our sheet", columns={"Wert": "figure", "Wen?": "question"}, by=contributor)
    assert applied(kept, ["wert", "Other"]) == {"wert": "figure", "Other": ""}
    keep_matching(name="Our sheet", columns={"Wert": "quote"}, by=contributor)
    with pytest.raises(InvalidInputError, match="Choose another"):
        keep_matching(name="Our sheet", columns={"Wert": "scope"}, by=administrator)
    with pytest.raises(InvalidInputError, match="a name of at most"):
        keep_matching(name=" ", columns={}, by=contributor)
    assert ColumnMatching.objects.get(name="Our sheet").columns == {"Wert": "quote"}


def test_without_leave_to_skip_one_bad_row_stops_the_file(contributor):
    run = imported(contributor, skip_bad=False)
    assert (run.state, Citation.objects.count()) == (ImportState.REFUSED, 0)
    assert "1 of the rows" in run.problem
    match_again(run=run, by=contributor)
    run.refresh_from_db()
    assert run.state == ImportState.RECEIVED


def test_what_the_desk_learnt_since_the_check_is_counted_again(contributor):
    waiting = checked(contributor)
    imported(contributor, TABLE.replace("60,000", "60,001"))
    start_import(run=waiting, by=contributor, skip_bad=True)
    waiting.refresh_from_db()
    assert waiting.counts["differs"]
    assert (waiting.counts["added"], waiting.counts["left"]) == (1, 1)
    assert [row.fate for row in waiting.outcomes.all()] == ["left", "added", "refused"]


def test_an_import_of_the_browser_is_undone_as_a_whole(contributor):
    run = imported(contributor)
    undo_import(run=run, by=contributor)
    assert not any(model.objects.exists() for model in (Claim, Source, Citation, Discrepancy))
    assert imported(contributor).counts["added"] == 2


def test_a_file_is_discarded_and_its_name_stays_in_the_list(contributor):
    run = checked(contributor)
    discard_import(run=run, by=contributor)
    run.refresh_from_db()
    assert run.state == ImportState.DISCARDED
    assert not ImportFile.objects.exists()
    assert not run.outcomes.exists()
    with pytest.raises(ChangedMeanwhileError, match="discarded"):
        start_import(run=run, by=contributor)


@pytest.mark.parametrize("act", [start_check, start_import, discard_import, match_again])
def test_only_contributors_import(contributor, reader, act):
    run = checked(contributor)
    with pytest.raises(NotPermittedError):
        act(run=run, by=reader)
    with pytest.raises(NotPermittedError):
        received(reader)


HARMFUL = '=HYPERLINK("https://a.example")'


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("separator", [";", "\t", "|", ","])
def test_refused_rows_come_back_as_the_same_file_with_what_is_wrong(contributor, encoding, separator):
    rows = [
        ["Question", "Source title", "Value", "As of", "Notes"],
        [QUESTION, "Café", "5", "2019", "so"],
        [QUESTION, "“Café”", "6", "2019/13", HARMFUL],
    ]
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    run = checked(contributor, text.getvalue(), encoding=encoding)
    back = returned_file(run=run, all_rows=False, by=contributor)
    assert (back.name, back.media_type) == ("rows - what is wrong.csv", "text/csv")
    read = list(csv.reader(io.StringIO(back.content.decode(encoding), newline=""), delimiter=separator))
    assert read[0] == [*rows[0], "What is wrong"]
    assert read[1][:4] == rows[2][:4]
    assert read[1][4] == f"'{HARMFUL}"
    assert read[1][5].startswith("As of: ")
    everything = returned_file(run=run, all_rows=True, by=contributor)
    assert len(everything.content.decode(encoding).splitlines()) == 3
    again = receive_import(name="rows.csv", content=everything.content, by=contributor)
    assert (again.encoding, again.separator) == (run.encoding, run.separator)
    assert again.columns["What is wrong"] == ""


def test_refused_rows_of_a_workbook_come_back_as_a_workbook(contributor):
    book = openpyxl.Workbook()
    book.active.title = "Figures"
    book.active.append(["Question", "Source title", "Value", "As of"])
    book.active.append([QUESTION, "Report", 30000, "2019"])
    book.active.append([QUESTION, "+Paper", 0.5, "2019/13"])
    binary = io.BytesIO()
    book.save(binary)
    run = receive_import(name="rows.xlsx", content=binary.getvalue(), by=contributor)
    start_check(run=run, by=contributor)
    back = returned_file(run=run, all_rows=True, by=contributor)
    sheet = openpyxl.load_workbook(io.BytesIO(back.content)).active
    assert sheet.title == "Figures"
    header, first, second = sheet.iter_rows(values_only=True)
    assert header == ("Question", "Source title", "Value", "As of", "What is wrong")
    assert first == (QUESTION, "Report", 30000, 2019, None)
    assert second[4].startswith("As of: ")
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_the_product_s_own_format_is_matched_by_itself(contributor):
    run = received(contributor, ",".join(COLUMNS) + "\n" + ",".join("x" for _ in COLUMNS) + "\n")
    assert run.columns == {name: name for name in COLUMNS}
