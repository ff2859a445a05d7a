"""From somebody's spreadsheet, in an old encoding and with names of its own, to the discrepancies on the desk."""

from __future__ import annotations

import pytest

from factcheck.core.roles import Role
from factcheck.models import Citation, ColumnMatching, Discrepancy, ImportState
from factcheck.models import Import as ImportRecord
from factcheck.services.importing import previewing, working
from factcheck.services.importing.committing import write_import
from factcheck.services.importing.previewing import check_import
from tests.stories.arriving import held_still, opens
from tests.stories.axe import found_by_day_and_night, goes_sideways

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

SHEET = (
    "Frage;Quelle;Wert;Stand;Anmerkung\r\n"
    "Wie viele flohen nach Süden?;Rundschau für München;about 30,000;2018;“geschätzt”\r\n"
    "Wie viele flohen nach Süden?;Café-Zeitung;about 60,000;2018;\r\n"
    "Wie viele flohen nach Süden?;Café-Zeitung;about 60,000;2018/13;=1+1\r\n"
)
COLUMNS = {
    "Frage": "question",
    "Quelle": "title of the source",
    "Wert": "figure, as the source has it",
    "Stand": "as of",
}


def sheet(folder, lines: str = SHEET):
    path = folder / "zahlen.csv"
    path.write_bytes(lines.encode("cp1252"))
    return path


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_sheet_becomes_discrepancies_and_is_undone(sit_down, tmp_path, scripts):
    page = sit_down(Role.CONTRIBUTOR, java_script_enabled=scripts)
    page.goto("/record/")
    page.get_by_role("button", name="Import a file").click()
    page.get_by_label("File").set_input_files(sheet(tmp_path))
    page.get_by_role("button", name="Look at the file").click()
    page.get_by_text("Windows-1252 (Western Europe), separated by semicolon").wait_for()
    page.get_by_text("Rundschau für München").wait_for()
    for column, meaning in COLUMNS.items():
        page.get_by_label(column, exact=True).select_option(label=meaning)
    page.get_by_label("Keep this matching under a name").fill("Zahlen")
    page.get_by_role("button", name="Check the rows").click()

    page.get_by_text("Checked. Nothing of it is recorded yet.").wait_for()
    assert not Citation.objects.exists()
    page.get_by_role("link", name="New discrepancies").click()
    page.get_by_text("“about 30,000” against “about 60,000”").wait_for()
    page.get_by_role("link", name="Refused").click()
    page.get_by_text("is not a date").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="only these rows").click()
    text = download.value.path().read_bytes().decode("cp1252")
    assert "'=1+1;Stand: " in text
    assert "Rundschau" not in text

    page.get_by_role("button", name="Import the 2 sound rows").click()
    page.get_by_text("Imported on").wait_for()
    page.get_by_role("link", name="New discrepancies").click()
    page.get_by_role("link", name="Wie viele flohen nach Süden?").click()
    page.get_by_role("heading", name="Wie viele flohen nach Süden?").wait_for()
    assert (Citation.objects.count(), Discrepancy.objects.count()) == (2, 1)
    assert ColumnMatching.objects.filter(name="Zahlen").exists()

    page.goto("/imports/")
    page.get_by_role("link", name="zahlen.csv").click()
    page.get_by_role("button", name="Undo this import").click()
    page.get_by_role("button", name="Undo import").click()
    page.get_by_text("nothing of it is recorded any longer").wait_for()
    assert not Citation.objects.exists()


def test_a_large_sheet_tells_how_far_it_is_by_itself(sit_down, tmp_path, monkeypatch):
    monkeypatch.setattr(working, "AT_ONCE", 0)
    monkeypatch.setattr(previewing, "PART", 10)
    lines = "Question,Source,Value\n" + "".join(f"How many in week {n}?,Log,{n}\n" for n in range(60))
    page = sit_down(Role.CONTRIBUTOR)
    page.goto("/imports/add/")
    page.get_by_label("File").set_input_files(sheet(tmp_path, lines))
    page.get_by_role("button", name="Look at the file").click()
    page.get_by_role("button", name="Check the rows").click()
    page.get_by_text("It waits to be checked.").wait_for()
    run = ImportRecord.objects.get()
    ImportRecord.objects.filter(pk=run.pk).update(rows=60, rows_done=30)
    page.get_by_text("30 of 60 rows have been checked (50 %).").wait_for()
    with held_still(page):
        assert found_by_day_and_night(page) == {}
    run.refresh_from_db()
    check_import(run.pk, run.attempts)
    page.get_by_role("button", name="Import 60 rows").click()
    page.get_by_text("It waits to be imported.").wait_for()
    run.refresh_from_db()
    write_import(run.pk, run.attempts)
    page.get_by_text("Imported on").wait_for()
    run.refresh_from_db()
    assert (run.state, Citation.objects.count()) == (ImportState.IMPORTED, 60)


@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_of_an_import_is_open_to_everybody(sit_down, tmp_path, width):
    long = f"{'q' * 300}?;{'s' * 200};{'5' * 60};{'2' * 90};{'n' * 300}\r\n"
    page = sit_down(Role.CONTRIBUTOR)
    page.set_viewport_size({"width": width, "height": 800})
    seen = {}

    def look(name: str) -> None:
        seen[name] = (goes_sideways(page), found_by_day_and_night(page))

    def go(kind: str, name: str) -> None:
        with opens(page):
            page.get_by_role(kind, name=name).click()

    page.goto("/imports/")
    look("no imports")
    page.goto("/imports/add/")
    look("add")
    page.get_by_label("File").set_input_files(sheet(tmp_path, SHEET + long))
    go("button", "Look at the file")
    look("columns")
    go("button", "Check the rows")
    look("columns that are not enough")
    for column, meaning in COLUMNS.items():
        page.get_by_label(column, exact=True).select_option(label=meaning)
    page.get_by_role("button", name="Check the rows").click()
    page.get_by_text("Checked. Nothing of it is recorded yet.").wait_for()
    look("rows")
    go("link", "New discrepancies")
    look("discrepancies")
    go("link", "Discard file")
    look("discard")
    page.go_back()
    page.get_by_role("button", name="Import the").click()
    page.get_by_text("Imported on").wait_for()
    look("imported")
    go("button", "Undo this import")
    look("undo")
    page.goto("/imports/")
    look("imports")
    assert {name: wrong for name, wrong in seen.items() if wrong != (0, {})} == {}
