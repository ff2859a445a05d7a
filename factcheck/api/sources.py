"""The operations on sources."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse

from factcheck.api.claims import citations_said, whole_citations
from factcheck.api.etags import IfMatch
from factcheck.api.finding import RefInPath, named_source, person_of, source_for
from factcheck.api.operations import Answered, Nouns
from factcheck.api.pages import listed
from factcheck.api.queries import asked_of
from factcheck.api.schemas.citations import CitationSaid
from factcheck.api.schemas.lists import Part
from factcheck.api.schemas.sources import SourceAmended, SourceSaid, SourceSent
from factcheck.api.stale import made_on
from factcheck.core.scopes import Scope
from factcheck.filters.source_citations import SourceCitationFilter
from factcheck.filters.sources import SourceFilter
from factcheck.models import Source
from factcheck.services.sources import amend_source, record_source

router = Nouns("Sources", ref="source_ref")


def _sources_said(rows: Sequence[Source]) -> list[SourceSaid]:
    return [SourceSaid.of(row) for row in rows]


def _answer(request: HttpRequest, ref: str, *, is_new: bool = False) -> Answered:
    found = source_for(request, ref)
    location = request.build_absolute_uri(reverse("api:source", args=[found.ref])) if is_new else ""
    return Answered(SourceSaid.of(found), str(found.version), location)


def _parents(refs: Sequence[str]) -> list[Source]:
    return [named_source(ref, "derived_from") for ref in dict.fromkeys(refs)]


@router.reads("/sources", Part[SourceSaid], asked=asked_of(SourceFilter))
def sources(request: HttpRequest) -> Answered:
    """The sources, under the filters of the desk's own list; without those whose identity is withheld from you."""
    found = Source.objects.identified().with_counts().prefetch_related("derived_from")
    return listed(request, found, _sources_said, filters=SourceFilter)


@router.reads("/sources/{ref}", SourceSaid, is_record=True)
def source(request: HttpRequest, ref: RefInPath) -> Answered:
    """A document or testimony."""
    return _answer(request, ref)


@router.reads("/sources/{ref}/citations", Part[CitationSaid], asked=asked_of(SourceCitationFilter))
def source_citations(request: HttpRequest, ref: RefInPath) -> Answered:
    """What a source says, under the filters of its page."""
    found = whole_citations(source_for(request, ref).citations.all())
    return listed(request, found, citations_said, filters=SourceCitationFilter)


@router.writes("POST", "/sources", Scope.RECORD, SourceSaid, status=201, on_record=False)
def record_source_sent(request: HttpRequest, sent: SourceSent) -> Answered:
    """Record a document or testimony."""
    made = record_source(
        words=sent.words(),
        derived_from=_parents(sent.derived_from),
        by=person_of(request),
        ref=sent.source_ref or "",
        sensitive_because=sent.sensitive_because,
    )
    return _answer(request, made.ref, is_new=True)


@router.writes("PATCH", "/sources/{ref}", Scope.RECORD, SourceSaid)
def amend_source_sent(request: HttpRequest, ref: RefInPath, sent: SourceAmended) -> Answered:
    """Amend a source; where its date or what it draws on changes, the claims that cite it are compared again."""
    found, match = source_for(request, ref), IfMatch.of(request)
    with made_on(found, match, str(found.version)):
        amend_source(
            source=found,
            words=sent.words(found),
            derived_from=_parents(sent.derived_from) if "derived_from" in sent.model_fields_set else None,
            by=person_of(request),
            seen_version=found.version,
        )
    return _answer(request, ref)
