"""Proposing how a discrepancy is resolved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from factcheck.core.claims import Lives
from factcheck.core.discrepancies import DiscrepancyKind, Flag, flags_among
from factcheck.core.fingerprint import Judged, judged
from factcheck.core.lifecycle import DiscrepancyState
from factcheck.core.resolutions import NEVER_VERIFIES, Outcome, Standing
from factcheck.core.review_rules import Proposal, require_single_origin_reason, require_sound_proposal
from factcheck.core.roles import Act
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Citation, Desk, Discrepancy, Draft, JudgedReading, Person, Resolution
from factcheck.services.announcing import tell_held, tell_proposed
from factcheck.services.assigning import give
from factcheck.services.checking import check, require
from factcheck.services.consequences import keep_consequences, touched_citations
from factcheck.services.decisions import Decision
from factcheck.services.errors import ChangedMeanwhileError, StaleError
from factcheck.services.following import flag_key
from factcheck.services.ledger import enter
from factcheck.services.locking import lock_claim
from factcheck.services.readings import readings_of
from factcheck.services.seen import require_same_evidence
from factcheck.services.steps import take_step


@transaction.atomic
def propose_resolution(
    *,
    discrepancy: Discrepancy,
    decision: Decision,
    by: Person,
    seen_step: int | None = None,
    seen_evidence: str = "",
) -> Resolution:
    """Propose how a discrepancy is resolved; a second person approves. A hold takes effect at once instead.

    `seen_step` is the last step of the history that the person was looking at, `seen_evidence` what `evidence_of` the
    claim was then: new evidence letters the positions anew, even where it takes no step. Raises NotPermittedError, a
    ReviewError where a rule of review refuses the proposal, StepError where the discrepancy awaits none, and
    ChangedMeanwhileError where somebody acted since.
    """
    require(by, Act.PROPOSE)
    decision = decision.cleaned()
    discrepancy = lock_discrepancy(discrepancy.pk, seen_step)
    require_same_evidence(discrepancy.claim, seen_evidence)
    flag = _flag_of(discrepancy)
    citations = Citation.objects.select_related("source").in_bulk([one.reading.key for one in flag.members])
    touched = touched_citations(discrepancy.claim, decision)
    standings = {
        member.reading.key: decision.standings.get(member.reading.key, Standing.UNASSESSED)
        for member in flag.members
    }
    require_sound_proposal(
        Proposal(
            kind=DiscrepancyKind(discrepancy.kind),
            cause=decision.cause,
            outcome=decision.outcome,
            answer=decision.answer,
            sentence=decision.sentence,
            rationale=decision.rationale,
            standings=set(standings.values()),
            origins=discrepancy.origin_count,
            dated=_count_dated(decision, citations.values(), Lives(discrepancy.claim.lives)),
            next_step=decision.next_step,
            has_owner=decision.owner is not None,
            split_question=decision.split_question,
            moved=len(decision.moved),
            staying=discrepancy.claim.citations.standing().count() - len(decision.moved),
            corrections=len(decision.corrections),
        )
    )
    if decision.outcome not in NEVER_VERIFIES and settles_verdict(discrepancy):
        require_single_origin_reason(discrepancy.claim.origin_count, decision.single_origin_reason)
    resolution = _keep(discrepancy, decision, flag, citations, standings, by)
    keep_consequences(resolution, decision, touched)
    enter(discrepancy.claim, resolution)
    Draft.objects.filter(discrepancy=discrepancy, person=by).delete()
    discrepancy.resolution = resolution
    if decision.outcome is Outcome.HOLD:
        state = DiscrepancyState(discrepancy.state)
        why = Sentence(_("On hold: %(why)s"), {"why": decision.rationale})
        take_step(discrepancy, state, by=by, why=str(why), at=resolution.proposed_at, on_hold=True)
        # Whoever owns the next step finds it on their desk.
        give(discrepancy, decision.owner, due_on=decision.due_on or discrepancy.due_on, by=by, why=str(why))
        tell_held(resolution, by=by)
        return resolution
    take_step(
        discrepancy, DiscrepancyState.PROPOSED, by=by, why=decision.rationale, at=resolution.proposed_at
    )
    tell_proposed(resolution, by=by)
    return resolution


def lock_discrepancy(pk: int, seen_step: int | None) -> Discrepancy:
    """The discrepancy and its claim, held until the transaction ends.

    Raises StaleError where the history went on after the step that the person was looking at.
    """
    claim = lock_claim(Discrepancy.objects.values_list("claim_id", flat=True).get(pk=pk))
    discrepancy = Discrepancy.objects.select_for_update(no_key=True).get(pk=pk)
    discrepancy.claim = claim
    last = discrepancy.steps.select_related("by").order_by("pk").last()
    if seen_step is not None and last is not None and last.pk != seen_step:
        raise StaleError(
            _(
                "Not saved: meanwhile this became %(state)s, by %(who)s. "
                "Your text is still here; look and decide."
            ),
            state=last.get_to_state_display(),
            who=last.by or _("a change of the evidence"),
        )
    return discrepancy


def settles_verdict(discrepancy: Discrepancy) -> bool:
    """One approval settles discrepancy and verdict together where it is the claim's only discrepancy."""
    others = discrepancy.claim.discrepancies.exclude(pk=discrepancy.pk)
    return not others.exclude(state=DiscrepancyState.WITHDRAWN.value).exists()


def _flag_of(discrepancy: Discrepancy) -> Flag:
    """The flag behind a stored discrepancy, from the citations as they are at this moment."""
    claim = discrepancy.claim
    key = (discrepancy.kind, discrepancy.scope, discrepancy.unit, discrepancy.period)
    for flag in flags_among(readings_of(claim), claim.terms(Desk.current())):
        if flag_key(flag) == key:
            return flag
    raise ChangedMeanwhileError(_("Not proposed: the citations no longer disagree. Look at the claim again."))


def _count_dated(decision: Decision, citations: Iterable[Citation], lives: Lives) -> int:
    """The figures that a series can print with their time; counted only where a series is proposed."""
    if decision.outcome is not Outcome.SERIES:
        return 0
    return sum(citation.holds_when(lives) is not None for citation in citations)


def _keep(
    discrepancy: Discrepancy,
    decision: Decision,
    flag: Flag,
    citations: Mapping[int, Citation],
    standings: Mapping[int, Standing],
    by: Person,
) -> Resolution:
    resolution = Resolution(
        discrepancy=discrepancy,
        cause=decision.cause.value if decision.cause else "",
        outcome=decision.outcome.value,
        answer=decision.answer,
        sentence=decision.sentence,
        rationale=decision.rationale,
        single_origin_reason=decision.single_origin_reason,
        review_on=decision.review_on,
        next_step=decision.next_step,
        owner=decision.owner,
        due_on=decision.due_on,
        split_question=decision.split_question,
        proposed_by=by,
        proposed_at=timezone.now(),
    )
    check(resolution)
    resolution.save()
    JudgedReading.objects.bulk_create(
        (
            _judged_reading(resolution, citations[key], judged(member.reading, standings[key]))
            for member in flag.members
            for key in (member.reading.key,)
        ),
        batch_size=1_000,
    )
    return resolution


def _judged_reading(resolution: Resolution, citation: Citation, one: Judged) -> JudgedReading:
    return JudgedReading(
        resolution=resolution,
        citation=citation,
        version=citation.version,
        figure=citation.figure,
        low=one.low.value if one.low.is_finite else None,
        low_side=one.low.side,
        high=one.high.value if one.high.is_finite else None,
        high_side=one.high.side,
        text=one.text,
        unit=one.unit,
        first_day=date.fromordinal(one.first_day) if one.first_day else None,
        last_day=date.fromordinal(one.last_day) if one.last_day else None,
        scope=one.scope,
        standing=one.standing.value,
    )
