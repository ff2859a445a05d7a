"""Looking over many claims before the rules compare them: most hold nothing that could be flagged, and cost little."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from factcheck.core.origins import count_origins, origins_of
from factcheck.core.screening import Glance, may_disagree
from factcheck.models import Citation, Claim, Desk, Discrepancy
from factcheck.services.readings import credited_names

Counts: TypeAlias = tuple[int, int, int]
"""How many sources and origins a claim has, and how many figures that are unread."""


@dataclass(slots=True)
class Screened:
    """The claims that the rules must look at, and of the others what is counted beside them."""

    to_compare: list[Claim] = field(default_factory=list)
    counts: dict[int, Counts] = field(default_factory=dict)


@dataclass(slots=True)
class _Cited:
    glances: list[Glance] = field(default_factory=list)
    from_whom: list[tuple[int, int | None]] = field(default_factory=list)


def screen(claims: Sequence[Claim], desk: Desk, links: dict[int, list[int]]) -> Screened:
    """Leave out claims on which nothing is flagged, which is certain, and no discrepancy is on record. One read of the
    index by which figures are compared.
    """
    known = set(Discrepancy.objects.filter(claim__in=claims).order_by().values_list("claim_id", flat=True))
    cited: dict[int, _Cited] = defaultdict(_Cited)
    rows = Citation.objects.standing().filter(claim__in=[one.pk for one in claims if one.pk not in known])
    facts = (
        "claim_id", "source_id", "attribution_id", "hedge", "stated_low", "stated_high", "unit", "as_of",
        "source__published", "scope",
    )  # fmt: skip
    for claim, source, attribution, *glance in rows.order_by().values_list(*facts).iterator(5_000):
        cited[claim].glances.append(Glance(*glance))
        cited[claim].from_whom.append((source, attribution))
    found = Screened()
    quiet = []
    for claim in claims:
        if claim.pk in known or may_disagree(cited[claim.pk].glances, claim.terms(desk)):
            found.to_compare.append(claim)
        else:
            quiet.append(claim.pk)
    names = credited_names(key for pk in quiet for _source, key in cited[pk].from_whom if key is not None)
    found.counts = {pk: _counts(cited[pk], names, links) for pk in quiet}
    return found


def _counts(cited: _Cited, names: Mapping[int, str], links: dict[int, list[int]]) -> Counts:
    from_whom = zip(cited.from_whom, cited.glances, strict=True)
    return (
        len({source for source, _attribution in cited.from_whom}),
        count_origins(
            origins_of(names.get(attribution or 0, ""), source, links)
            for (source, attribution), glance in from_whom
            if glance.hedge
        ),
        sum(not glance.hedge for glance in cited.glances),
    )
