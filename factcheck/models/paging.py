"""The rows of a list a page at a time, at a cost that does not grow with the list.

A page is a handful of keys, read from an index, and then the rows of these keys with what hangs on them. How many rows
there are is counted up to a bound. Within it a page has a number; beyond it, a page begins after a row, or ends before
one, so that the middle of a million rows costs what their beginning costs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.db.models import Model, Q, QuerySet

MOST_COUNTED = 10_000
"""Rows that are counted one by one; of more it is said that they are more."""

Rows: TypeAlias = QuerySet[Any]
Order: TypeAlias = Sequence[str]


@dataclass(frozen=True, slots=True)
class Total:
    """How many rows a list has, or that it has more than are counted."""

    count: int
    is_more: bool = False

    def __bool__(self) -> bool:
        return self.count > 0


def total_of(rows: Rows) -> Total:
    """Counts rows up to MOST_COUNTED. One query, which reads no more than that of what it finds."""
    counted = rows.order_by().values("pk")[: MOST_COUNTED + 1].count()
    return Total(MOST_COUNTED, is_more=True) if counted > MOST_COUNTED else Total(counted)


def keys_at(rows: Rows, start: int, size: int) -> list[int]:
    """The keys of some rows by the place where they begin; cheap as far down as rows are counted."""
    return list(rows.values_list("pk", flat=True)[start : start + size])


def keys_after(rows: Rows, row: Model, size: int) -> list[int]:
    """The keys of the rows that follow a row in the order of `rows`, which ends with the key."""
    order = _order(rows)
    found: list[int] = []
    for part in _following(row, order):
        found += rows.filter(part).values_list("pk", flat=True)[: size - len(found)]
        if len(found) == size:
            break
    return found


def keys_before(rows: Rows, row: Model | None, size: int) -> list[int]:
    """The keys of the rows that come just before a row, or of the last ones, in the order of `rows`."""
    backwards = rows.order_by(*(_opposite(name) for name in _order(rows)))
    found = keys_at(backwards, 0, size) if row is None else keys_after(backwards, row, size)
    return found[::-1]


def in_order(rows: Rows, keys: Sequence[int]) -> list[Any]:
    """The rows of these keys with what `rows` brings along, in this order; a row that is gone by now is left out."""
    found = {row.pk: row for row in rows.order_by().filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]


def _order(rows: Rows) -> Order:
    return [str(name) for name in rows.query.order_by]


def _opposite(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _following(row: Model, order: Order) -> Iterator[Q]:
    """What follows a row: alike in all but the last of the order, then in all but the last two, and so on.

    Each is asked for by itself: each is one stretch of the index, which a single condition for all of them is not.
    """
    names = [name.removeprefix("-") for name in order]
    values = [row.pk if name == "pk" else getattr(row, name) for name in names]
    for at in reversed(range(len(order))):
        alike = Q(**dict(zip(names[:at], values[:at], strict=True)))
        lookup = "lt" if order[at].startswith("-") else "gt"
        yield alike & Q(**{f"{names[at]}__{lookup}": values[at]})
