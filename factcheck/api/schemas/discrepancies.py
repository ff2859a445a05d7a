"""Discrepancies and their resolutions, as programs are sent them."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import Field

from factcheck.api.schemas.citations import CitationSaid
from factcheck.api.schemas.types import (
    Answer,
    CauseOrNone,
    Count,
    DayText,
    DecimalText,
    DiscrepancyState,
    Instant,
    Key,
    Kind,
    Outcome,
    Severity,
    Standing,
    decimal_text,
    maybe_day,
)
from factcheck.exports.records import instant
from factcheck.models import Discrepancy, Member, Position, Resolution, Step

Letter = Annotated[
    str, Field(pattern="^[A-Z]{1,4}$", description="The letter of a position.", examples=["A"])
]


class PositionSaid(Answer):
    """One answer inside a discrepancy, and the interval that its citations share; an absent end is null."""

    letter: Letter
    figure: str
    low: DecimalText | None
    low_is_open: bool
    high: DecimalText | None
    high_is_open: bool
    origin_count: Count
    source_count: Count

    @classmethod
    def of(cls, position: Position) -> Self:
        return cls(
            letter=position.letter,
            figure=position.figure,
            low=decimal_text(position.low),
            low_is_open=position.low_side != 0,
            high=decimal_text(position.high),
            high_is_open=position.high_side != 0,
            origin_count=position.origin_count,
            source_count=position.source_count,
        )


class ResolutionSaid(Answer):
    """Why the sources differ and what the desk prints, as one person proposed it."""

    cause: CauseOrNone
    outcome: Outcome
    answer: str
    sentence: str
    rationale: str
    why_one_origin: str
    review_on: DayText | None
    next_step: str
    owner: str
    due_on: DayText | None
    split_question: str
    proposed_by: str
    proposed_at: Instant

    @classmethod
    def of(cls, resolution: Resolution) -> Self:
        return cls(
            cause=resolution.cause,
            outcome=resolution.outcome,
            answer=resolution.answer,
            sentence=resolution.sentence,
            rationale=resolution.rationale,
            why_one_origin=resolution.single_origin_reason,
            review_on=maybe_day(resolution.review_on),
            next_step=resolution.next_step,
            owner=resolution.owner.username if resolution.owner else "",
            due_on=maybe_day(resolution.due_on),
            split_question=resolution.split_question,
            proposed_by=resolution.proposed_by.username,
            proposed_at=instant(resolution.proposed_at),
        )


class StepSaid(Answer):
    """One step in the life of a discrepancy; `from_state` is empty for the first."""

    from_state: str
    to_state: DiscrepancyState
    by: str
    at: Instant
    why: str

    @classmethod
    def of(cls, step: Step) -> Self:
        return cls(
            from_state=step.from_state,
            to_state=step.to_state,
            by=step.by.username if step.by else "",
            at=instant(step.at),
            why=step.why,
        )


class DiscrepancyListed(Answer):
    """A disagreement of a claim's citations, with its first positions."""

    discrepancy_id: Key
    claim_ref: str
    question: str
    kind: Kind
    severity: Severity
    state: DiscrepancyState
    scope: str
    unit: str
    period: str
    is_rounding: bool
    is_on_hold: bool
    position_count: Count
    citation_count: Count
    origin_count: Count
    assigned_to: str
    due_on: DayText | None
    opened_at: Instant
    changed_at: Instant
    positions: list[PositionSaid]

    @classmethod
    def of(cls, discrepancy: Discrepancy) -> Self:
        """Of a discrepancy that was loaded with its claim, who has it, and its first positions."""
        return cls(**cells_of(discrepancy))


def cells_of(discrepancy: Discrepancy) -> dict[str, Any]:
    assigned = discrepancy.assigned_to
    return {
        "discrepancy_id": discrepancy.pk,
        "claim_ref": discrepancy.claim.ref,
        "question": discrepancy.claim.question,
        "kind": discrepancy.kind,
        "severity": discrepancy.severity,
        "state": discrepancy.state,
        "scope": discrepancy.scope_words,
        "unit": discrepancy.unit,
        "period": discrepancy.period,
        "is_rounding": discrepancy.is_rounding,
        "is_on_hold": discrepancy.is_on_hold,
        "position_count": discrepancy.position_count,
        "citation_count": discrepancy.member_count,
        "origin_count": discrepancy.origin_count,
        "assigned_to": assigned.username if assigned else "",
        "due_on": maybe_day(discrepancy.due_on),
        "opened_at": instant(discrepancy.opened_at),
        "changed_at": instant(discrepancy.changed_at),
        "positions": [PositionSaid.of(position) for position in discrepancy.shown_positions],
    }


class DiscrepancySaid(DiscrepancyListed):
    """A discrepancy with the resolution that is proposed or in force, and its history, the latest step last.

    Its citations, each with the positions that they satisfy, are a list of their own.
    """

    resolution: ResolutionSaid | None
    steps: list[StepSaid]


class MemberSaid(Answer):
    """A citation inside a discrepancy: the positions whose answer satisfies it, first to last, and how it stands."""

    citation: CitationSaid
    first_position: Letter
    last_position: Letter
    standing: Standing

    @classmethod
    def of(cls, member: Member, first: str, last: str, standing: str) -> Self:
        return cls(
            citation=CitationSaid.of(member.citation),
            first_position=first,
            last_position=last,
            standing=standing,
        )
