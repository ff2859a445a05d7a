"""Reconciling: bringing the stored discrepancies of a claim into line with what its citations say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

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


@dataclass(slots=True)
class Changes:
    """What reconciling changed, as sentences, one for each discrepancy that took a step."""

    sentences: list[Sentence] = field(default_factory=list)

    def add(self, template: str, discrepancy: Discrepancy) -> None:
        self.sentences.append(
            Sentence(template, {"ref": discrepancy.claim.ref, "kind": discrepancy.kind, "severity": discrepancy.severity})
        )


def reconcile_all(*, by: Person | None) -> Iterator[tuple[Claim, Changes]]:
    """Compare every claim again, each in a transaction of its own. Doing it twice changes nothing the second time."""
    require(by, Act.RECORD)
    for pk in Claim.objects.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            claim = lock_claim(pk)
            changes = reconcile_claim(claim, by=by, why=str(_("Everything was compared again.")))
        yield claim, changes


def lock_claim(pk: int) -> Claim:
    """The claim, held until the transaction ends, so that two people's changes to it come one after the other."""
    return Claim.objects.select_for_update().get(pk=pk)


def derivations() -> dict[int, list[int]]:
    """Which sources each source draws on directly, in one query."""
    links: dict[int, list[int]] = {}
    through = Source.derived_from.through
    for child, parent in through.objects.values_list("from_source_id", "to_source_id"):
        links.setdefault(child, []).append(parent)
    return links


def readings_of(claim: Claim, desk: Desk | None = None) -> list[Reading]:
    """The citations of a claim that have not been withdrawn, as they are compared."""
    terms = claim.terms(desk or Desk.current())
    links = derivations()
    citations = claim.citations.standing().select_related("source", "attribution").order_by("pk")
    return [read_cited_figure(citation.as_cited_figure(links), terms) for citation in citations.iterator(5_000)]


def reconcile_claim(claim: Claim, *, by: Person | None, why: str) -> Changes:
    """Bring the discrepancies of one claim into line with its citations; call inside a transaction.

    What is flagged and unknown is opened; what is known and no longer flagged is withdrawn; what is resolved is
    re-opened where the resolution did not judge what is flagged now; a proposal lapses where what it judged changed.
    `why` is the event that led to it, for the history.
    """
    terms = claim.terms(Desk.current())
    readings = readings_of(claim)
    flags = {flag_key(flag): flag for flag in flags_among(readings, terms)}
    known = {
        (found.kind, found.scope, found.unit, found.period): found
        for found in claim.discrepancies.select_related("resolution")
    }
    changes = Changes()
    for key, flag in flags.items():
        if key in known:
            known[key].claim = claim
            _follow(known[key], flag, terms, changes, by=by, why=why)
        else:
            _open(claim, key, flag, changes, by=by, why=why)
    for key, discrepancy in known.items():
        if key not in flags and discrepancy.is_live:
            discrepancy.claim = claim
            take_step(discrepancy, DiscrepancyState.WITHDRAWN, by=by, why=str(_("The citations no longer disagree.")))
            changes.add(_("%(ref)s: %(kind)s withdrawn, the citations no longer disagree"), discrepancy)
    _count(claim, readings)
    return changes


def flag_key(flag: Flag) -> tuple[str, str, str, str]:
    return flag.kind.value, flag.scope, flag.dimension, period_key(flag.period)


def period_key(period: tuple[int, int] | None) -> str:
    if period is None:
        return ""
    first, last = (date.fromordinal(day).isoformat() for day in period)
    return f"{first}/{last}"


def _open(
    claim: Claim,
    key: tuple[str, str, str, str],
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


def _follow(  # noqa: PLR0913 -- a private step of reconciling with its whole context
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


def _count(claim: Claim, readings: Sequence[Reading]) -> None:
    """Keep beside the claim what its list shows; derived, and cheap to sort by."""
    citations = Citation.objects.standing().filter(claim=claim)
    counts = {
        "source_count": citations.values("source").distinct().count(),
        "origin_count": count_origins(reading.origins for reading in readings),
        "unread_count": sum(not reading.is_read for reading in readings),
    }
    if any(getattr(claim, name) != value for name, value in counts.items()):
        Claim.objects.filter(pk=claim.pk).update(**counts)
        for name, value in counts.items():
            setattr(claim, name, value)
