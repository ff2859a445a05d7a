"""Holding records until a transaction ends, so that what two people do comes one after the other.

Every service takes its locks in one order, sources, then claims, then what hangs on a claim, then attributions, and
several of a kind by their key; so two people may wait for each other, but never both at once. The locks leave keys
alone, but for attributions: a record that only points at a locked one can be written beside it. Whoever writes a
citation, a discrepancy or a verdict holds its claim first.
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.models import Attribution, Claim, Source

CHUNK = 400
"""Records that are handled in one query; a database takes a limited number of values."""


def lock_claim(pk: int) -> Claim:
    """The claim as it is now, held."""
    return Claim.objects.select_for_update(no_key=True).get(pk=pk)


def lock_claims(pks: Iterable[int]) -> list[Claim]:
    """Several claims as they are now, held."""
    wanted, found = sorted(set(pks)), list[Claim]()
    for first in range(0, len(wanted), CHUNK):
        chunk = wanted[first : first + CHUNK]
        found += Claim.objects.select_for_update(no_key=True).filter(pk__in=chunk).order_by("pk")
    return found


def lock_sources(pks: Iterable[int]) -> list[Source]:
    """Sources as they are now, held; always before any claim."""
    wanted, found = sorted(set(pks)), list[Source]()
    for first in range(0, len(wanted), CHUNK):
        chunk = wanted[first : first + CHUNK]
        found += Source.objects.select_for_update(no_key=True).filter(pk__in=chunk).order_by("pk")
    return found


def lock_attributions(pks: Iterable[int]) -> list[Attribution]:
    """Attributions as they are now, held; always after any claim. Their keys are held as well: a citation that is
    being written with one of them is waited for, so that it is counted.
    """
    return list(Attribution.objects.select_for_update().filter(pk__in=set(pks)).order_by("pk"))


def lock_derivations() -> None:
    """Held by whoever changes what a source draws on, so that two changes at once cannot close a cycle."""
    Source.objects.select_for_update(no_key=True).order_by("pk").first()
