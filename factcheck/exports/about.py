"""What an export says about itself: its manifest, but for what is known only when it has been written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

SCHEMA_VERSION = "2"
"""Raised when a column or a field changes its name or its meaning; new ones do not raise it."""


@dataclass(frozen=True, slots=True)
class About:
    """When the export was made and by whom, of which list under which filter, and how much is in it.

    `filter` is the part of the list's address after the question mark, empty for the whole list, and `filter_words`
    the same as people read it; `made_by` a user name, empty for the operator; `since` the moment from which on changes
    are told, None for a whole export, and `since_export` the number of the export that was made then; `count` the
    records that were found when it began; `is_single_review` says that one person proposed and approved something in
    it; `number` is the number of the export at this desk, 0 where it is not kept; `site_url` has no slash at its end.
    """

    made_at: datetime
    made_by: str
    desk_name: str
    site_url: str
    listed: str = "verified"
    filter: str = ""
    count: int = 0
    is_single_review: bool = False
    since: datetime | None = None
    schema_version: str = SCHEMA_VERSION
    filter_words: str = ""
    since_export: int | None = None
    number: int = 0
