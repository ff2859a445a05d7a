"""Importing a file in the browser: adding it, matching its columns, looking at what it would do, importing it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from factcheck.core.roles import Role
from factcheck.models import Citation, ColumnMatching, Import, ImportState
from factcheck.services.importing import import_citations, working
from factcheck.services.importing.previewing import start_check
from factcheck.services.importing.receiving import receive_import
from tests.conftest import CASE_FILE, person
from tests.web.seen import words

pytestmark = pytest.mark.django_db

TABLE = (
    "Question;Source title;Value;Notes\n"
    "How many fled?;Café;about 30,000;so\n"
    "How many fled?;Paper;about 60,000;\n"
    "How many fled?;Paper;;\n"
).encode("cp1252")


@pytest.fixture
def as_contributor(client, contributor):
    client.force_login(contributor)
    return client


@pytest.fixture
def send(as_contributor):
    def send(content: bytes = TABLE, name: str = "rows.csv"):
        file = SimpleUploadedFile(name, content)
        return as_contributor.post(reverse("add_import"), {"file": file}, follow=True)

    return send


@pytest.fixture
def received(contributor) -> Import:
    return receive_import(name="rows.csv", content=TABLE, by=contributor)


@pytest.fixture
def checked(received, contributor) -> Import:
    start_check(run=received, by=contributor)
    received.refresh_from_db()
    return received


def test_a_file_leads_to_its_columns_with_their_first_cells(send):
    page = send()
    run = Import.objects.get()
    assert page.redirect_chain == [(run.get_absolute_url(), 302)]
    seen = words(page)
    assert "Windows-1252 (Western Europe), separated by semicolon" in seen
    assert "Café" in seen
    chosen = {column.label: field.value() for column, field in page.context["form"].rows}
    assert chosen == {"Question": "question", "Source title": "source_title", "Value": "figure", "Notes": ""}


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "rows.csv", "rows.csv is empty"),
        (b"%PDF-1.7 x", "rows.csv", "seems to be a PDF document, which is not read here"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 90, "rows.xls", "an old Excel file (XLS)"),
    ],
)
def test_what_is_no_table_is_said_on_the_form(send, content, name, said):
    page = send(content, name)
    assert page.status_code == 422
    assert said in words(page)
    assert not Import.objects.exists()


def test_no_file_and_a_file_that_is_too_large_are_said_on_the_form(as_contributor, send, settings):
    assert "Choose a file." in words(as_contributor.post(reverse("add_import"), {}))
    settings.MAX_DOCUMENT_BYTES = 1024
    page = send(b"a,b\n" * 1000)
    assert page.status_code == 422
    assert "“rows.csv” is larger than 0 MB" in words(page)


def test_the_way_a_file_is_read_is_corrected(as_contributor, received):
    address = reverse("lay_out_import", args=[received.pk])
    page = as_contributor.post(
        address, {"encoding": "mac-roman", "separator": ";", "quote": '"'}, follow=True
    )
    assert "Mac Roman, separated by semicolon" in words(page)
    page = as_contributor.post(address, {"encoding": "utf-8-sig", "separator": ";", "quote": '"'})
    assert page.status_code == 422
    assert "not UTF-8: line 2" in words(page)


def matched(**columns: str) -> dict[str, str]:
    return {
        "column_0": "question",
        "column_1": "source_title",
        "column_2": "figure",
        "column_3": "",
    } | columns


def test_matched_columns_lead_to_the_rows_and_what_becomes_of_them(as_contributor, received):
    page = as_contributor.post(reverse("match_import", args=[received.pk]), matched(), follow=True)
    seen = words(page)
    assert "2 added, 0 changed, 0 left as they are, 1 rows refused" in seen
    assert "Import the 2 sound rows" in seen
    assert "Columns left out Notes" in seen
    assert "References are made of the question" in seen
    assert not Citation.objects.exists()


def test_a_matching_is_kept_under_a_name_and_filled_in(as_contributor, received):
    address = reverse("match_import", args=[received.pk])
    as_contributor.post(address, matched(column_3="quote", matching_name="With notes"))
    kept = ColumnMatching.objects.get(name="With notes")
    other = receive_import(
        name="b.csv", content=b"Notes,Value,Question,Source title,More\na,1,b,c,d\n", by=None
    )
    page = as_contributor.get(other.get_absolute_url(), {"matching": kept.pk})
    chosen = {column.label: field.value() for column, field in page.context["form"].rows}
    assert chosen == {
        "Notes": "quote",
        "Value": "figure",
        "Question": "question",
        "Source title": "source_title",
        "More": "",
    }


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"column_2": ""}, "Say which column holds the figure."),
        ({"column_3": "figure"}, "Two columns are taken for figure"),
    ],
)
def test_columns_that_are_not_enough_come_back_as_they_were_chosen(as_contributor, received, columns, said):
    page = as_contributor.post(reverse("match_import", args=[received.pk]), matched(**columns))
    assert page.status_code == 422
    assert said in words(page)
    assert page.context["form"]["column_0"].value() == "question"


@pytest.mark.parametrize(
    ("shown", "seen", "unseen"),
    [
        ("refused", "The figure is missing", "about 30,000"),
        ("added", "about 30,000", "The figure is missing"),
        ("opens", "“about 30,000” against “about 60,000”", "The figure is missing"),
        ("nonsense", "about 30,000", "against"),
    ],
)
def test_rows_and_discrepancies_are_shown_by_kind(as_contributor, checked, shown, seen, unseen):
    page = words(as_contributor.get(checked.get_absolute_url(), {"show": shown}))
    assert seen in page
    assert unseen not in page


def test_the_sound_rows_are_imported_and_can_be_undone(as_contributor, checked):
    address = reverse("write_import", args=[checked.pk])
    page = as_contributor.post(address, {"skip_bad": "1"}, follow=True)
    assert "Imported on" in words(page)
    assert Citation.objects.count() == 2
    again = as_contributor.post(address, {"skip_bad": "1"}, follow=True)
    assert "Not imported by you: meanwhile this import is imported." in words(again)
    undo = reverse("undo_import", args=[checked.pk])
    assert "Undo this import?" in words(as_contributor.get(undo))
    page = as_contributor.post(undo, follow=True)
    assert "nothing of it is recorded any longer" in words(page)
    assert not Citation.objects.exists()


def test_what_rests_on_an_import_is_said_and_nothing_is_undone(as_contributor, checked, cite):
    as_contributor.post(reverse("write_import", args=[checked.pk]), {"skip_bad": "1"})
    cite(Citation.objects.first().claim, "about 5")
    page = as_contributor.post(reverse("undo_import", args=[checked.pk]))
    assert page.status_code == 409
    assert "Not undone, because since this import" in words(page)
    assert Citation.objects.count() == 3


def test_the_same_file_says_when_and_by_whom_it_was_imported(as_contributor, checked, contributor):
    as_contributor.post(reverse("write_import", args=[checked.pk]), {"skip_bad": "1"})
    again = receive_import(name="copy.csv", content=TABLE, by=contributor)
    page = words(as_contributor.get(again.get_absolute_url()))
    assert "This very file was imported on" in page
    assert "by Contributor." in page


def test_everything_recorded_already_leaves_nothing_to_import(as_contributor, checked, contributor):
    as_contributor.post(reverse("write_import", args=[checked.pk]), {"skip_bad": "1"})
    text = b"Question;Source title;Value\nHow many fled?;Paper;about 60,000\n"
    again = receive_import(name="copy.csv", content=text, by=contributor)
    start_check(run=again, by=contributor)
    page = words(as_contributor.get(again.get_absolute_url()))
    assert "everything in it is recorded already" in page
    assert "Import one row" not in page


@pytest.mark.parametrize(("rows", "lines"), [("refused", 2), ("all", 4)])
def test_refused_rows_are_downloaded_as_the_same_file(as_contributor, checked, rows, lines):
    page = as_contributor.get(reverse("import_problems", args=[checked.pk]), {"rows": rows})
    assert page["Content-Disposition"] == 'attachment; filename="rows - what is wrong.csv"'
    text = page.content.decode("cp1252")
    assert len(text.splitlines()) == lines
    assert "Value: The figure is missing" in text


def test_columns_are_matched_again_and_a_file_is_discarded(as_contributor, checked):
    page = as_contributor.post(reverse("match_import_again", args=[checked.pk]), follow=True)
    assert "What its columns are" in words(page)
    page = as_contributor.post(reverse("discard_import", args=[checked.pk]), follow=True)
    assert "Discarded: the file is not kept" in words(page)
    assert as_contributor.get(reverse("import_problems", args=[checked.pk])).status_code == 404


def test_progress_is_told_by_a_page_and_by_a_part_of_it(as_contributor, received, monkeypatch):
    monkeypatch.setattr(working, "AT_ONCE", 0)
    page = as_contributor.post(reverse("match_import", args=[received.pk]), matched(), follow=True)
    assert "It waits to be checked." in words(page)
    Import.objects.filter(pk=received.pk).update(rows=1000, rows_done=420)
    part = as_contributor.get(received.get_absolute_url(), headers={"HX-Request": "true"})
    assert "420 of 1,000 rows have been checked (42 %)." in words(part)
    assert "<html" not in part.content.decode()
    Import.objects.filter(pk=received.pk).update(heard_of_at=timezone.now() - timedelta(minutes=5))
    assert "The work broke off" in words(as_contributor.get(received.get_absolute_url()))
    as_contributor.post(reverse("take_up_import", args=[received.pk]))
    page = as_contributor.post(reverse("break_off_import", args=[received.pk]), follow=True)
    assert "Broken off. Nothing was written." in words(page)
    done = as_contributor.get(received.get_absolute_url(), headers={"HX-Request": "true"})
    assert done["HX-Refresh"] == "true"


@pytest.mark.parametrize(
    ("state", "done", "said"),
    [
        (ImportState.WAITING, 0, "It waits to be imported."),
        (ImportState.IMPORTING, 20, "20 of 50 rows have been read. Then all of them are written at once."),
        (ImportState.IMPORTING, 50, "all 50 rows have been read, and are being written as one."),
        (ImportState.UNDOING, 0, "It is being undone, as one."),
    ],
)
def test_each_state_of_the_work_is_said(as_contributor, received, state, done, said):
    at_work = {"state": state.value, "rows": 50, "rows_done": done, "heard_of_at": timezone.now()}
    Import.objects.filter(pk=received.pk).update(**at_work)
    assert said in words(as_contributor.get(received.get_absolute_url()))


def test_an_import_by_the_command_line_stands_in_the_list(as_contributor):
    assert "No file has been imported yet." in words(as_contributor.get(reverse("imports")))
    number = import_citations(path=CASE_FILE, by=None).number
    seen = words(as_contributor.get(reverse("imports")))
    assert "north_korea.csv" in seen
    assert "49 added" in seen
    assert "It came by the command line" in words(as_contributor.get(reverse("import", args=[number])))


def test_the_list_and_the_rows_take_as_many_queries_for_three_as_for_thirty(
    as_contributor, contributor, django_assert_max_num_queries
):
    def spent(count: int) -> tuple[int, int]:
        text = "question,source,figure\n" + "".join(f"How many {n}?,S{n},{n}\n" for n in range(count))
        for number in range(count):
            somebody = person(f"p{count}-{number}", Role.CONTRIBUTOR)
            run = receive_import(name="a.csv", content=f"{text}\n{number}".encode(), by=somebody)
        start_check(run=run, by=contributor)
        with django_assert_max_num_queries(30) as listed:
            as_contributor.get(reverse("imports"))
        with django_assert_max_num_queries(30) as rows:
            as_contributor.get(run.get_absolute_url())
        return len(listed), len(rows)

    assert spent(3) == spent(30)
