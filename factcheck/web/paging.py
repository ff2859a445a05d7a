"""Which page of a list an address asks for.

A list of up to MOST_COUNTED rows has numbered pages. In a longer one the pages follow each other: each address names
the row after which it begins or before which it ends, and holds whatever is recorded meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict

from factcheck.models.paging import MOST_COUNTED, Total, in_order, keys_after, keys_at, keys_before, total_of
from factcheck.web.tables.base import DeskTable
from factcheck.web.tables.shown import Shown, Ways, address_with

PER_PAGE = 25
MOST_SORTED = 2_000
"""Rows that are sorted by whatever one likes; of more, only what an index has in order."""
LAST = "last"
"""In place of a row before which a page ends: the end of the list."""


def show(
    request: HttpRequest, table: DeskTable, whole: QuerySet[Any] | None = None, *, is_filtered: bool = True
) -> None:
    """Sort the table as the address asks and show the page of it that it asks for.

    `whole` is the list without the filters of the address, where it has any; `is_filtered` says that they leave
    something out, so that an index of the whole list does not serve.
    """
    table.request = request
    rows = table.data.data
    if not isinstance(rows, QuerySet):
        table.order_by = _asked_sorts(request.GET)
        _show_numbered(request.GET, table, Total(len(rows)))
        return
    total = total_of(rows)
    sorts = None if _is_short(total) else () if is_filtered else tuple(table.indexed)
    if sorts is not None and table.long_order:
        table.data.data = rows.order_by(*table.long_order)
    asked = [name for name in _asked_sorts(request.GET) if sorts is None or name.lstrip("-") in sorts]
    if asked:
        table.order_by = asked if sorts is None else asked[:1]
    if total.is_more:
        _show_following(request.GET, table, rows if whole is None else whole, total, sorts)
    else:
        _show_numbered(request.GET, table, total, rows if whole is None else whole, sorts)


def _is_short(total: Total) -> bool:
    return total.count <= MOST_SORTED


def _asked_sorts(asked: QueryDict) -> Sequence[str]:
    return [name for given in asked.getlist("sort") for name in given.split(",")]


def _show_numbered(
    asked: QueryDict,
    table: DeskTable,
    total: Total,
    whole: QuerySet[Any] | None = None,
    sorts: Sequence[str] | None = None,
) -> None:
    rows = table.data.data
    pages = max(1, -(-total.count // PER_PAGE))
    number = _number(asked, pages)
    start = (number - 1) * PER_PAGE
    records = (
        rows[start : start + PER_PAGE] if whole is None else in_order(whole, keys_at(rows, start, PER_PAGE))
    )
    ways = Ways(
        first=address_with(asked, {"page": 1}) if number > 1 else "",
        previous=address_with(asked, {"page": number - 1}) if number > 1 else "",
        following=address_with(asked, {"page": number + 1}) if number < pages else "",
        last=address_with(asked, {"page": pages}) if number < pages else "",
    )
    table.shown = Shown(records, total, ways, number, pages, sorts)


def _number(asked: QueryDict, pages: int) -> int:
    """The page that is asked for; the first for what is no number, the last for what is none of the pages."""
    try:
        number = int(asked.get("page", "1"))
    except ValueError:
        return 1
    return number if 1 <= number <= pages else pages


def _show_following(
    asked: QueryDict, table: DeskTable, whole: QuerySet[Any], total: Total, sorts: Sequence[str] | None
) -> None:
    """A page by the row after which it begins or before which it ends."""
    rows = table.data.data
    after, before = _row(asked, "after", whole), _row(asked, "before", whole)
    number = 1
    if after is not None:
        keys, number = keys_after(rows, after, PER_PAGE + 1), 0
        has_following, has_previous = len(keys) > PER_PAGE, True
        keys = keys[:PER_PAGE]
    elif before is not None or asked.get("before") == LAST:
        keys, number = keys_before(rows, before, PER_PAGE + 1), 0
        has_following, has_previous = before is not None, len(keys) > PER_PAGE
        keys = keys[-PER_PAGE:]
    else:
        number = _number(asked, MOST_COUNTED // PER_PAGE)
        keys = keys_at(rows, (number - 1) * PER_PAGE, PER_PAGE)
        has_following, has_previous = True, number > 1
    ways = Ways(
        first=address_with(asked, {"page": 1}) if has_previous else "",
        previous=address_with(asked, {"before": keys[0]}) if has_previous and keys else "",
        following=address_with(asked, {"after": keys[-1]}) if has_following and keys else "",
        last=address_with(asked, {"before": LAST}) if has_following else "",
    )
    table.shown = Shown(in_order(whole, keys), total, ways, number, 0, sorts)


def _row(asked: QueryDict, name: str, whole: QuerySet[Any]) -> Model | None:
    """The row that an address names, as far as it is in the list for whoever asks, whatever the filters are."""
    try:
        key = whole.model._meta.pk.to_python(asked.get(name))
    except ValidationError:
        return None
    found: Model | None = None if key is None else whole.order_by().filter(pk=key).first()
    return found
