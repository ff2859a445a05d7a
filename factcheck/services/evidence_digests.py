"""What a claim rests on, as a digest: the same digest means that the rules would say the same again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeAlias

from django.db import connection

import factcheck.core
from factcheck.core.claims import AnswerKind
from factcheck.core.origins import roots_of
from factcheck.models import Attribution, Citation, ComparedClaim, Desk, Source
from factcheck.models.withholding import shown_in_full
from factcheck.services.locking import CHUNK
from factcheck.services.readings import derivations

ClaimTerms: TypeAlias = tuple[int, str, str, str, Any]
"""Key, kind of answer, how it lives, unit and tolerance of a claim."""

_COMPARED = (
    "hedge", "stated_low", "stated_high", "low_hedge", "high_hedge", "unit", "as_of", "scope",
)  # fmt: skip
_BETWEEN = "\x1f"
_CLAIM, _SOURCE, _ATTRIBUTION, _SAID = map(itemgetter, range(4))


@cache
def rules_digest() -> str:
    """A digest of the rules themselves: with another release, everything is compared anew."""
    folder = Path(factcheck.core.__path__[0])
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What figures are compared by besides what stands on the citation: when sources were published and what they draw
    on, and under which name attributions count. Read once for all claims.
    """

    sources: Mapping[int, str]
    attributions: Mapping[int, str]
    ground: str

    @classmethod
    def now(cls) -> Surroundings:
        links = derivations()
        with shown_in_full():
            sources = {
                key: f"{published}{_BETWEEN}{sorted(roots_of(key, links)) if key in links else ''}"
                for key, published in Source.objects.order_by("pk").values_list("pk", "published")
                if published or key in links
            }
            names = Attribution.objects.order_by("pk").values_list("pk", "name", "counts_as")
            attributions = {key: counts_as or name for key, name, counts_as in names}
        return cls(sources, attributions, f"{rules_digest()}{_BETWEEN}{Desk.current().tolerance}")

    def of(self, rows: Sequence[tuple[Any, ...]]) -> list[str]:
        sources, attributions = self.sources, self.attributions
        told = [f"{key}:{sources[key]}" for key in set(map(_SOURCE, rows)) if key in sources]
        credited = [f"{key}={attributions[key]}" for key in set(map(_ATTRIBUTION, rows)) if key is not None]
        return sorted(told) + sorted(credited)


def digests_between(claims: Sequence[ClaimTerms], surroundings: Surroundings) -> dict[int, str]:
    """The digest of each of these claims, which follow one another in the order of their keys: one read of an index."""
    if not claims:
        return {}
    return _digests(claims, surroundings, "claim_id BETWEEN %s AND %s", [claims[0][0], claims[-1][0]])


def digests_of(claims: Sequence[ClaimTerms], surroundings: Surroundings) -> dict[int, str]:
    """The same for claims that are named one by one."""
    found: dict[int, str] = {}
    for first in range(0, len(claims), CHUNK):
        chunk = claims[first : first + CHUNK]
        places = ", ".join(["%s"] * len(chunk))
        found |= _digests(chunk, surroundings, f"claim_id IN ({places})", [claim[0] for claim in chunk])
    return found


def keep_digests(digests: Mapping[int, str]) -> None:
    """Write down with what evidence claims were compared just now."""
    ComparedClaim.objects.bulk_create(
        [ComparedClaim(claim=claim, evidence=evidence) for claim, evidence in digests.items()],
        batch_size=CHUNK,
        update_conflicts=True,
        unique_fields=["claim"],
        update_fields=["evidence"],
    )


def _digests(
    claims: Sequence[ClaimTerms], surroundings: Surroundings, which: str, values: Sequence[int]
) -> dict[int, str]:
    by_words = [claim[0] for claim in claims if claim[1] != AnswerKind.QUANTITY]
    words = _words_of(by_words)
    found: dict[int, str] = {}
    evidence = {claim: list(rows) for claim, rows in groupby(_rows(which, values), _CLAIM)}
    for claim, *terms in claims:
        rows = evidence.get(claim, [])
        parts = [surroundings.ground, repr(terms), *surroundings.of(rows), *sorted(map(_SAID, rows))]
        parts += words.get(claim, ())
        found[claim] = hashlib.blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()
    return found


def _rows(which: str, values: Sequence[int]) -> Iterable[tuple[Any, ...]]:
    """Claim, source, attribution and all else by which figures are compared, in one text: put together by the database,
    because a row of four columns is read in half the time of one of twelve.
    """
    said = f" || '{_BETWEEN}' || ".join(
        ["CAST(id AS text)", "CAST(source_id AS text)", "coalesce(CAST(attribution_id AS text), '')"]
        + [f"coalesce({column}, '')" for column in _COMPARED]
    )
    table = connection.ops.quote_name(Citation._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT claim_id, source_id, attribution_id, {said} FROM {table} "  # noqa: S608 -- our own names
            f"WHERE {which} AND withdrawn_at IS NULL ORDER BY claim_id",
            list(values),
        )
        while rows := cursor.fetchmany(5_000):
            yield from rows


def _words_of(claims: Sequence[int]) -> dict[int, list[str]]:
    """The figures of claims that are answered in words or by a date, which are compared as they are printed."""
    found: dict[int, list[str]] = {}
    for first in range(0, len(claims), CHUNK):
        citations = Citation.objects.standing().filter(claim__in=claims[first : first + CHUNK])
        for claim, key, figure in citations.order_by("pk").values_list("claim_id", "pk", "figure"):
            found.setdefault(claim, []).append(f"{key} {figure}")
    return found
