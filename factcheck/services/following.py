"""What follows for a stored discrepancy when a flag is raised: one rule for doing it and for foreseeing it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from typing import TypeAlias

from factcheck.core.claims import Lives, Terms
from factcheck.core.discrepancies import Flag
from factcheck.core.fingerprint import judged, why_not_covered
from factcheck.core.lifecycle import DiscrepancyState
from factcheck.core.readings import Reading
from factcheck.core.resolutions import RELIED_ON
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Claim, Discrepancy
from factcheck.services.positions import period_key

FlagKey: TypeAlias = tuple[str, str, str, str]
"""Kind, scope, unit and period of a discrepancy."""


class Following(StrEnum):
    """What a flag does to the discrepancy that is stored for it."""

    OPENS = "opens"
    OPENS_AGAIN = "opens_again"
    REOPENS = "reopens"
    LAPSES = "lapses"
    COVERED = "covered"
    STANDS = "stands"


def flag_key(flag: Flag) -> FlagKey:
    return flag.kind.value, flag.scope, flag.dimension, period_key(flag.period)


def known_discrepancies(claims: Iterable[Claim]) -> dict[int, dict[FlagKey, Discrepancy]]:
    """The discrepancies that are stored on claims, each by its key, with what their resolutions judged."""
    known: dict[int, dict[FlagKey, Discrepancy]] = {claim.pk: {} for claim in claims}
    stored = Discrepancy.objects.filter(claim__in=list(known)).prefetch_related("resolution__judged")
    for found in stored:
        known[found.claim_id][found.kind, found.scope, found.unit, found.period] = found
    return known


def what_follows(
    discrepancy: Discrepancy | None, flag: Flag, terms: Terms, standing: Collection[int]
) -> tuple[Following, Sentence | None]:
    """What the flag does, and why where a decision is opened again. `standing` are the keys of the citations that stand
    on the claim.

    What is unknown opens; what was withdrawn opens again; what is resolved is re-opened where the resolution did not
    judge what is flagged now, and else covered; a proposal lapses where what it judged changed.
    """
    if discrepancy is None:
        return Following.OPENS, None
    readings = [member.reading for member in flag.members]
    state = DiscrepancyState(discrepancy.state)
    if state is DiscrepancyState.WITHDRAWN:
        return Following.OPENS_AGAIN, None
    if state is DiscrepancyState.RESOLVED:
        reason = _uncovered(discrepancy, readings, terms.lives) or rests_on_nothing(discrepancy, standing)
        return (Following.REOPENS, reason) if reason else (Following.COVERED, None)
    if state is DiscrepancyState.PROPOSED and _has_new_fingerprint(discrepancy, readings):
        return Following.LAPSES, None
    return Following.STANDS, None


def rests_on_nothing(discrepancy: Discrepancy, standing: Collection[int]) -> Sentence | None:
    """Why a decision in force has no support any longer: every citation that it preferred or accepted is withdrawn."""
    if discrepancy.state != DiscrepancyState.RESOLVED or discrepancy.resolution is None:
        return None
    relied_on = {one.citation_id for one in discrepancy.resolution.judged.all() if one.standing in RELIED_ON}
    if relied_on and relied_on.isdisjoint(standing):
        return Sentence(_("What the decision preferred or accepted does not stand on the claim any longer."))
    return None


def _uncovered(discrepancy: Discrepancy, readings: Sequence[Reading], lives: Lives) -> Sentence | None:
    assert discrepancy.resolution is not None
    if discrepancy.resolution.split_question:
        return Sentence(_("The citations that stayed when the claim was split still disagree."))
    then = [one.as_judged() for one in discrepancy.resolution.judged.all()]
    return why_not_covered(readings, then, lives)


def _has_new_fingerprint(discrepancy: Discrepancy, readings: Sequence[Reading]) -> bool:
    assert discrepancy.resolution is not None
    then = {one.as_judged().reading for one in discrepancy.resolution.judged.all()}
    return then != {judged(reading).reading for reading in readings}
