"""Reading in a process of its own: whatever a file does, there is a sentence in time, and nothing stays behind."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from factcheck.extraction import apart
from factcheck.extraction.extracting import extract, extract_apart
from factcheck.extraction.limits import MEGABYTE, Limits
from factcheck.extraction.media import MediaType
from factcheck.extraction.unreadable import UnreadableDocumentError
from tests.extraction.making import (
    docx_with,
    make_archive,
    make_docx,
    make_epub,
    make_pdf,
    make_scan,
    pdf_of_stream,
)
from tests.measuring import seconds_of_work

SLOWEST = 30
"""Seconds of the processor that any of these files may take; none takes half of it."""

LAUGHS = (
    '<!DOCTYPE l [<!ENTITY l0 "ha">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    + "]><l>&l9;</l>"
)

HOSTILE = {
    "a zip bomb": (
        lambda: make_archive({"[Content_Types].xml": "<x/>", "word/document.xml": b"0" * 220_000_000}),
        MediaType.DOCX,
        "This file unpacks to far more than a document holds",
    ),
    "a billion laughs": (
        lambda: docx_with(word__document_xml=LAUGHS),
        MediaType.DOCX,
        "This file declares entities",
    ),
    "laughs in an e-book": (
        lambda: make_archive({"META-INF/container.xml": LAUGHS}),
        MediaType.EPUB,
        "This file declares entities",
    ),
    "a PDF of 200 MB": (
        lambda: make_pdf() + b"%" * 200_000_000,
        MediaType.PDF,
        "This file has 191 MB, and the desk reads files of up to 100 MB",
    ),
    "a PDF that unfolds": (
        lambda: pdf_of_stream(b" " * 100_000_000),
        MediaType.PDF,
        "This file unpacks to far more",
    ),
    "a PDF with a password": (
        lambda: make_pdf(password="secret"),
        MediaType.PDF,
        "This PDF is protected by a password",
    ),
    "a PDF cut off": (lambda: make_pdf()[:400], MediaType.PDF, "This PDF is damaged or cut off"),
    "a PDF of pictures": (make_scan, MediaType.PDF, "This PDF has no text layer"),
    "a page nested for ever": (
        lambda: b"<div>" * 1_000_000,
        MediaType.HTML,
        "This web page is nested deeper",
    ),
    "a text of 90 MB": (
        lambda: b"word " * 18_000_000,
        MediaType.TEXT,
        "This document has more than 10,000,000 characters",
    ),
    "a text of null bytes": (lambda: b"a\0b" * 1000, MediaType.TEXT, "This file is no text"),
    "a page of scripts only": (
        lambda: b"<html><script>alert(1)</script><style>p{}</style></html>",
        MediaType.HTML,
        "This document holds no words",
    ),
    "a picture": (
        lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        MediaType.PDF,
        "This PDF is damaged or cut off",
    ),
    "a Word document cut off": (lambda: make_docx()[:9_000], MediaType.DOCX, "This archive"),
    "an e-book without chapters": (lambda: make_epub([]), MediaType.EPUB, "This e-book (EPUB) is damaged"),
}


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """A folder for temporary files of this test alone."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(("make", "kind", "sentence"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_gives_a_sentence_in_time_and_leaves_nothing_behind(temporary, make, kind, sentence):
    content = make()
    began = seconds_of_work()
    with pytest.raises(UnreadableDocumentError) as refused:
        extract_apart(content, kind)
    assert str(refused.value).startswith(sentence)
    assert str(refused.value).endswith(".")
    assert seconds_of_work() - began < SLOWEST
    assert list(temporary.iterdir()) == []


MANY_PAGES = make_pdf([["1,418 people came to the south in 2016."] * 30] * 60)


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        (Limits(memory=50 * MEGABYTE), "Reading this document needs more memory"),
        (Limits(wait_seconds=0.2), "Reading this document takes longer"),
        (Limits(characters=1_000), "This document has more than 1,000 characters of text"),
        (Limits(content=1_000), "This file has 1 MB, and the desk reads files of up to 0 MB"),
    ],
)
def test_every_limit_has_its_sentence(temporary, limits, sentence):
    with pytest.raises(UnreadableDocumentError) as refused:
        extract_apart(MANY_PAGES, MediaType.PDF, limits=limits)
    assert str(refused.value).startswith(sentence)
    assert list(temporary.iterdir()) == []


def test_work_without_end_is_stopped_after_its_seconds():
    content = pdf_of_stream(b"BT /F1 12 Tf " + b"(words of it) Tj " * 2_000_000 + b"ET")
    with pytest.raises(UnreadableDocumentError, match="takes longer"):
        extract_apart(content, MediaType.PDF, limits=Limits(work_seconds=1))


def run_instead(monkeypatch, script):
    """The reading process is replaced by another program."""
    start = subprocess.Popen
    monkeypatch.setattr(
        apart.subprocess, "Popen", lambda command, **how: start([sys.executable, "-c", script], **how)
    )


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("import os; os.kill(os.getpid(), 11)", "Reading this document broke off"),
        ("import os; os._exit(7)", "Reading this document broke off"),
        ("print('no JSON')", "Reading this document broke off"),
        ("print('[]')", "Reading this document broke off"),
        ("print('[\"block\"]')", "Reading this document broke off"),
        ("print('[\"found\", 1]')", "Reading this document broke off"),
        ("while True: print('x' * 10_000_000)", "Reading this document broke off"),
        ("print('[\"progress\", 1, 2]')", "Reading this document broke off"),
        ("raise SystemError('secret path')", "Reading this document broke off"),
    ],
)
def test_a_process_that_crashes_or_babbles_is_a_sentence_and_never_a_traceback(
    monkeypatch, temporary, script, sentence
):
    run_instead(monkeypatch, script)
    with pytest.raises(UnreadableDocumentError) as refused:
        extract_apart(b"1,418 people", MediaType.TEXT, limits=Limits(wait_seconds=SLOWEST * 4))
    assert str(refused.value).startswith(sentence)
    assert "secret" not in str(refused.value)
    assert list(temporary.iterdir()) == []


def test_a_process_that_never_says_anything_is_given_up(monkeypatch, temporary):
    run_instead(monkeypatch, "import time; time.sleep(600)")
    with pytest.raises(UnreadableDocumentError, match="Reading this document takes longer"):
        extract_apart(b"1,418 people", MediaType.TEXT, limits=Limits(wait_seconds=1))
    assert list(temporary.iterdir()) == []


def test_the_process_is_told_nothing_of_the_desks_settings(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    run_instead(
        monkeypatch,
        "import os, json; print(json.dumps(['refused', ','.join(sorted(os.environ)), {}]))",
    )
    with pytest.raises(UnreadableDocumentError) as told:
        extract_apart(b"1,418 people", MediaType.TEXT)
    assert "DATABASE_URL" not in str(told.value)
    assert "DJANGO_SETTINGS_MODULE" not in str(told.value)


def test_progress_that_fails_ends_the_reading_and_comes_through(temporary):
    class CancelledError(Exception):
        """Somebody took the document back."""

    def cancel(done, total):
        raise CancelledError

    with pytest.raises(CancelledError):
        extract_apart(MANY_PAGES, MediaType.PDF, progress=cancel)
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"One line.\n\nAnd 1,418 more.", MediaType.TEXT),
        (b"# One\n\nAnd 1,418 more.", MediaType.MARKDOWN),
        (b"<p>One line.</p><p>And 1,418 more.</p>", MediaType.HTML),
        (make_pdf(), MediaType.PDF),
        (make_docx(), MediaType.DOCX),
        (make_epub(), MediaType.EPUB),
    ],
)
def test_every_kind_is_read_apart_as_it_is_read_here(content, kind):
    assert extract_apart(content, kind) == extract(content, kind)


def test_the_sentence_of_a_refusal_keeps_its_places_for_translation():
    with pytest.raises(UnreadableDocumentError) as refused:
        extract_apart(make_scan(3), MediaType.PDF)
    assert "%(pages)s" in refused.value.sentence.template
    assert refused.value.sentence.values == {"pages": "3"}


@pytest.mark.parametrize("unwanted", ["django", "pypdf", "docx", "trafilatura", "lxml", "factcheck.models"])
def test_reading_a_text_loads_no_library_that_it_does_not_need(unwanted):
    script = (
        "import sys; sys.argv = ['', 'text/plain']; import factcheck.extraction.__main__ as reading; "
        f"reading.reader_for(reading.MediaType.TEXT); sys.exit({unwanted!r} in sys.modules)"
    )
    project = Path(apart.__file__).parent.parent.parent
    environment = {"PATH": os.environ["PATH"]}
    done = subprocess.run([sys.executable, "-c", script], cwd=project, env=environment, check=False)  # noqa: S603
    assert done.returncode == 0
