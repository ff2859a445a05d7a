"""Every format in which lists go out, by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from factcheck.core.sentences import gettext_noop as _
from factcheck.exports.bibliography import BIBLIOGRAPHIES, claims_in, sources_in
from factcheck.exports.formats.format import Format, ListFormat, Record
from factcheck.exports.formats.json_files import as_json, as_json_lines
from factcheck.exports.formats.listings import CORRECTIONS, DISCREPANCIES, SOURCES, Listing
from factcheck.exports.formats.markdown import as_markdown
from factcheck.exports.formats.print_page import as_print_page
from factcheck.exports.formats.tables import as_csv, csv_rows
from factcheck.exports.formats.workbooks import as_workbook, workbook_rows
from factcheck.exports.listed import ExportedSource
from factcheck.exports.standards.annotations import as_annotations
from factcheck.exports.standards.reviews import as_claim_review, as_data_feed
from factcheck.exports.standards.wikibase.entities import as_wikibase
from factcheck.models import ExportedList

CSV = ("csv", _("CSV"), "text/csv; charset=utf-8", ".csv")
XLSX = (
    "xlsx",
    _("Excel (XLSX)"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xlsx",
)
JSON = ("json", _("JSON"), "application/json", ".json")
JSON_LINES = ("jsonl", _("JSON lines"), "application/x-ndjson", ".jsonl")


def _by_name(*formats: ListFormat[Record]) -> dict[str, ListFormat[Record]]:
    return {one.name: one for one in formats}


def _tables(listing: Listing[Record]) -> Iterable[ListFormat[Record]]:
    return (
        ListFormat(*CSV, listing.as_csv),
        ListFormat(*XLSX, listing.as_workbook),
        ListFormat(*JSON, listing.as_json),
        ListFormat(*JSON_LINES, listing.as_json_lines),
    )


FORMATS: dict[str, Format] = _by_name(
    Format(*CSV, as_csv, csv_rows, tells_changes=True, counts_first=False, is_typed=False),
    Format(*XLSX, as_workbook, workbook_rows, tells_changes=True, counts_first=False),
    Format(*JSON, as_json, tells_changes=True),
    Format(*JSON_LINES, as_json_lines, tells_changes=True),
    Format("claimreview", _("ClaimReview"), "application/ld+json", ".claimreview.jsonld", as_claim_review),
    Format(
        "datafeed", _("DataFeed"), "application/ld+json", ".datafeed.jsonld", as_data_feed, tells_changes=True
    ),
    Format(
        "annotations",
        _("Web Annotations"),
        'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        ".annotations.jsonld",
        as_annotations,
    ),
    Format("markdown", _("Markdown"), "text/markdown; charset=utf-8", ".md", as_markdown),
    Format("print", _("a page to print"), "text/html; charset=utf-8", ".html", as_print_page),
    Format("wikibase", _("Wikibase"), "application/json", ".wikibase.json", as_wikibase),
    *(
        Format(one.name, one.label, one.media_type, f".sources{one.suffix}", claims_in(one))
        for one in BIBLIOGRAPHIES.values()
    ),
)
"""How claims go out, verified or not; what needs an answer that is printed leaves out the others."""

SOURCE_FORMATS: dict[str, ListFormat[ExportedSource]] = _by_name(
    *_tables(SOURCES),
    *(
        ListFormat(one.name, one.label, one.media_type, one.suffix, sources_in(one))
        for one in BIBLIOGRAPHIES.values()
    ),
)
"""How sources go out."""

FORMATS_OF: Mapping[ExportedList, Mapping[str, ListFormat[Any]]] = {
    ExportedList.VERIFIED: FORMATS,
    ExportedList.CLAIMS: FORMATS,
    ExportedList.SOURCES: SOURCE_FORMATS,
    ExportedList.DISCREPANCIES: _by_name(*_tables(DISCREPANCIES)),
    ExportedList.CORRECTIONS: _by_name(*_tables(CORRECTIONS)),
}
"""The formats of each list."""
