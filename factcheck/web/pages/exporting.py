"""In which formats what a list shows can be exported, and since when changes can be told."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from factcheck.core.sentences import Sentence
from factcheck.exports.exporting import whole_list
from factcheck.exports.formats import FORMATS_OF
from factcheck.exports.told_filters import told_filter
from factcheck.filters.exported import exported_query, filtered
from factcheck.models import Export, ExportedList, Person
from factcheck.models.paging import Total, total_of
from factcheck.models.speech import spoken
from factcheck.models.withholding import shown_to_nobody, withheld_now
from factcheck.web.tables.shown import Said

SHOWN_EXPORTS = 3
"""As many earlier exports as a list offers to tell the changes since."""

COUNTED: dict[ExportedList, Promise | str] = {
    ExportedList.VERIFIED: ngettext_lazy(
        "Export %(count)s claim as %(format)s", "Export %(count)s claims as %(format)s", "count"
    ),
    ExportedList.CLAIMS: ngettext_lazy(
        "Export %(count)s claim as %(format)s", "Export %(count)s claims as %(format)s", "count"
    ),
    ExportedList.DISCREPANCIES: ngettext_lazy(
        "Export %(count)s discrepancy as %(format)s", "Export %(count)s discrepancies as %(format)s", "count"
    ),
    ExportedList.SOURCES: ngettext_lazy(
        "Export %(count)s source as %(format)s", "Export %(count)s sources as %(format)s", "count"
    ),
    ExportedList.CORRECTIONS: ngettext_lazy(
        "Export %(count)s correction as %(format)s", "Export %(count)s corrections as %(format)s", "count"
    ),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to export: what the link says, and where it leads."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Changes:
    """An earlier export of the same list and filter, and the formats in which the changes since it can be told."""

    words: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class ExportChoices:
    """The button, the other formats, and the exports since which changes can be told."""

    first: Choice
    others: list[Choice]
    changes: list[Changes]
    is_main: bool


def export_choices(
    listed: ExportedList, asked: QueryDict, found: Total, person: Person
) -> ExportChoices | None:
    """How what a list shows can be exported; None where there is nothing to export."""
    total = _exported(listed, asked, found, person)
    if not total:
        return None
    query = exported_query(listed, asked)
    formats = [(name, spoken(Sentence(one.label))) for name, one in FORMATS_OF[listed].items()]
    (name, label), *others = formats
    said = str(COUNTED[listed] % {"count": Said(total.count), "format": label})
    if total.is_more:
        said = gettext("Export all that is found as %(format)s") % {"format": label}
    return ExportChoices(
        first=Choice(said, _address(listed, name, query)),
        others=[Choice(label, _address(listed, name, query)) for name, label in others],
        changes=_changes(listed, query, [one for one in formats if FORMATS_OF[listed][one[0]].tells_changes])
        if listed is ExportedList.VERIFIED
        else [],
        is_main=listed is ExportedList.VERIFIED,
    )


def _address(listed: ExportedList, name: str, query: str, also: str = "") -> str:
    path = reverse("export_list", args=[listed.value, name])
    asked = "&".join(part for part in (query, also) if part)
    return f"{path}?{asked}" if asked else path


def _exported(listed: ExportedList, asked: QueryDict, found: Total, person: Person) -> Total:
    """How many go out: as many as are found, but for what only some may know, which goes out for nobody."""
    if listed is not ExportedList.SOURCES and not asked.get("q", "").strip():
        return found
    with shown_to_nobody():
        if withheld_now() is None:
            return found
        return total_of(filtered(listed, asked, whole_list(listed), person, is_for_page=True).qs)


def _changes(listed: ExportedList, query: str, formats: list[tuple[str, str]]) -> list[Changes]:
    told, _words = told_filter(query)
    earlier = Export.objects.to_go_on_from(listed, told)[:SHOWN_EXPORTS]
    return [
        Changes(
            gettext("Changes since the export of %(when)s by %(who)s")
            % {
                "when": date_format(localtime(export.made_at), "DATETIME_FORMAT"),
                "who": export.made_by or _("the operator"),
            },
            [
                Choice(label, _address(listed, name, query, f"changes_since={export.pk}"))
                for name, label in formats
            ],
        )
        for export in earlier
    ]
