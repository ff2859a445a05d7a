"""Which evidence somebody saw."""

from __future__ import annotations

from factcheck.models import Claim


def evidence_of(claim: Claim) -> str:
    """When the evidence on a claim last changed, in millionths of a second; nothing where there never was any."""
    changed = claim.evidence_changed_at
    return f"{changed.timestamp():.6f}".replace(".", "") if changed else ""
