"""Each kind of table as it goes out of a small desk, held to a golden file and read back by other people's libraries.

Write the golden files anew with GOLDEN=write.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from factcheck.exports.exporting import export_list
from factcheck.exports.formats import FORMATS, FORMATS_OF
from factcheck.exports.formats.cell_xml import MAX_CHARACTERS
from factcheck.exports.rows import CHANGE_COLUMNS, TABLE_COLUMNS
from factcheck.exports.verified import verified_claims
from factcheck.models import Citation, Claim, ExportedList
from factcheck.services.importing import import_citations
from tests.exports.small_desk import ABOUT, settled

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).parent / "golden" / "tables"
TABLES = ("csv", "json", "jsonl", "xlsx")


def exported(listed: ExportedList, name: str) -> bytes:
    return b"".join(export_list(by=None, listed=listed, file_format=name).pieces)


def cells_of(workbook: bytes) -> str:
    """Every cell of a workbook, line by line, with its kind where it is no text."""
    book = load_workbook(io.BytesIO(workbook))
    lines = []
    for sheet in book.worksheets:
        lines.append(f"# {sheet.title}, frozen at {sheet.freeze_panes}, filtered {sheet.auto_filter.ref}")
        for row in sheet.iter_rows():
            cells = [cell for cell in row if cell.value is not None]
            said = (f"{cell.coordinate} {type(cell.value).__name__} {cell.value!r}" for cell in cells)
            lines += said
    return "\n".join(lines) + "\n"


def without_days(text: str) -> str:
    """Without the moments, numbers and made-up keys that differ from run to run."""
    text = settled(text)
    text = re.sub(r"datetime\.datetime\(20(?!18|19|17|16)\d\d,[^)]*\)", "MOMENT", text)
    text = re.sub(r'"export": \d+', '"export": 1', text)
    text = re.sub(r"(?m)^(B\d+ int) \d+$", r"\1 N", text)
    if "# Discrepancies" in text:
        text = re.sub(r"(?m)^(A\d+ int) \d+$", r"\1 N", text)
    return re.sub(r'(?m)^("?)\d+(?=,[a-g]-)', r"\1N", re.sub(r'"discrepancy": \d+', '"discrepancy": 1', text))


@pytest.mark.parametrize("listed", list(ExportedList))
@pytest.mark.parametrize("name", TABLES)
def test_a_list_goes_out_as_it_always_did(listed, name, small_desk):
    made = exported(listed, name)
    text = without_days(cells_of(made) if name == "xlsx" else made.decode())
    golden = GOLDEN / f"{listed.value}.{name}{'.txt' if name == 'xlsx' else ''}"
    if os.environ.get("GOLDEN") == "write":
        golden.write_bytes(text.encode())
    assert text == golden.read_bytes().decode()


@pytest.mark.parametrize("listed", list(ExportedList))
def test_every_kind_of_table_holds_the_same_rows(listed, small_desk):
    rows = list(csv.DictReader(io.StringIO(exported(listed, "csv").decode(), newline="")))
    whole = json.loads(exported(listed, "json"))
    manifest, *lines = map(json.loads, exported(listed, "jsonl").decode().splitlines())
    book = load_workbook(io.BytesIO(exported(listed, "xlsx")), read_only=True)
    of_claims = listed in {ExportedList.VERIFIED, ExportedList.CLAIMS}
    objects = whole["claims" if of_claims else listed.value]
    assert lines == objects
    assert manifest["manifest"]["list"] == whole["manifest"]["list"] == listed.value
    assert whole["manifest"]["count"] == len(objects)
    first, *_others, about = book.worksheets
    assert about.title == "About"
    assert len(list(first.iter_rows())) - 1 == len([row for row in rows if row.get("figure", "x")])
    if of_claims:
        assert sum(len(claim["citations"]) for claim in objects) == len(
            [row for row in rows if row["figure"]]
        )
        assert [sheet.title for sheet in book.worksheets] == ["Citations", "Claims", "About"]
    else:
        assert [list(map(str, row.values())) for row in objects if None not in row.values()] == [
            [cell.removeprefix("'") for cell in row.values()]
            for row, said in zip(rows, objects, strict=True)
            if None not in said.values()
        ]


def test_a_claim_without_citations_has_a_row_of_its_own_as_wide_as_the_others(make_claim):
    make_claim("How many?", ref="none")
    header, row = csv.reader(io.StringIO(exported(ExportedList.CLAIMS, "csv").decode(), newline=""))
    assert len(header) == len(row)
    said = dict(zip(header, row, strict=True))
    assert (said["claim_ref"], said["state"], said["figure"], said["review"]) == (
        "none",
        "unverified",
        "",
        "",
    )


@pytest.mark.parametrize("name", ["csv", "xlsx"])
@pytest.mark.parametrize("listed", [ExportedList.VERIFIED, ExportedList.CLAIMS])
def test_a_table_imported_again_changes_nothing(listed, name, small_desk, tmp_path):
    """Also of claims that nobody has cited yet."""
    path = tmp_path / f"{listed}.{name}"
    path.write_bytes(exported(listed, name))
    before = (Citation.history.count(), Claim.history.count())
    report = import_citations(path=path, by=None)
    assert (report.added, report.changed, report.problems) == (0, 0, [])
    assert (report.sources_changed, report.claims_changed) == (0, 0)
    assert (Citation.history.count(), Claim.history.count()) == before


def test_figures_are_numbers_beside_the_words_and_dates_are_dates(small_desk):
    sheet = load_workbook(io.BytesIO(exported(ExportedList.VERIFIED, "xlsx"))).worksheets[0]
    head, *rows = sheet.iter_rows(values_only=True)
    first = dict(zip(head, rows[0], strict=True))
    assert (first["figure"], first["stated_low"], first["hedge"]) == ("about 30,000", 30_000, "about")
    assert first["published_from"].date().isoformat() == "2018-01-24"
    assert first["approved_at"].year >= 2026


@pytest.mark.parametrize("figure", ["1234567890123456", "0.1234567890123456789"])
def test_a_number_that_a_spreadsheet_would_round_stays_text(figure, make_claim, cite):
    cite(make_claim("How many?"), figure)
    sheet = load_workbook(io.BytesIO(exported(ExportedList.CLAIMS, "xlsx"))).worksheets[0]
    head, row = sheet.iter_rows(values_only=True)
    assert dict(zip(head, row, strict=True))["stated_low"] == figure


def test_nothing_in_a_workbook_is_a_formula_or_a_link(make_claim, cite):
    cite(make_claim("=1+1"), "12", quote="=cmd|' /C calc'!A0", locator="https://example.org/")
    book = load_workbook(io.BytesIO(exported(ExportedList.CLAIMS, "xlsx")))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert {"'=1+1", "'=cmd|' /C calc'!A0"} <= {cell.value for cell in cells}


def test_a_cell_that_is_too_long_is_cut_and_says_so(small_desk, monkeypatch):
    monkeypatch.setattr("factcheck.exports.formats.cell_xml.MAX_CHARACTERS", 200)
    assert MAX_CHARACTERS == 32_767
    Citation.objects.filter(ref="fled-1").update(quote="w" * 300)
    book = load_workbook(io.BytesIO(exported(ExportedList.VERIFIED, "xlsx")))
    quotes = [
        cell.value for row in book["Citations"].iter_rows() for cell in row if "wwww" in str(cell.value)
    ]
    assert len(quotes[0]) == 200
    assert "cut: this cell had 300 characters" in quotes[0]
    assert ("cells that were cut, each saying so", 1) in [row[:2] for row in book["About"].values]


def test_a_full_sheet_is_followed_by_another(small_desk, monkeypatch):
    monkeypatch.setattr("factcheck.exports.formats.sheets.MAX_ROWS", 5)
    book = load_workbook(io.BytesIO(exported(ExportedList.VERIFIED, "xlsx")))
    parts = [sheet for sheet in book.worksheets if sheet.title.startswith("Citations")]
    assert len(parts) > 2
    refs = [row[0] for sheet in parts for row in list(sheet.values)[1:]]
    assert refs == [one.ref for claim in verified_claims(by=None) for one in claim.citations]
    assert all(next(sheet.values) == next(parts[0].values) for sheet in parts)


def test_every_format_of_claims_says_what_changed_only_where_that_is_asked(small_desk):
    assert set(FORMATS) <= set(FORMATS_OF[ExportedList.VERIFIED])
    plain = "".join(FORMATS["csv"].write(verified_claims(by=None), ABOUT))
    assert plain.splitlines()[0] == ",".join(TABLE_COLUMNS)
    assert not set(CHANGE_COLUMNS) & set(TABLE_COLUMNS)


MARKUP = (
    '<r><t>x</t></r></is></c><c r="B1"><f>HYPERLINK("http://evil.example","x")</f><v>0</v></c>'
    '<c r="C1" t="inlineStr"><is><r><t>y</t></r>'
)


@pytest.mark.parametrize("said", [MARKUP, "<r>a & b</r>", "two\r\nlines", "_x0041_ and _x005F_", "a\tb"])
def test_a_text_that_looks_like_a_workbook_s_own_is_the_text_that_it_is(said, make_claim, cite, tmp_path):
    claim = make_claim("How many?")
    cite(claim, "12", quote=said)
    book = load_workbook(io.BytesIO(exported(ExportedList.CLAIMS, "xlsx")))
    assert not any(
        cell.data_type == "f" for sheet in book.worksheets for row in sheet.iter_rows() for cell in row
    )
    path = tmp_path / "again.xlsx"
    path.write_bytes(exported(ExportedList.CLAIMS, "xlsx"))
    report = import_citations(path=path, by=None)
    assert (report.left, report.changed, report.added) == (1, 0, 0)
