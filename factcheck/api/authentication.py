"""Who a program acts for: the bearer of a token, and nobody by a cookie."""

from __future__ import annotations

from typing import cast

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from factcheck.api.problems import NO_TOKEN, TOO_MANY, ProblemError
from factcheck.core.scopes import Scope, require_scope
from factcheck.models import ApiToken
from factcheck.services.tokens import recognise_token

MOST_FAILURES = 300
WINDOW = 60
"""As many requests without a valid token are answered from one place in as many seconds; then it is told to wait.

Whoever has a valid token is answered all the same: one bad program does not lock out an office.
"""


class Bearer(HttpBearer):
    """A token that is for one thing, of a person who may do it."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> ApiToken:
        """Raises ProblemError without a valid token, NotPermittedError and OutOfScopeError."""
        token = super().__call__(request)
        if token is None:
            raise _refusal(request)
        return cast("ApiToken", token)

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        found = recognise_token(token)
        if found is None:
            return None
        # A cookie that came along says nothing: from here on the request is that of the token's person.
        request.user = found.person
        require_scope(found.scopes, self.scope)
        found.person.require(self.scope.act)
        return found


def token_of(request: HttpRequest) -> ApiToken:
    """The token of a request that was let in."""
    return cast("ApiToken", request.auth)  # type: ignore[attr-defined]  # put there by the library


def _refusal(request: HttpRequest) -> ProblemError:
    place = f"api-failures-{request.META.get('REMOTE_ADDR', '')}"
    cache.add(place, 0, WINDOW)
    try:
        failures = cache.incr(place)
    except ValueError:  # it ran out at this moment
        failures = 1
    if failures > MOST_FAILURES:
        return ProblemError(
            TOO_MANY,
            _("Too many requests without a valid token came from here. Wait a minute."),
            headers={"Retry-After": str(WINDOW)},
        )
    return ProblemError(
        NO_TOKEN,
        _("Send a valid token: Authorization: Bearer factcheck_… People make tokens on the page Tokens."),
        headers={"WWW-Authenticate": 'Bearer realm="Factcheck"'},
    )
