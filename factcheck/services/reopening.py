"""Opening again what was decided: by a person with a reason, by a source that was retracted, by the review date."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.db import transaction

from factcheck.core.lifecycle import DiscrepancyState
from factcheck.core.resolutions import Standing
from factcheck.core.roles import Act
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Claim, Discrepancy, JudgedReading, Person
from factcheck.models.speech import say_day
from factcheck.services.announcing import opened_again, tell_reopened, tell_review_due
from factcheck.services.answers import reopen_verdict_in_force
from factcheck.services.approving import require_state
from factcheck.services.checking import require, require_text
from factcheck.services.correcting import follow_printed
from factcheck.services.errors import ChangedMeanwhileError
from factcheck.services.evidence import lapse_for_evidence
from factcheck.services.locking import lock_claim
from factcheck.services.notifying import News
from factcheck.services.proposing import lock_discrepancy
from factcheck.services.seen import ClaimSeen, require_as_seen
from factcheck.services.steps import take_step
from factcheck.services.voiding import void_proposal


@transaction.atomic
def reopen_discrepancy(
    *, discrepancy: Discrepancy, reason: str, by: Person, seen_step: int | None = None
) -> Discrepancy:
    """Open again what was resolved; the decision stays in the history, and nothing is printed meanwhile.

    Raises NotPermittedError, InvalidInputError without a reason, StepError where nothing is resolved, and
    ChangedMeanwhileError.
    """
    require(by, Act.PROPOSE)
    reason = _require_reason(reason)
    discrepancy = lock_discrepancy(discrepancy.pk, seen_step)
    require_state(discrepancy, DiscrepancyState.RESOLVED, DiscrepancyState.REOPENED)
    take_step(discrepancy, DiscrepancyState.REOPENED, by=by, why=reason)
    follow_printed(discrepancy.claim, by=by, why=reason)
    tell_reopened(discrepancy.claim, discrepancy, why=reason, by=by)
    return discrepancy


@transaction.atomic
def reopen_answer(*, claim: Claim, reason: str, by: Person, seen: ClaimSeen | None = None) -> Claim:
    """Open again what is printed on a claim: the discrepancy whose decision it came of, or else the answer itself.

    Raises NotPermittedError, InvalidInputError without a reason, ChangedMeanwhileError where nothing is printed, and
    StaleError where the claim is not as it was `seen`.
    """
    require(by, Act.PROPOSE)
    reason = _require_reason(reason)
    claim = lock_claim(claim.pk)
    require_as_seen(claim, seen)
    if claim.printed_id is None:
        raise ChangedMeanwhileError(
            _("Not re-opened: nothing is printed on this claim at present. Look at it again.")
        )
    tell_reopened(claim, _reopen(claim, by=by, why=reason), why=reason, by=by)
    return claim


def reopen_answers_due(*, today: date, by: Person | None) -> Iterator[Claim]:
    """Open again every answer whose review date has come, each in a transaction of its own; yields their claims.

    Doing it twice opens nothing the second time. Raises NotPermittedError at once, not at the first claim.
    """
    require(by, Act.PROPOSE)
    due = Claim.objects.filter(verdict__review_on__lte=today, printed__isnull=False)
    return _one_by_one(list(due.order_by("pk").values_list("pk", flat=True)), today, by)


def reopen_what_rests_on(
    claim: Claim, sources: Collection[int], *, by: Person | None, why: str
) -> list[News]:
    """Open again the decisions on a claim that the caller holds which rely on sources: those that judged a citation
    of theirs and did not reject it, and else an answer in force that has one of them behind it. What was proposed in
    reliance on them waits no longer. Returns what is to be told of it.
    """
    relied_on = JudgedReading.objects.filter(citation__source__in=sources).exclude(
        standing=Standing.REJECTED.value
    )
    resolved = claim.discrepancies.filter(state=DiscrepancyState.RESOLVED.value)
    found = list(resolved.filter(resolution__in=relied_on.values("resolution")).order_by("pk"))
    for discrepancy in found:
        discrepancy.claim = claim
        take_step(discrepancy, DiscrepancyState.REOPENED, by=by, why=why)
    rejected = JudgedReading.objects.filter(
        resolution__in_force_for__claim=claim, standing=Standing.REJECTED.value
    )
    behind = claim.citations.standing().filter(source__in=sources)
    opened: list[Discrepancy | None] = [*found]
    rests_on_them = not found and behind.exclude(pk__in=rejected.values("citation")).exists()
    if rests_on_them and reopen_verdict_in_force(claim, by=by, why=why):
        opened.append(None)
    follow_printed(claim, by=by, why=why)
    waiting = claim.discrepancies.filter(state=DiscrepancyState.PROPOSED.value)
    lapsed = []
    for discrepancy in waiting.filter(resolution__in=relied_on.values("resolution")).order_by("pk"):
        discrepancy.claim = claim
        lapsed.append(void_proposal(discrepancy, by=by, why=why))
    if behind.exists():
        lapsed += lapse_for_evidence(claim, by=by, why=why)
    return lapsed + [opened_again(claim, discrepancy, why=why, by=by) for discrepancy in opened]


def _one_by_one(claims: Collection[int], today: date, by: Person | None) -> Iterator[Claim]:
    for pk in claims:
        with transaction.atomic():
            claim = lock_claim(pk)
            verdict = claim.verdict
            if claim.printed_id is None or verdict is None or not verdict.review_on:
                continue
            if verdict.review_on <= today:
                why = Sentence(_("Its review date, %(day)s, has come."), {"day": say_day(verdict.review_on)})
                opened = _reopen(claim, by=by, why=str(why))
                tell_review_due(claim, opened, day=verdict.review_on, by=by)
                yield claim


def _reopen(claim: Claim, *, by: Person | None, why: str) -> Discrepancy | None:
    """Open the discrepancy whose decision the answer came of, where that decision is in force, else the answer.
    Returns the discrepancy.
    """
    verdict = claim.verdict
    decided = claim.discrepancies.filter(
        state=DiscrepancyState.RESOLVED.value, resolution=verdict.resolution_id if verdict else None
    ).exclude(resolution=None)
    discrepancy = decided.first()
    if discrepancy is None:
        reopen_verdict_in_force(claim, by=by, why=why)
    else:
        discrepancy.claim = claim
        take_step(discrepancy, DiscrepancyState.REOPENED, by=by, why=why)
        follow_printed(claim, by=by, why=why)
    return discrepancy


def _require_reason(reason: str) -> str:
    return require_text(reason, "reason", _("Not re-opened: say why this is opened again."))
