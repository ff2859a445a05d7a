"""What changed on the verified list since a moment, or since another export: what to print otherwise, and what no more.

Told are claims whose printed answer is new or another, whose evidence or words changed while the answer stands, and,
as entries of their own, those whose answer is not printed any longer. Some are told twice rather than one never: a
change that was being written while the last export began is told again by the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Model, Prefetch, Q, QuerySet
from django.utils.translation import gettext

from factcheck.core.sentences import gettext_noop as _
from factcheck.models import (
    AttributionStep,
    Citation,
    Claim,
    Correction,
    Export,
    Source,
    Step,
    UndoneLink,
    VerdictState,
    VerdictStep,
)
from factcheck.models.claim_states import is_verified
from factcheck.models.claims import ClaimQuerySet


class ChangeKind(StrEnum):
    """What changed on a claim of the verified list."""

    NEW = "new"
    CHANGED = "changed"
    EVIDENCE = "evidence"
    KEPT_BACK = "kept back"
    WITHDRAWN = "withdrawn"


CHANGE_DESCRIPTIONS = {
    ChangeKind.NEW: _("an answer is printed where none was"),
    ChangeKind.CHANGED: _("another answer is printed"),
    ChangeKind.EVIDENCE: _("the answer stands; its evidence, its decisions or its words changed"),
    ChangeKind.KEPT_BACK: _("the answer stands, and is kept from readers from now on"),
    ChangeKind.WITHDRAWN: _("nothing is printed any longer; the row has no citation"),
}


@dataclass(frozen=True, slots=True)
class Since:
    """From which moment on changes are told, and after which export, where it is one."""

    at: datetime
    export: Export | None = None

    @classmethod
    def of(cls, export: Export) -> Since:
        """Since an export: from the moment up to which it surely held every change."""
        return cls(export.settled_at, export)


@dataclass(frozen=True, slots=True)
class Change:
    """One change: of what kind, when, by whom (a user name, empty where the evidence did it), and why.

    `was` is the sentence that was printed before, where another or none is printed now.
    """

    kind: ChangeKind
    at: datetime | None
    by: str
    why: str
    was: str


def changed_since(claims: ClaimQuerySet, at: datetime) -> ClaimQuerySet:
    """Those of the claims that are verified and changed from that moment on, or are no longer printed since."""
    withdrawn = Correction.objects.filter(at__gte=at, now=None)
    return claims.filter(
        (is_verified() & _touched(at)) | (~is_verified() & Q(pk__in=withdrawn.values("claim")))
    )


def _touched(at: datetime) -> Q:
    """Something that an export says of a claim was written from that moment on."""
    sources = _versions(Source, at)
    renamed = AttributionStep.objects.filter(at__gte=at).values("attribution")
    cited = Citation.objects.filter(Q(source__in=sources) | Q(attribution__in=renamed)).values("claim")
    return (
        Q(evidence_changed_at__gte=at)
        | Q(pk__in=_versions(Claim, at))
        | Q(pk__in=VerdictStep.objects.filter(at__gte=at).values("verdict__claim"))
        | Q(pk__in=Step.objects.filter(at__gte=at).values("discrepancy__claim"))
        | Q(pk__in=Correction.objects.filter(at__gte=at).values("claim"))
        | Q(pk__in=_versions(Citation, at, "claim_id"))
        | Q(pk__in=cited)
        | Q(pk__in=UndoneLink.objects.filter(run__undone_at__gte=at).values("claim"))
    )


def _versions(model: type[Model], at: datetime, key: str = "id") -> QuerySet[Model, object]:
    """Keys of records of which a version was kept from that moment on."""
    history: QuerySet[Model] = model.history.filter(history_date__gte=at)  # type: ignore[attr-defined]
    return history.exclude(**{key: None}).order_by().values(key)


def with_what_changed(claims: ClaimQuerySet, since: Since | None) -> Sequence[Claim]:
    """The claims, with what `change_of` needs where changes are told."""
    if since is None:
        return list(claims)
    approvals = VerdictStep.objects.filter(to_state=VerdictState.APPROVED).select_related("by").order_by("pk")
    corrections = Correction.objects.select_related("was", "now", "by").prefetch_related(
        Prefetch("was__steps", queryset=approvals, to_attr="approvals")
    )
    found = list(
        claims.prefetch_related(
            Prefetch("corrections", queryset=corrections.order_by("at", "pk"), to_attr="all_corrections"),
            Prefetch("printed__steps", queryset=approvals, to_attr="approvals"),
        )
    )
    versions = Claim.history.filter(id__in=[claim.pk for claim in found]).order_by(
        "history_date", "history_id"
    )
    by_claim: dict[int, list[tuple[datetime, bool]]] = defaultdict(list)
    for key, at, is_kept_back in versions.values_list("id", "history_date", "is_kept_back"):
        by_claim[key].append((at, is_kept_back))
    for claim in found:
        claim.kept_versions = by_claim[claim.pk]  # type: ignore[attr-defined]
    return found


def change_of(claim: Claim, since: Since, *, is_printed: bool) -> Change:
    """What changed on a claim from that moment on."""
    corrections: Sequence[Correction] = claim.all_corrections  # type: ignore[attr-defined]
    later = [one for one in corrections if one.at >= since.at]
    last = later[-1] if later else None
    if not is_printed:
        gone = next((one for one in reversed(later) if one.now_id is None), None)
        return _told(ChangeKind.WITHDRAWN, gone)
    printed_then = _printed_at(claim, corrections, since.at)
    if printed_then is None:
        return _approved(claim) if last is None else _told(ChangeKind.NEW, last)
    if printed_then != claim.verdict_id or last is not None:
        return _told(ChangeKind.CHANGED, last)
    if claim.is_kept_back and not _was_kept_back(claim, since.at):
        why = gettext("It is kept from readers.")
        return Change(ChangeKind.KEPT_BACK, _changed_at(claim, since.at), "", why, "")
    why = gettext("The evidence, a decision or the words of the claim changed; the answer stands.")
    return Change(ChangeKind.EVIDENCE, _changed_at(claim, since.at), "", why, "")


def _printed_at(claim: Claim, corrections: Sequence[Correction], at: datetime) -> int | None:
    """The verdict that was printed on a claim at a moment."""
    before = [one for one in corrections if one.at < at]
    after = [one for one in corrections if one.at >= at]
    if before:
        return before[-1].now_id
    first = after[0].was if after else claim.printed
    if first is None:
        return None
    # What is printed for the first time corrects nothing: the log begins with its approval.
    approvals: Sequence[VerdictStep] = first.approvals  # type: ignore[attr-defined]
    return first.pk if any(step.at < at for step in approvals) else None


def _approved(claim: Claim) -> Change:
    approvals: Sequence[VerdictStep] = claim.printed.approvals if claim.printed else ()  # type: ignore[attr-defined]
    step = approvals[-1] if approvals else None
    by = step.by.username if step and step.by else ""
    return Change(
        ChangeKind.NEW, step.at if step else None, by, claim.verdict.basis if claim.verdict else "", ""
    )


def _told(kind: ChangeKind, correction: Correction | None) -> Change:
    if correction is None:
        return Change(kind, None, "", "", "")
    by = correction.by.username if correction.by else ""
    return Change(kind, correction.at, by, correction.why, correction.was.sentence)


def _was_kept_back(claim: Claim, at: datetime) -> bool:
    before = [was for moment, was in claim.kept_versions if moment < at]  # type: ignore[attr-defined]
    return bool(before and before[-1])


def _changed_at(claim: Claim, at: datetime) -> datetime | None:
    """When the evidence or the claim itself last changed."""
    moments = [moment for moment, _was in claim.kept_versions if moment >= at]  # type: ignore[attr-defined]
    if claim.evidence_changed_at and claim.evidence_changed_at >= at:
        moments.append(claim.evidence_changed_at)
    return max(moments, default=None)
