"""A report of three hundred pages: read in the background, its progress shown, and hostile files beside it."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from fpdf import FPDF
from playwright.sync_api import expect

from factcheck.core.roles import Role
from factcheck.models import Document, DocumentFile, Snapshot, Source
from tests.measuring import seconds_of_work_by

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

SECONDS = 20
"""Of the processor, which a machine that is not busy with something else takes to have it ready."""


@pytest.fixture
def worker(transactional_db) -> Iterator[int]:
    """The worker of the desk, in a process of its own, on the database of the test."""
    name = connection.settings_dict["NAME"]
    folder = settings.STORAGES["files"]["OPTIONS"]["location"]
    # The server runs these stories on SQLite alone, where the database is a file.
    process = subprocess.Popen(
        [sys.executable, "manage.py", "db_worker", "--interval", "0.2"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": f"sqlite:///{name}", "FILES_URL": f"file://{folder}"},
        stderr=subprocess.DEVNULL,
    )
    yield process.pid
    process.terminate()
    process.wait(60)


def report(pages: int) -> bytes:
    """A PDF with four hundred words on each page."""
    pdf = FPDF()
    pdf.set_title("Annual report on wells")
    pdf.set_font("Helvetica", size=11)
    for page in range(1, pages + 1):
        pdf.add_page()
        for paragraph in range(8):
            number = page * 10 + paragraph
            words = f"In 2019 village {number} had {number + 1000} wells, of which {number} were dry. " * 3
            pdf.multi_cell(
                0, 5, words + "The rest of the paragraph says little that anybody would count on. " * 2
            )
            pdf.ln(3)
    return bytes(pdf.output())


def test_three_hundred_pages_are_ready_in_time_with_progress_shown(worker, sit_down, tmp_path):
    path = tmp_path / "wells.pdf"
    path.write_bytes(report(300))
    page = sit_down(Role.CONTRIBUTOR)
    page.goto("/documents/add/")
    page.get_by_label("File").set_input_files(path)
    begun = seconds_of_work_by(worker)
    page.get_by_role("button", name="Add document").click()
    page.get_by_text(re.compile(r"Page \d+ of 300 has been read")).wait_for()
    page.get_by_role("button", name="Record source and read").wait_for()
    taken = seconds_of_work_by(worker) - begun
    expect(page.get_by_label("Title")).to_have_value("Annual report on wells")
    expect(page.get_by_text("300 pages")).to_be_visible()
    page.get_by_role("button", name="Record source and read").click()
    expect(page.get_by_text("Page 1", exact=True)).to_be_visible()
    expect(page.locator(".mark").first).to_be_visible()
    assert taken < SECONDS
    if figures := os.environ.get("FACTCHECK_FIGURES"):
        with Path(figures).open("a", encoding="utf-8") as file:
            file.write(f'{{"pages": 300, "seconds": {taken:.1f}}}\n')


def bomb() -> bytes:
    """A Word document that would fill a disk."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * 300 * 1024 * 1024)
    return packed.getvalue()


HOSTILE = {
    "bomb.docx": bomb,
    "large.pdf": lambda: b"%PDF-1.7\n" + bytes(200 * 1024 * 1024),
    "cut.pdf": lambda: report(2)[:700],
    "picture.pdf": lambda: b"\x89PNG\r\n\x1a\n" + bytes(500),
    "null.txt": lambda: b"In 2019 there were \x00 4,300 \x00 wells." * 40,
}

SAYS = {
    "bomb.docx": "This file unpacks to",
    "large.pdf": "“large.pdf” is larger than 50 MB. Nothing of it was kept.",
    "cut.pdf": "This PDF is damaged or cut off",
    "picture.pdf": "This seems to be a picture",
    "null.txt": "This seems to be a file",
}


@pytest.mark.parametrize("name", list(HOSTILE))
def test_a_hostile_file_gives_a_sentence_and_leaves_nothing_behind(name, sit_down, tmp_path):
    path = tmp_path / name
    path.write_bytes(HOSTILE[name]())
    page = sit_down(Role.CONTRIBUTOR)
    page.goto("/documents/add/")
    page.get_by_label("File").set_input_files(path)
    page.get_by_role("button", name="Add document").click()
    said = page.locator(".error-summary")
    expect(said).to_contain_text("One thing to put right.")
    expect(said).to_contain_text(SAYS[name])
    for model in (Document, DocumentFile, Snapshot, Source):
        assert not model.objects.exists()
