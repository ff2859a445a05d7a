"""What the page of an attribution shows, and which names are likely the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from factcheck.core.likely_names import LikelySame, Names
from factcheck.models import Attribution, AttributionStep, Citation

SHOWN_CITATIONS = 200
MOST_NAMES = 10_000
"""As many names as are looked at for suggestions, the latest first."""


@dataclass(frozen=True, slots=True)
class AttributionPage:
    """One name with the names that count under it, its citations and theirs, and the history of all of them."""

    merged: list[Attribution]
    citations: list[Citation]
    steps: list[AttributionStep]
    likely: list[LikelySame]


def attribution_page(attribution: Attribution) -> AttributionPage:
    """Compute the page of an attribution; a handful of queries."""
    group = Attribution.objects.counted_with(attribution.name)
    cited = Citation.objects.standing().filter(attribution__in=group.values("pk"))
    mine = AttributionStep.objects.filter(
        Q(attribution__in=group.values("pk")) | Q(other=attribution) | Q(attribution=attribution)
    )
    return AttributionPage(
        merged=list(Attribution.objects.counting_as(attribution.name).order_by("name")),
        citations=list(
            cited.select_related("claim", "source", "attribution").order_by("-pk")[:SHOWN_CITATIONS]
        ),
        steps=list(mine.select_related("by", "attribution", "other").order_by("-pk")[:SHOWN_CITATIONS]),
        likely=[] if attribution.merged_into_id else likely_same([attribution.pk])[attribution.pk],
    )


def likely_same(keys: Iterable[int]) -> Mapping[int, list[LikelySame]]:
    """For names that are kept, the others that are kept and likely mean the same; one query."""
    wanted = list(keys)
    if not wanted:
        return {}
    kept = Attribution.objects.identified().kept().order_by("-pk").values_list("pk", "name")
    known = dict(kept[:MOST_NAMES])
    names = Names(known)
    return {key: names.likely_same(key) if key in known else [] for key in wanted}
