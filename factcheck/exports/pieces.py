"""Reading a long list piece by piece, so that what is held does not grow with it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from django.db import connection
from django.db.models.expressions import RawSQL

from factcheck.models.claims import ClaimQuerySet

KEYS_AT_ONCE = 4_000


def among(keys: Sequence[int]) -> RawSQL:
    """The keys as one value, for `__in`: thousands of them cost more to write down than to look up."""
    if connection.vendor == "postgresql":
        # As the text of an array: the driver looks at each of a list for what would have to be quoted.
        return RawSQL("SELECT unnest(%s::bigint[])", ["{" + ",".join(map(str, keys)) + "}"])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(keys))])


def groups(claims: ClaimQuerySet, citations: int) -> Iterator[list[int]]:
    """The keys of claims by reference, as many at once as have about so many sources between them; at least one.

    Each piece is asked for from where the last one ended: nothing is held open meanwhile, neither a transaction nor a
    cursor, however slowly somebody downloads.
    """
    last = ""
    while True:
        piece = claims.order_by("ref").filter(ref__gt=last) if last else claims.order_by("ref")
        rows = list(piece.values_list("pk", "ref", "source_count")[:KEYS_AT_ONCE])
        group: list[int] = []
        weight = 0
        for key, ref, source_count in rows:
            group.append(key)
            weight += max(source_count, 1)
            last = ref
            if weight >= citations:
                yield group
                group, weight = [], 0
        if group:
            yield group
        if len(rows) < KEYS_AT_ONCE:
            return
