"""Reconciling: bringing the stored discrepancies of a claim into line with what its citations say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

from django.db import transaction
from django.utils import timezone

from factcheck.core.claims import Lives, Terms
from factcheck.core.discrepancies import Flag, flags_among
from factcheck.core.fingerprint import judged, why_not_covered
from factcheck.core.lifecycle import DiscrepancyState, require_step
from factcheck.core.origins import count_origins
from factcheck.core.readings import Reading, read_cited_figure
from factcheck.core.roles import Act
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Citation, Claim, Desk, Discrepancy, Person, Source, Step
from factcheck.services.checking import require
from factcheck.services.positions import keep_positions

CHUNK = 400
"""Claims that are compared in one transaction; SQLite takes a limited number of values in one query."""

FlagKey: TypeAlias = tuple[str, str, str, str]
"""Kind, scope, unit and period of a discrepancy."""


@dataclass(slots=True)
class Changes:
    """What reconciling changed, as sentences, one for each discrepancy that took a step."""

    sentences: list[Sentence] = field(default_factory=list)

    def add(self, template: str, discrepancy: Discrepancy) -> None:
        self.sentences.append(
            Sentence(
                template,
                {"ref": discrepancy.claim.ref, "kind": discrepancy.kind, "severity": discrepancy.severity},
            )
        )


def reconcile_all(*, by: Person | None) -> Iterator[tuple[int, Changes]]:
    """Compare every claim again, some hundreds in a transaction; yields how many were done and what changed.

    Doing it twice changes nothing the second time.
    """
    require(by, Act.RECORD)
    keys = list(Claim.objects.order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(keys), CHUNK):
        chunk = keys[first : first + CHUNK]
        with transaction.atomic():
            changes = reconcile_claims(lock_claims(chunk), by=by, why=_("Everything was compared again."))
        yield first + len(chunk), changes


def lock_claim(pk: int) -> Claim:
    """The claim, held until the transaction ends, so that two people's changes to it come one after the other.

    Locks are taken in one order by every service: sources, claims, then what hangs on a claim. They leave the
    key alone, so that a record which only points at a locked one can be written beside it.
    """
    return Claim.objects.select_for_update(no_key=True).get(pk=pk)


def lock_claims(pks: Iterable[int]) -> list[Claim]:
    """Several claims, held in one order whoever asks, so that two who need the same ones do not block each
    other.
    """
    wanted, found = sorted(set(pks)), list[Claim]()
    for first in range(0, len(wanted), CHUNK):
        chunk = wanted[first : first + CHUNK]
        found += Claim.objects.select_for_update(no_key=True).filter(pk__in=chunk).order_by("pk")
    return found


def derivations() -> dict[int, list[int]]:
    """Which sources each source draws on directly, in one query."""
    links: dict[int, list[int]] = {}
    through = Source.derived_from.through
    for child, parent in through.objects.values_list("from_source_id", "to_source_id"):
        links.setdefault(child, []).append(parent)
    return links


def readings_of(claim: Claim) -> list[Reading]:
    """The citations of a claim that have not been withdrawn, as they are compared."""
    return _readings([claim], Desk.current())[claim.pk]


def _readings(claims: Sequence[Claim], desk: Desk) -> dict[int, list[Reading]]:
    terms = {claim.pk: claim.terms(desk) for claim in claims}
    links = derivations()
    citations = Citation.objects.standing().filter(claim__in=list(terms))
    found: dict[int, list[Reading]] = {pk: [] for pk in terms}
    for citation in citations.select_related("source", "attribution").order_by("pk").iterator(5_000):
        reading = read_cited_figure(citation.as_cited_figure(links), terms[citation.claim_id])
        found[citation.claim_id].append(reading)
    return found


def reconcile_claim(claim: Claim, *, by: Person | None, why: str) -> Changes:
    """As reconcile_claims, for one."""
    return reconcile_claims([claim], by=by, why=why)


def reconcile_claims(claims: Sequence[Claim], *, by: Person | None, why: str) -> Changes:
    """Bring the discrepancies of claims into line with their citations; the caller has locked them.

    What is flagged and unknown is opened; what is known and no longer flagged is withdrawn; what is resolved
    is re-opened where the resolution did not judge what is flagged now; a proposal lapses where what it
    judged changed. `why` is the event that led to it, for the history. Claims on which nothing changes cost
    no query of their own.
    """
    desk = Desk.current()
    readings = _readings(claims, desk)
    known: dict[int, dict[FlagKey, Discrepancy]] = {claim.pk: {} for claim in claims}
    for found in Discrepancy.objects.filter(claim__in=list(known)).select_related("resolution"):
        known[found.claim_id][found.kind, found.scope, found.unit, found.period] = found
    changes = Changes()
    for claim in claims:
        _reconcile(claim, readings[claim.pk], known[claim.pk], desk, changes, by=by, why=why)
    _keep_counts(claims, readings)
    return changes


def _reconcile(
    claim: Claim,
    readings: Sequence[Reading],
    known: Mapping[FlagKey, Discrepancy],
    desk: Desk,
    changes: Changes,
    *,
    by: Person | None,
    why: str,
) -> None:
    terms = claim.terms(desk)
    flags = {flag_key(flag): flag for flag in flags_among(readings, terms)}
    for key, flag in flags.items():
        if key in known:
            known[key].claim = claim
            _follow(known[key], flag, terms, changes, by=by, why=why)
        else:
            _open(claim, key, flag, changes, by=by, why=why)
    for key, discrepancy in known.items():
        if key not in flags and discrepancy.is_live:
            discrepancy.claim = claim
            take_step(
                discrepancy, DiscrepancyState.WITHDRAWN, by=by, why=_("The citations no longer disagree.")
            )
            changes.add(_("%(ref)s: %(kind)s withdrawn, the citations no longer disagree"), discrepancy)


def flag_key(flag: Flag) -> FlagKey:
    return flag.kind.value, flag.scope, flag.dimension, period_key(flag.period)


def period_key(period: tuple[int, int] | None) -> str:
    if period is None:
        return ""
    first, last = (date.fromordinal(day).isoformat() for day in period)
    return f"{first}/{last}"


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
    _describe(discrepancy, flag)
    discrepancy.save()
    keep_positions(discrepancy, flag)
    Step.objects.create(discrepancy=discrepancy, to_state=discrepancy.state, by=by, at=now, why=why)
    changes.add(_("%(ref)s: %(kind)s opened, %(severity)s"), discrepancy)


def _describe(discrepancy: Discrepancy, flag: Flag) -> bool:
    """Write down what the flag says; returns whether anything is new."""
    example = flag.members[0].reading
    facts: dict[str, object] = {
        "scope_words": example.scope_words,
        "severity": flag.severity.value,
        "severity_order": flag.severity.order,
        "is_rounding": flag.is_rounding,
        "highest_id": flag.worst.highest.key if flag.worst else None,
        "lowest_id": flag.worst.lowest.key if flag.worst else None,
        "position_count": len(flag.positions),
        "member_count": len(flag.members),
        "origin_count": count_origins(member.reading.origins for member in flag.members),
        "period_first": date.fromordinal(flag.period[0]) if flag.period else None,
        "period_last": date.fromordinal(flag.period[1]) if flag.period else None,
        "period_words": _period_words(flag),
    }
    before = {name: getattr(discrepancy, name) for name in facts}
    for name, value in facts.items():
        setattr(discrepancy, name, value)
    return before != facts


def _period_words(flag: Flag) -> str:
    if flag.period is None:
        return ""
    for member in flag.members:
        if (member.reading.first_day, member.reading.last_day) == flag.period:
            return member.reading.as_of_words
    return period_key(flag.period)


def _follow(
    discrepancy: Discrepancy, flag: Flag, terms: Terms, changes: Changes, *, by: Person | None, why: str
) -> None:
    moved = _describe(discrepancy, flag)
    if moved:
        discrepancy.save()
    if keep_positions(discrepancy, flag) or moved:
        changes.add(_("%(ref)s: %(kind)s changed, %(severity)s"), discrepancy)
    state = DiscrepancyState(discrepancy.state)
    readings = [member.reading for member in flag.members]
    if state is DiscrepancyState.WITHDRAWN:
        take_step(discrepancy, DiscrepancyState.OPEN, by=by, why=why)
        changes.add(_("%(ref)s: %(kind)s open again, %(severity)s"), discrepancy)
    elif state is DiscrepancyState.RESOLVED and (reason := _uncovered(discrepancy, readings, terms.lives)):
        take_step(discrepancy, DiscrepancyState.REOPENED, by=by, why=str(reason))
        changes.add(_("%(ref)s: %(kind)s re-opened, %(severity)s"), discrepancy)
    elif state is DiscrepancyState.PROPOSED and _has_new_fingerprint(discrepancy, readings):
        reason = Sentence(_("The evidence changed after this was proposed: %(why)s"), {"why": why})
        take_step(discrepancy, DiscrepancyState.RETURNED, by=by, why=str(reason))
        changes.add(_("%(ref)s: the proposal lapsed, because the evidence changed"), discrepancy)


def _uncovered(discrepancy: Discrepancy, readings: Sequence[Reading], lives: Lives) -> Sentence | None:
    assert discrepancy.resolution is not None
    then = [one.as_judged() for one in discrepancy.resolution.judged.all()]
    return why_not_covered(readings, then, lives)


def _has_new_fingerprint(discrepancy: Discrepancy, readings: Sequence[Reading]) -> bool:
    assert discrepancy.resolution is not None
    then = {one.as_judged().reading for one in discrepancy.resolution.judged.all()}
    return then != {judged(reading).reading for reading in readings}


def take_step(
    discrepancy: Discrepancy,
    to_state: DiscrepancyState,
    *,
    by: Person | None,
    why: str,
    at: datetime | None = None,
) -> None:
    """Move a discrepancy that the caller has locked, and append the step to its history."""
    from_state = DiscrepancyState(discrepancy.state)
    require_step(from_state, to_state)
    at = at or timezone.now()
    resolution = discrepancy.resolution
    if to_state not in {DiscrepancyState.PROPOSED, DiscrepancyState.RESOLVED}:
        discrepancy.resolution = None
    discrepancy.state = to_state.value
    discrepancy.changed_at = at
    discrepancy.save(update_fields=["state", "changed_at", "resolution"])
    Step.objects.create(
        discrepancy=discrepancy,
        from_state=from_state.value,
        to_state=to_state.value,
        by=by,
        at=at,
        why=why,
        resolution=resolution,
    )


def _keep_counts(claims: Sequence[Claim], readings: Mapping[int, Sequence[Reading]]) -> None:
    """Keep beside each claim what its list shows; derived, and cheap to sort by."""
    stale = []
    for claim in claims:
        found = readings[claim.pk]
        counts = (
            len({reading.source for reading in found}),
            count_origins(reading.origins for reading in found),
            sum(not reading.is_read for reading in found),
        )
        if counts != (claim.source_count, claim.origin_count, claim.unread_count):
            claim.source_count, claim.origin_count, claim.unread_count = counts
            stale.append(claim)
    Claim.objects.bulk_update(stale, ["source_count", "origin_count", "unread_count"], batch_size=CHUNK)
