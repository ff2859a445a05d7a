"""Proposals that wait no longer, because what they were made on is not what it was."""

from __future__ import annotations

from factcheck.core.lifecycle import DiscrepancyState
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Discrepancy, Person
from factcheck.services.announcing import voided
from factcheck.services.notifying import News
from factcheck.services.steps import take_step


def void_proposal(discrepancy: Discrepancy, *, by: Person | None, why: str) -> News:
    """What is proposed on a discrepancy, which the caller holds with its claim, is returned by what happened; the
    history says why. Returns what its proposer is to be told.
    """
    assert discrepancy.resolution is not None
    news = voided(discrepancy.resolution, discrepancy.claim, discrepancy, why=Sentence(why), by=by)
    reason = Sentence(_("The evidence changed after this was proposed: %(why)s"), {"why": why})
    take_step(discrepancy, DiscrepancyState.RETURNED, by=by, why=str(reason))
    return news
