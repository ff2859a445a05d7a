"""The kinds of values that requests and answers are made of, each as exact as the record that keeps it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

from factcheck.core.claims import AnswerKind as AnswerKinds
from factcheck.core.claims import Lives as LivesOf
from factcheck.core.discrepancies import DiscrepancyKind
from factcheck.core.lifecycle import DiscrepancyState as DiscrepancyStates
from factcheck.core.resolutions import Cause as Causes
from factcheck.core.resolutions import Outcome as Outcomes
from factcheck.core.resolutions import Standing as Standings
from factcheck.core.scopes import Scope as Scopes
from factcheck.exports.records import instant
from factcheck.models import ClaimState as ClaimStates
from factcheck.models import Reliability as Reliabilities
from factcheck.models import SourceKind as SourceKinds
from factcheck.models import VerdictState as VerdictStates
from factcheck.models.discrepancies import SEVERITY_CHOICES


class Sent(BaseModel):
    """What a program sends: exactly this, and nothing beside it."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Amendment(Sent):
    """What is to be otherwise on a record: at least one thing."""

    @model_validator(mode="after")
    def says_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("Nothing is to be amended: send at least one field.")
        return self


def left_out() -> Any:  # noqa: ANN401 -- what is left out has the type of whatever could be sent
    """A field of an amendment that may be left out, and is never empty where it is sent."""
    return Field(None)


class Answer(BaseModel):
    """What a program is sent."""

    model_config = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True)


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a list of codes."""

    codes: Collection[str]

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 -- as pydantic calls it
        return core_schema.literal_schema([str(code) for code in self.codes])


AnswerKind = Annotated[str, OneOf(list(AnswerKinds)), Field(description="What answers the question.")]
Lives = Annotated[str, OneOf(list(LivesOf)), Field(description="How the answer lives in time.")]
ClaimState = Annotated[str, OneOf(ClaimStates.values)]
SourceKind = Annotated[
    str,
    OneOf(["", *SourceKinds.values]),
    Field(description="A type of the Citation Style Language, or empty."),
]
Reliability = Annotated[
    str, OneOf(["", *Reliabilities.values]), Field(description="A grade from A to F, or empty.")
]
Kind = Annotated[str, OneOf(list(DiscrepancyKind))]
Severity = Annotated[str, OneOf([code for code, _name in SEVERITY_CHOICES])]
DiscrepancyState = Annotated[str, OneOf(list(DiscrepancyStates))]
VerdictState = Annotated[str, OneOf(VerdictStates.values)]
Cause = Annotated[str, OneOf(list(Causes)), Field(description="Why the sources differ.")]
CauseOrNone = Annotated[
    str,
    OneOf(["", *Causes]),
    Field(description="Why the sources differ; empty for a hold, which needs none."),
]
Outcome = Annotated[str, OneOf(list(Outcomes)), Field(description="What the desk prints.")]
Standing = Annotated[str, OneOf(list(Standings)), Field(description="How one citation stands.")]
Scope = Annotated[str, OneOf(list(Scopes))]

NO_NULL = "^[^\\u0000]*$"
SOMETHING = "[^\\s\\u0000-\\u001f\\u0085\\ufeff]"


def no_null(text: str) -> str:
    """Refuse the one character that no database keeps."""
    if "\x00" in text:
        raise ValueError("There is a null character in it, which cannot be kept.")
    return text


_Text = Annotated[str, AfterValidator(no_null), Field(json_schema_extra={"pattern": NO_NULL})]
Text80 = Annotated[_Text, Field(max_length=80)]
Text60 = Annotated[_Text, Field(max_length=60)]
Text100 = Annotated[_Text, Field(max_length=100)]
Text120 = Annotated[_Text, Field(max_length=120)]
Text200 = Annotated[_Text, Field(max_length=200)]
Text300 = Annotated[_Text, Field(max_length=300)]
Text500 = Annotated[_Text, Field(max_length=500)]
Text1000 = Annotated[_Text, Field(max_length=1_000)]
Text2000 = Annotated[_Text, Field(max_length=2_000)]
Text5000 = Annotated[_Text, Field(max_length=5_000)]
Text10000 = Annotated[_Text, Field(max_length=10_000)]

Ref = Annotated[
    str,
    Field(
        pattern="^[-A-Za-z0-9_]{1,120}$",
        description="A reference of your own choice; left out, the desk makes one.",
        examples=["arrivals-in-all"],
    ),
]
KnownRef = Annotated[_Text, Field(min_length=1, max_length=120)]
Address = Annotated[
    _Text,
    Field(max_length=2_000, description="An address beginning with http or https, or empty."),
]
TypedDate = Annotated[
    Text100,
    Field(
        description="A date as far as it is known, in EDTF (2018, 2018-01, 2016/2024, 2010~, ../2023-06) or in words "
        "(about 2013, since 2016). It is kept as it was typed."
    ),
]
TOLERANCE = "^0\\.([1-9][0-9]{0,3}|0[1-9][0-9]{0,2}|00[1-9][0-9]?|000[1-9])$"
Tolerance = Annotated[
    str,
    Field(
        pattern=TOLERANCE,
        description="What “about” allows, as a share between 0 and 1 with up to four digits. null for the desk's own.",
        examples=["0.05"],
    ),
]
DecimalText = Annotated[
    str,
    Field(pattern="^-?[0-9]+(\\.[0-9]+)?$", description="An exact decimal, as text.", examples=["28500"]),
]
_GRADES = Field(ge=1, le=6)


def _whole(sent: object) -> object:
    """JSON knows no whole numbers, so that 2.0 is 2."""
    return int(sent) if isinstance(sent, float) and sent.is_integer() else sent


Credibility = Annotated[
    int,
    _GRADES,
    BeforeValidator(_whole, json_schema_input_type=Annotated[int, _GRADES]),
    Field(description="A grade from 1 to 6, or null where nobody gave one.", examples=[2]),
]
MOST_KEYS = 2**63 - 1
Key = Annotated[int, Field(ge=1, le=MOST_KEYS)]
Count = Annotated[int, Field(ge=0)]


def _day(sent: object) -> date:
    if isinstance(sent, str) and len(sent) == len("2026-01-31") and sent.isascii() and sent[4] == "-":
        return date.fromisoformat(sent)
    raise ValueError("Write the day as year, month and day: 2026-01-31.")


Day = Annotated[
    date,
    BeforeValidator(_day, json_schema_input_type=Annotated[str, Field(json_schema_extra={"format": "date"})]),
    Field(examples=["2031-01-31"]),
]
DayText = Annotated[str, Field(json_schema_extra={"format": "date"})]
Instant = Annotated[str, Field(json_schema_extra={"format": "date-time"}, examples=["2026-01-31T12:00:00Z"])]


def maybe_instant(at: datetime | None) -> str | None:
    """A moment in universal time, or none."""
    return instant(at) or None


def maybe_day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def decimal_text(value: Decimal | None) -> str | None:
    """An exact decimal without an exponent and without zeros that say nothing, or none."""
    if value is None:
        return None
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
