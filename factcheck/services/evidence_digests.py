"""What a claim rests on, as a digest: the same digest means that the rules would say the same again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeAlias

from django.db import connection

import factcheck.core
from factcheck.core.claims import AnswerKind
from factcheck.core.origins import roots_of
from factcheck.models import Attribution, Citation, Claim, ComparedClaim, Desk, Source
from factcheck.models.withholding import shown_in_full
from factcheck.services.locking import CHUNK
from factcheck.services.readings import derivations

ClaimTerms: TypeAlias = tuple[int, str, str, str, Any]
"""Key, kind of answer, how it lives, unit and tolerance of a claim, as the database has them."""
Evidence: TypeAlias = tuple[int, str, str, str | None]
"""Key of a claim, all that is compared on it, and the keys of the sources and attributions that it names."""

TERMS = "id", "answer_kind", "lives", "unit", "tolerance"
_COMPARED = (
    "id", "source_id", "attribution_id", "hedge", "stated_low", "stated_high", "low_hedge", "high_hedge", "unit",
    "as_of", "scope",
)  # fmt: skip
_BETWEEN = "\x1f"


@cache
def rules_digest() -> str:
    """A digest of the rules themselves: with another release, everything is compared anew."""
    folder = Path(factcheck.core.__path__[0])
    digest = blake2b(digest_size=16)
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What figures are compared by besides what stands on the citation: when sources were published and what they draw
    on, and under which name attributions count. Read once for all claims.
    """

    sources: Mapping[str, str]
    attributions: Mapping[str, str]
    ground: str

    @classmethod
    def now(cls) -> Surroundings:
        links = derivations()
        with shown_in_full():
            sources = {
                str(key): f"{published}{_BETWEEN}{sorted(roots_of(key, links)) if key in links else ''}"
                for key, published in Source.objects.order_by("pk").values_list("pk", "published")
                if published or key in links
            }
            names = Attribution.objects.order_by("pk").values_list("pk", "name", "counts_as")
            attributions = {str(key): counts_as or name for key, name, counts_as in names}
        return cls(sources, attributions, f"{rules_digest()}{_BETWEEN}{Desk.current().tolerance}")

    def of(self, sources: str, attributions: str | None) -> list[str]:
        told = [f"{key}:{self.sources[key]}" for key in set(sources.split(",")) if key in self.sources]
        credited = set(attributions.split(",")) if attributions else ()
        return sorted(told) + sorted(f"{key}={self.attributions[key]}" for key in credited)


def digests_between(claims: Sequence[ClaimTerms], surroundings: Surroundings) -> dict[int, str]:
    """The digest of each of these claims, which follow one another in the order of their keys: one read of an index."""
    if not claims:
        return {}
    return _digests(claims, surroundings, "claim_id BETWEEN %s AND %s", [claims[0][0], claims[-1][0]])


def digests_of(claims: Sequence[int], surroundings: Surroundings) -> dict[int, str]:
    """The same for claims that are named one by one."""
    found: dict[int, str] = {}
    for first in range(0, len(claims), CHUNK):
        chunk = claims[first : first + CHUNK]
        held = Claim.objects.filter(pk__in=chunk).order_by("pk")
        places = ", ".join(["%s"] * len(chunk))
        found |= _digests(list(held.values_list(*TERMS)), surroundings, f"claim_id IN ({places})", chunk)
    return found


def claims_after(key: int, most: int) -> list[tuple[ClaimTerms, str | None]]:
    """The claims that follow a key, on what terms they are compared, and the digest that was kept of each."""
    claims, kept = Claim._meta.db_table, ComparedClaim._meta.db_table
    terms = ", ".join(f"one.{name}" for name in TERMS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {terms}, kept.evidence FROM {claims} one LEFT JOIN {kept} kept ON kept.claim = one.id "  # noqa: S608
            "WHERE one.id > %s ORDER BY one.id LIMIT %s",
            [key, most],
        )
        return [((row[0], row[1], row[2], row[3], row[4]), row[5]) for row in cursor.fetchall()]


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
    evidence = {row[0]: row for row in _evidence(which, values)}
    words = _words_of([claim[0] for claim in claims if claim[1] != AnswerKind.QUANTITY])
    found: dict[int, str] = {}
    for claim, kind, lives, unit, tolerance in claims:
        parts = [
            surroundings.ground,
            kind,
            lives,
            unit,
            "" if tolerance is None else f"{float(tolerance):.4f}",
        ]
        if claim in evidence:
            _claim, said, sources, attributions = evidence[claim]
            parts += [said, *surroundings.of(sources, attributions), *words.get(claim, ())]
        found[claim] = blake2b(_BETWEEN.join(parts).encode(), digest_size=16).hexdigest()
    return found


def _evidence(which: str, values: Sequence[int]) -> Iterator[Evidence]:
    """All that is compared on each claim, put together by the database: to fetch it row by row takes twice the time.

    The rows of a claim come in the order of the index, or of their keys. In another order the digest is another one,
    and nothing worse follows than that the claim is compared.
    """
    marks = _BETWEEN.join(["%%s"] * len(_COMPARED))
    table, columns = connection.ops.quote_name(Citation._meta.db_table), ", ".join(_COMPARED)
    if connection.vendor == "postgresql":
        together = (
            f"string_agg(format('{marks}', {columns}), ',' ORDER BY id), "
            "string_agg(DISTINCT source_id::text, ','), string_agg(DISTINCT attribution_id::text, ',')"
        )
    else:
        together = f"group_concat(printf('{marks}', {columns})), group_concat(source_id), group_concat(attribution_id)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT claim_id, {together} FROM {table} "  # noqa: S608 -- our own names
            f"WHERE {which} AND withdrawn_at IS NULL GROUP BY claim_id",
            list(values),
        )
        while rows := cursor.fetchmany(1_000):
            yield from rows


def _words_of(claims: Sequence[int]) -> dict[int, list[str]]:
    """The figures of claims that are answered in words or by a date, which are compared as they are printed."""
    found: dict[int, list[str]] = {}
    for first in range(0, len(claims), CHUNK):
        citations = Citation.objects.standing().filter(claim__in=claims[first : first + CHUNK])
        for claim, key, figure in citations.order_by("pk").values_list("claim_id", "pk", "figure"):
            found.setdefault(claim, []).append(f"{key} {figure}")
    return found
