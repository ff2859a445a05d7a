"""Steps in the life of a discrepancy: the move and its row in the history, always together."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from factcheck.core.lifecycle import DiscrepancyState, require_step
from factcheck.models import Discrepancy, Person, Resolution, Step
from factcheck.services.ledger import enter

KEEPS_ITS_RESOLUTION = frozenset({DiscrepancyState.PROPOSED, DiscrepancyState.RESOLVED})


def take_step(
    discrepancy: Discrepancy,
    to_state: DiscrepancyState,
    *,
    by: Person | None,
    why: str,
    at: datetime | None = None,
    on_hold: bool = False,
) -> None:
    """Move a discrepancy that the caller has locked with its claim, and append the step to its history.

    Any step ends a hold but the one that puts it on hold. Raises StepError where no such step leads from its state.
    """
    from_state = DiscrepancyState(discrepancy.state)
    require_step(from_state, to_state)
    at = at or timezone.now()
    resolution = discrepancy.resolution
    if to_state not in KEEPS_ITS_RESOLUTION:
        discrepancy.resolution = None
    discrepancy.state = to_state.value
    discrepancy.changed_at = at
    discrepancy.is_on_hold = on_hold
    discrepancy.save(update_fields=["state", "changed_at", "resolution", "is_on_hold"])
    append_step(discrepancy, from_state=from_state.value, by=by, at=at, why=why, resolution=resolution)


def append_step(
    discrepancy: Discrepancy,
    *,
    from_state: str,
    by: Person | None,
    at: datetime,
    why: str,
    resolution: Resolution | None = None,
) -> None:
    """Append to the history how a discrepancy came into the state it is in."""
    step = Step.objects.create(
        discrepancy=discrepancy,
        from_state=from_state,
        to_state=discrepancy.state,
        by=by,
        at=at,
        why=why,
        resolution=resolution,
    )
    enter(discrepancy.claim, step)
