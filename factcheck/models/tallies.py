"""Counting several things at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from django.db import connection
from django.db.models import Count, Value

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

Kept: TypeAlias = tuple[tuple[str, ...], str, tuple[Any, ...]]
"""A tally that was written down: its names, the statement and its values."""


def tally(rows: Mapping[str, QuerySet[Model]]) -> dict[str, int]:
    """How many rows each query finds, by the names given; one query for all, in which each part uses its own index."""
    if not rows:
        return {}
    counted = {row["part"]: row["count"] for row in _counting(rows)}
    return {name: counted.get(name, 0) for name in rows}


def tally_again(kept: Kept, mark: int, value: int) -> dict[str, int]:
    """The same for somebody else: `value` stands wherever the mark stood as it was written down."""
    names, statement, values = kept
    if not names:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(statement, [value if one == mark else one for one in values])
        counted: dict[str, int] = dict(cursor.fetchall())
    return {name: counted.get(name, 0) for name in names}


def written_down(rows: Mapping[str, QuerySet[Model]]) -> Kept:
    """A tally as the database is asked for it: what every page asks need not be put together for every page."""
    if not rows:
        return (), "", ()
    statement, values = _counting(rows).query.sql_with_params()
    return tuple(rows), statement, values


def _counting(rows: Mapping[str, QuerySet[Model]]) -> QuerySet[Any, dict[str, Any]]:
    first, *others = (
        found.order_by().annotate(part=Value(name)).values("part").annotate(count=Count("pk"))
        for name, found in rows.items()
    )
    counting: QuerySet[Any, dict[str, Any]] = first.union(*others, all=True)
    return counting
