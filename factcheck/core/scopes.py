"""What a program may do with a token: never more than the person whose token it is."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.core.sentences import gettext_noop as _


class Scope(StrEnum):
    """One thing that a token is for."""

    READ = "read"
    RECORD = "record"
    PROPOSE = "propose"
    APPROVE = "approve"

    @property
    def act(self) -> Act:
        """What the person must be allowed to do besides."""
        return Act(self.value)


SCOPE_DESCRIPTIONS: dict[Scope, tuple[str, str]] = {
    Scope.READ: (_("Read"), _("reads everything that you may read, and exports the verified list")),
    Scope.RECORD: (_("Record"), _("records, amends and withdraws in your name")),
    Scope.PROPOSE: (_("Propose"), _("proposes, holds and re-opens in your name")),
    Scope.APPROVE: (_("Approve"), _("approves and returns in your name what others proposed")),
}

_SENTENCES = {
    Scope.READ: _("This token is not for reading. Make one that is."),
    Scope.RECORD: _("This token is not for recording. Make one that is."),
    Scope.PROPOSE: _("This token is not for proposing. Make one that is."),
    Scope.APPROVE: _("This token is not for approving. Make one that is."),
}


class OutOfScopeError(RuleError):
    """The token was not made for this."""


def require_scope(scopes: Collection[str], scope: Scope) -> None:
    """Raise OutOfScopeError with a sentence where a token is not for this."""
    if scope not in scopes:
        raise OutOfScopeError(_SENTENCES[scope])
