"""What the page of a discrepancy shows: why it is one, who is on it, what is decided and what follows of that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from factcheck.admin.citation_forms import in_words
from factcheck.admin.comments import comments_of
from factcheck.core.comparison import compare
from factcheck.core.lifecycle import DiscrepancyState
from factcheck.core.readings import read_cited_figure
from factcheck.core.resolutions import Outcome
from factcheck.models import Claim, Desk, Discrepancy, Resolution
from factcheck.models.speech import spoken

MEMBERS_SHOWN = 100
CONSEQUENCES_SHOWN = 100


def facts_of(discrepancy: Discrepancy) -> dict[str, Any]:
    """What the template of the page reads, beside the record itself."""
    desk = Desk.current()
    resolution = discrepancy.resolution
    return {
        "reason": _reason(discrepancy, desk),
        "members": list(_members(discrepancy, desk)),
        "steps": discrepancy.steps.select_related("by", "resolution").order_by("-pk"),
        "hold": _hold(discrepancy),
        "consequences": list(_consequences(resolution)) if resolution else [],
        "split_off": _split_off(discrepancy),
        **comments_of(discrepancy),
        "is_single_review": _is_single_review(discrepancy),
    }


def _reason(discrepancy: Discrepancy, desk: Desk) -> str:
    """The sentence that says why the two furthest apart disagree; empty where it is one source's own wide range."""
    highest, lowest = discrepancy.highest, discrepancy.lowest
    if highest is None or lowest is None or highest.pk == lowest.pk:
        return ""
    terms = discrepancy.claim.terms(desk)
    one, other = (read_cited_figure(citation.as_cited_figure({}), terms) for citation in (highest, lowest))
    return spoken(compare(one, other, terms).reason)


def _members(discrepancy: Discrepancy, desk: Desk) -> Iterator[tuple[Any, str, str]]:
    """The first citations in dispute, how each is read, and how the resolution says it stands."""
    standings = {}
    if discrepancy.resolution is not None:
        judged = discrepancy.resolution.judged.all()
        standings = {one.citation_id: one.get_standing_display() for one in judged}
    members = discrepancy.members.select_related("citation__source", "citation__attribution")
    for member in members.order_by("first", "pk")[:MEMBERS_SHOWN]:
        member.citation.claim = discrepancy.claim
        yield member, in_words(member.citation, desk), standings.get(member.citation_id, "")


def _hold(discrepancy: Discrepancy) -> Resolution | None:
    """The decision that put it on hold, while it is."""
    if not discrepancy.is_on_hold:
        return None
    holds = discrepancy.resolutions.filter(outcome=Outcome.HOLD.value)
    return holds.select_related("owner", "proposed_by").order_by("-pk").first()


def _consequences(resolution: Resolution) -> Iterator[str]:
    """What the resolution does to citations once it is approved, a sentence each."""
    consequences = resolution.consequences.select_related("citation").order_by("citation")
    for one in consequences[:CONSEQUENCES_SHOWN]:
        if one.corrected_figure:
            sentence = gettext("“%(figure)s” becomes “%(corrected)s” in our records")
        else:
            sentence = gettext("“%(figure)s” moves to the new claim")
        yield sentence % {"figure": one.citation.figure, "corrected": one.corrected_figure}


def _split_off(discrepancy: Discrepancy) -> list[Claim]:
    """The claims that were split off its claim, where that was decided."""
    if discrepancy.resolution is None or discrepancy.resolution.outcome != Outcome.SPLIT_CLAIM:
        return []
    return list(Claim.objects.filter(split_from=discrepancy.claim_id).order_by("pk"))


def _is_single_review(discrepancy: Discrepancy) -> bool:
    """Whether one person proposed and approved what is decided."""
    if discrepancy.state != DiscrepancyState.RESOLVED or discrepancy.resolution is None:
        return False
    approval = discrepancy.resolution.approval()
    return approval is not None and approval.is_single_review
