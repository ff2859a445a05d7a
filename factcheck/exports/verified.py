"""The list of verified claims with the evidence and the decision attached, read from the database piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import F, Prefetch
from django.utils import timezone

from factcheck.core.roles import Act
from factcheck.exports.about import About
from factcheck.models import (
    Citation,
    Claim,
    Desk,
    Discrepancy,
    JudgedReading,
    Person,
    Step,
    Verdict,
    VerdictState,
    VerdictStep,
)
from factcheck.models.claims import ClaimQuerySet
from factcheck.models.withholding import for_nobody

CHUNK = 200


@dataclass(frozen=True, slots=True)
class ExportedDate:
    """A row of a printed series: when it holds, in words, the figure, and the citation that gives it."""

    as_of: str
    figure: str
    citation_ref: str


@dataclass(frozen=True, slots=True)
class ExportedDecision:
    """A resolution in force on the claim, and who proposed and approved it when."""

    kind: str
    severity: str
    scope: str
    period: str
    cause: str
    outcome: str
    answer: str
    sentence: str
    rationale: str
    proposed_by: str
    proposed_at: datetime
    approved_by: str
    approved_at: datetime | None
    is_single_review: bool
    series: list[ExportedDate]


@dataclass(frozen=True, slots=True)
class ExportedClaim:
    """One verified claim as every format writes it."""

    claim: Claim
    verdict: Verdict
    approved_by: str
    approved_at: datetime | None
    is_single_review: bool
    is_changed_since: bool
    decisions: list[ExportedDecision]
    citations: list[Citation]
    standings: dict[int, str]


def verified_claims(*, by: Person | None, queryset: ClaimQuerySet | None = None) -> Iterator[ExportedClaim]:
    """The verified claims, by reference, each with its citations by reference. None is the operator.

    The order does not depend on when anything was recorded, so two exports compare line by line. Raises
    NotPermittedError before the first claim.
    """
    if by is not None:
        by.require(Act.READ)
    return _claims(queryset if queryset is not None else Claim.objects.all())


def about_verified(
    *, by: Person | None, queryset: ClaimQuerySet | None = None, filter_query: str = ""
) -> About:
    """What an export of verified claims says about itself. A handful of queries."""
    found = (queryset if queryset is not None else Claim.objects.all()).verified().order_by()
    approved_by_themselves = VerdictStep.objects.filter(
        verdict__in_force_for__in=found, to_state=VerdictState.APPROVED, by=F("verdict__proposed_by")
    )
    return About(
        made_at=timezone.now(),
        made_by=by.username if by is not None else "",
        desk_name=Desk.current().name,
        site_url=settings.SITE_URL.rstrip("/"),
        filter=filter_query,
        count=found.count(),
        is_single_review=approved_by_themselves.exists(),
    )


@for_nobody
def _claims(queryset: ClaimQuerySet) -> Iterator[ExportedClaim]:
    approvals = VerdictStep.objects.filter(to_state=VerdictState.APPROVED).select_related("by").order_by("pk")
    resolved = Step.objects.filter(to_state="resolved").select_related("by", "resolution").order_by("pk")
    decided = (
        Discrepancy.objects.filter(state="resolved")
        .select_related("resolution__proposed_by")
        .prefetch_related(
            Prefetch("steps", queryset=resolved, to_attr="resolved_steps"),
            Prefetch(
                "resolution__judged",
                queryset=JudgedReading.objects.select_related("citation__source").order_by("pk"),
            ),
        )
        .order_by("kind", "scope", "unit", "period")
    )
    citations = Citation.objects.standing().select_related("source", "attribution").order_by("ref")
    claims = (
        queryset.verified()
        .select_related("topic", "verdict__proposed_by")
        .prefetch_related(
            Prefetch("verdict__steps", queryset=approvals, to_attr="approvals"),
            Prefetch("discrepancies", queryset=decided, to_attr="decided"),
            Prefetch(
                "citations",
                queryset=citations.prefetch_related("source__derived_from", "quote_place__snapshot"),
                to_attr="standing_citations",
            ),
        )
        .order_by("ref")
    )
    for claim in claims.iterator(chunk_size=CHUNK):
        yield _exported(claim)


def _exported(claim: Claim) -> ExportedClaim:
    verdict = claim.verdict
    assert verdict is not None
    approval: VerdictStep | None = next(reversed(verdict.approvals), None)  # type: ignore[attr-defined]
    decided: list[Discrepancy] = claim.decided  # type: ignore[attr-defined]
    decisions = [_decision(discrepancy) for discrepancy in decided]
    standings: dict[int, str] = {}
    for discrepancy in sorted(decided, key=lambda found: found.changed_at):
        if discrepancy.resolution is not None:
            standings |= {one.citation_id: one.standing for one in discrepancy.resolution.judged.all()}
    return ExportedClaim(
        claim=claim,
        verdict=verdict,
        approved_by=approval.by.username if approval and approval.by else "",
        approved_at=approval.at if approval else None,
        is_changed_since=claim.evidence_changed_since,
        is_single_review=any(one.is_single_review for one in decisions)
        or (approval is not None and approval.is_single_review),
        decisions=decisions,
        citations=claim.standing_citations,  # type: ignore[attr-defined]
        standings=standings,
    )


def _decision(discrepancy: Discrepancy) -> ExportedDecision:
    resolution = discrepancy.resolution
    assert resolution is not None
    resolution.discrepancy = discrepancy
    step: Step | None = next(reversed(discrepancy.resolved_steps), None)  # type: ignore[attr-defined]
    return ExportedDecision(
        kind=discrepancy.kind,
        severity=discrepancy.severity,
        scope=discrepancy.scope_words,
        period=discrepancy.period,
        cause=resolution.cause,
        outcome=resolution.outcome,
        answer=resolution.answer,
        sentence=resolution.sentence,
        rationale=resolution.rationale,
        proposed_by=resolution.proposed_by.username,
        proposed_at=resolution.proposed_at,
        approved_by=step.by.username if step and step.by else "",
        approved_at=step.at if step else None,
        is_single_review=step is not None and step.is_single_review,
        series=[
            ExportedDate(period.words, one.figure, one.citation.ref) for period, one in resolution.series()
        ],
    )
