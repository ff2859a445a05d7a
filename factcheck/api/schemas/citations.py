"""Citations, as programs send and are sent them."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import ConfigDict, Field

from factcheck.api.schemas.types import (
    Amendment,
    Answer,
    Count,
    Credibility,
    DecimalText,
    Instant,
    KnownRef,
    Sent,
    Text200,
    Text300,
    Text500,
    Text5000,
    TypedDate,
    decimal_text,
    left_out,
    maybe_instant,
)
from factcheck.exports.records import instant
from factcheck.models import Citation
from factcheck.services.citations import CitationWords

FigureText = Annotated[
    Text500,
    Field(
        min_length=1,
        description="The figure or the words as the source prints them.",
        examples=["around 30,000"],
    ),
]


class CitationSent(Sent):
    """What one source says on one claim, in its own words."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "claim_ref": "arrivals-in-all",
                    "source_ref": "annual-report-2018",
                    "figure": "around 30,000",
                    "quote": "So far, around 30,000 people have arrived.",
                    "locator": "p. 4",
                    "as_of": "2018-01",
                    "attribution": "Unification Ministry",
                    "credibility": 2,
                }
            ]
        }
    )

    claim_ref: KnownRef
    source_ref: KnownRef
    figure: FigureText
    quote: Text5000 = ""
    locator: Text200 = ""
    as_of: TypedDate = ""
    scope: Text300 = ""
    attribution: Text300 = ""
    credibility: Credibility | None = None

    def words(self) -> CitationWords:
        return CitationWords(
            figure=self.figure,
            quote=self.quote,
            locator=self.locator,
            as_of=self.as_of,
            scope=self.scope,
            attribution=self.attribution,
            credibility=self.credibility,
        )


class CitationAmended(Amendment):
    """What is to be otherwise on a citation; what is left out stays."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"locator": "p. 5"}], "minProperties": 1})

    claim_ref: KnownRef = left_out()
    source_ref: KnownRef = left_out()
    figure: FigureText = left_out()
    quote: Text5000 = left_out()
    locator: Text200 = left_out()
    as_of: TypedDate = left_out()
    scope: Text300 = left_out()
    attribution: Text300 = left_out()
    credibility: Credibility | None = None

    def words(self, citation: Citation) -> CitationWords:
        """The words of the citation, with those that were sent in their place."""
        kept = CitationWords.of(citation)
        sent = self.model_dump(exclude_unset=True, exclude={"claim_ref", "source_ref"})
        names = CitationWords.__dataclass_fields__
        return CitationWords(**{name: sent.get(name, getattr(kept, name)) for name in names})


class WithdrawnSent(Sent):
    """Why a citation is withdrawn."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"because": "It is about another year."}]})

    because: Annotated[Text500, Field(min_length=1)]


class Reading(Answer):
    """What the grammar made of the figure: how it is hedged, and its stated ends."""

    hedge: str
    low: DecimalText | None
    high: DecimalText | None
    low_hedge: str
    high_hedge: str
    unit: str


class CitationSaid(Answer):
    """A citation: the words of the source, and beside them our reading, null where the figure is unread."""

    citation_ref: str
    claim_ref: str
    source_ref: str
    source_title: str
    figure: str
    quote: str
    locator: str
    as_of: str
    scope: str
    attribution: str
    credibility: Credibility | None
    reading: Reading | None
    unread_because: str
    recorded_at: Instant
    recorded_by: str
    withdrawn_at: Instant | None
    withdrawn_because: str
    version: Count

    @classmethod
    def of(cls, citation: Citation) -> Self:
        """Of a citation that was loaded with its claim, its source, its attribution and who recorded it."""
        return cls(
            citation_ref=citation.ref,
            claim_ref=citation.claim.ref,
            source_ref=citation.source.ref,
            source_title=citation.source.title,
            figure=citation.figure,
            quote=citation.quote,
            locator=citation.locator,
            as_of=citation.as_of,
            scope=citation.scope,
            attribution=citation.attribution.name if citation.attribution else "",
            credibility=citation.credibility,
            reading=_reading(citation),
            unread_because=citation.unread_because,
            recorded_at=instant(citation.recorded_at),
            recorded_by=citation.recorded_by.username if citation.recorded_by else "",
            withdrawn_at=maybe_instant(citation.withdrawn_at),
            withdrawn_because=citation.withdrawn_because,
            version=citation.version,
        )


def _reading(citation: Citation) -> Reading | None:
    if not citation.is_read:
        return None
    return Reading(
        hedge=citation.hedge,
        low=decimal_text(citation.stated_low),
        high=decimal_text(citation.stated_high),
        low_hedge=citation.low_hedge,
        high_hedge=citation.high_hedge,
        unit=citation.unit,
    )
