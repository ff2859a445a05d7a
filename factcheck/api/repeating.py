"""Answering a request once, however often it is sent under one Idempotency-Key."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from factcheck.api.authentication import token_of
from factcheck.api.problems import INVALID, ProblemError
from factcheck.api.schemas.problems import FieldProblem
from factcheck.services.repeating import begin_request, forget_request, keep_answer

HEADER = "Idempotency-Key"
PATTERN = "^[!-~]{1,255}$"
_KEPT_HEADERS = ("Content-Type", "ETag", "Location")


def answered_once(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer to a request; where it comes with a key, what was answered when it came before.

    Raises ProblemError, UnderWayError and KeyTakenError.
    """
    if HEADER not in request.headers:
        return answer()
    key = request.headers[HEADER]
    if not re.fullmatch(PATTERN, key):
        reason = _("A key has 1 to 255 visible ASCII characters.")
        raise ProblemError(INVALID, reason, errors=[FieldProblem(field=HEADER, reason=reason)])
    begun = begin_request(token=token_of(request), key=key, asked=_digest(request))
    if begun.answered_at is not None:
        headers = {**begun.headers, "Idempotency-Replayed": "true"}
        return HttpResponse(begun.body, status=begun.status, headers=headers)
    try:
        with transaction.atomic():
            response = answer()
            keep_answer(
                request=begun,
                status=response.status_code,
                headers={name: response[name] for name in _KEPT_HEADERS if name in response},
                body=response.content.decode(),
            )
    except BaseException:
        forget_request(request=begun)
        raise
    return response


def _digest(request: HttpRequest) -> str:
    """What makes a request the same: what is done, to what, in which state of it, and with what."""
    parts = (
        request.method or "",
        request.get_full_path(),
        request.headers.get("If-Match", ""),
        hashlib.sha256(request.body).hexdigest(),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
