"""Which requests are read from a replica, and how far it has to have followed for whoever asks."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse

from factcheck.core.roles import Act
from factcheck.databases.asking import Asking, asked, asking_now, each_asked
from factcheck.databases.gates import PRIMARY
from factcheck.databases.replicas import choose_replica, current_position
from factcheck.models import Person
from factcheck.models.withholding import Sensitive

SAFE = frozenset({"GET", "HEAD"})
EXPORTS = frozenset({"export_list", "download_verified", "api:export"})
"""Exports hold everything that was there when they began: what they are read from has to have followed up to then."""
SHOWING = frozenset(
    {
        "attribution",
        "attributions",
        "citation_history",
        "cite_claim",
        "cite_source",
        "claim",
        "claim_history",
        "claim_on",
        "claims",
        "compare_snapshots",
        "corrections",
        "discrepancies",
        "document_file",
        "quote",
        "source",
        "source_history",
        "source_origins",
        "sources",
        "verified",
    }
)
"""Pages that only show. What somebody is about to change is read where it will be changed."""
SECONDS_TO_WAIT = 1.0
"""How long an export waits for a replica before it is read from the primary."""

_log = logging.getLogger(__name__)


class ReplicaMiddleware:
    """Keeps, for each request, what it may be read from; and notes how far the primary had come when it wrote."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asking = Asking(is_safe=request.method in SAFE)
        with asked(asking):
            response = self.get_response(request)
            if asking.has_written:
                _note_write(request)
        if isinstance(response, StreamingHttpResponse) and not response.is_async:
            response.streaming_content = each_asked(asking, iter(response.streaming_content))  # type: ignore[arg-type]
        return response

    def process_view(self, request: HttpRequest, _view: object, _args: object, _kwargs: object) -> None:
        asking, match = asking_now(), request.resolver_match
        if asking is None or match is None or not asking.is_safe or not settings.REPLICAS:
            return
        if match.view_name in SHOWING | EXPORTS or match.namespace == "api":
            asking.choose_by(partial(_choose, request, asking, is_export=match.view_name in EXPORTS))


def read_where(fits: Callable[[str], bool]) -> None:
    """Read what is asked from here on from a replica of which this holds, where there is one."""
    asking = asking_now()
    if asking is not None and asking.is_safe and settings.REPLICAS:
        asking.choose_by(lambda: choose_replica(fits=fits))


def _choose(request: HttpRequest, asking: Asking, *, is_export: bool) -> str:
    """The database that is read for this person: none that does not know yet what they wrote, or what is to be
    withheld from them.
    """
    person = request.user if isinstance(request.user, Person) else None
    if asking.has_written:
        # Whoever looks at something and thereby writes sees it; an export is written down before it is read.
        if not is_export:
            return PRIMARY
        return choose_replica(position=current_position(), patience=SECONDS_TO_WAIT)
    if person is None:
        return PRIMARY
    return choose_replica(
        start=person.pk,
        position=person.position_to_see(settings.REPLICA_MAX_LAG),
        fits=None if person.may(Act.SEE_SENSITIVE) else _knows_whom_to_withhold,
    )


def _knows_whom_to_withhold(alias: str) -> bool:
    """A replica that has not heard yet that a source is sensitive would find it by its name."""
    return Sensitive(alias).numbers == Sensitive().numbers


def _note_write(request: HttpRequest) -> None:
    if not settings.REPLICAS or not isinstance(request.user, Person):
        return
    try:
        request.user.note_write()
    except DatabaseError:
        # What was written stands; what was lost is only the note of it, for a primary that is gone.
        _log.warning("It could not be noted how far the primary had come.")
