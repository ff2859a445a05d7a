"""A decision on a discrepancy, as programs send it."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field

from factcheck.api.schemas.discrepancies import Letter
from factcheck.api.schemas.types import (
    CauseOrNone,
    Day,
    KnownRef,
    Outcome,
    Sent,
    Standing,
    Text200,
    Text500,
    Text2000,
    Text10000,
)

MOST_NAMED = 1_000


class DecisionSent(Sent):
    """Why the sources differ, what the desk prints, and how each citation stands.

    A citation's own standing comes before that of its position; what is named in neither is unassessed. A hold asks for
    `next_step` and `owner`; a split for `split_question` and `moved`; our own slip for `corrections`.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "outcome": "report_range",
                    "cause": "genuine_disagreement",
                    "answer": "30,000 to 35,000",
                    "sentence": "Between 30,000 and 35,000 people have arrived.",
                    "rationale": "Two independent counts; neither can be faulted.",
                    "position_standings": {"A": "accepted", "B": "accepted"},
                }
            ]
        }
    )

    outcome: Outcome
    rationale: Annotated[Text10000, Field(min_length=1)]
    cause: CauseOrNone = ""
    answer: Text500 = ""
    sentence: Text2000 = ""
    why_one_origin: Text2000 = ""
    position_standings: Annotated[
        dict[Letter, Standing],
        Field(max_length=MOST_NAMED, description="The standing of whole positions, by their letters."),
    ] = {}
    standings: Annotated[
        dict[KnownRef, Standing],
        Field(max_length=MOST_NAMED, description="The standing of single citations, by their references."),
    ] = {}
    review_on: Day | None = None
    next_step: Text500 = ""
    owner: Annotated[Text200, Field(description="The user name of whoever sees to the next step.")] = ""
    due_on: Day | None = None
    split_question: Text500 = ""
    moved: Annotated[
        list[KnownRef],
        Field(max_length=MOST_NAMED, description="References of the citations that move to the new claim."),
    ] = []
    corrections: Annotated[
        dict[KnownRef, Text500],
        Field(
            max_length=MOST_NAMED,
            description="Figures as they should read, by the reference of the citation.",
        ),
    ] = {}
