"""Verdicts and corrections, as programs send and are sent them."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import ConfigDict, Field

from factcheck.api.schemas.types import (
    Answer,
    Day,
    DayText,
    Instant,
    Key,
    Sent,
    Text500,
    Text2000,
    Text5000,
    Text10000,
    VerdictState,
    maybe_day,
)
from factcheck.exports.records import instant
from factcheck.models import Correction, Verdict, VerdictStep
from factcheck.services.verdicts import VerdictWords


class VerdictSent(Sent):
    """The answer to a claim, the sentence that prints it, and what it rests on."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "answer": "about 30,000",
                    "sentence": "About 30,000 people have arrived, the ministry says.",
                    "basis": "The ministry counts every arrival.",
                    "why_one_origin": "Nobody else counts.",
                }
            ]
        }
    )

    answer: Annotated[Text500, Field(min_length=1)]
    sentence: Annotated[Text2000, Field(min_length=1)]
    basis: Annotated[Text10000, Field(min_length=1)]
    why_one_origin: Text2000 = ""
    review_on: Day | None = None

    def words(self) -> VerdictWords:
        return VerdictWords(
            answer=self.answer,
            sentence=self.sentence,
            basis=self.basis,
            single_origin_reason=self.why_one_origin,
            review_on=self.review_on,
        )


class ApprovalSent(Sent):
    """An approval, with or without a comment."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"comment": "Checked against the report."}]})

    comment: Text5000 = ""


class ReturnSent(Sent):
    """What is missing or wrong in a proposal."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"comment": "Name the month."}]})

    comment: Annotated[Text5000, Field(min_length=1)]


class VerdictStepSaid(Answer):
    """One step in the life of a verdict."""

    to_state: VerdictState
    by: str
    at: Instant
    why: str

    @classmethod
    def of(cls, step: VerdictStep) -> Self:
        return cls(
            to_state=step.to_state,
            by=step.by.username if step.by else "",
            at=instant(step.at),
            why=step.why,
        )


class VerdictListed(Answer):
    """The answer to a claim, as it was proposed; it is never changed."""

    verdict_id: Key
    claim_ref: str
    answer: str
    sentence: str
    basis: str
    why_one_origin: str
    review_on: DayText | None
    proposed_by: str
    proposed_at: Instant

    @classmethod
    def of(cls, verdict: Verdict) -> Self:
        """Of a verdict that was loaded with its claim and who proposed it."""
        return cls(**cells_of(verdict))


def cells_of(verdict: Verdict) -> dict[str, Any]:
    return {
        "verdict_id": verdict.pk,
        "claim_ref": verdict.claim.ref,
        "answer": verdict.answer,
        "sentence": verdict.sentence,
        "basis": verdict.basis,
        "why_one_origin": verdict.single_origin_reason,
        "review_on": maybe_day(verdict.review_on),
        "proposed_by": verdict.proposed_by.username,
        "proposed_at": instant(verdict.proposed_at),
    }


class VerdictSaid(VerdictListed):
    """The answer to a claim, with what became of it."""

    state: VerdictState
    steps: list[VerdictStepSaid]


class PrintedSaid(Answer):
    """What the desk printed."""

    verdict_id: Key
    answer: str
    sentence: str

    @classmethod
    def of(cls, verdict: Verdict) -> Self:
        return cls(verdict_id=verdict.pk, answer=verdict.answer, sentence=verdict.sentence)


class CorrectionSaid(Answer):
    """A change of what the desk prints on a claim; `now` is null where it prints nothing any longer."""

    correction_id: Key
    claim_ref: str
    was: PrintedSaid
    now: PrintedSaid | None
    at: Instant
    by: str
    why: str

    @classmethod
    def of(cls, correction: Correction) -> Self:
        return cls(
            correction_id=correction.pk,
            claim_ref=correction.claim.ref,
            was=PrintedSaid.of(correction.was),
            now=PrintedSaid.of(correction.now) if correction.now else None,
            at=instant(correction.at),
            by=correction.by.username if correction.by else "",
            why=correction.why,
        )
