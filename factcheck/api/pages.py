"""A list, a part at a time: each part begins after the last row of the one before, so that nothing that is recorded
meanwhile is shown twice or left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import django_filters
from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from factcheck.api.operations import ASKED, Answered
from factcheck.api.queries import DEFAULT_LIMIT, filtered
from factcheck.api.schemas.lists import Part
from factcheck.api.schemas.types import Answer

Row = TypeVar("Row", bound=Model)
Said = TypeVar("Said", bound=Answer)


def asked_in(request: HttpRequest) -> Mapping[str, Any]:
    """What the address asks, which was checked before."""
    found: Mapping[str, Any] = getattr(request, ASKED)
    return found


def listed(
    request: HttpRequest,
    queryset: QuerySet[Row],
    said: Callable[[Sequence[Row]], Sequence[Said]],
    *,
    filters: type[django_filters.FilterSet] | None = None,
    is_newest_first: bool = False,
) -> Answered:
    """The part of a list that the address asks for, under its filters."""
    asked = asked_in(request)
    found = filtered(filters, asked, queryset, request).qs if filters else queryset
    limit: int = asked["limit"]
    rows = list(_after(found, asked["cursor"], is_newest_first=is_newest_first)[: limit + 1])
    following = None
    if len(rows) > limit:
        rest = request.GET.copy()
        rest["cursor"] = str(rows[limit - 1].pk)
        following = request.build_absolute_uri(f"{request.path}?{rest.urlencode()}")
    return Answered(Part[Any](items=list(said(rows[:limit])), next=following), next=following)


def first_part(
    request: HttpRequest,
    queryset: QuerySet[Row],
    said: Callable[[Sequence[Row]], Sequence[Said]],
    goes_on: str,
    *parts: object,
) -> Part[Any]:
    """The beginning of a list that stands inside a record; `goes_on` names the operation that has all of it."""
    rows = list(_after(queryset, 0, is_newest_first=False)[: DEFAULT_LIMIT + 1])
    following = None
    if len(rows) > DEFAULT_LIMIT:
        query = QueryDict(mutable=True)
        query["cursor"] = str(rows[DEFAULT_LIMIT - 1].pk)
        path = reverse(f"api:{goes_on}", args=parts)
        following = request.build_absolute_uri(f"{path}?{query.urlencode()}")
    return Part[Any](items=list(said(rows[:DEFAULT_LIMIT])), next=following)


def _after(queryset: QuerySet[Row], cursor: int, *, is_newest_first: bool) -> QuerySet[Row]:
    if not is_newest_first:
        return queryset.filter(pk__gt=cursor).order_by("pk")
    return (queryset.filter(pk__lt=cursor) if cursor else queryset).order_by("-pk")
