"""The operations on citations."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import reverse

from factcheck.api.claims import citations_said, whole_citations
from factcheck.api.etags import IfMatch
from factcheck.api.finding import RefInPath, named_claim, named_source, person_of
from factcheck.api.operations import Answered, Nouns
from factcheck.api.pages import listed
from factcheck.api.queries import asked_of
from factcheck.api.schemas.citations import CitationAmended, CitationSaid, CitationSent, WithdrawnSent
from factcheck.api.schemas.lists import Part
from factcheck.api.stale import made_on
from factcheck.core.scopes import Scope
from factcheck.models import Citation
from factcheck.services.citations import (
    amend_citation,
    record_citation,
    restore_citation,
    withdraw_citation,
)

router = Nouns("Citations")


def citation_of(ref: str) -> Citation:
    """The citation of a reference, with what an answer says of it. Raises Http404."""
    found = whole_citations(Citation.objects.filter(ref=ref)).first()
    if found is None:
        raise Http404
    return found


def _answer(request: HttpRequest, ref: str, *, is_new: bool = False) -> Answered:
    found = citation_of(ref)
    location = request.build_absolute_uri(reverse("api:citation", args=[found.ref])) if is_new else ""
    return Answered(CitationSaid.of(found), str(found.version), location)


@router.reads("/citations", Part[CitationSaid], asked=asked_of(None))
def citations(request: HttpRequest) -> Answered:
    """Every citation, the withdrawn ones too."""
    return listed(request, whole_citations(Citation.objects.all()), citations_said)


@router.reads("/citations/{ref}", CitationSaid, is_record=True)
def citation(request: HttpRequest, ref: RefInPath) -> Answered:
    """What one source says on one claim."""
    return _answer(request, ref)


@router.writes("POST", "/citations", Scope.RECORD, CitationSaid, status=201, on_record=False)
def record_citation_sent(request: HttpRequest, sent: CitationSent) -> Answered:
    """Record what a source says on a claim; the claim's citations are compared again."""
    made = record_citation(
        claim=named_claim(sent.claim_ref),
        source=named_source(sent.source_ref),
        words=sent.words(),
        by=person_of(request),
    )
    return _answer(request, made.ref, is_new=True)


@router.writes("PATCH", "/citations/{ref}", Scope.RECORD, CitationSaid)
def amend_citation_sent(request: HttpRequest, ref: RefInPath, sent: CitationAmended) -> Answered:
    """Amend a citation in place, or move it to another claim or source; the earlier state stays in the history."""
    found, match = citation_of(ref), IfMatch.of(request)
    given = sent.model_fields_set
    with made_on(found, match, str(found.version)):
        amend_citation(
            citation=found,
            words=sent.words(found),
            by=person_of(request),
            seen_version=found.version,
            claim=named_claim(sent.claim_ref) if "claim_ref" in given else None,
            source=named_source(sent.source_ref) if "source_ref" in given else None,
        )
    return _answer(request, ref)


@router.writes("POST", "/citations/{ref}/withdraw", Scope.RECORD, CitationSaid)
def withdraw_citation_sent(request: HttpRequest, ref: RefInPath, sent: WithdrawnSent) -> Answered:
    """Withdraw a citation: it is kept and shown, and compared with nothing."""
    found, match = citation_of(ref), IfMatch.of(request)
    with made_on(found, match, str(found.version)):
        withdraw_citation(
            citation=found, because=sent.because, by=person_of(request), seen_version=found.version
        )
    return _answer(request, ref)


@router.writes("POST", "/citations/{ref}/restore", Scope.RECORD, CitationSaid)
def restore_citation_sent(request: HttpRequest, ref: RefInPath) -> Answered:
    """Take a withdrawal back."""
    found, match = citation_of(ref), IfMatch.of(request)
    with made_on(found, match, str(found.version)):
        restore_citation(citation=found, by=person_of(request), seen_version=found.version)
    return _answer(request, ref)
