"""What the page of tokens shows of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from factcheck.core.scopes import SCOPE_DESCRIPTIONS, Scope
from factcheck.models import ApiToken


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token: what it is for, in words, and whether it can still be used."""

    token: ApiToken
    scopes: str
    state: str
    is_usable: bool


def token_rows(tokens: Iterable[ApiToken], now: datetime) -> list[TokenRow]:
    return [_row(token, now) for token in tokens]


def _row(token: ApiToken, now: datetime) -> TokenRow:
    names = [_(SCOPE_DESCRIPTIONS[Scope(code)][0]) for code in token.scopes]
    if token.revoked_at is not None:
        state = _("revoked")
    elif token.has_expired(now):
        state = _("ended")
    elif not token.person.is_active:
        state = _("without a log-in")
    else:
        state = _("in use") if token.last_used_at else _("not used yet")
    is_usable = token.revoked_at is None and not token.has_expired(now)
    return TokenRow(token, ", ".join(names), state, is_usable)
