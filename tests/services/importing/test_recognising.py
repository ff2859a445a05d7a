"""How a file is laid out, told by its bytes; and what is no table at all."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from factcheck.services.errors import InvalidInputError
from factcheck.services.importing import UnreadableFileError
from factcheck.services.importing.given import GivenFile, Layout
from factcheck.services.importing.receiving import lay_out_import, receive_import
from factcheck.services.importing.recognising import columns_in, recognise

pytestmark = pytest.mark.django_db

WESTERN = [
    "Müller & Söhne",
    "Café à la crème",
    "über 3.000 Flüchtlinge",
    "“environ” 3 000 réfugiés – déjà",
    "Straße",
]
POLISH = ["Ile osób uciekło?", "Gazeta Wrocławska", "około 30 tysięcy – głównie kobiet"]
CZECH = ["Kolik lidí uprchlo?", "Lidové noviny", "„asi třicet tisíc“, většinou žen"]
CYRILLIC = ["Сколько человек бежало на Юг?", "Министерство объединения", "около тридцати тысяч человек"]
GREEK = ["Πόσοι άνθρωποι έφυγαν;", "Υπουργείο Ενοποίησης", "περίπου τριάντα χιλιάδες"]
CHINESE = ["有多少人逃往南方？", "统一部的报告说", "大约三万人，其中大部分是妇女"]
JAPANESE = ["何人が南へ逃げたのですか。", "統一省のほうこく", "およそ三万人がにげました"]
KOREAN = ["몇 명이 남쪽으로 탈출했습니까?", "통일부 보고서에 따르면", "약 삼만 명의 사람들"]

ENCODED = {
    "UTF-8": ("utf-8", WESTERN, "utf-8-sig"),
    "UTF-8 with its mark": ("utf-8-sig", KOREAN, "utf-8-sig"),
    "UTF-16 with its mark": ("utf-16", KOREAN, "utf-16"),
    "UTF-16 without a mark": ("utf-16-le", WESTERN, "utf-16-le"),
    "UTF-16 the other way round": ("utf-16-be", WESTERN, "utf-16-be"),
    "Windows-1252": ("cp1252", WESTERN, "cp1252"),
    "Latin-1": ("latin-1", WESTERN[:3], "cp1252"),
    "Mac Roman": ("mac-roman", WESTERN, "mac-roman"),
    "Windows-1250, Polish": ("cp1250", POLISH, "cp1250"),
    "Windows-1250, Czech": ("cp1250", CZECH, "cp1250"),
    "Windows-1251": ("cp1251", CYRILLIC, "cp1251"),
    "KOI8-R": ("koi8-r", CYRILLIC, "koi8-r"),
    "Windows-1253": ("cp1253", GREEK, "cp1253"),
    "GB 18030": ("gb18030", CHINESE, "gb18030"),
    "Shift JIS": ("shift_jis", JAPANESE, "shift_jis"),
    "CP 949": ("cp949", KOREAN, "cp949"),
}
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}


def table(words: list[str], separator: str, quote: str = '"') -> str:
    lines = [separator.join(("Question", "Source title", "Value"))]
    for number in range(20):
        cells = [words[number % len(words)], words[(number + 1) % len(words)], f"1{separator}{number:03}"]
        lines.append(separator.join(f"{quote}{cell}{quote}" for cell in cells))
    return "\r\n".join(lines) + "\r\n"


@pytest.mark.parametrize("separator", SEPARATORS.values(), ids=SEPARATORS)
@pytest.mark.parametrize(("encoding", "words", "told"), ENCODED.values(), ids=ENCODED)
def test_encoding_and_separator_are_told_by_the_bytes(encoding, words, told, separator):
    content = table(words, separator).encode(encoding)
    file = GivenFile.of("a.csv", content)
    _media_type, layout = recognise(file, content)
    assert (layout.encoding, layout.separator) == (told, separator)
    question, source, value = columns_in(file, layout)
    assert (question.label, source.label, value.label) == ("Question", "Source title", "Value")
    assert list(question.samples) == words[:3]
    assert value.samples[0] == f"1{separator}000"


@pytest.mark.parametrize("quote", ['"', "'"])
def test_quotation_marks_around_cells_are_told(quote):
    names = ",".join(f"{quote}{name}{quote}" for name in ("Question", "Source", "Value"))
    content = f"{names}\n{quote}How many, in all?{quote},{quote}A{quote},{quote}5{quote}\n".encode()
    file = GivenFile.of("a.csv", content)
    _media_type, layout = recognise(file, content)
    assert layout.quote == quote
    assert [column.samples for column in columns_in(file, layout)] == [["How many, in all?"], ["A"], ["5"]]


def packed(**files: str) -> bytes:
    binary = io.BytesIO()
    with zipfile.ZipFile(binary, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return binary.getvalue()


def bomb() -> bytes:
    return packed(**{"xl__workbook.xml": "<workbook/>", "xl__worksheets__sheet1.xml": " " * (100 * 2**20)})


HOSTILE = {
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "old Excel file"),
    "an OpenDocument spreadsheet": (
        packed(mimetype="application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": "<a/>"}),
        "ODS",
    ),
    "a Word document": (packed(**{"word__document.xml": "<a/>"}), "DOCX"),
    "another archive": (packed(**{"a.txt": "a"}), "not an XLSX file"),
    "a broken archive": (b"PK\x03\x04" + b"\xff" * 200, "not a spreadsheet"),
    "an archive that unpacks to everything": (bomb(), "unpacks to more"),
    "a PDF": (b"%PDF-1.7\n" + b"1" * 100, "PDF"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "picture"),
    "a page": (b"<!DOCTYPE html><html><body>a,b,c</body></html>", "web page"),
    "a compressed table": (b"\x1f\x8b\x08\0" + b"a" * 50, "GZIP"),
    "no text": (bytes(range(32)) * 50, "no text"),
    "nothing": (b"", "empty"),
    "nothing but blanks": (b" \r\n\0\0 ", "empty"),
    "a mark and nothing": (b"\xef\xbb\xbf\n\n", "empty"),
}


@pytest.mark.parametrize(("content", "said"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_table_is_named_and_nothing_is_kept(content, said, contributor):
    with pytest.raises(UnreadableFileError, match=said):
        receive_import(name="rows.csv", content=content, by=contributor)


def test_what_is_too_large_is_refused(contributor, settings):
    settings.MAX_DOCUMENT_BYTES = 1024
    with pytest.raises(InvalidInputError, match="larger than"):
        receive_import(name="rows.csv", content=b"a,b\n" * 1000, by=contributor)


@pytest.fixture
def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Read me"
    book.active.append(["This is what the sheets are for"])
    sheet = book.create_sheet("Data")
    sheet.append(["Question", "Source title", "Value"])
    sheet.append(["How many?", "A", 5])
    binary = io.BytesIO()
    book.save(binary)
    return binary.getvalue()


def test_another_sheet_of_a_workbook_is_chosen(workbook, contributor):
    run = receive_import(name="a.xlsx", content=workbook, by=contributor)
    assert (run.sheet, run.encoding, run.separator) == ("Read me", "", "")
    run = lay_out_import(run=run, layout=Layout(sheet="Data"), by=contributor)
    assert run.columns == {"Question": "question", "Source title": "source_title", "Value": "figure"}
    with pytest.raises(InvalidInputError, match="no such sheet"):
        lay_out_import(run=run, layout=Layout(sheet="Nowhere"), by=contributor)


def test_a_wrong_encoding_is_corrected_and_one_that_cannot_be_is_refused(contributor):
    run = receive_import(name="a.csv", content="Quelle;Wert\nMüller;5\n".encode("cp1252"), by=contributor)
    run = lay_out_import(run=run, layout=Layout(encoding="mac-roman", separator=";"), by=contributor)
    assert run.encoding == "mac-roman"
    with pytest.raises(UnreadableFileError, match="not UTF-8: line 2"):
        lay_out_import(run=run, layout=Layout(separator=";"), by=contributor)
    with pytest.raises(InvalidInputError, match="no such encoding"):
        lay_out_import(run=run, layout=Layout(encoding="rot13", separator=";"), by=contributor)
    run.refresh_from_db()
    assert run.encoding == "mac-roman"


def test_columns_without_a_name_or_of_one_name_are_told_apart(contributor):
    run = receive_import(name="a.csv", content=b"Value,,Value\n1,2,3\n", by=contributor)
    assert list(run.columns) == ["Value", "(column 2)", "Value (2)"]
