"""Cells of a sheet as XML: text, numbers and dates, put together from what all cells of a column have in common.

A character that no text has stands where the number of the row will, so that cells which many rows share are written
once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from xlsxwriter.utility import xl_col_to_name

from factcheck.core.file_format import are_harmless, harmless
from factcheck.exports.formats.cells import Cell
from factcheck.exports.formats.looks import Look, look_of

ROW = "\0"
MAX_CHARACTERS = 32_767
EXACT_DIGITS = 15
"""Digits of a number that every spreadsheet keeps."""
CUT = " […] (cut: this cell had %d characters; a spreadsheet holds 32,767. The CSV and the JSON have all of it.)"
DAY_ZERO = date(1899, 12, 30)
"""From which spreadsheets count days, from March 1900 on."""

_TAIL = "</t></is></c>"
_MARKED = re.compile("[&<>\x00-\x08\x0b-\x1e\ufffe\uffff]|_x|[^\\S\x1f](?:\x1f|\\Z)")
"""What cannot stand as it is in one of many texts that are joined by the character 31, as far as it is not harmful."""
_LIKE_A_CODE = re.compile("_(?=x[0-9a-fA-F]{4}_)")
_NO_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_AT_ENDS = re.compile(r"\A\s|\s\Z")


class Columns:
    """The columns of a sheet. Cells are asked for by the place of their column, from 0."""

    def __init__(self, columns: Sequence[str]) -> None:
        self.cut = 0
        """Texts that were cut, because a spreadsheet holds no more."""
        self._cells = [f'<c r="{xl_col_to_name(place)}{ROW}"' for place in range(len(columns))]
        looks = map(look_of, columns)
        self._texts = [
            f'{cell} s="{look}" t="inlineStr"><is><t>' for cell, look in zip(self._cells, looks, strict=True)
        ]

    def head(self, columns: Sequence[str]) -> str:
        """The names of the columns."""
        return "".join(
            f'{cell} s="{Look.HEAD}" t="inlineStr"><is><t>{_escaped(name)}{_TAIL}'
            for cell, name in zip(self._cells, columns, strict=True)
        )

    def texts(self, first: int, cells: Sequence[str]) -> str:
        """Texts from a column on, without those that are empty."""
        joined = "\x1f".join(cells)
        if (
            _MARKED.search(joined)
            or len(joined) > MAX_CHARACTERS
            or not are_harmless(cells, joined)
            or joined.count("\x1f") >= max(len(cells), 1)
        ):
            return "".join([self.text(place, cell) for place, cell in enumerate(cells, first)])
        heads = self._texts[first : first + len(cells)]
        return "".join([f"{head}{cell}{_TAIL}" for head, cell in zip(heads, cells, strict=True) if cell])

    def text(self, place: int, text: str) -> str:
        """A text as it is, beside what makes it harmless; nothing where it is empty."""
        if not text:
            return ""
        kept = self._kept(text)
        head = self._texts[place]
        if _AT_ENDS.search(kept):
            head = f'{head[:-1]} xml:space="preserve">'
        return f"{head}{_escaped(kept)}{_TAIL}"

    def _kept(self, text: str) -> str:
        safe = harmless(text)
        if len(safe) <= MAX_CHARACTERS:
            return safe
        self.cut += 1
        said = CUT % len(text)
        return safe[: MAX_CHARACTERS - len(said)] + said

    def number(self, place: int, said: str) -> str:
        """A number from its text, as text where a spreadsheet would round it; nothing where it is empty."""
        if said.isascii() and said.isdigit() and len(said) <= EXACT_DIGITS:
            return self._value(place, Look.PLAIN, said)
        if not said:
            return ""
        exact = Decimal(said)
        return (
            self._value(place, Look.PLAIN, f"{float(exact):.16G}")
            if is_kept_exactly(exact)
            else self.text(place, said)
        )

    def day(self, place: int, day: date | None) -> str:
        """A day; a spreadsheet counts from 1900, and what is older stands as text."""
        if day is None:
            return ""
        if day.year <= 1900:
            return self.text(place, day.isoformat())
        return self._value(place, Look.DAY, str((day - DAY_ZERO).days))

    def moment(self, place: int, moment: datetime | None) -> str:
        """A moment in universal time."""
        if moment is None:
            return ""
        at = moment.astimezone(UTC)
        seconds = at.hour * 3600 + at.minute * 60 + at.second + at.microsecond / 1e6
        days = (at.date() - DAY_ZERO).days + seconds / 86400
        return self._value(place, Look.MOMENT, f"{days:.16G}")

    def cell(self, place: int, cell: Cell) -> str:
        """A cell of whatever kind."""
        if cell is None or isinstance(cell, str):
            return self.text(place, cell or "")
        if isinstance(cell, datetime):
            return self.moment(place, cell)
        if isinstance(cell, date):
            return self.day(place, cell)
        return self.number(place, format(cell, "f") if isinstance(cell, Decimal) else str(cell))

    def _value(self, place: int, look: Look, value: str) -> str:
        return f'{self._cells[place]} s="{look}"><v>{value}</v></c>'


def _escaped(text: str) -> str:
    """A text in XML. What XML cannot hold is written as its number, and what looks like that is told apart."""
    text = _LIKE_A_CODE.sub("_x005F_", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _NO_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def is_kept_exactly(number: int | Decimal) -> bool:
    """Whether a spreadsheet, which keeps 15 digits, gives the number back as it is."""
    exact = Decimal(number)
    digits = exact.normalize().as_tuple().digits
    return len(digits) <= EXACT_DIGITS and Decimal(repr(float(exact))) == exact
