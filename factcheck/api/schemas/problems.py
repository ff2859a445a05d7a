"""What a problem says."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from factcheck.api.schemas.types import Answer, Instant


class FieldProblem(Answer):
    """One field that is not as it must be: of the body, the query, the path or the headers."""

    field: Annotated[str, Field(examples=["question"])]
    reason: Annotated[str, Field(examples=["A claim needs a question."])]


class FieldChange(Answer):
    """What a field said before and says now, in words."""

    field: str
    was: str
    now: str


class ChangedSince(Answer):
    """Who changed a record after it was read, when, and what differs, as far as that is told."""

    by: str
    at: Instant | None
    differences: list[FieldChange]


class Problem(Answer):
    """Why a request was not answered, as RFC 9457 has it. Types are listed with their meanings on the page /api/."""

    type: Annotated[str, Field(examples=["urn:factcheck:problem:refused"])]
    title: Annotated[str, Field(examples=["Refused by a rule"])]
    status: Annotated[int, Field(ge=400, le=599, examples=[409])]
    detail: Annotated[str, Field(examples=["Not approved: you proposed this. Ask another approver."])]
    errors: list[FieldProblem]
    changed: ChangedSince | None = None
