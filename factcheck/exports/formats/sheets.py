"""The sheets of a workbook: a header that stays, the rows below it, and another sheet where one is full."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from factcheck.exports.formats.cell_xml import ROW, Columns
from factcheck.exports.formats.cells import Cell
from factcheck.exports.formats.looks import FORMATS, Look, width_of
from factcheck.exports.formats.zips import PIECE, Packed, Spool, ZipStream

MAX_ROWS = 1_048_576
MAX_BYTES = 2**32 - 2**26
"""After which a sheet is full too: no file in a ZIP file may have 4 GiB."""

_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_START = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{_NAMESPACE}"><sheetViews>'
    '<sheetView%s workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    '<selection pane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>%s</cols>'
    "<sheetData>"
)
_END = (
    '</sheetData><autoFilter ref="%s"/><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" '
    'footer="0.3"/></worksheet>'
)


class Sheets:
    """A table on as many sheets as it needs. Rows are written in their order and not looked at again."""

    def __init__(self, book: Book, name: str, columns: Sequence[str], *, is_sent: bool) -> None:
        self.name = name
        self.rows = 0
        self.parts = 0
        self.cells = Columns(columns)
        self.waiting: list[tuple[str, str, Spool]] = []
        """Sheets that are written beside the one that is sent: their titles, what is filtered, and where they are."""
        self._book = book
        self._is_sent = is_sent
        self._columns = columns
        self._open()

    def add(self, cells: Sequence[Cell]) -> None:
        """A row of cells of any kind."""
        cell = self.cells.cell
        self.add_row("".join([cell(place, one) for place, one in enumerate(cells)]))

    def add_row(self, cells: str) -> None:
        """A row whose cells were put together."""
        if self._next > MAX_ROWS or self._to.size > MAX_BYTES:
            self._close()
            self._open()
        row = f'<row r="{ROW}">{cells}</row>'.replace(ROW, str(self._next))
        self._next += 1
        self.rows += 1
        self._lines.append(row)
        self._length += len(row)
        if self._length > PIECE:
            self._flush()

    def finish(self) -> None:
        """The last sheet is full. Those that were not sent yet stand in `waiting`."""
        self._close()

    def _open(self) -> None:
        self.parts += 1
        self._spool = None if self._is_sent else Spool()
        self._to: Packed = self._spool.packed if self._spool else self._book.begin_sheet()
        widths = (
            f'<col min="{place}" max="{place}" width="{width_of(column)}" customWidth="1"/>'
            for place, column in enumerate(self._columns, 1)
        )
        is_first = self._is_sent and self._book.is_empty
        head = f'<row r="1">{self.cells.head(self._columns).replace(ROW, "1")}</row>'
        self._lines = [_START % (' tabSelected="1"' if is_first else "", "".join(widths)), head]
        self._length = 0
        self._next = 2

    def _close(self) -> None:
        title = self.name if self.parts == 1 else f"{self.name} {self.parts}"
        filtered = f"A1:{xl_col_to_name(len(self._columns) - 1)}{self._next - 1}"
        self._lines.append(_END % filtered)
        self._flush()
        if self._spool:
            self.waiting.append((title, filtered, self._spool))
        else:
            self._book.end_sheet(title, filtered, self._to)

    def _flush(self) -> None:
        self._to.add("".join(self._lines).encode())
        self._lines.clear()
        self._length = 0


class Book:
    """A workbook that is sent while it is written: `pieces` is what has come of it.

    All but its sheets is what the library makes of sheets that are empty.
    """

    def __init__(self, title: str, made_at: str) -> None:
        self._title, self._made_at = title, made_at
        self._zip = ZipStream()
        self._sheets: list[tuple[str, str]] = []
        # Programs tell what a file is by what stands in it first.
        self._first = ("_rels/.rels", "docProps/core.xml")
        parts = self._other_parts()
        for name in self._first:
            self._zip.add(name, parts[name])

    @property
    def is_empty(self) -> bool:
        return not self._sheets

    def pieces(self, least: int = PIECE) -> Iterator[bytes]:
        """What waits to be sent, where that is so much."""
        if self._zip.waiting >= least:
            yield self._zip.taken()

    def begin_sheet(self) -> Packed:
        """A sheet that is sent while it is written, until it is ended."""
        return self._zip.begin(f"xl/worksheets/sheet{len(self._sheets) + 1}.xml")

    def end_sheet(self, title: str, filtered: str, packed: Packed) -> None:
        self._zip.end(packed)
        self._sheets.append((title, filtered))

    def add_waiting(self, sheets: Sheets) -> Iterator[bytes]:
        """The sheets that were written meanwhile."""
        for title, filtered, spool in sheets.waiting:
            self._zip.begin_spooled(f"xl/worksheets/sheet{len(self._sheets) + 1}.xml", spool)
            while self._zip.next_spooled(spool):
                yield from self.pieces()
            self._sheets.append((title, filtered))

    def finish(self) -> Iterator[bytes]:
        for name, content in self._other_parts().items():
            if name not in self._first:
                self._zip.add(name, content)
        self._zip.finish()
        yield from self.pieces(1)

    def _other_parts(self) -> dict[str, bytes]:
        """All but the sheets: what ties them together, their names, filters and formats."""
        file = io.BytesIO()
        with Workbook(file, {"in_memory": True}) as book:
            book.set_properties({"title": self._title})
            book.set_custom_property("made_at", self._made_at)
            for title, filtered in self._sheets or [("Sheet", "A1:A1")]:
                sheet = book.add_worksheet(title)
                sheet.autofilter(filtered)
            # The library numbers formats in the order in which it meets them.
            for look in Look:
                book.worksheets()[0].write_blank(0, look, None, book.add_format(FORMATS[look]))
        with zipfile.ZipFile(file) as written:
            names = [name for name in written.namelist() if not name.startswith("xl/worksheets/")]
            return {name: written.read(name) for name in names}
