"""Proposing and approving what the desk prints as the answer to a claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from factcheck.core.lifecycle import LIVE_STATES
from factcheck.core.resolutions import NEVER_VERIFIES, Outcome
from factcheck.core.review_rules import (
    MissingRationaleError,
    ReviewError,
    require_printable,
    require_second_person,
    require_single_origin_reason,
)
from factcheck.core.roles import Act
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Claim, Desk, Person, Resolution, Verdict, VerdictState
from factcheck.services.announcing import tell_approved, tell_proposed, tell_returned
from factcheck.services.answers import append_verdict_step, put_in_force
from factcheck.services.approving import require_comment
from factcheck.services.checking import check, check_to_come, clean_text, require
from factcheck.services.correcting import follow_printed
from factcheck.services.errors import ChangedMeanwhileError, StaleError
from factcheck.services.ledger import enter
from factcheck.services.locking import lock_claim
from factcheck.services.seen import ClaimSeen, require_as_seen


class UnsettledError(ReviewError):
    """The claim cannot be given an answer yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictWords:
    """The answer as printed, the sentence that prints it, what it rests on, and the day on which it is looked at
    again.
    """

    answer: str
    sentence: str
    basis: str
    single_origin_reason: str = ""
    review_on: date | None = None

    def cleaned(self) -> VerdictWords:
        """Without surrounding space. Raises InvalidInputError for what cannot be kept."""
        check_to_come(self.review_on, "review_on")
        return VerdictWords(
            answer=clean_text(self.answer, "answer"),
            sentence=clean_text(self.sentence, "sentence"),
            basis=clean_text(self.basis, "basis"),
            single_origin_reason=clean_text(self.single_origin_reason, "single_origin_reason"),
            review_on=self.review_on,
        )


class MissingBasisError(MissingRationaleError):
    field = "basis"


@transaction.atomic
def propose_verdict(
    *, claim: Claim, words: VerdictWords, by: Person, seen: ClaimSeen | None = None
) -> Verdict:
    """Propose the answer to a claim on which nothing is in dispute; a second person approves.

    Raises NotPermittedError; UnsettledError while a discrepancy is live, where a resolution prints nothing,
    or where there is no citation to rest on; a ReviewError where something is missing; ChangedMeanwhileError
    where another proposal waits already; StaleError where the claim is not as it was `seen`.
    """
    require(by, Act.PROPOSE)
    words = words.cleaned()
    claim = lock_claim(claim.pk)
    require_as_seen(claim, seen)
    _require_settled(claim)
    if claim.proposed_verdict is not None:
        raise ChangedMeanwhileError(
            _("Not proposed: %(who)s has proposed an answer already, and it waits for approval."),
            who=claim.proposed_verdict.proposed_by,
        )
    require_printable(words.answer, words.sentence)
    if not words.basis:
        raise MissingBasisError(_("Not proposed: the basis is missing. Say what the answer rests on."))
    require_single_origin_reason(claim.origin_count, words.single_origin_reason)
    now = timezone.now()
    verdict = Verdict(
        claim=claim,
        answer=words.answer,
        sentence=words.sentence,
        basis=words.basis,
        single_origin_reason=words.single_origin_reason,
        review_on=words.review_on,
        proposed_by=by,
        proposed_at=now,
    )
    check(verdict, exclude=("resolution",))  # it comes of none
    verdict.save()
    enter(claim, verdict)
    append_verdict_step(claim, verdict, VerdictState.PROPOSED, by=by, at=now, why=words.basis)
    Claim.objects.filter(pk=claim.pk).update(proposed_verdict=verdict)
    tell_proposed(verdict, by=by)
    return verdict


def _require_settled(claim: Claim) -> None:
    if claim.discrepancies.filter(state__in=LIVE_STATES).exists():
        raise UnsettledError(_("Not proposed: the sources disagree. Resolve the discrepancy first."))
    if not claim.citations.standing().exists():
        raise UnsettledError(
            _("Not proposed: no source says anything on this claim. Record a citation first.")
        )
    # After a split what is left of the claim can have an answer like any other.
    nothing = [outcome.value for outcome in NEVER_VERIFIES - {Outcome.SPLIT_CLAIM}]
    printing_nothing = Resolution.objects.filter(in_force_for__claim=claim, outcome__in=nothing).first()
    if printing_nothing is not None:
        raise UnsettledError(
            _(
                "Not proposed: a discrepancy was resolved as “%(outcome)s”, which prints nothing. "
                "Re-open it first."
            ),
            outcome=printing_nothing.get_outcome_display(),
        )


@transaction.atomic
def approve_verdict(
    *, verdict: Verdict, by: Person, comment: str = "", seen_step: int | None = None
) -> Claim:
    """Approve the answer that another person proposed; it is what the desk prints from now on.

    Raises NotPermittedError, OwnProposalError, UnsettledError and, where it no longer waits,
    ChangedMeanwhileError; StaleError where its history went on after `seen_step`.
    """
    require(by, Act.APPROVE)
    comment = clean_text(comment, "comment")
    claim = _waiting(verdict, seen_step)
    require_second_person(verdict.proposed_by_id, by.pk, single_review=Desk.current().single_review)
    _require_settled(claim)
    put_in_force(claim, verdict, by=by, comment=comment)
    follow_printed(claim, by=by, why=verdict.basis)
    tell_approved(verdict, by=by)
    return claim


@transaction.atomic
def return_verdict(*, verdict: Verdict, comment: str, by: Person, seen_step: int | None = None) -> Claim:
    """Return a proposed answer with a comment. Raises StaleError where its history went on after `seen_step`."""
    require(by, Act.APPROVE)
    comment = require_comment(comment)
    claim = _waiting(verdict, seen_step)
    Claim.objects.filter(pk=claim.pk).update(proposed_verdict=None)
    claim.proposed_verdict = None
    append_verdict_step(claim, verdict, VerdictState.RETURNED, by=by, at=timezone.now(), why=comment)
    tell_returned(verdict, why=comment, by=by)
    return claim


def _waiting(verdict: Verdict, seen_step: int | None) -> Claim:
    """The claim, locked, if this verdict still waits for approval."""
    claim = lock_claim(verdict.claim_id)
    last = verdict.steps.select_related("by").order_by("pk").last()
    is_stale = seen_step is not None and last is not None and last.pk != seen_step
    if is_stale or claim.proposed_verdict_id != verdict.pk:
        raise (StaleError if is_stale else ChangedMeanwhileError)(
            _("Not saved: meanwhile this answer was %(state)s, by %(who)s."),
            state=last.get_to_state_display() if last else _("withdrawn"),
            who=(last.by if last else None) or _("a change of the evidence"),
        )
    return claim
