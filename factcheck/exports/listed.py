"""What the other lists hold, as they go out: discrepancies, sources and corrections, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import ngettext

from factcheck.core.lifecycle import DiscrepancyState
from factcheck.core.roles import Act
from factcheck.models import Correction, Desk, Discrepancy, Person, Position, Source, Step
from factcheck.models.discrepancies import SHOWN_POSITIONS, DiscrepancyQuerySet
from factcheck.models.flags import why_flagged
from factcheck.models.speech import spoken
from factcheck.models.withholding import for_nobody

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ExportedSource:
    """A source, and how much rests on it. Those whose identity is withheld do not go out as rows of their own."""

    source: Source
    citation_count: int
    claim_count: int


@dataclass(frozen=True, slots=True)
class ExportedDiscrepancy:
    """A discrepancy, why it was flagged, its rival answers in words with the origins behind each, and the decision.

    `positions_left_out` says how many more answers there are than are named.
    """

    discrepancy: Discrepancy
    why_flagged: str
    positions: list[str]
    positions_left_out: int
    approval: Step | None


def exported_sources(*, by: Person | None, queryset: QuerySet[Source]) -> Iterator[ExportedSource]:
    """Sources with their counts, as `for_list` brings them, by reference. Raises NotPermittedError at once."""
    _require(by)
    return _sources(queryset.order_by("ref").prefetch_related("derived_from"))


def exported_discrepancies(
    *, by: Person | None, queryset: DiscrepancyQuerySet
) -> Iterator[ExportedDiscrepancy]:
    """Discrepancies, the gravest first, as they are listed. Raises NotPermittedError at once."""
    _require(by)
    return _discrepancies(queryset)


def exported_corrections(*, by: Person | None, queryset: QuerySet[Correction]) -> Iterator[Correction]:
    """Corrections, the newest first. Raises NotPermittedError at once."""
    _require(by)
    return _corrections(queryset.select_related("claim__topic", "was", "now", "by").order_by("-at", "-pk"))


def _require(by: Person | None) -> None:
    if by is not None:
        by.require(Act.READ)


@for_nobody
def _sources(found: QuerySet[Source]) -> Iterator[ExportedSource]:
    for source in found.iterator(chunk_size=AT_ONCE):
        if not source.is_withheld:
            yield ExportedSource(
                source,
                source.citation_count,  # type: ignore[attr-defined] # the query of the list adds both
                source.claim_count,  # type: ignore[attr-defined]
            )


@for_nobody
def _discrepancies(found: DiscrepancyQuerySet) -> Iterator[ExportedDiscrepancy]:
    desk = Desk.current()
    approvals = Step.objects.filter(to_state=DiscrepancyState.RESOLVED).select_related("by", "resolution")
    named = Position.objects.order_by("index")[:SHOWN_POSITIONS]
    rows = (
        found.select_related(
            "claim__topic",
            "resolution__proposed_by",
            "assigned_to",
            "highest__source",
            "highest__attribution",
            "lowest__source",
            "lowest__attribution",
        )
        .prefetch_related(None)
        .prefetch_related(
            Prefetch("positions", queryset=named, to_attr="shown_positions"),  # type: ignore[no-redef]
            Prefetch("steps", queryset=approvals.order_by("pk"), to_attr="approvals"),
        )
    )
    for discrepancy in rows.iterator(chunk_size=AT_ONCE):
        shown = discrepancy.shown_positions
        decided = discrepancy.state == DiscrepancyState.RESOLVED
        yield ExportedDiscrepancy(
            discrepancy,
            spoken(why_flagged(discrepancy, desk)),
            [_in_words(position) for position in shown],
            max(0, discrepancy.position_count - len(shown)),
            next(reversed(discrepancy.approvals), None) if decided else None,  # type: ignore[attr-defined]
        )


def _in_words(position: Position) -> str:
    origins = ngettext("%(count)s origin", "%(count)s origins", position.origin_count)
    return f"{position.figure} ({origins % {'count': position.origin_count}})"


@for_nobody
def _corrections(found: QuerySet[Correction]) -> Iterator[Correction]:
    return found.iterator(chunk_size=AT_ONCE)
