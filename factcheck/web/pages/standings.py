"""How the citations stand that a resolution judged, in the room that a page has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Count, F, OuterRef, Subquery, Window
from django.db.models.functions import RowNumber

from factcheck.models import Citation, Consequence, JudgedReading
from factcheck.models.resolutions import STANDING_CHOICES

SHOWN_STANDINGS = 20
"""As many citations of one resolution as a history names; the others are counted."""


@dataclass(slots=True)
class Standings:
    """How many citations stand how, and the first of them one by one; and what the resolution does to some."""

    counts: list[tuple[str, int]] = field(default_factory=list)
    first: list[JudgedReading] = field(default_factory=list)
    consequences: list[Consequence] = field(default_factory=list)

    @property
    def hidden(self) -> int:
        return sum(count for _standing, count in self.counts) - len(self.first)


def standings_in(resolutions: Collection[int]) -> dict[int, Standings]:
    """Of each resolution the standings that it gave, in three queries however many there are."""
    found: dict[int, Standings] = defaultdict(Standings)
    judged = JudgedReading.objects.filter(resolution__in=resolutions)
    names = {code: str(name) for code, name in STANDING_CHOICES}
    order = list(names)
    counted = judged.order_by().values_list("resolution_id", "standing").annotate(count=Count("pk"))
    for resolution, standing, count in sorted(counted, key=lambda row: (row[0], order.index(row[1]))):
        found[resolution].counts.append((names[standing], count))
    place = Window(RowNumber(), partition_by=F("resolution_id"), order_by=F("pk").asc())
    first = judged.annotate(place=place).filter(place__lte=SHOWN_STANDINGS)
    for one in first.select_related("citation__source").order_by("pk"):
        found[one.resolution_id].first.append(one)
    then = Citation.history.filter(id=OuterRef("citation_id"), version=OuterRef("version"))
    touched = Consequence.objects.filter(resolution__in=resolutions).annotate(
        place=place, figure_then=Subquery(then.values("figure")[:1])
    )
    for consequence in touched.filter(place__lte=SHOWN_STANDINGS).order_by("pk"):
        found[consequence.resolution_id].consequences.append(consequence)
    return found
