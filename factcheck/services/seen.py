"""Deciding on a claim as one saw it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Claim
from factcheck.services.claims import require_seen
from factcheck.services.errors import StaleError


@dataclass(frozen=True, slots=True)
class ClaimSeen:
    """What somebody who decides was looking at: which version of the claim, on which evidence, after which decision."""

    version: int
    evidence_changed_at: datetime | None
    ledger_length: int

    @classmethod
    def of(cls, claim: Claim) -> Self:
        return cls(claim.version, claim.evidence_changed_at, claim.ledger_length)


def evidence_of(claim: Claim) -> str:
    """When the evidence on a claim last changed, in millionths of a second; nothing where there never was any."""
    changed = claim.evidence_changed_at
    return f"{changed.timestamp():.6f}".replace(".", "") if changed else ""


def require_same_evidence(claim: Claim, seen: str) -> None:
    """Raises StaleError where the evidence on a claim, which the caller holds, is not what somebody saw who decides by
    positions: their letters may stand for others now. Nothing is compared where they say nothing of what they saw.
    """
    if seen and seen != evidence_of(claim):
        raise StaleError(
            _(
                "Not saved: the evidence on this claim changed after you opened this. Your text is still here; "
                "look at the positions as they are now, and say again how each stands."
            )
        )


def require_as_seen(claim: Claim, seen: ClaimSeen | None) -> None:
    """Raises StaleError where a claim, which the caller holds, is not as it was seen: it was amended, its evidence
    changed, or something was decided on it.
    """
    if seen is None or seen == ClaimSeen.of(claim):
        return
    require_seen(claim, seen.version)
    raise StaleError(
        _(
            "Not saved: the evidence on this claim changed meanwhile, or somebody decided on it. Look at it again."
        )
    )
