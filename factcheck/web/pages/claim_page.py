"""What the page of a claim shows: positions with their citations, all citations by date, and why what is not flagged
is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from factcheck.core.claims import AnswerKind, Lives
from factcheck.core.comparison import Relation, compare
from factcheck.core.figures import say_quantity
from factcheck.core.lifecycle import DiscrepancyState
from factcheck.core.plots.marks import Band, Lane
from factcheck.core.quantities import Edge, Quantity
from factcheck.core.readings import Reading
from factcheck.core.sentences import Sentence
from factcheck.core.units import unit_words
from factcheck.models import Citation, Claim, Desk, Discrepancy, JudgedReading, Member, Position, QuotePlace
from factcheck.models.flags import why_flagged
from factcheck.models.snapshots import quote_place_of
from factcheck.services.reconciling import readings_of
from factcheck.web.pages.lanes import axis_dimension, bands_of, lanes_of
from factcheck.web.pages.origin_tree import OriginTree, origin_tree

SHOWN_CITATIONS = 200
"""As many citations as one page of a claim shows; a claim may have fifty thousand."""
FULL_CITATIONS = 3
"""As many citations of a position as are shown at once; the others open on demand."""


@dataclass(frozen=True, slots=True)
class CitationRow:
    """A citation beside our reading of it; `why_not` says why it and the row before it are not flagged, `rejected`
    is the judgement of the decision in force that rejected it, `place` that of its quote in the stored text.
    """

    citation: Citation
    reading: Reading
    words: str
    letters: str
    why_not: Sentence | None = None
    rejected: JudgedReading | None = None
    place: QuotePlace | None = None


@dataclass(frozen=True, slots=True)
class ShownPosition:
    """A position with the citations in it: the first ones at once, the others on demand."""

    letter: str
    figure: str
    interval: str
    origins: int
    sources: int
    first: list[CitationRow]
    others: list[CitationRow]

    @property
    def echoes(self) -> int:
        """Sources that repeat what another one first gave."""
        return max(0, self.sources - self.origins)


@dataclass(frozen=True, slots=True)
class ShownDiscrepancy:
    """A live discrepancy: the sentence that says why, and its positions."""

    discrepancy: Discrepancy
    why: Sentence
    positions: list[ShownPosition]


@dataclass(slots=True)
class ClaimPage:
    """Everything on the page of a claim, computed once."""

    claim: Claim
    rows: list[CitationRow]
    total: int
    discrepancies: list[ShownDiscrepancy]
    lanes: list[Lane]
    bands: list[Band]
    unit_words: str
    is_plotted: bool
    is_dated: bool
    origins: OriginTree
    withdrawn: list[Citation] = field(default_factory=list)

    @property
    def hidden(self) -> int:
        return self.total - len(self.rows)


def claim_page(claim: Claim, first: int = 0) -> ClaimPage:
    """Compute the page of a claim, from its `first` citation on; a handful of queries."""
    readings = sorted(readings_of(claim), key=by_as_of_then_figure)
    shown = readings[first : first + SHOWN_CITATIONS]
    live = list(claim.discrepancies.live().for_deciding())
    flagged = Member.objects.filter(discrepancy__claim=claim, citation__in=[reading.key for reading in shown])
    members = list(flagged.exclude(discrepancy__state=DiscrepancyState.WITHDRAWN.value))
    live_keys = {found.pk for found in live}
    citations = Citation.objects.for_claim_page().in_bulk([reading.key for reading in shown])
    letters: dict[int, str] = {}
    for member in members:
        if member.discrepancy_id in live_keys:
            letters.setdefault(member.citation_id, member.letters)
    rejected = JudgedReading.objects.in_force_on(claim).rejected().filter(citation__in=list(citations))
    rows = _rows(
        claim,
        shown,
        citations,
        letters,
        members,
        {one.citation_id: one for one in rejected.select_related("resolution")},
    )
    by_key = {row.citation.pk: row for row in rows}
    return ClaimPage(
        claim=claim,
        rows=rows,
        total=len(readings),
        discrepancies=[_shown(found, by_key, members) for found in live],
        lanes=lanes_of(shown, letters, {key: citation.source.title for key, citation in citations.items()}),
        bands=bands_of(live[0]) if len(live) == 1 else [],
        unit_words=unit_words(axis_dimension(shown) or claim.unit, None),
        is_plotted=claim.answer_kind == AnswerKind.QUANTITY and bool(readings),
        is_dated=claim.lives != Lives.FIXED and any(reading.period for reading in shown),
        origins=origin_tree(readings),
        withdrawn=list(
            claim.citations.exclude(withdrawn_at=None).select_related("source").order_by("withdrawn_at")[:50]
        ),
    )


def by_as_of_then_figure(reading: Reading) -> tuple[date, date, object, object, int]:
    """The order of citations on a page: by as-of, then by figure; undated ones first."""
    start = reading.period.start if reading.period else date.min
    end = reading.period.end if reading.period else date.min
    return start, end, reading.low, reading.high, reading.key


def _rows(
    claim: Claim,
    shown: Sequence[Reading],
    citations: dict[int, Citation],
    letters: dict[int, str],
    members: Iterable[Member],
    rejected: Mapping[int, JudgedReading],
) -> list[CitationRow]:
    terms = claim.terms(Desk.current())
    runs: dict[int, dict[int, Member]] = {}
    for member in members:
        runs.setdefault(member.citation_id, {})[member.discrepancy_id] = member
    rows = []
    before: Reading | None = None
    for reading in shown:
        why_not = None
        if before is not None and not _are_flagged(runs.get(before.key, {}), runs.get(reading.key, {})):
            comparison = compare(before, reading, terms)
            if comparison.relation is not Relation.AGREE:
                why_not = comparison.reason
        rows.append(
            CitationRow(
                citations[reading.key],
                reading,
                say_reading(reading),
                letters.get(reading.key, ""),
                why_not,
                rejected.get(reading.key),
                quote_place_of(citations[reading.key]),
            )
        )
        before = reading
    return rows


def _are_flagged(one: dict[int, Member], other: dict[int, Member]) -> bool:
    """Whether two citations stand against each other in a discrepancy, live or decided, in positions that differ."""
    return any(
        key in other and (one[key].last < other[key].first or other[key].last < one[key].first) for key in one
    )


def _shown(
    discrepancy: Discrepancy, rows: dict[int, CitationRow], members: Iterable[Member]
) -> ShownDiscrepancy:
    mine = [member for member in members if member.discrepancy_id == discrepancy.pk]
    positions = [
        shown_position(
            position,
            [rows[member.citation_id] for member in mine if member.first <= position.index <= member.last],
            discrepancy,
        )
        for position in discrepancy.shown_positions
    ]
    return ShownDiscrepancy(discrepancy, why_flagged(discrepancy), positions)


def shown_position(position: Position, inside: list[CitationRow], discrepancy: Discrepancy) -> ShownPosition:
    return ShownPosition(
        letter=position.letter,
        figure=position.figure,
        interval=interval_words(position.low_edge, position.high_edge, discrepancy),
        origins=position.origin_count,
        sources=position.source_count,
        first=inside[:FULL_CITATIONS],
        others=inside[FULL_CITATIONS:],
    )


def interval_words(low: Edge, high: Edge, discrepancy: Discrepancy) -> str:
    """The interval that a position's citations share, in words; empty for words and dates."""
    if discrepancy.kind in {"text", "date"}:
        return ""
    return say_quantity(Quantity(low, high, discrepancy.unit))


def say_reading(reading: Reading) -> str:
    """Our reading of a citation in words; empty where there is none beside the words themselves."""
    if reading.quantity is None or reading.stated is None:
        return ""
    return say_quantity(reading.quantity)
