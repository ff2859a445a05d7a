"""Every request has a number, is timed, and where logs are read by machines leaves a line."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from functools import cache
from time import perf_counter
from uuid import uuid4

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver

from factcheck.models import Person
from factcheck.services.log_lines import Asked, asked
from factcheck.services.measuring import request_times

log = logging.getLogger("factcheck.requests")

GOOD_NUMBER = re.compile(r"[A-Za-z0-9._-]{8,64}")
"""What is taken for the number of a request that a proxy gave; anything else could forge lines of a log."""


class RequestNumberMiddleware:
    """Takes the number that a proxy gave in X-Request-ID or makes one, answers with it whoever gave one or is logged
    in, and times the request. It stands before all others, so that what they refuse is counted too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        number = given if GOOD_NUMBER.fullmatch(given) else uuid4().hex
        began = perf_counter()
        token = asked.set(found := Asked(number))
        try:
            response = self.get_response(request)
            took = perf_counter() - began
            name = _name_of(request)
            request_times.count(_place_of(name), response.status_code, took)
            _note_person(request, found)
            # What readers are shown is the same for everybody and kept by caches: a number in it would be another's.
            is_anothers = getattr(response, "is_for_everybody", False)
            if (given or found.person is not None) and not is_anothers:
                response["X-Request-ID"] = number
            log.info(
                "%s %s",
                request.method,
                name,
                extra={
                    "method": request.method,
                    "path": request.path,
                    "status": response.status_code,
                    "ms": round(took * 1000, 1),
                },
            )
        finally:
            asked.reset(token)
        return response


def _note_person(request: HttpRequest, found: Asked) -> None:
    """Who it was, where something asked for that already; a line of a log is no reason to ask the database."""
    person = vars(request).get("_cached_user")
    if isinstance(person, Person):
        found.person = person.pk


def _name_of(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.view_name if match is not None and match.view_name else "other"


def _place_of(name: str) -> int:
    return _places().get(name, len(page_names()) - 1)


@cache
def _places() -> dict[str, int]:
    return {name: number for number, name in enumerate(page_names())}


@cache
def page_names() -> list[str]:
    """The names of all pages, in the order that each process finds; the last is for what has none."""
    return [*sorted(set(_names_in(get_resolver(), ()))), "other"]


def _names_in(resolver: URLResolver, spaces: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name:
                found.append(":".join([*spaces, pattern.name]))
        else:
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            found += _names_in(pattern, inner)
    return found
