"""Documents of every kind, made by the tests that read them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping

from docx import Document
from fpdf import FPDF

PARAGRAPHS = (
    "In 2019 alone, 1,047 people crossed the border, and most of them came by way of the river in the north.",
    "The price of a kilogram of rice rose from 5,000 to 6,000 won within two weeks, according to the traders.",
)


def make_docx(paragraphs: Iterable[str] = PARAGRAPHS, **properties: str) -> bytes:
    document = Document()
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def make_archive(entries: Mapping[str, bytes | str], **options) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


def docx_with(**replaced: bytes | str) -> bytes:
    """A Word document some of whose parts are replaced ("/" and "." in their names written "__" and "_")."""
    with zipfile.ZipFile(io.BytesIO(make_docx())) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    for name, content in replaced.items():
        entries[name.replace("__", "/").replace("_xml", ".xml")] = content
    return make_archive(entries)


CONTAINER = """<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""


def make_epub(
    chapters: Iterable[str] = PARAGRAPHS, *, record: str = "", extra: Mapping[str, str] | None = None
) -> bytes:
    chapters = list(chapters)
    items = "".join(
        f'<item id="c{number}" href="c%20{number}.xhtml" media-type="application/xhtml+xml"/>'
        for number in range(len(chapters))
    )
    spine = "".join(f'<itemref idref="c{number}"/>' for number in range(len(chapters)))
    package = f"""<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{record}</metadata><manifest>{items}</manifest>
<spine>{spine}</spine></package>"""
    pages = {
        f"OPS/c {number}.xhtml": '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title>Never shown</title></head><body><h1>Part {number + 1}</h1><p>{text}</p></body></html>"
        for number, text in enumerate(chapters)
    }
    return make_archive(
        {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER, "OPS/book.opf": package}
        | pages
        | dict(extra or {})
    )


class Report(FPDF):
    """A report with a running head and page numbers."""

    head = ""

    def header(self) -> None:
        if self.head:
            self.set_font("Helvetica", size=8)
            self.cell(0, 8, self.head, align="C", new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        if self.head:
            self.set_y(-15)
            self.set_font("Helvetica", size=8)
            self.cell(0, 8, f"Page {self.page_no()} of 99", align="C")


def make_pdf(
    pages: Iterable[Iterable[str]] = (PARAGRAPHS,),
    *,
    head: str = "",
    title: str = "",
    author: str = "",
    password: str | None = None,
) -> bytes:
    report = Report()
    report.head = head
    if title:
        report.set_title(title)
    if author:
        report.set_author(author)
    if password is not None:
        report.set_encryption(owner_password="the owner's", user_password=password)
    for paragraphs in pages:
        report.add_page()
        report.set_font("Helvetica", size=11)
        for paragraph in paragraphs:
            report.multi_cell(0, 5, paragraph, new_x="LMARGIN", new_y="NEXT")
            report.ln(3)
    return bytes(report.output())


def make_scan(pages: int = 2) -> bytes:
    """A PDF whose pages are pictures."""
    report = FPDF()
    for _page in range(pages):
        report.add_page()
        report.rect(20, 20, 100, 100, style="F")
    return bytes(report.output())


def pdf_of_stream(stream: bytes) -> bytes:
    """A PDF of one page with this content stream, packed."""
    packed = zlib.compress(stream, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>\nstream\n%b\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    content, places = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, written)
    index = b"".join(b"%010d 00000 n \n" % place for place in places)
    return content + (
        b"xref\n0 6\n0000000000 65535 f \n%btrailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (index, len(content))
    )
