"""What the app itself has to say: what changes between the positions, and which causes its rules suggest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from factcheck.core.claims import Terms
from factcheck.core.differences import Differences, differences_of
from factcheck.core.discrepancies import DiscrepancyKind
from factcheck.core.resolutions import CAUSE_DESCRIPTIONS
from factcheck.core.rivals import Rival
from factcheck.core.suggestions import Case, suggest_causes
from factcheck.models import Discrepancy, Member
from factcheck.models.speech import spoken
from factcheck.web.pages.claim_page import CitationRow

MOST_SUGGESTED = 3
"""As many suggested causes as a person weighs against each other at one look."""


@dataclass(frozen=True, slots=True)
class SuggestedCause:
    """A cause that a rule suggests, and the reason that it gives, in words."""

    code: str
    name: str
    reason: str


def rivals_of(rows: Mapping[int, CitationRow], members: Sequence[Member]) -> list[Rival]:
    """The members of a discrepancy that a page shows, as the rules about rivals ask for them; no query."""
    return [
        Rival(
            reading=rows[member.citation_id].reading,
            first=member.first,
            last=member.last,
            quote=member.citation.quote,
            published=member.citation.source.published,
            attribution=member.citation.attribution.origin_name if member.citation.attribution else "",
        )
        for member in members
        if member.citation_id in rows
    ]


def what_changes(rivals: Sequence[Rival]) -> Differences | None:
    """What is not the same in every position; nothing where there is only one citation to look at."""
    return differences_of(rivals) if len(rivals) > 1 else None


def suggested_causes(discrepancy: Discrepancy, terms: Terms, rivals: Sequence[Rival]) -> list[SuggestedCause]:
    """The causes that rules suggest, the strongest first; nothing where a page does not show all citations, because
    what a rule has not seen may contradict it.
    """
    if len(rivals) < discrepancy.member_count:
        return []
    case = Case(DiscrepancyKind(discrepancy.kind), terms, rivals, discrepancy.is_rounding)
    return [
        SuggestedCause(one.cause.value, _(CAUSE_DESCRIPTIONS[one.cause][0]), spoken(one.reason))
        for one in suggest_causes(case)[:MOST_SUGGESTED]
    ]
