"""Sources, as programs send and are sent them."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import ConfigDict, Field

from factcheck.api.schemas.types import (
    Address,
    Amendment,
    Answer,
    Count,
    DayText,
    Instant,
    KnownRef,
    Ref,
    Reliability,
    Sent,
    SourceKind,
    Text300,
    Text500,
    Text1000,
    TypedDate,
    left_out,
    maybe_day,
)
from factcheck.exports.records import instant
from factcheck.models import Source
from factcheck.services.sources import SourceWords

Title = Annotated[Text500, Field(min_length=1, examples=["Annual report 2018"])]
DerivedFrom = Annotated[
    list[KnownRef],
    Field(max_length=100, description="References of the sources that this one draws on.", examples=[[]]),
]


class SourceSent(Sent):
    """The record of a document or testimony."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "source_ref": "annual-report-2018",
                    "source_title": "Annual report 2018",
                    "publisher": "The Ministry",
                    "kind": "report",
                    "published": "2018-01",
                    "url": "https://example.org/report.pdf",
                    "reliability": "B",
                }
            ]
        }
    )

    source_title: Title
    source_ref: Ref | None = None
    publisher: Text300 = ""
    author: Text500 = ""
    kind: SourceKind = ""
    published: TypedDate = ""
    url: Address = ""
    reliability: Reliability = ""
    derived_from: DerivedFrom = []
    sensitive_because: Annotated[
        Text1000,
        Field(description="With a reason here, who the source is, is withheld from readers and exports."),
    ] = ""

    def words(self) -> SourceWords:
        return SourceWords(
            title=self.source_title,
            publisher=self.publisher,
            author=self.author,
            kind=self.kind,
            published=self.published,
            url=self.url,
            reliability=self.reliability,
        )


class SourceAmended(Amendment):
    """What is to be otherwise on a source; what is left out stays."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"published": "2018-01-24"}], "minProperties": 1}
    )

    source_title: Title = left_out()
    publisher: Text300 = left_out()
    author: Text500 = left_out()
    kind: SourceKind = left_out()
    published: TypedDate = left_out()
    url: Address = left_out()
    reliability: Reliability = left_out()
    derived_from: DerivedFrom = left_out()

    def words(self, source: Source) -> SourceWords:
        """The record of the source, with what was sent in its place."""
        kept = {
            "source_title": source.title,
            "publisher": source.publisher,
            "author": source.author,
            "kind": source.kind,
            "published": source.published,
            "url": source.url,
            "reliability": source.reliability,
        }
        return SourceSent.model_construct(**{**kept, **self.model_dump(exclude_unset=True)}).words()


class SourceSaid(Answer):
    """A source, with how much it says. What a bibliography said beside is in `other_fields`, in terms of CSL-JSON."""

    source_ref: str
    source_title: str
    publisher: str
    author: str
    kind: str
    published: str
    url: str
    derived_from: list[str]
    reliability: str
    other_fields: dict[str, object]
    is_sensitive: bool
    retracted_on: DayText | None
    retracted_because: str
    citation_count: Count
    claim_count: Count
    recorded_at: Instant
    version: Count

    @classmethod
    def of(cls, source: Source) -> Self:
        """Of a source that was loaded with its counts and with what it draws on."""
        return cls(
            source_ref=source.ref,
            source_title=source.title,
            publisher=source.publisher,
            author=source.author,
            kind=source.kind,
            published=source.published,
            url=source.url,
            derived_from=sorted(parent.ref for parent in source.derived_from.all()),
            reliability=source.reliability,
            other_fields=source.other_fields,
            is_sensitive=source.is_sensitive,
            retracted_on=maybe_day(source.retracted_on),
            retracted_because=source.retracted_because,
            citation_count=source.citation_count,  # type: ignore[attr-defined]  # added by its query
            claim_count=source.claim_count,  # type: ignore[attr-defined]  # the same
            recorded_at=instant(source.recorded_at),
            version=source.version,
        )
