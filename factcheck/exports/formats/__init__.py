"""Every format in which claims go out, by name."""

from __future__ import annotations

from factcheck.core.sentences import gettext_noop as _
from factcheck.exports.bibliography import claims_as_bibtex, claims_as_csl, claims_as_ris
from factcheck.exports.formats.format import Format
from factcheck.exports.formats.tables import as_csv, as_json

FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("csv", _("CSV"), "text/csv; charset=utf-8", ".csv", as_csv),
        Format("json", _("JSON"), "application/json", ".json", as_json),
        Format("csl", _("CSL-JSON"), "application/vnd.citationstyles.csl+json", ".csl.json", claims_as_csl),
        Format("bibtex", _("BibTeX"), "application/x-bibtex; charset=utf-8", ".bib", claims_as_bibtex),
        Format("ris", _("RIS"), "application/x-research-info-systems; charset=utf-8", ".ris", claims_as_ris),
    )
}
