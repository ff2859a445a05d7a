"""Files as a whole: what is a table of citations and what is none."""

from __future__ import annotations

import datetime as dt
import zipfile

import openpyxl
import pytest

from factcheck.core.file_format import COLUMNS
from factcheck.models import Citation, Claim, Source
from factcheck.services.importing import UnreadableFileError, import_citations
from tests.services.files import problems_of, row, write_csv, write_xlsx

pytestmark = pytest.mark.django_db


def imported(path):
    return import_citations(path=path, by=None)


def refusal(path) -> str:
    with pytest.raises(UnreadableFileError) as refused:
        imported(path)
    assert not Claim.objects.exists()
    return str(refused.value)


def test_columns_come_in_any_order(tmp_path):
    path = write_csv(tmp_path / "a.csv", [row(quote="so")], columns=sorted({*row(), "quote"}, reverse=True))
    assert imported(path).added == 1
    assert Citation.objects.get().quote == "so"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_separators_and_byte_order_marks_are_found_out(tmp_path, separator, encoding):
    path = write_csv(tmp_path / "a.csv", [row()], separator=separator, encoding=encoding)
    assert imported(path).added == 1
    assert Citation.objects.get().figure == "about 30,000"


def test_blank_lines_before_the_header_and_between_rows_are_passed_over(tmp_path):
    path = write_csv(tmp_path / "a.csv", [row(), row(figure="1"), row(figure="")], separator=";")
    lines = path.read_text().splitlines()
    path.write_text("\n\n" + "\n\n".join(lines))
    assert problems_of(path) == [(9, "figure")]


def test_header_names_are_taken_with_spaces_and_capitals(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Claim ref, QUESTION ,Source Ref,source title,Figure\nfled,How many?,r,Report,5\n")
    assert imported(path).added == 1


def test_unknown_columns_are_reported_and_the_rest_is_imported(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("claim_ref,question,colour,source_ref,source_title,figure,\nfled,Q?,red,r,R,5,\n")
    report = imported(path)
    assert (report.added, report.unknown_columns) == (1, ["colour"])


@pytest.mark.parametrize("missing", ["claim_ref", "source_ref", "figure"])
def test_a_needed_column_that_is_missing_is_named(tmp_path, missing):
    columns = [name for name in row() if name != missing]
    path = write_csv(tmp_path / "a.csv", [{name: row()[name] for name in columns}], columns=columns)
    assert f"has no column {missing}." in refusal(path)


def test_a_column_that_stands_twice_is_named(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("claim_ref,source_ref,figure,Figure\nfled,r,5,6\n")
    assert refusal(path) == "a.csv has the column figure more than once."


JUNK = [
    ("an empty file", b"", "is empty"),
    ("only blank lines", b"\n\n  \n", "is empty"),
    (
        "another encoding",
        "claim_ref,source_ref,figure\nfled,r,5\nü,r,5\n".encode("latin-1"),
        "not UTF-8: line 3",
    ),
    ("UTF-16", "claim_ref,source_ref,figure\n".encode("utf-16"), "not UTF-8: line 1"),
    ("binary junk", bytes(range(256)) * 40, "not UTF-8"),
    ("null characters", b"\x00" * 4_000, "has no column"),
    ("an open quotation mark", b'claim_ref,source_ref,figure\nfled,r,"5\nfled,r,6\n', "after line 1"),
    ("text after a quotation mark", b'claim_ref,source_ref,figure\nfled,r,5\nfled,r,"5"x\n', "after line 2"),
    ("a huge cell", b"claim_ref,source_ref,figure\nfled,r," + b"5" * 200_000, "field larger than"),
    ("a huge header", b"c" * 300_000, "field larger than"),
    ("an archive that is none", b"PK\x03\x04" + b"junk" * 100, "not a spreadsheet that can be read"),
]


@pytest.mark.parametrize(("what", "content", "sentence"), JUNK, ids=[junk[0] for junk in JUNK])
def test_what_is_no_table_is_refused_in_a_sentence(tmp_path, what, content, sentence):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert sentence in refusal(path)


def test_a_file_that_is_not_there_or_a_folder_is_refused_in_a_sentence(tmp_path):
    assert "cannot be opened" in refusal(tmp_path / "nowhere.csv")
    assert "cannot be opened" in refusal(tmp_path)


def test_a_header_alone_is_a_file_without_rows(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(",".join(COLUMNS))
    report = imported(path)
    assert (report.rows, report.added, report.skipped) == (0, 0, 0)


def test_lines_are_counted_as_an_editor_counts_them(tmp_path):
    rows = [
        row(quote="first\nsecond\r\nthird"),
        row(figure=""),
        row(figure="2", quote="a\nb"),
        row(figure=""),
    ]
    assert problems_of(write_csv(tmp_path / "a.csv", rows)) == [(5, "figure"), (8, "figure")]


def test_a_quoted_line_break_stays_in_the_quote(tmp_path):
    imported(write_csv(tmp_path / "a.csv", [row(quote="first\nsecond")]))
    assert Citation.objects.get().quote == "first\nsecond"


def test_typed_cells_of_a_spreadsheet_are_read_as_somebody_would_have_typed_them(tmp_path):
    path = write_xlsx(
        tmp_path / "a.xlsx",
        [
            row(
                figure=30_000,
                as_of=2018,
                published=dt.date(2018, 1, 24),
                credibility=2,
                locator=1.5,
                quote=True,
            ),
            row(figure=0.1, as_of=dt.datetime(2019, 5, 1)),  # noqa: DTZ001 -- a spreadsheet knows no zones,
        ],
    )
    assert imported(path).added == 2
    first, second = Citation.objects.all()
    assert (first.figure, first.as_of, first.credibility, first.locator) == ("30000", "2018", 2, "1.5")
    assert first.quote in {"True", "TRUE"}
    assert (second.figure, second.as_of) == ("0.1", "2019-05-01")
    assert Source.objects.get().published == "2018-01-24"


def test_a_spreadsheet_is_imported_once_like_any_other_file(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", [row(citation_ref="c1"), row(citation_ref="c2", figure="9")])
    assert imported(path).added == 2
    again = imported(path)
    assert (again.added, again.changed, again.left) == (0, 0, 2)


def test_rows_of_a_spreadsheet_are_numbered_as_the_spreadsheet_numbers_them(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for number, cells in {
        3: list(row()),
        4: list(row().values()),
        6: ["fled", "Q?", "", "r", "R", ""],
    }.items():
        for column, cell in enumerate(cells, 2):
            sheet.cell(number, column, cell or None)
    book.save(tmp_path / "a.xlsx")
    assert (6, "figure") in problems_of(tmp_path / "a.xlsx")


def test_a_formula_that_was_never_computed_is_a_missing_figure(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", [row(), row(figure="=1+1")])
    assert problems_of(path) == [(3, "figure")]


@pytest.mark.parametrize("size", [30, 1_000, 3_000])
def test_a_truncated_spreadsheet_is_refused_in_a_sentence(tmp_path, size):
    path = write_xlsx(tmp_path / "a.xlsx", [row()])
    path.write_bytes(path.read_bytes()[:size])
    assert "not a spreadsheet that can be read" in refusal(path)


def test_an_archive_that_is_no_spreadsheet_is_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert "not an XLSX file" in refusal(path)


def test_a_spreadsheet_with_broken_insides_is_refused_in_a_sentence(tmp_path):
    whole = write_xlsx(tmp_path / "whole.xlsx", [row()])
    with zipfile.ZipFile(whole) as archive, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as broken:
        for entry in archive.infolist():
            content = archive.read(entry)
            broken.writestr(entry, content[: len(content) // 2] if "sheet1" in entry.filename else content)
    assert "a.xlsx" in refusal(tmp_path / "a.xlsx")


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(80 * 2**20))
    assert path.stat().st_size < 200_000
    assert "unpacks to more than can be read" in refusal(path)


def test_a_cell_far_out_is_refused_before_it_takes_all_memory(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", [row()])
    book = openpyxl.load_workbook(path)
    book.active["XFD1048576"] = "here"
    book.save(path)
    assert "a cell as far out as XFD1048576" in refusal(path)


def test_a_huge_cell_of_a_spreadsheet_is_one_bad_row(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", [row(quote="x" * 32_767), row(figure="9" * 600)])
    assert problems_of(path) == [(2, "quote"), (3, "figure")]
