"""Reconciling: bringing the stored discrepancies of a claim into line with what its citations say."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.utils import timezone

from factcheck.core.claims import Terms
from factcheck.core.discrepancies import Flag, flags_among
from factcheck.core.lifecycle import DiscrepancyState
from factcheck.core.origins import count_origins
from factcheck.core.readings import Reading
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Claim, Desk, Discrepancy, Person
from factcheck.services.announcing import opened_again, printed_otherwise
from factcheck.services.answers import reopen_verdict_in_force
from factcheck.services.changes import Changes
from factcheck.services.correcting import follow_printed
from factcheck.services.following import (
    FlagKey,
    Following,
    flag_key,
    known_discrepancies,
    rests_on_nothing,
    what_follows,
)
from factcheck.services.locking import CHUNK
from factcheck.services.notifying import tell_all
from factcheck.services.one_change import Amended, follow_amendment
from factcheck.services.positions import Kept, describe, keep_positions, kept_for
from factcheck.services.readings import compared_by_claim, derivations, readings_of
from factcheck.services.screening import Counts, screen
from factcheck.services.steps import append_step, take_step
from factcheck.services.voiding import void_proposal

__all__ = [
    "Changes",
    "derivations",
    "readings_of",
    "reconcile_claim",
    "reconcile_claims",
]


def reconcile_claim(claim: Claim, *, by: Person | None, why: str, amended: Amended | None = None) -> Changes:
    """As reconcile_claims, for one. Where all that happened is that one citation was `amended`, the others are not
    compared again, as long as that is certain to lead to the same.
    """
    if amended and (found := follow_amendment(claim, amended, derivations())):
        changes = Changes()
        found.claim = claim
        changes.add(_("%(ref)s: %(kind)s changed, %(severity)s"), found)
        _follow_printed([claim], changes, by=by, why=why)
        return changes
    return reconcile_claims([claim], by=by, why=why)


def reconcile_claims(claims: Sequence[Claim], *, by: Person | None, why: str) -> Changes:
    """Bring the discrepancies of claims into line with their citations; the caller has locked them.

    What is flagged and unknown is opened; what is known and no longer flagged is withdrawn; what is resolved
    is re-opened where the resolution did not judge what is flagged now; a proposal lapses where what it
    judged changed. `why` is the event that led to it, for the history. Claims on which nothing changes cost
    no query of their own.
    """
    desk, links = Desk.current(), derivations()
    counts: dict[int, Counts] = {}
    to_compare = claims
    if len(claims) > 1:
        screened = screen(claims, desk, links)
        to_compare, counts = screened.to_compare, screened.counts
    readings = compared_by_claim(to_compare, desk, links)
    known = known_discrepancies(to_compare)
    kept = kept_for(found for stored in known.values() for found in stored.values())
    changes = Changes()
    for claim in to_compare:
        _reconcile(claim, readings[claim.pk], known[claim.pk], desk, kept, changes, by=by, why=why)
        counts[claim.pk] = _counts_of(readings[claim.pk])
    _keep_counts(claims, counts)
    _follow_printed(claims, changes, by=by, why=why)
    return changes


def _follow_printed(claims: Sequence[Claim], changes: Changes, *, by: Person | None, why: str) -> None:
    """See to what readers were told, and tell people the news."""
    answered = [claim for claim in claims if claim.verdict_id or claim.printed_id]
    disputed = set(Discrepancy.objects.live().filter(claim__in=answered).values_list("claim_id", flat=True))
    for claim in answered:
        if correction := follow_printed(claim, by=by, why=why, is_disputed=claim.pk in disputed):
            changes.news.append(printed_otherwise(correction, why=Sentence(why)))
    tell_all(changes.news)


def _reconcile(
    claim: Claim,
    readings: Sequence[Reading],
    known: Mapping[FlagKey, Discrepancy],
    desk: Desk,
    kept: Mapping[int, Kept],
    changes: Changes,
    *,
    by: Person | None,
    why: str,
) -> None:
    terms = claim.terms(desk)
    flags = {flag_key(flag): flag for flag in flags_among(readings, terms)}
    standing = {reading.key for reading in readings}
    for key, flag in flags.items():
        if key in known:
            known[key].claim = claim
            _follow(known[key], flag, terms, kept[known[key].pk], standing, changes, by=by, why=why)
        else:
            _open(claim, key, flag, changes, by=by, why=why)
    for key, discrepancy in known.items():
        if key not in flags and discrepancy.is_live:
            discrepancy.claim = claim
            take_step(
                discrepancy, DiscrepancyState.WITHDRAWN, by=by, why=_("The citations no longer disagree.")
            )
            changes.add(_("%(ref)s: %(kind)s withdrawn, the citations no longer disagree"), discrepancy)
            if claim.verified_at and discrepancy.was_reopened_since(claim.verified_at):
                reason = _("The decision it came of was opened again, and was not made anew.")
                reopen_verdict_in_force(claim, by=by, why=reason)
        elif key not in flags and (nothing := rests_on_nothing(discrepancy, standing)):
            reopen_verdict_in_force(claim, by=by, why=str(nothing))


def _open(
    claim: Claim,
    key: FlagKey,
    flag: Flag,
    changes: Changes,
    *,
    by: Person | None,
    why: str,
) -> None:
    now = timezone.now()
    discrepancy = Discrepancy(claim=claim, opened_at=now, changed_at=now)
    discrepancy.kind, discrepancy.scope, discrepancy.unit, discrepancy.period = key
    describe(discrepancy, flag)
    discrepancy.save()
    keep_positions(discrepancy, flag, Kept())
    append_step(discrepancy, from_state="", by=by, at=now, why=why)
    changes.add(_("%(ref)s: %(kind)s opened, %(severity)s"), discrepancy)


def _follow(
    discrepancy: Discrepancy,
    flag: Flag,
    terms: Terms,
    kept: Kept,
    standing: Collection[int],
    changes: Changes,
    *,
    by: Person | None,
    why: str,
) -> None:
    moved = describe(discrepancy, flag)
    if moved:
        discrepancy.save()
    if keep_positions(discrepancy, flag, kept) or moved:
        changes.add(_("%(ref)s: %(kind)s changed, %(severity)s"), discrepancy)
    follows, reason = what_follows(discrepancy, flag, terms, standing)
    if follows is Following.OPENS_AGAIN:
        take_step(discrepancy, DiscrepancyState.OPEN, by=by, why=why)
        changes.add(_("%(ref)s: %(kind)s open again, %(severity)s"), discrepancy)
    elif follows is Following.REOPENS:
        assert reason is not None
        take_step(discrepancy, DiscrepancyState.REOPENED, by=by, why=str(reason))
        changes.news.append(opened_again(discrepancy.claim, discrepancy, why=reason, by=by))
        changes.add(_("%(ref)s: %(kind)s re-opened, %(severity)s"), discrepancy)
    elif follows is Following.LAPSES:
        changes.news.append(void_proposal(discrepancy, by=by, why=why))
        changes.add(_("%(ref)s: the proposal lapsed, because the evidence changed"), discrepancy)


def _counts_of(readings: Sequence[Reading]) -> Counts:
    return (
        len({reading.source for reading in readings}),
        count_origins(reading.origins for reading in readings if reading.is_read),
        sum(not reading.is_read for reading in readings),
    )


def _keep_counts(claims: Sequence[Claim], counts: Mapping[int, Counts]) -> None:
    """Keep beside each claim what its list shows; derived, and cheap to sort by."""
    stale: dict[Counts, list[int]] = {}
    for claim in claims:
        now = counts[claim.pk]
        if now != (claim.source_count, claim.origin_count, claim.unread_count):
            claim.source_count, claim.origin_count, claim.unread_count = now
            stale.setdefault(now, []).append(claim.pk)
    # Most claims of a file have the same few counts, and one statement for each is a tenth of one with a case a claim.
    for (sources, origins, unread), pks in stale.items():
        for first in range(0, len(pks), CHUNK):
            Claim.objects.filter(pk__in=pks[first : first + CHUNK]).update(
                source_count=sources, origin_count=origins, unread_count=unread
            )
