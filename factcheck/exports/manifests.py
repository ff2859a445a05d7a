"""The manifest: what an export says about itself, in the file and beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from django.conf import settings
from django.urls import reverse

from factcheck.exports.about import About
from factcheck.models import Export, ExportState

SINGLE_REVIEW = "single review"
REVIEWED_BY_TWO = "two people"

Manifest = Mapping[str, str | int | None]


def instant(at: datetime | None) -> str:
    """A moment in universal time, to the second."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if at else ""


def manifest_inside(about: About) -> Manifest:
    """As it stands in the file itself: without what is known only when the file has been written."""
    return {
        "schema_version": about.schema_version,
        "export": about.number or None,
        "made_at": instant(about.made_at),
        "made_by": about.made_by or "the operator",
        "desk": about.desk_name,
        "list": about.listed,
        "filter": about.filter,
        "filter_in_words": about.filter_words,
        "address": _address(about.site_url, about.listed, about.filter),
        "since": instant(about.since) or None,
        "since_export": about.since_export,
        "count": about.count,
        "review": SINGLE_REVIEW if about.is_single_review else REVIEWED_BY_TWO,
    }


def manifest_beside(export: Export) -> Manifest:
    """As it stands beside the file: with how much was written, and the SHA-256 of the file."""
    return {
        "schema_version": export.schema_version,
        "export": export.pk,
        "state": export.state_now.value,
        "made_at": instant(export.made_at),
        "ended_at": instant(export.ended_at) or None,
        "made_by": export.made_by.username if export.made_by else "the operator",
        "desk": export.desk_name,
        "list": export.list,
        "filter": export.query,
        "filter_in_words": export.words,
        "address": _address(settings.SITE_URL.rstrip("/"), export.list, export.query),
        "since": instant(export.since) or None,
        "since_export": export.since_export_id,
        "holds_every_change_before": instant(export.settled_at),
        "format": export.format,
        "records": export.records,
        "citations": export.citations,
        "bytes": export.size,
        "sha256": export.sha256 if export.state == ExportState.COMPLETE else None,
        "review": SINGLE_REVIEW if export.is_single_review else REVIEWED_BY_TWO,
    }


def _address(site_url: str, listed: str, query: str) -> str:
    path = site_url + reverse(listed)
    return f"{path}?{query}" if query else path
