"""Claims, as programs send and are sent them."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import ConfigDict, Field

from factcheck.api.schemas.citations import CitationSaid
from factcheck.api.schemas.discrepancies import DiscrepancyListed
from factcheck.api.schemas.lists import Part
from factcheck.api.schemas.types import (
    Amendment,
    Answer,
    AnswerKind,
    ClaimState,
    Count,
    Instant,
    Lives,
    Ref,
    Sent,
    Text60,
    Text120,
    Text500,
    Text5000,
    Tolerance,
    decimal_text,
    left_out,
    maybe_instant,
)
from factcheck.api.schemas.verdicts import VerdictListed
from factcheck.core.claims import AnswerKind as AnswerKinds
from factcheck.core.claims import Lives as LivesOf
from factcheck.exports.records import claim_cells, instant
from factcheck.models import Claim
from factcheck.services.claims import ClaimWords

Question = Annotated[
    Text500,
    Field(
        min_length=1,
        description="One checkable question, neutral about the answer.",
        examples=["How many people have arrived in all?"],
    ),
]
Unit = Annotated[
    Text60,
    Field(
        description="What is counted or measured, in the singular: person, percent, USD.", examples=["person"]
    ),
]
Topic = Annotated[
    Text120, Field(description="The name of a topic; a new name makes one.", examples=["Arrivals"])
]


class ClaimSent(Sent):
    """A question to record, and on what terms its answers are compared."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "claim_ref": "arrivals-in-all",
                    "question": "How many people have arrived in all?",
                    "topic": "Arrivals",
                    "answer_kind": "quantity",
                    "unit": "person",
                    "lives": "running",
                    "tolerance": "0.05",
                }
            ]
        }
    )

    question: Question
    claim_ref: Ref | None = None
    topic: Topic = ""
    answer_kind: AnswerKind = AnswerKinds.QUANTITY.value
    unit: Unit = ""
    lives: Lives = LivesOf.FIXED.value
    tolerance: Tolerance | None = None

    def words(self) -> ClaimWords:
        return ClaimWords(
            question=self.question,
            topic=self.topic,
            answer_kind=AnswerKinds(self.answer_kind),
            unit=self.unit,
            lives=LivesOf(self.lives),
            tolerance=Decimal(self.tolerance) if self.tolerance else None,
        )


class ClaimAmended(Amendment):
    """What is to be otherwise on a claim; what is left out stays."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"topic": "People"}], "minProperties": 1})

    question: Question = left_out()
    topic: Topic = left_out()
    answer_kind: AnswerKind = left_out()
    unit: Unit = left_out()
    lives: Lives = left_out()
    tolerance: Tolerance | None = None

    def words(self, claim: Claim) -> ClaimWords:
        """The words of the claim, with those that were sent in their place."""
        kept: dict[str, object] = {
            "question": claim.question,
            "topic": claim.topic.name if claim.topic else "",
            "answer_kind": claim.answer_kind,
            "unit": claim.unit,
            "lives": claim.lives,
            "tolerance": decimal_text(claim.tolerance),
        }
        return ClaimSent.model_construct(**{**kept, **self.model_dump(exclude_unset=True)}).words()


class ReasonSent(Sent):
    """Why something is opened again, or goes on."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "A new count was published."}]})

    reason: Annotated[Text5000, Field(min_length=1)]


class ClaimListed(Answer):
    """A claim as a list has it. `answer` and `sentence` are what the desk prints; empty where it prints nothing."""

    claim_ref: str
    question: str
    topic: str
    answer_kind: AnswerKind
    unit: str
    lives: Lives
    tolerance: Tolerance | None
    state: ClaimState
    answer: str
    sentence: str
    source_count: Count
    origin_count: Count
    unread_count: Count
    verified_at: Instant | None
    evidence_changed_at: Instant | None
    recorded_at: Instant
    version: Count

    @classmethod
    def of(cls, claim: Claim) -> Self:
        return cls(**cells_of(claim))


def cells_of(claim: Claim) -> dict[str, Any]:
    """What every answer says of a claim that was loaded with its state, its topic and what is printed on it."""
    printed = claim.printed
    return {
        **claim_cells(claim),
        "tolerance": decimal_text(claim.tolerance),
        "state": claim.state,  # type: ignore[attr-defined]  # added by its query
        "answer": printed.answer if printed else "",
        "sentence": printed.sentence if printed else "",
        "source_count": claim.source_count,
        "origin_count": claim.origin_count,
        "unread_count": claim.unread_count,
        "verified_at": maybe_instant(claim.verified_at),
        "evidence_changed_at": maybe_instant(claim.evidence_changed_at),
        "recorded_at": instant(claim.recorded_at),
        "version": claim.version,
    }


class ClaimSaid(ClaimListed):
    """A claim with what was decided on it, how its sources disagree, and what they say.

    `verdict` is the answer in force and `proposed_verdict` the one that waits for approval. Of very many discrepancies
    or citations the first are here, and `next` leads on.
    """

    split_from: str | None
    verdict: VerdictListed | None
    proposed_verdict: VerdictListed | None
    discrepancies: Part[DiscrepancyListed]
    citations: Part[CitationSaid]
