"""Of what people are told, who is told, and what they get unless they choose otherwise: a policy, in tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from factcheck.core.sentences import gettext_noop as _


class Kind(StrEnum):
    """Of what a person is told; the most specific first."""

    ASSIGNED = "assigned"
    MENTIONED = "mentioned"
    RETURNED = "returned"
    REOPENED = "reopened"
    APPROVED = "approved"
    PROPOSED = "proposed"
    CHANGED = "changed"
    COMMENTED = "commented"
    DEADLINE = "deadline"
    REVIEW_DUE = "review_due"


class Tie(StrEnum):
    """What ties a person to something that happens on a claim."""

    CONCERNED = "concerned"
    """It is about this person: who was assigned or mentioned, whose proposal was decided, whose deadline it is."""
    WATCHER = "watcher"
    COMMENTER = "commenter"
    APPROVER = "approver"
    """Somebody who may approve, whoever it is."""
    LAST_PROPOSER = "last_proposer"
    LAST_APPROVER = "last_approver"


class Mail(StrEnum):
    """Whether and when something comes by e-mail."""

    NONE = "none"
    AT_ONCE = "at_once"
    DAILY = "daily"


@dataclass(frozen=True, slots=True)
class Choice:
    """Whether a person gets one kind of notice in the app, and how by e-mail."""

    in_app: bool
    mail: Mail


NOTICE_DESCRIPTIONS: dict[Kind, tuple[str, str]] = {
    Kind.ASSIGNED: (_("Assigned"), _("A discrepancy was assigned to me, or is on hold until I act.")),
    Kind.MENTIONED: (_("Mentioned"), _("Somebody mentioned me in a comment.")),
    Kind.RETURNED: (_("Returned"), _("What I proposed was returned.")),
    Kind.REOPENED: (
        _("Re-opened"),
        _("Something was opened again that I proposed or approved, or on a claim that I watch."),
    ),
    Kind.APPROVED: (_("Approved"), _("What I proposed was approved, or an answer on a claim that I watch.")),
    Kind.PROPOSED: (_("Proposed"), _("Something waits for my approval.")),
    Kind.CHANGED: (_("Changed"), _("The printed answer of a claim that I watch changed or is withdrawn.")),
    Kind.COMMENTED: (
        _("Commented"),
        _("Somebody commented on a claim that I watch or where I commented."),
    ),
    Kind.DEADLINE: (_("Deadline"), _("What is assigned to me is due tomorrow, or overdue.")),
    Kind.REVIEW_DUE: (
        _("Review due"),
        _("An answer that I proposed or approved, or that I watch, is to be looked at again."),
    ),
}

TIE_DESCRIPTIONS: dict[Tie, str] = {
    Tie.CONCERNED: _("the person it is about"),
    Tie.WATCHER: _("watchers of the claim"),
    Tie.COMMENTER: _("who commented on the claim"),
    Tie.APPROVER: _("approvers"),
    Tie.LAST_PROPOSER: _("who proposed last"),
    Tie.LAST_APPROVER: _("who approved last"),
}

MAIL_DESCRIPTIONS: dict[Mail, str] = {
    Mail.NONE: _("none"),
    Mail.AT_ONCE: _("at once"),
    Mail.DAILY: _("once a day"),
}

TOLD: dict[Kind, frozenset[Tie]] = {
    Kind.ASSIGNED: frozenset({Tie.CONCERNED}),
    Kind.MENTIONED: frozenset({Tie.CONCERNED}),
    Kind.RETURNED: frozenset({Tie.CONCERNED}),
    Kind.REOPENED: frozenset({Tie.WATCHER, Tie.LAST_PROPOSER, Tie.LAST_APPROVER}),
    Kind.APPROVED: frozenset({Tie.CONCERNED, Tie.WATCHER}),
    Kind.PROPOSED: frozenset({Tie.APPROVER}),
    Kind.CHANGED: frozenset({Tie.WATCHER}),
    Kind.COMMENTED: frozenset({Tie.WATCHER, Tie.COMMENTER}),
    Kind.DEADLINE: frozenset({Tie.CONCERNED}),
    Kind.REVIEW_DUE: frozenset({Tie.WATCHER, Tie.LAST_PROPOSER, Tie.LAST_APPROVER}),
}
"""Who is told of what. Nobody is told of their own acts."""

DEFAULTS: dict[Kind, Choice] = {
    Kind.ASSIGNED: Choice(in_app=True, mail=Mail.AT_ONCE),
    Kind.MENTIONED: Choice(in_app=True, mail=Mail.AT_ONCE),
    Kind.RETURNED: Choice(in_app=True, mail=Mail.AT_ONCE),
    Kind.REOPENED: Choice(in_app=True, mail=Mail.AT_ONCE),
    Kind.APPROVED: Choice(in_app=True, mail=Mail.DAILY),
    Kind.PROPOSED: Choice(in_app=True, mail=Mail.DAILY),
    Kind.CHANGED: Choice(in_app=True, mail=Mail.DAILY),
    Kind.COMMENTED: Choice(in_app=True, mail=Mail.DAILY),
    Kind.DEADLINE: Choice(in_app=True, mail=Mail.AT_ONCE),
    Kind.REVIEW_DUE: Choice(in_app=True, mail=Mail.DAILY),
}
"""What people get who have chosen nothing."""


def told_of(kind: Kind, tied: Mapping[Tie, Collection[int]], *, by: int | None) -> set[int]:
    """The keys of the people who are told of something, from those tied to it; never whoever did it."""
    return {person for tie in TOLD[kind] for person in tied.get(tie, ())} - {by}


def most_specific(kinds: Iterable[Kind]) -> Kind:
    """Of what a person is told, where one act has several consequences for them on one claim."""
    order = list(Kind)
    return min(kinds, key=order.index)
