"""Claims with the evidence and the decision attached, read from the database piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Prefetch, QuerySet

from factcheck.core.lifecycle import DiscrepancyState
from factcheck.core.roles import Act
from factcheck.exports.changes import Change, Since, change_of, changed_since, with_what_changed
from factcheck.exports.pieces import groups
from factcheck.models import (
    Citation,
    Claim,
    ClaimState,
    Discrepancy,
    ExportedList,
    JudgedReading,
    Person,
    Step,
    Verdict,
    VerdictState,
    VerdictStep,
)
from factcheck.models.claims import ClaimQuerySet
from factcheck.models.withholding import for_nobody

CITATIONS_AT_ONCE = 1_000


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
    """One claim as every format writes it.

    `verdict` is what is printed on it, None where nothing is: on a claim that is not verified. `change` is there where
    changes are told; a claim whose answer was withdrawn then goes out without verdict, decisions and citations.
    """

    claim: Claim
    verdict: Verdict | None
    approved_by: str
    approved_at: datetime | None
    is_single_review: bool
    is_changed_since: bool
    decisions: list[ExportedDecision]
    citations: list[Citation]
    standings: dict[int, str]
    state: str = ClaimState.VERIFIED.value
    change: Change | None = None

    @property
    def printed(self) -> Verdict:
        """The verdict that is printed. Raises ValueError for a claim that is not verified, of which there is none."""
        if self.verdict is None:
            raise ValueError(f"{self.claim.ref} is not verified")
        return self.verdict


def verified_claims(
    *, by: Person | None, queryset: ClaimQuerySet | None = None, since: Since | None = None
) -> Iterator[ExportedClaim]:
    """The verified claims, by reference, each with its citations by reference. None is the operator.

    With `since`, those whose answer or evidence changed from that moment on, and those whose answer was withdrawn. The
    order does not depend on when anything was recorded, so two exports compare line by line. Raises NotPermittedError
    before the first claim.
    """
    return exported_claims(by=by, listed=ExportedList.VERIFIED, queryset=queryset, since=since)


def exported_claims(
    *,
    by: Person | None,
    listed: ExportedList,
    queryset: ClaimQuerySet | None = None,
    since: Since | None = None,
) -> Iterator[ExportedClaim]:
    """Any claims, by reference, each with its state: what of it is decided, and what is printed where it is verified.

    Raises NotPermittedError before the first claim.
    """
    if by is not None:
        by.require(Act.READ)
    return _claims(found_claims(listed, queryset, since), listed, since)


def found_claims(
    listed: ExportedList, queryset: ClaimQuerySet | None = None, since: Since | None = None
) -> ClaimQuerySet:
    """The claims of an export: of these, or of all, the verified ones, or those that changed."""
    among = queryset if queryset is not None else Claim.objects.all()
    if since is not None:
        return changed_since(among, since.at)
    return among.verified() if listed is ExportedList.VERIFIED else among


def is_single_review(claims: ClaimQuerySet) -> bool:
    """Whether one person proposed and approved something that is in force on some of the claims."""
    keys = claims.order_by().values("pk")
    verdicts = VerdictStep.objects.filter(
        verdict__in_force_for__in=keys, to_state=VerdictState.APPROVED, by=F("verdict__proposed_by")
    )
    return verdicts.exists() or decided_alone().filter(discrepancy__claim__in=keys).exists()


def decided_alone() -> QuerySet[Step]:
    """The approvals in force of resolutions by whoever proposed them."""
    return Step.objects.filter(
        to_state=DiscrepancyState.RESOLVED,
        by=F("resolution__proposed_by"),
        resolution=F("discrepancy__resolution"),
        discrepancy__state=DiscrepancyState.RESOLVED,
    )


@for_nobody
def _claims(found: ClaimQuerySet, listed: ExportedList, since: Since | None) -> Iterator[ExportedClaim]:
    for keys in groups(found, CITATIONS_AT_ONCE):
        for claim in with_what_changed(_with_evidence(keys), since):
            exported = _exported(claim, since)
            # It may have changed since the group was found.
            if since is not None or listed is not ExportedList.VERIFIED or exported.verdict is not None:
                yield exported


def _with_evidence(keys: list[int]) -> ClaimQuerySet:
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
    return (
        Claim.objects.filter(pk__in=keys)
        .with_state()
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


def _exported(claim: Claim, since: Since | None) -> ExportedClaim:
    state = str(claim.state)  # type: ignore[attr-defined] # the query adds it
    verdict = claim.verdict if state == ClaimState.VERIFIED else None
    change = change_of(claim, since, is_printed=verdict is not None) if since is not None else None
    if change is not None and verdict is None:
        return ExportedClaim(claim, None, "", None, False, False, [], [], {}, state, change)
    approval: VerdictStep | None = next(reversed(verdict.approvals), None) if verdict else None  # type: ignore[attr-defined]
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
        is_changed_since=verdict is not None and claim.evidence_changed_since,
        is_single_review=any(one.is_single_review for one in decisions)
        or (approval is not None and approval.is_single_review),
        decisions=decisions,
        citations=claim.standing_citations,  # type: ignore[attr-defined]
        standings=standings,
        state=state,
        change=change,
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
