"""Exporting a list: what is found goes out in a format, and what went out is written down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.db.models import QuerySet
from django.utils import timezone

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError, Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.exports.changes import Since
from factcheck.exports.formats import FORMATS_OF
from factcheck.exports.formats.format import ListFormat
from factcheck.exports.keeping import Counted, KeptPieces, about, begin_export
from factcheck.exports.listed import exported_corrections, exported_discrepancies, exported_sources
from factcheck.exports.quick import quick_rows
from factcheck.exports.records import SINGLE_REVIEW
from factcheck.exports.rows import ClaimRows
from factcheck.exports.told_filters import told_filter
from factcheck.exports.verified import (
    ExportedClaim,
    decided_alone,
    exported_claims,
    found_claims,
    is_single_review,
)
from factcheck.models import (
    Claim,
    Correction,
    Discrepancy,
    Export,
    ExportedList,
    ExportState,
    Person,
    Source,
)
from factcheck.models.claims import ClaimQuerySet
from factcheck.models.discrepancies import DiscrepancyQuerySet
from factcheck.models.withholding import for_nobody, shown_to_nobody

_Record = TypeVar("_Record")

CLAIM_LISTS = frozenset({ExportedList.VERIFIED, ExportedList.CLAIMS})


class NotExportedError(RuleError):
    """There is no such export; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Exporting:
    """An export that has begun: its bytes, which are made while they are sent, and what is written down of it."""

    export: Export
    pieces: KeptPieces
    format: ListFormat[Any]

    @property
    def file_name(self) -> str:
        day = timezone.localtime(self.export.made_at).date().isoformat()
        what = f"{self.export.list}-changes" if self.export.since else self.export.list
        return f"{what}-{day}{self.format.suffix}"


def whole_list(listed: ExportedList) -> QuerySet[Any]:
    """The list without any filter, as its filters expect it."""
    wholes: dict[ExportedList, QuerySet[Any]] = {
        ExportedList.VERIFIED: Claim.objects.all(),
        ExportedList.CLAIMS: Claim.objects.with_state(),
        ExportedList.DISCREPANCIES: Discrepancy.objects.order_by("-severity_order", "opened_at", "pk"),
        ExportedList.SOURCES: Source.objects.for_list(),
        ExportedList.CORRECTIONS: Correction.objects.all(),
    }
    return wholes[listed]


def export_list(
    *,
    by: Person | None,
    listed: ExportedList,
    file_format: str,
    queryset: QuerySet[Any] | None = None,
    query: str = "",
    words: str = "",
    since: Since | None = None,
) -> Exporting:
    """Begin to export what was found in a list, and write it down. None is the operator.

    `queryset` is what the filter leaves of `whole_list`, found while nothing was shown to anybody; `query` and `words`
    are the filter as in the address and as people read it. Raises NotPermittedError, and NotExportedError where there
    is no such format, or where `since` is not a whole export of the same list under the same filter.
    """
    if by is not None:
        by.require(Act.READ)
    formats = FORMATS_OF[listed]
    if file_format not in formats:
        raise NotExportedError(
            _("Not exported: %(list)s do not go out as %(format)s. Choose one of: %(formats)s."),
            list=listed.label,
            format=file_format,
            formats=", ".join(formats),
        )
    chosen = formats[file_format]
    if since is not None and not chosen.tells_changes:
        telling = ", ".join(name for name, one in formats.items() if one.tells_changes)
        raise NotExportedError(
            _(
                "Not exported: %(format)s has no place for what was withdrawn. Changes go out as: %(formats)s."
            ),
            format=Sentence(chosen.label),
            formats=telling or "–",
        )
    with shown_to_nobody():
        query, words = told_filter(query, words)
        _require_base(listed, query, since)
        found = queryset if queryset is not None else whole_list(listed)
        if listed in CLAIM_LISTS:
            found = found_claims(listed, cast("ClaimQuerySet", found), since)
        counts_first = chosen.counts_first or listed not in CLAIM_LISTS
        export = begin_export(
            by=by,
            listed=listed,
            file_format=file_format,
            query=query,
            words=words,
            since=since,
            is_single_review=counts_first and _is_single_review(listed, found),
        )
        count = found.order_by().count() if counts_first else 0
    counted, said = Counted(), about(export, count)
    if listed in CLAIM_LISTS and since is None and chosen.write_rows is not None:
        rows = quick_rows(listed, cast("ClaimQuerySet | None", queryset), typed=chosen.is_typed)
        pieces = chosen.write_rows(_count(rows, counted), said)
    else:
        pieces = chosen.write(_count(_records(by, listed, queryset, since), counted), said)
    return Exporting(export, KeptPieces(export, pieces, counted), chosen)


def since_export(number: int) -> Since:
    """What is told after an export. Raises NotExportedError where there is none of that number."""
    export = Export.objects.filter(pk=number).first()
    if export is None:
        raise NotExportedError(_("Not exported: there is no export %(number)s."), number=number)
    return Since.of(export)


def _require_base(listed: ExportedList, query: str, since: Since | None) -> None:
    if since is None:
        return
    if listed is not ExportedList.VERIFIED:
        raise NotExportedError(
            _("Not exported: what changed is told of the verified list only. Export the whole list.")
        )
    base = since.export
    if base is None:
        return
    if base.state != ExportState.COMPLETE:
        raise NotExportedError(
            _("Not exported: export %(number)s was broken off. Choose one that is complete."), number=base.pk
        )
    if (base.list, base.query) != (listed.value, query):
        raise NotExportedError(
            _(
                "Not exported: export %(number)s was of another list or filter, so that changes would be missing. "
                "Choose one of the same."
            ),
            number=base.pk,
        )


def _records(
    by: Person | None, listed: ExportedList, queryset: QuerySet[Any] | None, since: Since | None
) -> Iterator[Any]:
    found = queryset if queryset is not None else whole_list(listed)
    if listed is ExportedList.SOURCES:
        return exported_sources(by=by, queryset=found)
    if listed is ExportedList.DISCREPANCIES:
        return exported_discrepancies(by=by, queryset=cast("DiscrepancyQuerySet", found))
    if listed is ExportedList.CORRECTIONS:
        return exported_corrections(by=by, queryset=found)
    return exported_claims(by=by, listed=listed, queryset=cast("ClaimQuerySet", found), since=since)


@for_nobody
def _count(records: Iterable[_Record], counted: Counted) -> Iterator[_Record]:
    for record in records:
        counted.records += 1
        if isinstance(record, ExportedClaim):
            counted.citations += len(record.citations)
            counted.is_single_review |= record.is_single_review
        elif isinstance(record, ClaimRows):
            counted.citations += len(record.cited)
            counted.is_single_review |= record.decided[-1] == SINGLE_REVIEW
        yield record


def _is_single_review(listed: ExportedList, found: QuerySet[Any]) -> bool:
    """Whether one person proposed and approved something of what goes out."""
    if listed in {ExportedList.SOURCES, ExportedList.CORRECTIONS}:
        return False
    if listed is ExportedList.DISCREPANCIES:
        return decided_alone().filter(discrepancy__in=found.order_by().values("pk")).exists()
    return is_single_review(cast("ClaimQuerySet", found))
