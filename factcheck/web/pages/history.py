"""The history of a claim: every step, amendment and decision, latest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.utils.translation import gettext as _

from factcheck.models import Citation, Claim, Person, Step, VerdictStep

LATEST = 100
_CITATION_FIELDS = (
    "figure",
    "quote",
    "locator",
    "as_of",
    "scope",
    "attribution_id",
    "credibility",
    "source_id",
)
_CLAIM_FIELDS = ("question", "topic_id", "answer_kind", "unit", "lives", "tolerance")


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: when, who (None for the app or the operator), what, and why in their words."""

    at: datetime
    by: Person | None
    what: str
    why: str = ""


def history_of(claim: Claim) -> list[Event]:
    """The latest events on a claim, in four queries."""
    events = [
        *_steps(Step.objects.filter(discrepancy__claim=claim)),
        *_verdict_steps(claim),
        *_citation_events(claim),
        *_claim_events(claim),
    ]
    return sorted(events, key=lambda event: event.at, reverse=True)[:LATEST]


def steps_of(discrepancy_id: int) -> list[Event]:
    """The steps of one discrepancy, latest first."""
    return list(_steps(Step.objects.filter(discrepancy=discrepancy_id)))


def _steps(steps: object) -> Iterator[Event]:
    for step in steps.select_related("by", "discrepancy").order_by("-at", "-pk")[:LATEST]:  # type: ignore[attr-defined]
        kind = step.discrepancy.get_kind_display()
        what = (
            _("Discrepancy “%(kind)s”: %(to)s") % {"kind": kind, "to": step.get_to_state_display()}
            if not step.from_state
            else _("Discrepancy “%(kind)s”: %(from)s → %(to)s")
            % {"kind": kind, "from": step.get_from_state_display(), "to": step.get_to_state_display()}
        )
        yield Event(step.at, step.by, what, step.why)


def _verdict_steps(claim: Claim) -> Iterator[Event]:
    steps = VerdictStep.objects.filter(verdict__claim=claim).select_related("by", "verdict")
    for step in steps.order_by("-at", "-pk")[:LATEST]:
        what = _("Answer “%(answer)s”: %(to)s") % {
            "answer": step.verdict.answer,
            "to": step.get_to_state_display(),
        }
        yield Event(step.at, step.by, what, step.why)


def _citation_events(claim: Claim) -> Iterator[Event]:
    records = list(
        Citation.history.filter(claim=claim.pk)
        .select_related("history_user")
        .order_by("-history_date", "-history_id")[: 2 * LATEST]
    )
    by_citation: dict[int, list[object]] = {}
    for record in records:
        by_citation.setdefault(record.id, []).append(record)
    for versions in by_citation.values():
        for record, before in pairwise([*versions, None]):
            yield _citation_event(record, before)


def _citation_event(record: object, before: object | None) -> Event:
    figure: str = record.figure  # type: ignore[attr-defined]
    if record.history_type == "+" or before is None:  # type: ignore[attr-defined]
        what = _("Recorded “%(figure)s”") % {"figure": figure}
    elif record.withdrawn_at and not before.withdrawn_at:  # type: ignore[attr-defined]
        what = _("Withdrew “%(figure)s”") % {"figure": figure}
    elif before.withdrawn_at and not record.withdrawn_at:  # type: ignore[attr-defined]
        what = _("Restored “%(figure)s”") % {"figure": figure}
    else:
        what = _("Amended “%(figure)s”: %(changes)s") % {
            "figure": figure,
            "changes": changes_between(before, record, _CITATION_FIELDS, Citation),
        }
    why: str = record.withdrawn_because if record.withdrawn_at else ""  # type: ignore[attr-defined]
    return Event(record.history_date, record.history_user, what, why)  # type: ignore[attr-defined]


def _claim_events(claim: Claim) -> Iterator[Event]:
    records = list(
        claim.history.select_related("history_user").order_by("-history_date", "-history_id")[:LATEST]
    )
    for record, before in pairwise([*records, None]):
        if record.history_type == "+" or before is None:
            yield Event(record.history_date, record.history_user, _("Recorded the claim"))
        else:
            changes = changes_between(before, record, _CLAIM_FIELDS, Claim)
            what = _("Amended the claim: %(changes)s") % {"changes": changes}
            yield Event(record.history_date, record.history_user, what)


def changes_between(
    before: object, after: object, names: tuple[str, ...], model: type[Claim | Citation]
) -> str:
    """What changed from what to what, field by field."""
    changes = []
    for name in names:
        was, now = getattr(before, name), getattr(after, name)
        if was != now:
            label = str(model._meta.get_field(name.removesuffix("_id")).verbose_name)  # type: ignore[union-attr]
            if name.endswith("_id"):
                changes.append(_("another %(field)s") % {"field": label})
            else:
                changes.append(
                    _("%(field)s from “%(was)s” to “%(now)s”")
                    % {
                        "field": label,
                        "was": was if was is not None else "",
                        "now": now if now is not None else "",
                    }
                )
    return " · ".join(changes) or _("read anew")
