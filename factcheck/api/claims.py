"""The operations on claims."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Prefetch
from django.http import Http404, HttpRequest
from django.urls import reverse

from factcheck.api.etags import IfMatch
from factcheck.api.finding import RefInPath, person_of
from factcheck.api.operations import Answered, Nouns
from factcheck.api.pages import first_part, listed
from factcheck.api.queries import asked_of
from factcheck.api.schemas.citations import CitationSaid
from factcheck.api.schemas.claims import ClaimAmended, ClaimListed, ClaimSaid, ClaimSent, ReasonSent, cells_of
from factcheck.api.schemas.discrepancies import DiscrepancyListed
from factcheck.api.schemas.lists import Part
from factcheck.api.schemas.verdicts import VerdictListed
from factcheck.api.stale import made_on
from factcheck.core.scopes import Scope
from factcheck.filters.claims import ClaimFilter
from factcheck.models import Citation, Claim, Discrepancy, Verdict
from factcheck.models.citations import CitationQuerySet
from factcheck.models.discrepancies import DiscrepancyQuerySet, listed_positions
from factcheck.services.claims import amend_claim, record_claim
from factcheck.services.reopening import reopen_answer
from factcheck.services.seen import ClaimSeen, evidence_of

router = Nouns("Claims", ref="claim_ref")


def claims_said(rows: Sequence[Claim]) -> list[ClaimListed]:
    return [ClaimListed.of(row) for row in rows]


def citations_said(rows: Sequence[Citation]) -> list[CitationSaid]:
    return [CitationSaid.of(row) for row in rows]


def discrepancies_said(rows: Sequence[Discrepancy]) -> list[DiscrepancyListed]:
    return [DiscrepancyListed.of(row) for row in rows]


def verdicts_said(rows: Sequence[Verdict]) -> list[VerdictListed]:
    return [VerdictListed.of(row) for row in rows]


def whole_citations(queryset: CitationQuerySet) -> CitationQuerySet:
    """With what an answer says of a citation."""
    return queryset.select_related("claim", "source", "attribution", "recorded_by")


def whole_discrepancies(queryset: DiscrepancyQuerySet) -> DiscrepancyQuerySet:
    """With what a list says of a discrepancy."""
    return queryset.select_related("claim", "assigned_to").prefetch_related(listed_positions())


def claim_of(ref: str) -> Claim:
    """The claim of a reference, with what an answer says of it. Raises Http404."""
    verdicts = Verdict.objects.select_related("claim", "proposed_by")
    with_verdicts = Claim.objects.with_state().select_related("topic", "split_from", "printed")
    found = with_verdicts.prefetch_related(
        Prefetch("verdict", queryset=verdicts), Prefetch("proposed_verdict", queryset=verdicts)
    )
    claim = found.filter(ref=ref).first()
    if claim is None:
        raise Http404
    return claim


def version_of(claim: Claim) -> str:
    """The version by which a claim is amended and decided on: its own, that of its evidence, and that of its ledger."""
    return f"{claim.version}.{claim.ledger_length}.{evidence_of(claim)}"


def claim_answer(request: HttpRequest, ref: str, *, is_new: bool = False) -> Answered:
    claim = claim_of(ref)
    location = request.build_absolute_uri(reverse("api:claim", args=[claim.ref])) if is_new else ""
    return Answered(_claim_said(request, claim), version_of(claim), location)


def _claim_said(request: HttpRequest, claim: Claim) -> ClaimSaid:
    return ClaimSaid(
        **cells_of(claim),
        split_from=claim.split_from.ref if claim.split_from else None,
        verdict=VerdictListed.of(claim.verdict) if claim.verdict else None,
        proposed_verdict=VerdictListed.of(claim.proposed_verdict) if claim.proposed_verdict else None,
        discrepancies=first_part(
            request,
            whole_discrepancies(claim.discrepancies.all()),
            discrepancies_said,
            "claim_discrepancies",
            claim.ref,
        ),
        citations=first_part(
            request, whole_citations(claim.citations.all()), citations_said, "claim_citations", claim.ref
        ),
    )


@router.reads("/claims", Part[ClaimListed], asked=asked_of(ClaimFilter))
def claims(request: HttpRequest) -> Answered:
    """The claims, under the filters of the desk's own list."""
    found = Claim.objects.with_state().select_related("topic", "printed")
    return listed(request, found, claims_said, filters=ClaimFilter)


@router.reads("/claims/{ref}", ClaimSaid, is_record=True)
def claim(request: HttpRequest, ref: RefInPath) -> Answered:
    """A claim with its verdict, its discrepancies and its citations."""
    return claim_answer(request, ref)


@router.reads("/claims/{ref}/citations", Part[CitationSaid], asked=asked_of(None))
def claim_citations(request: HttpRequest, ref: RefInPath) -> Answered:
    """The citations of a claim, the withdrawn ones too."""
    return listed(request, whole_citations(claim_of(ref).citations.all()), citations_said)


@router.reads("/claims/{ref}/discrepancies", Part[DiscrepancyListed], asked=asked_of(None))
def claim_discrepancies(request: HttpRequest, ref: RefInPath) -> Answered:
    """The discrepancies of a claim, whatever became of them."""
    return listed(request, whole_discrepancies(claim_of(ref).discrepancies.all()), discrepancies_said)


@router.reads("/claims/{ref}/verdicts", Part[VerdictListed], asked=asked_of(None))
def claim_verdicts(request: HttpRequest, ref: RefInPath) -> Answered:
    """Every answer that was ever proposed to a claim."""
    found = claim_of(ref).verdicts.select_related("claim", "proposed_by")
    return listed(request, found, verdicts_said)


@router.writes("POST", "/claims", Scope.RECORD, ClaimSaid, status=201, on_record=False)
def record_claim_sent(request: HttpRequest, sent: ClaimSent) -> Answered:
    """Record a question to settle."""
    made = record_claim(words=sent.words(), by=person_of(request), ref=sent.claim_ref or "")
    return claim_answer(request, made.ref, is_new=True)


@router.writes("PATCH", "/claims/{ref}", Scope.RECORD, ClaimSaid)
def amend_claim_sent(request: HttpRequest, ref: RefInPath, sent: ClaimAmended) -> Answered:
    """Amend a claim; where its terms change, its figures are read anew and compared again."""
    found, match = claim_of(ref), IfMatch.of(request)
    with made_on(found, match, version_of(found)):
        amend_claim(claim=found, words=sent.words(found), by=person_of(request), seen_version=found.version)
    return claim_answer(request, ref)


@router.writes("POST", "/claims/{ref}/reopen", Scope.PROPOSE, ClaimSaid)
def reopen_claim(request: HttpRequest, ref: RefInPath, sent: ReasonSent) -> Answered:
    """Open again what is printed on a claim."""
    found, match = claim_of(ref), IfMatch.of(request)
    with made_on(found, match, version_of(found)):
        reopen_answer(claim=found, reason=sent.reason, by=person_of(request), seen=ClaimSeen.of(found))
    return claim_answer(request, ref)
