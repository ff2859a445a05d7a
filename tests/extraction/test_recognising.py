"""A document is recognised by its content; its name only tells text formats apart."""

from __future__ import annotations

import pytest

from factcheck.extraction.media import MediaType, recognise
from factcheck.extraction.signatures import SIGNATURES
from factcheck.extraction.unreadable import UnreadableDocumentError
from tests.extraction.making import make_archive, make_docx, make_epub, make_pdf

PDF, DOCX, EPUB = make_pdf(), make_docx(), make_epub()
PAGE = b"<!-- saved -->\n<!DOCTYPE html><html><body><p>1,418 people came.</p></body></html>"
WORDS = "1,418 people came.".encode("utf-16")


@pytest.mark.parametrize(
    ("content", "name", "declared", "kind"),
    [
        (b"1,418 people came.", "", "", MediaType.TEXT),
        (b"1,418 people came.", "notes.txt", "text/plain", MediaType.TEXT),
        (b"1,418 people came.", "notes.md", "application/octet-stream", MediaType.MARKDOWN),
        (b"1,418 people came.", "notes.md", "text/plain", MediaType.MARKDOWN),
        (b"1,418 people came.", "", "text/markdown; charset=utf-8", MediaType.MARKDOWN),
        (b"<p>1,418 people came.</p>", "page.html", "", MediaType.HTML),
        (b"<p>1,418 people came.</p>", "", "text/html; charset=utf-8", MediaType.HTML),
        (b"<p>1,418 people came.</p>", "", "", MediaType.TEXT),
        (b"MZ is how the name of the town begins.", "", "", MediaType.TEXT),
        (b"arrivals,1418\nyear,2016", "arrivals.csv", "text/csv", MediaType.TEXT),
        (WORDS, "", "", MediaType.TEXT),
        (PAGE, "", "", MediaType.HTML),
        (PAGE, "index.php", "text/html", MediaType.HTML),
        (PAGE.decode().encode("utf-16"), "", "", MediaType.HTML),
        (
            b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">',
            "",
            "application/xhtml+xml",
            MediaType.HTML,
        ),
        (PDF, "", "", MediaType.PDF),
        (b"\n\n" + PDF, "Report.PDF", "application/pdf", MediaType.PDF),
        (PDF, "download", "application/octet-stream", MediaType.PDF),
        (DOCX, "", "", MediaType.DOCX),
        (DOCX, "report.docx", "application/zip", MediaType.DOCX),
        (EPUB, "", "", MediaType.EPUB),
    ],
)
def test_the_content_says_what_it_is(content, name, declared, kind):
    assert recognise(content, name, declared) is kind


@pytest.mark.parametrize(
    ("content", "name", "declared", "sentence"),
    [
        (b"", "a.pdf", "", "This file is empty"),
        (b" \r\n\t\n", "", "", "This file is empty"),
        (b"\xef\xbb\xbf\n", "", "", "This file is empty"),
        (b"\0" * 500, "", "", "This file is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "report.pdf", "application/pdf", "This seems to be a picture"),
        (b"MZ\x90\0\x03\0\0\0", "report.txt", "text/plain", "This seems to be a program"),
        (b"\x7fELF\x02\x01", "", "", "This seems to be a program"),
        (b"#!/bin/sh\nrm -r /", "notes.txt", "", "This seems to be a script"),
        (b"{\\rtf1 words}", "notes.rtf", "", "This seems to be a text in Rich Text Format (RTF)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50, "old.doc", "", "This seems to be a file of an older Word"),
        (b"abc\0def", "notes.txt", "", "This seems to be a file of bytes that are no text"),
        (bytes(range(1, 32)) * 10, "", "", "This seems to be a file of bytes that are no text"),
        (make_archive({"a.txt": "words"}), "report.docx", "", "This seems to be a ZIP archive"),
        (make_archive({"xl/workbook.xml": "<x/>"}), "sheet.docx", "", "This seems to be a spreadsheet (XLSX)"),
        (make_archive({"ppt/presentation.xml": "<x/>"}), "", "", "This seems to be a slide show (PPTX)"),
        (make_archive({"mimetype": "x", "content.xml": "<x/>"}), "a.odt", "", "This seems to be an OpenDocument file"),
        (DOCX[: len(DOCX) // 2], "report.docx", "", "This archive (ZIP, DOCX or EPUB) is damaged or cut off"),
        (PDF, "report.txt", "", "This file is called “report.txt”, but it seems to be a PDF document"),
        (PDF, "", "text/html; charset=utf-8", "This is announced as a web page (HTML), but it seems to be a PDF"),
        (PDF, "", "image/png", "This is announced as image/png, but it seems to be a PDF document"),
        (DOCX, "book.epub", "", "This file is called “book.epub”, but it seems to be a Word document (DOCX)"),
        (PAGE, "report.pdf", "", "This file is called “report.pdf”, but it seems to be a web page (HTML)"),
        (PAGE, "notes.txt", "", "This file is called “notes.txt”, but it seems to be a web page (HTML)"),
        (b"1,418 people came.", "chart.png", "", "This file is called “chart.png”, but it seems to be plain text"),
        (b"1,418 people came.", "report.docx", "", "This file is called “report.docx”, but it seems to be plain text"),
        (b"1,418 people came.", "", "application/pdf", "This is announced as a PDF document, but it seems to be plain"),
    ],
)  # fmt: skip
def test_what_is_not_what_it_says_is_refused_with_what_it_seems_to_be(content, name, declared, sentence):
    with pytest.raises(UnreadableDocumentError) as refused:
        recognise(content, name, declared)
    assert str(refused.value).startswith(sentence)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(("place", "mark", "kind"), SIGNATURES)
def test_every_known_mark_is_told_by_its_name(place, mark, kind):
    with pytest.raises(UnreadableDocumentError, match="This seems to be"):
        recognise(b"RIFF1234"[:place].ljust(place, b"\1") + mark + b"\0" * 20)
    assert kind.startswith(("a ", "an "))
