"""Sheets of a workbook on which every text stands as it is, beside what the file format makes harmless."""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet


class PlainSheet(Worksheet):  # type: ignore[misc] # the library publishes no types
    """Writes a text that looks like the markup of a sheet, `<r>…</r>`, as the text that it is.

    The library takes such a text for one that it has put together itself, and writes it as it stands: somebody could
    put a formula into the file that way, or make it a file that does not open.
    """

    def _xml_rich_inline_string(self, string: str, attributes: Any = ()) -> None:  # noqa: ANN401 -- as the library
        self._xml_inline_string(string, False, list(attributes))
