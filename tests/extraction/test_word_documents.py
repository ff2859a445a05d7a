"""Word documents and e-books are read from archives that are opened with care."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import UTC, datetime

import pytest
from docx import Document

from factcheck.extraction.extracting import extract
from factcheck.extraction.limits import Limits
from factcheck.extraction.media import MediaType
from factcheck.extraction.unreadable import UnreadableDocumentError
from tests.extraction.making import PARAGRAPHS, docx_with, make_archive, make_docx, make_epub

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def document_of(body):
    return f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def texts(content):
    return [block.text for block in extract(content, MediaType.DOCX).blocks]


def test_headings_paragraphs_lists_and_tables_come_in_order():
    document = Document()
    document.add_heading("The price of rice", 0)
    document.add_heading("In the east", 2)
    document.add_paragraph("A kilogram cost\t5,000 won.")
    document.add_paragraph("One item", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, words in zip(
        (cell for row in table.rows for cell in row.cells), ("Town", "Price", "East", "6,000"), strict=True
    ):
        cell.text = words
    document.add_paragraph("Behind the table")
    file = io.BytesIO()
    document.save(file)
    found = [(block.level, block.text) for block in extract(file.getvalue(), MediaType.DOCX).blocks]
    assert found == [
        (1, "The price of rice"),
        (2, "In the east"),
        (0, "A kilogram cost 5,000 won."),
        (0, "One item"),
        (0, "Town | Price"),
        (0, "East | 6,000"),
        (0, "Behind the table"),
    ]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (f"<w:p>{run('Kept ')}<w:ins>{run('inserted')}</w:ins>"
            "<w:del><w:r><w:delText>struck</w:delText></w:r></w:del></w:p>", ["Kept inserted"]),
        (f"<w:p><w:moveFrom>{run('old place')}</w:moveFrom>{run('words')}</w:p>", ["words"]),
        (f"<w:sdt><w:sdtContent><w:p>{run('In a control')}</w:p></w:sdtContent></w:sdt>", ["In a control"]),
        (f"<w:p>{run('Two')}<w:r><w:br/></w:r>{run('lines')}</w:p>", ["Two\nlines"]),
        (
            f"<w:p>{run('Outside')}<mc:AlternateContent><mc:Choice><w:txbxContent><w:p>{run('In a box')}</w:p>"
            f"</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p>{run('In a box')}</w:p></w:txbxContent>"
            "</mc:Fallback></mc:AlternateContent></w:p>",
            ["Outside", "In a box"],
        ),
        (
            f"<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc><w:p>{run('a')}</w:p></w:tc>"
            f"<w:tc><w:p>{run('b')}</w:p></w:tc></w:tr></w:tbl></w:tc><w:tc><w:p>{run('c')}</w:p></w:tc></w:tr></w:tbl>",
            ["a | b | c"],
        ),
    ],
)  # fmt: skip
def test_what_was_inserted_is_read_and_what_was_struck_out_or_shown_twice_is_not(body, found):
    assert texts(docx_with(word__document_xml=document_of(body))) == found


def test_footnotes_stand_behind_the_text():
    notes = f"<w:footnotes {NAMESPACES}><w:footnote><w:p>{run('Counted in 2016.')}</w:p></w:footnote></w:footnotes>"
    assert texts(docx_with(word__footnotes_xml=notes))[-1] == "Counted in 2016."


def test_the_properties_that_a_person_wrote_are_the_record():
    found = extract(
        make_docx(
            title="Rice", author="Jane Doe", language="en-GB", modified=datetime(2018, 3, 5, tzinfo=UTC)
        ),
        MediaType.DOCX,
    ).found
    assert (found.title, found.authors, found.language, found.published) == (
        "Rice",
        "Jane Doe",
        "en",
        "2018-03-05",
    )


def test_what_a_program_wrote_into_the_properties_is_no_record():
    found = extract(
        make_docx(["The price of rice", "By Jane Doe", *PARAGRAPHS], title="Word Document"), MediaType.DOCX
    ).found
    assert (found.title, found.authors) == ("The price of rice", "Jane Doe")


def test_macros_and_pictures_are_left_alone():
    content = docx_with(word__vbaProject="\0\1macro", word__media__image1="\x89PNG")
    assert texts(content) == list(PARAGRAPHS)


def test_the_chapters_of_an_e_book_come_in_the_order_of_its_spine():
    record = (
        "<dc:title>Rice</dc:title><dc:creator>Jane Doe</dc:creator><dc:creator>John Roe</dc:creator>"
        "<dc:publisher>The Press</dc:publisher><dc:date>2018-03-05T00:00:00Z</dc:date><dc:language>en-GB</dc:language>"
        "<dc:identifier>https://example.org/rice</dc:identifier>"
    )
    steps = []
    found = extract(make_epub(record=record), MediaType.EPUB, progress=lambda *step: steps.append(step))
    assert [(block.level, block.text) for block in found.blocks] == [
        (1, "Part 1"),
        (0, PARAGRAPHS[0]),
        (1, "Part 2"),
        (0, PARAGRAPHS[1]),
    ]
    assert not any(block.is_clutter for block in found.blocks)
    assert steps == [(0, 2), (1, 2), (2, 2)]
    record = found.found
    assert (record.title, record.authors, record.publisher) == ("Rice", "Jane Doe; John Roe", "The Press")
    assert (record.published, record.language, record.url) == ("2018-03-05", "en", "https://example.org/rice")


def lying(content, says=10):
    """The archive with sizes in its directory that are far too small."""
    content = bytearray(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        start = archive.start_dir
    place = content.find(b"PK\x01\x02", start)
    while place >= 0:
        content[place + 24 : place + 28] = struct.pack("<I", says)
        place = content.find(b"PK\x01\x02", place + 4)
    return bytes(content)


BOMB = make_archive({"[Content_Types].xml": "<x/>", "word/document.xml": b" " * 90_000_000})
SMALL = Limits(unpacked=1_000_000, part=400_000, entries=30)
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + document_of("<w:p>&b;</w:p>")
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + document_of("<w:p>&a;</w:p>")
UNFOLDS, DECLARES, DAMAGED = (
    "This file unpacks to far more",
    "This file declares entities",
    "is damaged or cut off",
)


@pytest.mark.parametrize(
    ("content", "limits", "sentence"),
    [
        (BOMB, Limits(), UNFOLDS),
        (lying(BOMB), Limits(), DAMAGED),
        (lying(BOMB, says=60_000_000), Limits(ratio=10_000), DAMAGED),
        (make_archive({"word/document.xml": b"ab" * 300_000}), SMALL, UNFOLDS),
        (make_archive({f"word/{number}.xml": "<x/>" for number in range(40)}), SMALL, UNFOLDS),
        (make_archive({"word/document.xml": "<x/>", "word/a.bin": BOMB}), Limits(part=100), UNFOLDS),
        (docx_with(word__document_xml=ENTITIES), Limits(), DECLARES),
        (docx_with(word__document_xml=OUTSIDE), Limits(), DECLARES),
        (docx_with(word__footnotes_xml=OUTSIDE), Limits(), DECLARES),
        (docx_with(word__document_xml="<w:document"), Limits(), DAMAGED),
        (docx_with(word__document_xml=document_of("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000)), Limits(), DAMAGED),
        (make_archive({"word/document.xml": document_of("")}), Limits(), DAMAGED),
        (make_archive({"[Content_Types].xml": "<x/>"}), Limits(), DAMAGED),
        (make_docx([]), Limits(), "This document holds no words"),
        (make_docx(["word"] * 50), Limits(blocks=40), "more than 40 paragraphs"),
    ],
)  # fmt: skip
def test_a_hostile_word_document_is_refused_with_a_sentence(content, limits, sentence):
    with pytest.raises(UnreadableDocumentError, match=sentence):
        extract(content, MediaType.DOCX, limits=limits)


def test_an_archive_that_needs_a_password_says_so():
    content = bytearray(make_docx())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        content[archive.start_dir + 8] |= 1
    with pytest.raises(UnreadableDocumentError, match="protected by a password"):
        extract(bytes(content), MediaType.DOCX)


@pytest.mark.parametrize(
    ("entries", "sentence"),
    [
        ({"META-INF/container.xml": "<container/>"}, DAMAGED),
        ({"META-INF/container.xml": OUTSIDE}, DECLARES),
        ({"META-INF/other.xml": "<x/>"}, DAMAGED),
        ({"META-INF/container.xml": '<c><rootfile full-path="../../etc/passwd"/></c>'}, DAMAGED),
        ({"META-INF/container.xml": '<c><rootfile full-path="a.opf"/></c>', "a.opf": "<package/>"}, DAMAGED),
    ],
)
def test_a_hostile_e_book_is_refused_with_a_sentence(entries, sentence):
    with pytest.raises(UnreadableDocumentError, match=sentence):
        extract(make_archive(entries), MediaType.EPUB)
