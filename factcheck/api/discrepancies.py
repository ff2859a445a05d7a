"""The operations on discrepancies."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.http import Http404, HttpRequest

from factcheck.api.claims import discrepancies_said, whole_discrepancies
from factcheck.api.deciding import decision_of
from factcheck.api.etags import IfMatch
from factcheck.api.finding import KeyInPath, person_of
from factcheck.api.operations import Answered, Nouns
from factcheck.api.pages import listed
from factcheck.api.queries import asked_of
from factcheck.api.schemas.claims import ReasonSent
from factcheck.api.schemas.decisions import DecisionSent
from factcheck.api.schemas.discrepancies import (
    DiscrepancyListed,
    DiscrepancySaid,
    MemberSaid,
    ResolutionSaid,
    StepSaid,
    cells_of,
)
from factcheck.api.schemas.lists import Part
from factcheck.api.schemas.verdicts import ApprovalSent, ReturnSent
from factcheck.api.stale import made_on
from factcheck.core.resolutions import Standing
from factcheck.core.scopes import Scope
from factcheck.filters.discrepancies import DiscrepancyFilter
from factcheck.models import Discrepancy, JudgedReading, Member
from factcheck.models.discrepancies import letter_of
from factcheck.services.approving import approve_resolution, return_resolution
from factcheck.services.holding import end_hold
from factcheck.services.proposing import propose_resolution
from factcheck.services.reopening import reopen_discrepancy
from factcheck.services.seen import evidence_of

router = Nouns("Discrepancies")


def discrepancy_of(key: int) -> Discrepancy:
    """A discrepancy with its first positions and its resolution. Raises Http404."""
    found = (
        Discrepancy.objects.for_deciding().select_related("assigned_to", "resolution__owner").filter(pk=key)
    )
    discrepancy = found.first()
    if discrepancy is None:
        raise Http404
    return discrepancy


def _answer(key: int) -> Answered:
    found = discrepancy_of(key)
    steps = list(found.steps.select_related("by").order_by("pk"))
    resolution = found.resolution
    said = DiscrepancySaid(
        **cells_of(found),
        resolution=ResolutionSaid.of(resolution) if resolution else None,
        steps=[StepSaid.of(step) for step in steps],
    )
    return Answered(said, _version(found, steps[-1].pk if steps else 0))


def _version(found: Discrepancy, last_step: int) -> str:
    """The version by which it is decided on: its last step, and the evidence, by which its positions are lettered."""
    return f"{last_step}.{evidence_of(found.claim)}"


def _last_step(found: Discrepancy) -> int:
    """The last step of its history: by it a decision says what it was made on."""
    return found.steps.order_by("pk").values_list("pk", flat=True).last() or 0


@router.reads("/discrepancies", Part[DiscrepancyListed], asked=asked_of(DiscrepancyFilter))
def discrepancies(request: HttpRequest) -> Answered:
    """The discrepancies, under the filters of the desk's own list: those that are live, unless a state is asked for."""
    found = whole_discrepancies(Discrepancy.objects.all())
    return listed(request, found, discrepancies_said, filters=DiscrepancyFilter)


@router.reads("/discrepancies/{key}", DiscrepancySaid, is_record=True)
def discrepancy(request: HttpRequest, key: KeyInPath) -> Answered:  # noqa: ARG001 -- as the library calls it
    """A discrepancy with its positions, its resolution and its history."""
    return _answer(key)


@router.reads("/discrepancies/{key}/citations", Part[MemberSaid], asked=asked_of(None))
def discrepancy_citations(request: HttpRequest, key: KeyInPath) -> Answered:
    """The citations inside a discrepancy, each with the positions that it satisfies and how it stands."""
    found = discrepancy_of(key)
    with_all = ("citation__claim", "citation__source", "citation__attribution", "citation__recorded_by")
    return listed(request, found.members.select_related(*with_all), lambda rows: _members(found, rows))


def _members(found: Discrepancy, rows: Sequence[Member]) -> list[MemberSaid]:
    judged = JudgedReading.objects.filter(
        resolution=found.resolution_id, citation__in=[row.citation_id for row in rows]
    )
    standings = dict(judged.values_list("citation_id", "standing"))
    return [
        MemberSaid.of(
            row,
            letter_of(row.first),
            letter_of(row.last),
            standings.get(row.citation_id, Standing.UNASSESSED.value),
        )
        for row in rows
    ]


def _decided(request: HttpRequest, key: int, act: Callable[[Discrepancy, int], object]) -> Answered:
    """A discrepancy after an act, which is given it and its last step, where it is as the program saw it."""
    found, match = discrepancy_of(key), IfMatch.of(request)
    seen = _last_step(found)
    with made_on(found, match, _version(found, seen)):
        act(found, seen)
    return _answer(key)


@router.writes("POST", "/discrepancies/{key}/propose", Scope.PROPOSE, DiscrepancySaid)
def propose(request: HttpRequest, key: KeyInPath, sent: DecisionSent) -> Answered:
    """Propose how a discrepancy is resolved; a second person approves. A hold takes effect at once."""

    def act(found: Discrepancy, seen: int) -> None:
        propose_resolution(
            discrepancy=found,
            decision=decision_of(sent, found),
            by=person_of(request),
            seen_step=seen,
            # By it a position is still what it was when the program saw it.
            seen_evidence=evidence_of(found.claim),
        )

    return _decided(request, key, act)


@router.writes("POST", "/discrepancies/{key}/approve", Scope.APPROVE, DiscrepancySaid)
def approve(request: HttpRequest, key: KeyInPath, sent: ApprovalSent) -> Answered:
    """Approve what another person proposed."""
    by = person_of(request)
    return _decided(
        request,
        key,
        lambda found, seen: approve_resolution(
            discrepancy=found, by=by, comment=sent.comment, seen_step=seen
        ),
    )


@router.writes("POST", "/discrepancies/{key}/return", Scope.APPROVE, DiscrepancySaid)
def return_proposal(request: HttpRequest, key: KeyInPath, sent: ReturnSent) -> Answered:
    """Return a proposal with a comment."""
    by = person_of(request)
    return _decided(
        request,
        key,
        lambda found, seen: return_resolution(discrepancy=found, by=by, comment=sent.comment, seen_step=seen),
    )


@router.writes("POST", "/discrepancies/{key}/reopen", Scope.PROPOSE, DiscrepancySaid)
def reopen(request: HttpRequest, key: KeyInPath, sent: ReasonSent) -> Answered:
    """Open again what was resolved; the decision stays in the history."""
    by = person_of(request)
    return _decided(
        request,
        key,
        lambda found, seen: reopen_discrepancy(discrepancy=found, by=by, reason=sent.reason, seen_step=seen),
    )


@router.writes("POST", "/discrepancies/{key}/end-hold", Scope.PROPOSE, DiscrepancySaid)
def end_hold_sent(request: HttpRequest, key: KeyInPath, sent: ReasonSent) -> Answered:
    """End a hold: what it waited for has come, or will not."""
    by = person_of(request)
    return _decided(
        request,
        key,
        lambda found, seen: end_hold(discrepancy=found, by=by, reason=sent.reason, seen_step=seen),
    )
