"""The life of a discrepancy: its states, and the steps between them."""

from __future__ import annotations

from enum import StrEnum

from factcheck.core.sentences import RuleError, Sentence
from factcheck.core.sentences import gettext_noop as _


class DiscrepancyState(StrEnum):
    """Where a discrepancy stands. Live is all but resolved and withdrawn."""

    OPEN = "open"
    PROPOSED = "proposed"
    RETURNED = "returned"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"


STATE_WORDS: dict[DiscrepancyState, str] = {
    DiscrepancyState.OPEN: _("open"),
    DiscrepancyState.PROPOSED: _("proposed"),
    DiscrepancyState.RETURNED: _("returned"),
    DiscrepancyState.RESOLVED: _("resolved"),
    DiscrepancyState.REOPENED: _("re-opened"),
    DiscrepancyState.WITHDRAWN: _("withdrawn"),
}

LIVE_STATES = frozenset(DiscrepancyState) - {DiscrepancyState.RESOLVED, DiscrepancyState.WITHDRAWN}

STEPS: frozenset[tuple[DiscrepancyState, DiscrepancyState]] = frozenset(
    {
        (DiscrepancyState.OPEN, DiscrepancyState.PROPOSED),
        (DiscrepancyState.RETURNED, DiscrepancyState.PROPOSED),
        (DiscrepancyState.REOPENED, DiscrepancyState.PROPOSED),
        (DiscrepancyState.PROPOSED, DiscrepancyState.RESOLVED),
        (DiscrepancyState.PROPOSED, DiscrepancyState.RETURNED),
        (DiscrepancyState.RESOLVED, DiscrepancyState.REOPENED),
        (DiscrepancyState.OPEN, DiscrepancyState.WITHDRAWN),
        (DiscrepancyState.PROPOSED, DiscrepancyState.WITHDRAWN),
        (DiscrepancyState.RETURNED, DiscrepancyState.WITHDRAWN),
        (DiscrepancyState.REOPENED, DiscrepancyState.WITHDRAWN),
        (DiscrepancyState.WITHDRAWN, DiscrepancyState.OPEN),
        # A hold takes effect at once and leaves the discrepancy where it is; the step records the reason.
        (DiscrepancyState.OPEN, DiscrepancyState.OPEN),
        (DiscrepancyState.RETURNED, DiscrepancyState.RETURNED),
        (DiscrepancyState.REOPENED, DiscrepancyState.REOPENED),
    }
)
"""Every step that a discrepancy may take; any other is refused."""

AWAITING_PROPOSAL = frozenset({DiscrepancyState.OPEN, DiscrepancyState.RETURNED, DiscrepancyState.REOPENED})


class StepError(RuleError):
    """The discrepancy is not in a state from which this step leads."""


def require_step(now: DiscrepancyState, then: DiscrepancyState) -> None:
    if (now, then) not in STEPS:
        raise StepError(
            _(
                "This discrepancy is %(now)s now and cannot become %(then)s. Look at it again before you go on."
            ),
            now=Sentence(STATE_WORDS[now]),
            then=Sentence(STATE_WORDS[then]),
        )
