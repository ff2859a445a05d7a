"""Who may do what: a policy, in one table."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from factcheck.core.sentences import RuleError
from factcheck.core.sentences import gettext_noop as _


class Role(StrEnum):
    """What a person is at the desk; a person may hold several roles, and without one sees nothing."""

    READER = "reader"
    CONTRIBUTOR = "contributor"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"


class Act(StrEnum):
    """What a person can do."""

    READ = "read"
    SEE_SENSITIVE = "see_sensitive"
    COMMENT = "comment"
    RECORD = "record"
    PROPOSE = "propose"
    APPROVE = "approve"
    ASSIGN = "assign"
    ADMINISTER = "administer"


ALLOWED: dict[Act, frozenset[Role]] = {
    Act.READ: frozenset(Role),
    Act.SEE_SENSITIVE: frozenset(Role) - {Role.READER},
    Act.COMMENT: frozenset(Role) - {Role.READER},
    Act.RECORD: frozenset({Role.CONTRIBUTOR, Role.ADMINISTRATOR}),
    Act.PROPOSE: frozenset({Role.REVIEWER, Role.ADMINISTRATOR}),
    Act.APPROVE: frozenset({Role.APPROVER, Role.ADMINISTRATOR}),
    Act.ASSIGN: frozenset({Role.REVIEWER, Role.APPROVER, Role.ADMINISTRATOR}),
    Act.ADMINISTER: frozenset({Role.ADMINISTRATOR}),
}
"""The roles that may do each thing. Nobody, in whatever role, approves a proposal of their own."""

ACT_DESCRIPTIONS: dict[Act, str] = {
    Act.READ: _("reads everything and exports the verified list"),
    Act.SEE_SENSITIVE: _("sees who sensitive sources are, and says which are sensitive"),
    Act.COMMENT: _("comments"),
    Act.RECORD: _("records, amends and withdraws"),
    Act.PROPOSE: _("proposes, holds and re-opens"),
    Act.APPROVE: _("approves and returns what others proposed"),
    Act.ASSIGN: _("assigns discrepancies and sets due dates"),
    Act.ADMINISTER: _("gives log-ins and roles and changes the desk's settings"),
}

_SENTENCES = {
    Act.READ: _("You have no role at this desk. Ask an administrator for one."),
    Act.SEE_SENSITIVE: _(
        "This source is sensitive: who it is, is not told to readers. Ask somebody who reviews here."
    ),
    Act.COMMENT: _("Readers do not comment here. Ask an administrator for another role."),
    Act.RECORD: _("Only contributors record here. Ask an administrator for that role."),
    Act.PROPOSE: _("Only reviewers propose here. Ask an administrator for that role."),
    Act.APPROVE: _("Only approvers approve here. Ask an administrator for that role."),
    Act.ASSIGN: _("Only reviewers and approvers assign here. Ask an administrator for one of these roles."),
    Act.ADMINISTER: _("Only administrators change people and settings."),
}


class NotPermittedError(RuleError):
    """The person has no role that allows this."""


def may(roles: Iterable[Role], act: Act) -> bool:
    return not ALLOWED[act].isdisjoint(roles)


def require(roles: Iterable[Role], act: Act) -> None:
    """Raise NotPermittedError with a sentence where none of the roles allows the act."""
    if not may(roles, act):
        raise NotPermittedError(_SENTENCES[act])
