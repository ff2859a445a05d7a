"""The citations of claims as they are compared."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.core.readings import Reading, read_cited_figure
from factcheck.models import Attribution, Citation, Claim, Desk, Source


def derivations() -> dict[int, list[int]]:
    """Which sources each source draws on directly, in one query."""
    links: dict[int, list[int]] = {}
    through = Source.derived_from.through
    for child, parent in through.objects.values_list("from_source_id", "to_source_id"):
        links.setdefault(child, []).append(parent)
    return links


def merged_names() -> dict[str, str]:
    """Under which name each attribution counts that was merged into another, in one query."""
    merged = Attribution.objects.exclude(merged_into=None).values_list("name", "counts_as")
    return {name: counts_as for name, counts_as in merged if counts_as is not None}


def readings_of(claim: Claim) -> list[Reading]:
    """The citations of a claim that have not been withdrawn, as they are compared."""
    return readings_by_claim([claim], Desk.current())[claim.pk]


def readings_by_claim(
    claims: Sequence[Claim], desk: Desk, links: dict[int, list[int]] | None = None
) -> dict[int, list[Reading]]:
    """The same for several claims, on the desk's settings; `links` are the derivations, where the caller has them."""
    terms = {claim.pk: claim.terms(desk) for claim in claims}
    links = derivations() if links is None else links
    citations = Citation.objects.standing().filter(claim__in=list(terms))
    found: dict[int, list[Reading]] = {pk: [] for pk in terms}
    for citation in citations.select_related("source", "attribution").order_by("pk").iterator(5_000):
        reading = read_cited_figure(citation.as_cited_figure(links), terms[citation.claim_id])
        found[citation.claim_id].append(reading)
    return found
