"""Saving a record together with who did it and why."""

from __future__ import annotations

from factcheck.models import Citation, Claim, Desk, Person, Source


def save_with_history(record: Claim | Citation | Source | Desk, *, by: Person | None, reason: str) -> None:
    """Save, and let the history say who and why; the two attributes are how its library is told."""
    record._history_user = by
    record._change_reason = reason
    record.save()
