"""Writing down what was exported: begun, heard of while it is being written, and complete or broken off."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from factcheck.exports.about import SCHEMA_VERSION, About
from factcheck.exports.changes import Since
from factcheck.models import Desk, Export, ExportedList, ExportState, Person

MARGIN = timedelta(minutes=1)
"""Clocks of several machines differ, and a moment is taken a little before it is written."""
HEARD_EVERY = 20.0
"""Seconds after which an export that is being written is heard of again."""


@transaction.atomic
def begin_export(
    *,
    by: Person | None,
    listed: ExportedList,
    file_format: str,
    query: str,
    words: str,
    since: Since | None,
    is_single_review: bool,
) -> Export:
    """Write down that an export begins, before anything of it is read."""
    began = _oldest_at_work()
    desk = Desk.current()
    export = Export.objects.create(
        list=listed,
        query=query,
        words=words,
        format=file_format,
        schema_version=SCHEMA_VERSION,
        desk_name=desk.name,
        is_single_review=is_single_review,
        made_by=by,
        settled_at=timezone.now(),
        since=since.at if since else None,
        since_export=since.export if since else None,
    )
    # On SQLite one transaction writes at a time, so that with this one every earlier one has ended.
    settled = min(export.made_at, began) - MARGIN
    Export.objects.filter(pk=export.pk).update(settled_at=settled)
    export.settled_at = settled
    return export


def _oldest_at_work() -> datetime:
    """When the oldest transaction began that may still write what carries an earlier moment than this one."""
    now = timezone.now()
    if connection.vendor != "postgresql":
        return now
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(xact_start) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        (began,) = cursor.fetchone()
    return min(began, now) if began is not None else now


def about(export: Export, count: int) -> About:
    """What the file itself says about the export."""
    return About(
        made_at=export.made_at,
        made_by=export.made_by.username if export.made_by else "",
        desk_name=export.desk_name,
        site_url=settings.SITE_URL.rstrip("/"),
        listed=export.list,
        filter=export.query,
        count=count,
        is_single_review=export.is_single_review,
        since=export.since,
        schema_version=export.schema_version,
        filter_words=export.words,
        since_export=export.since_export_id,
        number=export.pk,
    )


class Counted:
    """How much went into an export so far, and whether one person proposed and approved any of it."""

    records = 0
    citations = 0
    is_single_review = False


class KeptPieces:
    """The bytes of an export, which write down on their way how it ended. Whoever sends them closes them."""

    def __init__(self, export: Export, pieces: Iterable[str | bytes], counted: Counted) -> None:
        self.export = export
        self._pieces = iter(pieces)
        self._counted = counted
        self._digest = hashlib.sha256()
        self._size = 0
        self._heard = time.monotonic()
        self._has_ended = False

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            piece = next(self._pieces)
        except StopIteration:
            self._end(ExportState.COMPLETE)
            raise
        except BaseException:
            self._end(ExportState.BROKEN_OFF)
            raise
        sent = piece.encode() if isinstance(piece, str) else piece
        self._digest.update(sent)
        self._size += len(sent)
        if time.monotonic() - self._heard > HEARD_EVERY:
            self._heard = time.monotonic()
            Export.objects.filter(pk=self.export.pk).update(heard_of_at=timezone.now())
        return sent

    def close(self) -> None:
        """Nothing more is sent: what was not sent to its end is broken off."""
        self._end(ExportState.BROKEN_OFF)

    def _end(self, state: ExportState) -> None:
        if self._has_ended:
            return
        self._has_ended = True
        close = getattr(self._pieces, "close", None)
        if close is not None:
            close()
        now = timezone.now()
        told = {
            "state": state.value,
            "ended_at": now,
            "heard_of_at": now,
            "records": self._counted.records,
            "citations": self._counted.citations,
            "size": self._size,
            "is_single_review": self.export.is_single_review or self._counted.is_single_review,
            "sha256": self._digest.hexdigest() if state is ExportState.COMPLETE else "",
        }
        Export.objects.filter(pk=self.export.pk, state=ExportState.BEGUN.value).update(**told)
        for name, value in told.items():
            setattr(self.export, name, value)
