"""What others changed on a record since somebody opened it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from factcheck.models.citations import Citation
from factcheck.models.claims import Claim
from factcheck.models.differences import Difference, Version, Wording
from factcheck.models.people import Person
from factcheck.models.sources import Source


@dataclass(frozen=True, slots=True)
class AmendedSince:
    """Who changed a record last, when, and what differs from the version that was opened, field by field."""

    by: Person | None
    at: datetime
    differences: tuple[Difference, ...]


def amended_since(record: Claim | Citation | Source, seen_version: int) -> AmendedSince | None:
    """What differs between a version that somebody opened and the record as it is now; None where nothing does."""
    versions = record.history.select_related("history_user").order_by("history_id")
    seen: Version | None = versions.filter(version=seen_version).last()
    last: Version | None = versions.last()
    if seen is None or last is None or seen.history_id == last.history_id:
        return None
    return AmendedSince(last.history_user, last.history_date, Wording([seen, last]).differences(seen, last))
