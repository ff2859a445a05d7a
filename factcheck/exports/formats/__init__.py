"""Every format in which claims go out, by name."""

from __future__ import annotations

from factcheck.core.sentences import gettext_noop as _
from factcheck.exports.formats.format import Format
from factcheck.exports.formats.markdown import as_markdown
from factcheck.exports.formats.print_page import as_print_page
from factcheck.exports.formats.tables import as_csv, as_json
from factcheck.exports.standards.annotations import as_annotations
from factcheck.exports.standards.reviews import as_claim_review, as_data_feed
from factcheck.exports.standards.wikibase.entities import as_wikibase

FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("csv", _("CSV"), "text/csv; charset=utf-8", ".csv", as_csv),
        Format("json", _("JSON"), "application/json", ".json", as_json),
        Format(
            "claimreview", _("ClaimReview"), "application/ld+json", ".claimreview.jsonld", as_claim_review
        ),
        Format("datafeed", _("DataFeed"), "application/ld+json", ".datafeed.jsonld", as_data_feed),
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
    )
}
