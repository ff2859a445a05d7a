"""The state of the desk as far as readers could see a difference, and answers that are made once for it."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus

from django.conf import settings
from django.db.models import Model, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from factcheck.databases.gates import PRIMARY
from factcheck.models import (
    AttributionStep,
    Citation,
    Claim,
    Desk,
    Link,
    Publication,
    Source,
    Verdict,
)

KEPT_BYTES = 16 * 1024 * 1024
"""As much as is kept: a thousand pages of a claim, say."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The desk, which publishes, and a mark that is another one after any change that a page could show.

    The mark tells of the whole desk, so nobody is ever told it.
    """

    desk: Desk
    mark: tuple[object, ...]

    @property
    def name(self) -> str:
        """The desk as readers are told it."""
        return self.desk.name or settings.SITE_URL.partition("://")[2].rstrip("/")


_WATCHED = {
    "source": Source.history.order_by("-history_id").values("history_date"),
    "citation": Citation.history.order_by("-history_id").values("history_date"),
    "claim": Claim.history.order_by("-history_id").values("history_date"),
    "settings": Desk.history.order_by("-history_id").values("history_date"),
    "attribution": AttributionStep.objects.order_by("-pk").values("at"),
    "publication": Publication.objects.order_by("-pk").values("at"),
    "decision": Link.objects.order_by("-pk").values("digest"),
}


def edition_now(using: str = PRIMARY) -> Edition | None:
    """What readers are shown now; None where the desk does not publish. One query, however large the desk is."""
    latest = {f"latest_{name}": Subquery(_one(rows)) for name, rows in _WATCHED.items()}
    desk = Desk.objects.using(using).filter(pk=1, publishes=True).annotate(**latest).first()
    if desk is None:
        return None
    return Edition(desk, tuple(str(vars(desk)[name]) for name in latest))


def _one(rows: QuerySet[Model, object]) -> QuerySet[Model, object]:
    return rows[:1]


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was made, with what says whether somebody has it already."""

    body: bytes
    media_type: str
    etag: str
    changed_at: datetime | None
    made: float = field(default_factory=time.monotonic)


class Shelf:
    """The answers that were made lately. One is taken from it as long as nothing changed at the desk, and no longer
    than a cache may keep it.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[object, Kept] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def take(self, key: object) -> Kept | None:
        with self._lock:
            kept = self._kept.get(key)
            return kept if kept and time.monotonic() - kept.made < settings.READERS_MAX_AGE else None

    def put(self, key: object, kept: Kept) -> None:
        with self._lock:
            replaced = self._kept.pop(key, None)
            self._bytes += len(kept.body) - (len(replaced.body) if replaced else 0)
            self._kept[key] = kept
            while self._bytes > KEPT_BYTES:
                _key, oldest = self._kept.popitem(last=False)
                self._bytes -= len(oldest.body)


_shelf = Shelf()


def answer(
    request: HttpRequest,
    edition: Edition,
    key: tuple[object, ...],
    make: Callable[[], str],
    *,
    media_type: str = "text/html; charset=utf-8",
    changed_at: datetime | None = None,
) -> HttpResponse:
    """An answer from the shelf, or made now; nothing but its headers for whoever has it already.

    `key` says what was asked for, apart from the state of the desk. The tag is taken from the bytes, so that it changes
    with what is shown and tells of nothing else.
    """
    whole_key = (edition.mark, *key)
    kept = _shelf.take(whole_key)
    if kept is None:
        body = make().encode()
        kept = Kept(body, media_type, quote_etag(hashlib.sha256(body).hexdigest()[:32]), changed_at)
        _shelf.put(whole_key, kept)
    response = HttpResponse(kept.body, content_type=kept.media_type)
    response["ETag"] = kept.etag
    if kept.changed_at is not None:
        response["Last-Modified"] = http_date(kept.changed_at.timestamp())
    # By the tag alone: a page may change without a day of its own, where a name is withheld from now on.
    same = get_conditional_response(request, etag=kept.etag, response=response)
    # What else a stranger may ask to be compared would be refused, and caches may keep that for others.
    return (
        same if isinstance(same, HttpResponse) and same.status_code == HTTPStatus.NOT_MODIFIED else response
    )


def was_published(ref: str) -> datetime | None:
    """When a claim that readers are not shown now was last shown to them or taken back; None where it never was."""
    return Publication.objects.filter(claim__ref=ref).order_by("-pk").values_list("at", flat=True).first()


def shown_verdict(ref: str) -> int | None:
    """The key of the verdict that readers are shown of a claim; None where they are shown none."""
    found = Verdict.objects.filter(in_force_for__in=Claim.objects.published().filter(ref=ref))
    return found.values_list("pk", flat=True).first()
