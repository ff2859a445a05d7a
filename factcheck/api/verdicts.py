"""The operations on verdicts, and the log of what was printed otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest
from django.urls import reverse

from factcheck.api.claims import claim_of, verdicts_said, version_of
from factcheck.api.etags import IfMatch
from factcheck.api.finding import KeyInPath, RefInPath, person_of
from factcheck.api.operations import Answered, Nouns
from factcheck.api.pages import listed
from factcheck.api.queries import asked_of
from factcheck.api.schemas.lists import Part
from factcheck.api.schemas.verdicts import (
    ApprovalSent,
    CorrectionSaid,
    ReturnSent,
    VerdictListed,
    VerdictSaid,
    VerdictSent,
    VerdictStepSaid,
    cells_of,
)
from factcheck.api.stale import made_on
from factcheck.core.scopes import Scope
from factcheck.filters.corrections import CorrectionFilter
from factcheck.models import Correction, Verdict
from factcheck.services.seen import ClaimSeen
from factcheck.services.verdicts import approve_verdict, propose_verdict, return_verdict

router = Nouns("Verdicts")


def verdict_of(key: int) -> Verdict:
    """A verdict with its claim and who proposed it. Raises Http404."""
    found = Verdict.objects.select_related("claim", "proposed_by").filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _answer(request: HttpRequest, key: int, *, is_new: bool = False) -> Answered:
    found = verdict_of(key)
    steps = list(found.steps.select_related("by").order_by("pk"))
    said = VerdictSaid(
        **cells_of(found), state=steps[-1].to_state, steps=[VerdictStepSaid.of(step) for step in steps]
    )
    location = request.build_absolute_uri(reverse("api:verdict", args=[key])) if is_new else ""
    return Answered(said, str(steps[-1].pk), location)


def _last_step(found: Verdict) -> int:
    return found.steps.order_by("pk").values_list("pk", flat=True).last() or 0


def _corrections_said(rows: Sequence[Correction]) -> list[CorrectionSaid]:
    return [CorrectionSaid.of(row) for row in rows]


@router.reads("/verdicts", Part[VerdictListed], asked=asked_of(None))
def verdicts(request: HttpRequest) -> Answered:
    """Every answer that was ever proposed."""
    return listed(request, Verdict.objects.select_related("claim", "proposed_by"), verdicts_said)


@router.reads("/verdicts/{key}", VerdictSaid, is_record=True)
def verdict(request: HttpRequest, key: KeyInPath) -> Answered:
    """The answer to a claim, with what became of it."""
    return _answer(request, key)


@router.writes("POST", "/claims/{ref}/propose", Scope.PROPOSE, VerdictSaid, status=201)
def propose_answer(request: HttpRequest, ref: RefInPath, sent: VerdictSent) -> Answered:
    """Propose the answer to a claim on which nothing is in dispute; a second person approves."""
    found, match = claim_of(ref), IfMatch.of(request)
    with made_on(found, match, version_of(found)):
        made = propose_verdict(
            claim=found, words=sent.words(), by=person_of(request), seen=ClaimSeen.of(found)
        )
    return _answer(request, made.pk, is_new=True)


@router.writes("POST", "/verdicts/{key}/approve", Scope.APPROVE, VerdictSaid)
def approve_answer(request: HttpRequest, key: KeyInPath, sent: ApprovalSent) -> Answered:
    """Approve the answer that another person proposed."""
    found, match = verdict_of(key), IfMatch.of(request)
    seen = _last_step(found)
    with made_on(found, match, str(seen)):
        approve_verdict(verdict=found, by=person_of(request), comment=sent.comment, seen_step=seen)
    return _answer(request, key)


@router.writes("POST", "/verdicts/{key}/return", Scope.APPROVE, VerdictSaid)
def return_answer(request: HttpRequest, key: KeyInPath, sent: ReturnSent) -> Answered:
    """Return a proposed answer with a comment."""
    found, match = verdict_of(key), IfMatch.of(request)
    seen = _last_step(found)
    with made_on(found, match, str(seen)):
        return_verdict(verdict=found, comment=sent.comment, by=person_of(request), seen_step=seen)
    return _answer(request, key)


@router.reads("/corrections", Part[CorrectionSaid], asked=asked_of(CorrectionFilter))
def corrections(request: HttpRequest) -> Answered:
    """Every change of what the desk prints, the newest first."""
    found = Correction.objects.select_related("claim", "was", "now", "by")
    return listed(request, found, _corrections_said, filters=CorrectionFilter, is_newest_first=True)
