"""Tokens with which programs act for people: making, revoking and recognising them."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime, timedelta
from hmac import compare_digest

from django.db import OperationalError, transaction
from django.db.models import Q
from django.utils import timezone

from factcheck.core.roles import Act, NotPermittedError
from factcheck.core.scopes import Scope
from factcheck.core.sentences import gettext_noop as _
from factcheck.databases.waiting import not_waiting
from factcheck.models import ApiToken, Person
from factcheck.models.tokens import SHOWN_LETTERS
from factcheck.services.checking import check, require, require_text
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError

BEGINNING = "factcheck_"
"""What every token begins with, so that one which was published by mistake is found."""
USE_IS_NOTED_EVERY = timedelta(minutes=1)


class NotTheirTokenError(NotPermittedError):
    """The token belongs to somebody else."""


@transaction.atomic
def make_token(
    *, name: str, scopes: Collection[Scope], by: Person, expires_at: datetime | None = None
) -> tuple[ApiToken, str]:
    """Make a token for oneself; returns its record and the token itself, which is kept nowhere.

    Raises NotPermittedError where the person may not do what it is for, and InvalidInputError where it has no name, is
    for nothing, or has ended already.
    """
    require(by, Act.READ)
    for scope in scopes:
        require(by, scope.act)
    name = require_text(name, "name", _("Not made: it needs a name, by which you know it again."))
    if not scopes:
        raise InvalidInputError(_("Not made: say what the token is for."), field="scopes")
    now = timezone.now()
    if expires_at is not None and expires_at <= now:
        raise InvalidInputError(_("Not made: it would have ended already."), field="expires_at")
    # 256 random bits: nobody guesses them, so that a plain digest keeps them as well as a slow one would.
    secret = BEGINNING + secrets.token_urlsafe(32)
    token = ApiToken(
        person=by,
        name=name,
        prefix=secret[:SHOWN_LETTERS],
        digest=_digest(secret),
        scopes=[scope.value for scope in Scope if scope in scopes],
        made_at=now,
        expires_at=expires_at,
    )
    check(token, exclude=("expires_at", "last_used_at", "revoked_at", "revoked_by"))
    token.save()
    return token, secret


@transaction.atomic
def revoke_token(*, token: ApiToken, by: Person) -> ApiToken:
    """End a token of one's own, or of anybody as an administrator; it opens no door from this moment on.

    Raises NotTheirTokenError, and ChangedMeanwhileError where it was revoked already.
    """
    require_own(token, by)
    revoked = ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(
        revoked_at=timezone.now(), revoked_by=by
    )
    token.refresh_from_db()
    if not revoked:
        raise ChangedMeanwhileError(_("This token was revoked already."))
    return token


def require_own(token: ApiToken, by: Person) -> None:
    """Raise NotTheirTokenError unless the token is this person's own, or they administer the desk."""
    if token.person_id != by.pk and not by.may(Act.ADMINISTER):
        raise NotTheirTokenError(
            _("This token belongs to %(who)s. Only they and administrators revoke it."), who=token.person
        )


def recognise_token(secret: str) -> ApiToken | None:
    """The token that somebody holds, with its person; None where it is none, was revoked, has expired, or is of
    somebody who has no log-in any more. That it is used is noted, at most once a minute.
    """
    if not secret.startswith(BEGINNING) or not secret.isascii():
        return None
    now, digest = timezone.now(), _digest(secret)
    token = ApiToken.objects.in_use(now).select_related("person").filter(digest=digest).first()
    if token is None or not compare_digest(token.digest, digest):
        return None
    earlier = now - USE_IS_NOTED_EVERY
    if token.last_used_at is None or token.last_used_at < earlier:
        unnoted = Q(last_used_at=None) | Q(last_used_at__lt=earlier)
        # While a large file is imported nobody else writes on SQLite; what is only noted is not worth waiting for.
        with suppress(OperationalError), not_waiting():
            ApiToken.objects.filter(unnoted, pk=token.pk).update(last_used_at=now)
    return token


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
