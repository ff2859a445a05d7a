"""What kind of table a file is, and how it is laid out, told by its bytes: a guess, which is shown for correction."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.core.sentences import gettext_noop as _
from factcheck.services.importing.encodings import likely_encoding, likely_separator
from factcheck.services.importing.files import ARCHIVE, header_and_lines, labels_of
from factcheck.services.importing.given import GivenFile, Layout
from factcheck.services.importing.problems import UnreadableFileError
from factcheck.services.importing.workbooks import sheet_names

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
SAMPLES = 3
_LOOKED_AT = 200
_HEAD = 200_000
_KINDS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _("an old Excel file (XLS), or one with a password")),
    (b"%PDF-", _("a PDF document")),
    (b"\x89PNG", _("a picture")),
    (b"\xff\xd8\xff", _("a picture")),
    (b"GIF8", _("a picture")),
    (b"\x1f\x8b", _("a compressed file (GZIP)")),
    (b"7z\xbc\xaf", _("a compressed file (7z)")),
    (b"Rar!", _("a compressed file (RAR)")),
    (b"SQLite format 3", _("a database")),
    (b"{\\rtf", _("a text document (RTF)")),
)
_PAGES = (b"<!doctype html", b"<html", b"<?xml")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file: its name and what stands in its first rows."""

    label: str
    samples: Sequence[str]


def recognise(file: GivenFile, content: bytes) -> tuple[str, Layout]:
    """The media type and the layout of a file. Raises UnreadableFileError with what it is instead of a table."""
    if not content.strip(b"\0 \t\r\n"):
        raise UnreadableFileError(_("%(name)s is empty."), name=file.name)
    if content.startswith(ARCHIVE):
        _require_workbook(file)
        return XLSX, Layout(encoding="", quote="", sheet=sheet_names(file)[0])
    kind = next((kind for mark, kind in _KINDS if content.startswith(mark)), None)
    if kind is None and content[:1_000].lstrip().lower().startswith(_PAGES):
        kind = _("a web page or XML")
    if kind is not None:
        raise _no_table(file, kind)
    encoding = likely_encoding(content)
    head = content[:_HEAD].decode(encoding, "replace")
    if sum(sign < " " and sign not in "\t\r\n\f" for sign in head) > max(2, len(head) // 100):
        raise _no_table(file, _("no text"))
    separator, quote = likely_separator(head.removeprefix("\ufeff"))
    return CSV, Layout(encoding=encoding, separator=separator, quote=quote)


def _no_table(file: GivenFile, kind: str) -> UnreadableFileError:
    return UnreadableFileError(
        _("%(name)s seems to be %(kind)s, which is not read here. Save it as XLSX or CSV, and add that."),
        name=file.name,
        kind=kind,
    )


def _require_workbook(file: GivenFile) -> None:
    """Raises UnreadableFileError for the archives that are something else; a broken one is told when it is read."""
    try:
        with file.open() as opened, zipfile.ZipFile(opened) as archive:
            names = archive.namelist()
            declared = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        return
    if b"opendocument.spreadsheet" in declared:
        raise _no_table(file, _("an OpenDocument spreadsheet (ODS)"))
    if "xl/workbook.bin" in names:
        raise _no_table(file, _("a binary Excel file (XLSB)"))
    if "word/document.xml" in names:
        raise _no_table(file, _("a Word document (DOCX)"))


def columns_in(file: GivenFile, layout: Layout) -> list[Column]:
    """The columns of a file with cells of their first rows. Raises UnreadableFileError."""
    header, lines = header_and_lines(file, layout)
    labels = labels_of(header)
    samples: dict[str, list[str]] = {label: [] for label in labels}
    for _line, cells in (line for line, _place in zip(lines, range(_LOOKED_AT), strict=False)):
        for label, cell in zip(labels, cells, strict=False):
            if cell.strip() and len(samples[label]) < SAMPLES and cell not in samples[label]:
                samples[label].append(cell)
    return [Column(label, samples[label]) for label in labels]
