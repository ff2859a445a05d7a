"""Rows as lines of CSV, with no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence

from factcheck.core.file_format import harmless, is_harmless
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

    def part(self, cells: Sequence[str]) -> str:
        """The cells as a part of a line."""
        text = "\x1f".join(cells)
        safe = cells if is_harmless(text) else list(map(harmless, cells))
        if '"' in text or "\n" in text or "\r" in text:
            self._writer.writerow(safe)
            return self._lines.pop().removesuffix(_END)
        return ",".join([f'"{cell}"' if "," in cell else cell for cell in safe])

    def parts(self, rows: Sequence[Sequence[str]]) -> list[str]:
        """The cells of each row as a part of a line. Of a million rows few need a look at each cell, and one look at
        many rows together finds out where none does.
        """
        text = "\x1f".join(map("\x1f".join, rows))
        if '"' in text or "\n" in text or "\r" in text or not is_harmless(text):
            return list(map(self.part, rows))
        return [",".join([f'"{cell}"' if "," in cell else cell for cell in row]) for row in rows]
