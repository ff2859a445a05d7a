"""A PDF's lines become paragraphs with their pages; running heads and page numbers are clutter."""

from __future__ import annotations

import pytest
from fpdf import FPDF

from factcheck.extraction.extracting import extract, extract_apart
from factcheck.extraction.media import MediaType
from factcheck.extraction.unreadable import UnreadableDocumentError
from tests.extraction.making import PARAGRAPHS, make_pdf, make_scan, pdf_of_stream
from tests.measuring import seconds_of_work

WORDS = (
    "the ministry counts each of the people who arrived at the border in the north of the country and says "
)


def page_of(number, words=400):
    """Paragraphs of a hundred words, each with a figure of its own."""
    return [
        f"Paragraph {number}-{part} says that {number * 10 + part:,} people came. "
        + " ".join((WORDS * 6).split()[:92])
        + "."
        for part in range(words // 100)
    ]


def prose(found):
    return [block.text for block in found.blocks if not block.is_clutter]


def test_lines_become_paragraphs_and_each_knows_its_page():
    pages = [page_of(number) for number in range(1, 4)]
    found = extract(make_pdf(pages), MediaType.PDF)
    assert prose(found) == [text for page in pages for text in page]
    assert [block.page for block in found.blocks] == [1] * 4 + [2] * 4 + [3] * 4
    assert (found.pages, found.pages_without_text) == (3, ())


def test_a_page_with_few_lines_still_has_its_paragraphs():
    assert prose(extract(make_pdf(), MediaType.PDF)) == list(PARAGRAPHS)


def test_running_heads_and_page_numbers_are_clutter_in_their_places():
    pages = [page_of(number) for number in range(1, 6)]
    found = extract(make_pdf(pages, head="Arrivals: annual report 2024"), MediaType.PDF)
    assert prose(found) == [text for page in pages for text in page]
    clutter = [(block.page, block.text) for block in found.blocks if block.is_clutter]
    assert clutter[:3] == [
        (1, "Arrivals: annual report 2024"),
        (1, "Page 1 of 99"),
        (2, "Arrivals: annual report 2024"),
    ]
    assert len(clutter) == 10


def test_a_heading_on_every_page_is_no_running_head():
    report = FPDF()
    for number in range(1, 6):
        report.add_page()
        report.set_font("Helvetica", "B", 16)
        report.cell(0, 10, f"Chapter {number}", new_x="LMARGIN", new_y="NEXT")
        report.set_font("Helvetica", size=11)
        report.multi_cell(0, 5, page_of(number)[0])
    found = extract(bytes(report.output()), MediaType.PDF)
    assert [block.text for block in found.blocks if block.level] == [
        f"Chapter {number}" for number in range(1, 6)
    ]
    assert not any(block.is_clutter for block in found.blocks)


def test_the_rows_of_a_table_stay_apart_from_each_other_and_from_the_text():
    report = FPDF()
    report.add_page()
    report.set_font("Helvetica", size=10)
    with report.table() as table:
        for cells in (("Town", "2019", "2020"), ("East", "1,047", "229"), ("West", "63", "60")):
            row = table.row()
            for cell in cells:
                row.cell(cell)
    report.multi_cell(0, 5, PARAGRAPHS[0])
    assert prose(extract(bytes(report.output()), MediaType.PDF)) == [
        "Town | 2019 | 2020",
        "East | 1,047 | 229",
        "West | 63 | 60",
        PARAGRAPHS[0],
    ]


def test_two_columns_are_read_one_after_the_other_and_parted_words_are_whole():
    report = FPDF()
    report.add_page()
    report.set_font("Times", size=10)
    lines = [
        "The ministry counts every arrival at the border, and",
        "its infor-",
        "mation is published each month, as the paper says.",
    ]
    for column, x in ((1, 15), (2, 110)):
        for number, line in enumerate(
            [f"Column {column} begins here and goes on for a while with", *lines] * 3
        ):
            report.text(x, 30 + number * 5, line)
    text = " ".join(prose(extract(bytes(report.output()), MediaType.PDF)))
    assert "its information is published" in text
    assert text.count("Column 1") == 3
    assert text.rindex("Column 1") < text.index("Column 2")


def test_the_record_comes_from_the_file_unless_a_program_wrote_it():
    found = extract(make_pdf(title="Rice is dear", author="Jane Doe"), MediaType.PDF).found
    assert (found.title, found.authors, found.language) == ("Rice is dear", "Jane Doe", "en")
    assert len(found.published) == len("2018-03-05")


@pytest.mark.parametrize("junk", ["Microsoft Word - rice.doc", "untitled", "Document1", "rice_final.docx"])
def test_a_title_that_a_program_wrote_gives_way_to_the_texts_own(junk):
    content = make_pdf(
        [["The price of rice", "By Jane Doe", "12 March 2018", *PARAGRAPHS]], title=junk, author="user"
    )
    found = extract(content, MediaType.PDF).found
    assert (found.title, found.authors, found.published) == ("The price of rice", "Jane Doe", "2018-03-12")


def test_a_pdf_that_only_forbids_printing_is_read_and_one_with_a_password_is_not():
    assert prose(extract(make_pdf(password=""), MediaType.PDF)) == list(PARAGRAPHS)
    with pytest.raises(UnreadableDocumentError, match=r"protected by a password\. Save a copy without one"):
        extract(make_pdf(password="secret"), MediaType.PDF)


def test_pages_that_are_pictures_are_named_and_a_whole_file_of_them_is_refused():
    found = extract(make_pdf([PARAGRAPHS, [], PARAGRAPHS, []]), MediaType.PDF)
    assert (found.pages, found.pages_without_text) == (4, (2, 4))
    with pytest.raises(UnreadableDocumentError, match=r"no text layer: its 2 pages are pictures. .* \(OCR\)"):
        extract(make_scan(2), MediaType.PDF)
    with pytest.raises(UnreadableDocumentError, match=r"no text layer: its one page is a picture"):
        extract(make_scan(1), MediaType.PDF)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6])
def test_a_pdf_that_was_cut_off_is_refused_with_a_sentence(share):
    content = make_pdf([PARAGRAPHS] * 3)
    with pytest.raises(UnreadableDocumentError, match="This PDF is damaged or cut off"):
        extract(content[: int(len(content) * share)], MediaType.PDF)


def test_a_pdf_whose_index_is_broken_is_read_all_the_same():
    content = make_pdf([PARAGRAPHS] * 2).replace(b"startxref\n", b"startxref\n99")
    assert prose(extract(content, MediaType.PDF)) == list(PARAGRAPHS) * 2


def test_a_stream_that_unfolds_without_end_is_refused():
    with pytest.raises(UnreadableDocumentError, match="unpacks to far more"):
        extract(pdf_of_stream(b" " * 200_000_000), MediaType.PDF)


def test_pages_that_contain_themselves_are_refused():
    content = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj "
        b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>endobj trailer<</Root 1 0 R>>"
    )
    with pytest.raises(UnreadableDocumentError, match="damaged"):
        extract(content, MediaType.PDF)


def test_three_hundred_pages_are_read_in_a_few_seconds_with_progress_page_by_page():
    pages = [page_of(number) for number in range(1, 301)]
    content = make_pdf(pages, head="Arrivals: annual report 2024")
    steps = []
    began = seconds_of_work()
    found = extract_apart(content, MediaType.PDF, progress=lambda *step: steps.append(step))
    took = seconds_of_work() - began
    assert prose(found) == [text for page in pages for text in page]
    assert steps == [(done, 300) for done in range(301)]
    assert took < 15
