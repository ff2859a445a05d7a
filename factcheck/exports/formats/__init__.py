"""Every format in which claims go out, by name."""

from __future__ import annotations

from factcheck.core.sentences import gettext_noop as _
from factcheck.exports.formats.format import Format
from factcheck.exports.formats.tables import as_csv, as_json
from factcheck.exports.standards.reviews import as_claim_review, as_data_feed

FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("csv", _("CSV"), "text/csv; charset=utf-8", ".csv", as_csv),
        Format("json", _("JSON"), "application/json", ".json", as_json),
        Format(
            "claimreview", _("ClaimReview"), "application/ld+json", ".claimreview.jsonld", as_claim_review
        ),
        Format("datafeed", _("DataFeed"), "application/ld+json", ".datafeed.jsonld", as_data_feed),
    )
}
