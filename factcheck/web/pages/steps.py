"""Telling the steps of decisions: of discrepancies, and of answers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from factcheck.core.lifecycle import DiscrepancyState
from factcheck.models import (
    Claim,
    Person,
    Resolution,
    Source,
    Step,
    Verdict,
    VerdictState,
    VerdictStep,
)
from factcheck.models.differences import Difference
from factcheck.web.pages.standings import Standings, standings_in


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: when, who (None for the app or the operator), what, and why in their words.

    `place` is where a citation stands: its source, or its claim. `differences` are what the fields of a record said
    before and after. `after` is the moment, for an address, at which all that this brought with it had happened.
    """

    at: datetime
    by: Person | None
    what: str
    why: str = ""
    place: Claim | Source | None = None
    differences: tuple[Difference, ...] = ()
    resolution: Resolution | None = None
    standings: Standings | None = None
    verdict: Verdict | None = None
    is_single_review: bool = False
    after: str = ""


def tell_steps(steps: QuerySet[Step], *, in_full: bool) -> Iterator[tuple[int, Event]]:
    """The steps of discrepancies, in their order, by key; in full with what was proposed and how citations stand."""
    found = list(steps.select_related("by", "discrepancy", "resolution__proposed_by"))
    told = {step.resolution_id for step in found if step.resolution_id and _shows_resolution(step)}
    standings = standings_in(told) if in_full and told else {}
    for step in found:
        what = _what_step(step)
        resolution = step.resolution if _shows_resolution(step) else None
        says_it = in_full and resolution is not None and resolution.rationale in step.why
        yield (
            step.pk,
            Event(
                at=step.at,
                by=step.by,
                what=what,
                why="" if says_it else step.why,
                resolution=resolution if in_full else None,
                standings=standings.get(resolution.pk) if in_full and resolution else None,
                is_single_review=step.is_single_review,
            ),
        )


def _what_step(step: Step) -> str:
    kind, to = step.discrepancy.get_kind_display(), step.get_to_state_display()
    if not step.from_state:
        return _("Discrepancy “%(kind)s”: %(to)s") % {"kind": kind, "to": to}
    if step.from_state == step.to_state:
        # A hold is a decision; its end is none.
        if step.resolution is None:
            return _("Discrepancy “%(kind)s”: no longer on hold") % {"kind": kind}
        return _("Discrepancy “%(kind)s”: put on hold") % {"kind": kind}
    names = {"kind": kind, "from": step.get_from_state_display(), "to": to}
    return _("Discrepancy “%(kind)s”: %(from)s → %(to)s") % names


def _shows_resolution(step: Step) -> bool:
    """What was proposed is told where it was proposed, put on hold or approved."""
    return step.resolution is not None and (
        step.to_state in {DiscrepancyState.PROPOSED, DiscrepancyState.RESOLVED}
        or step.from_state == step.to_state
    )


def tell_verdict_steps(keys: Collection[int], *, in_full: bool) -> Iterator[tuple[int, Event]]:
    steps = VerdictStep.objects.filter(pk__in=keys).select_related("by", "verdict__proposed_by")
    for step in steps:
        verdict = step.verdict
        is_told = in_full and step.to_state in {VerdictState.PROPOSED, VerdictState.APPROVED}
        what = _("Answer “%(answer)s”: %(to)s") % {
            "answer": verdict.answer,
            "to": step.get_to_state_display(),
        }
        yield (
            step.pk,
            Event(
                at=step.at,
                by=step.by,
                what=what,
                why="" if is_told and step.why == verdict.basis else step.why,
                verdict=verdict if is_told else None,
                is_single_review=step.is_single_review,
            ),
        )
