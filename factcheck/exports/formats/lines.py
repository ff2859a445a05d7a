"""Rows as lines of CSV, with no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from itertools import chain

from factcheck.core.file_format import are_harmless, harmless
from factcheck.exports.formats.cells import Cell, as_text

_END = "\r\n"


class Lines:
    """Lines of CSV that are taken away by whoever sends them."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self.write = self._lines.append
        self._writer = csv.writer(self, lineterminator=_END)

    def __len__(self) -> int:
        return len(self._lines)

    def add(self, cells: Iterable[Cell]) -> None:
        self._writer.writerow([harmless(as_text(cell)) for cell in cells])

    def taken(self) -> str:
        text = "".join(self._lines)
        self._lines.clear()
        return text


def part(cells: Sequence[str]) -> str:
    """The cells as a part of a line, as the writer of lines has them too."""
    return parts([cells])[0]


def parts(rows: Sequence[Sequence[str]]) -> list[str]:
    """The cells of each row as a part of a line. Of a million rows few need a look at each cell, and one look at
    many rows together finds out where none does.
    """
    joined = "\x1f".join(map("\x1f".join, rows))
    if not are_harmless(chain.from_iterable(rows), joined):
        rows = [row if are_harmless(row, "\x1f".join(row)) else list(map(harmless, row)) for row in rows]
    if '"' in joined or "\n" in joined or "\r" in joined:
        return [",".join(map(_quoted, row)) for row in rows]
    return [",".join([f'"{cell}"' if "," in cell else cell for cell in row]) for row in rows]


def _quoted(cell: str) -> str:
    if '"' in cell:
        return '"' + cell.replace('"', '""') + '"'
    return f'"{cell}"' if "," in cell or "\n" in cell or "\r" in cell else cell
