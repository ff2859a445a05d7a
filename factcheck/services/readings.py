"""The citations of claims as they are compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from django.db.models import QuerySet

from factcheck.core.claims import Terms
from factcheck.core.hedges import stated_from
from factcheck.core.origins import origins_of
from factcheck.core.readings import CitedFigure, Reading, read_cited_figure
from factcheck.models import Attribution, Citation, Claim, Desk, Source
from factcheck.models.withholding import withheld_now
from factcheck.services.locking import CHUNK


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


def credited_names(attributions: Iterable[int]) -> dict[int, str]:
    """Under which name each of these attributions counts."""
    wanted, names = sorted(set(attributions)), dict[int, str]()
    for first in range(0, len(wanted), CHUNK):
        found = Attribution.objects.filter(pk__in=wanted[first : first + CHUNK]).order_by()
        names |= {
            key: counts_as or name for key, name, counts_as in found.values_list("pk", "name", "counts_as")
        }
    return names


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


_FACTS = (
    "claim_id", "pk", "figure", "hedge", "stated_low", "stated_high", "unit", "low_hedge", "high_hedge", "as_of",
    "scope", "source_id", "source__published", "attribution__name", "attribution__counts_as_id",
)  # fmt: skip


def compared_by_claim(
    claims: Sequence[Claim], desk: Desk, links: dict[int, list[int]]
) -> dict[int, list[Reading]]:
    """As readings_by_claim, for what the rules find and nobody is shown: without making a record of each citation,
    which takes most of the time, and whole, whoever looks.
    """
    terms = {claim.pk: claim.terms(desk) for claim in claims}
    found: dict[int, list[Reading]] = {pk: [] for pk in terms}
    standing = Citation.objects.standing().filter(claim__in=list(terms)).order_by("pk")
    for claim, reading in compared_among(standing, terms.__getitem__, links):
        found[claim].append(reading)
    return found


def compared_among(
    citations: QuerySet[Citation], terms_of: Callable[[int], Terms], links: dict[int, list[int]]
) -> Iterator[tuple[int, Reading]]:
    """Citations of a query as they are compared, each with its claim."""
    withheld = withheld_now()
    hidden = withheld.numbers if withheld else {}
    origins: dict[tuple[str, int], frozenset[str]] = {}
    for row in citations.values_list(*_FACTS).iterator(5_000):
        claim, key, figure, hedge, low, high, unit, low_hedge, high_hedge, *rest = row
        as_of, scope, source, published, name, counts_as = rest
        whom = counts_as or name or "", source
        if whom not in origins:
            origins[whom] = origins_of(*whom, links)
        cited = CitedFigure(
            key=key,
            figure=figure,
            stated=stated_from(hedge, low, high, unit, low_hedge, high_hedge),
            as_of=as_of,
            published=published,
            is_publication_withheld=source in hidden,
            scope=scope,
            source=source,
            origins=origins[whom],
        )
        yield claim, read_cited_figure(cited, terms_of(claim))


def as_compared(citation: Citation, claim: Claim) -> Reading | None:
    """One citation as it stands in the database and is compared; None where it was withdrawn."""
    terms = claim.terms(Desk.current())
    found = compared_among(
        Citation.objects.standing().filter(pk=citation.pk).order_by(), lambda _claim: terms, derivations()
    )
    return next((reading for _claim, reading in found), None)
