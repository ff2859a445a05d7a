"""What the page of a discrepancy shows: the reason, the positions with their quotes, the form, the history."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.core.plots.marks import Band, Lane
from factcheck.core.readings import Reading, read_cited_figure
from factcheck.core.sentences import Sentence
from factcheck.core.units import unit_words
from factcheck.models import Desk, Discrepancy, JudgedReading, Member, Position, Resolution
from factcheck.services.reconciling import derivations
from factcheck.web.pages.claim_page import CitationRow, ShownPosition, say_reading, shown_position
from factcheck.web.pages.flags import why_flagged
from factcheck.web.pages.history import Event, steps_of
from factcheck.web.pages.lanes import axis_dimension, bands_of, lanes_of

SHOWN_MEMBERS = 200
"""As many citations of a discrepancy as one page shows; there may be fifty thousand."""


@dataclass(frozen=True, slots=True)
class DecidePage:
    """Everything on the page of a discrepancy, computed once; `last_step` is what the person has seen."""

    discrepancy: Discrepancy
    why: Sentence
    positions: list[Position]
    shown_positions: list[ShownPosition]
    members: list[Member]
    lanes: list[Lane]
    bands: list[Band]
    unit_words: str
    is_plotted: bool
    last_step: int
    initial: dict[str, object]
    resolution: Resolution | None
    judged: list[JudgedReading]
    history: list[Event]


def decide_page(discrepancy: Discrepancy) -> DecidePage:
    """Compute the page of a discrepancy; a handful of queries."""
    claim = discrepancy.claim
    terms = claim.terms(Desk.current())
    positions = discrepancy.shown_positions
    members = list(
        discrepancy.members.select_related(
            "citation__source", "citation__attribution", "citation__recorded_by"
        ).order_by("first", "citation")
    )
    links = derivations()
    rows: dict[int, CitationRow] = {}
    for member in members[:SHOWN_MEMBERS]:
        reading = read_cited_figure(member.citation.as_cited_figure(links), terms)
        rows[member.citation_id] = CitationRow(member.citation, reading, say_reading(reading), member.letters)
    readings: list[Reading] = [row.reading for row in rows.values()]
    last = discrepancy.steps.order_by("pk").last()
    resolution = _last_resolution(discrepancy)
    judged = (
        list(resolution.judged.select_related("citation__source").order_by("pk")[:SHOWN_MEMBERS])
        if resolution
        else []
    )
    return DecidePage(
        discrepancy=discrepancy,
        why=why_flagged(discrepancy),
        positions=positions,
        shown_positions=[
            shown_position(
                position,
                [
                    rows[member.citation_id]
                    for member in members[:SHOWN_MEMBERS]
                    if member.first <= position.index <= member.last
                ],
                discrepancy,
            )
            for position in positions
        ],
        members=members,
        lanes=lanes_of(
            readings,
            {key: row.letters for key, row in rows.items()},
            {key: row.citation.source.title for key, row in rows.items()},
        ),
        bands=bands_of(discrepancy),
        unit_words=unit_words(axis_dimension(readings) or claim.unit, None),
        is_plotted=discrepancy.kind not in {"text", "date"},
        last_step=last.pk if last else 0,
        initial=_initial(resolution, judged, last.pk if last else 0),
        resolution=resolution,
        judged=judged,
        history=steps_of(discrepancy.pk),
    )


def _last_resolution(discrepancy: Discrepancy) -> Resolution | None:
    """What stands or waits; else what was proposed last, so that a returned proposal is not typed anew."""
    resolutions = discrepancy.resolutions.select_related("proposed_by")
    return discrepancy.resolution or resolutions.order_by("pk").last()


def _initial(resolution: Resolution | None, judged: list[JudgedReading], last_step: int) -> dict[str, object]:
    initial: dict[str, object] = {"seen_step": last_step}
    if resolution is not None:
        initial |= {
            "answer": resolution.answer,
            "sentence": resolution.sentence,
            "cause": resolution.cause,
            "outcome": resolution.outcome,
            "rationale": resolution.rationale,
            "single_origin_reason": resolution.single_origin_reason,
        }
        initial |= {f"citation_{one.citation_id}": one.standing for one in judged}
    return initial
