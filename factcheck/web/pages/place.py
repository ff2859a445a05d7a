"""The place in a list: a discrepancy that was opened from a list knows the one before, the one after, and the way back.

The address of such a page carries the query string of its list unchanged, so that filters, sort and page stay in view
of whoever reads the address; what no list knows is left out.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from factcheck.filters.discrepancies import DiscrepancyFilter
from factcheck.models import Discrepancy, Person
from factcheck.models.discrepancies import DiscrepancyQuerySet
from factcheck.web.tables.shown import PLACES

MOST_PLACES = 10_000
"""As far down a list as a place in it is found; nobody has come there by hand."""
LAST = "last"
"""What a form sends along where nothing comes next."""
_LONGEST = 2_000
_WHOLE_LIST = "state="
"""What stands for a list without any filter, whose own query string is empty."""
_KNOWN = frozenset({*DiscrepancyFilter.base_filters, "sort", *PLACES})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a discrepancy stands in the list that it was opened from; `number` is 0 where it is in it no more."""

    query: str
    number: int
    total: int
    previous: int | None
    following: int | None

    @property
    def list_address(self) -> str:
        return list_address(self.query)

    @property
    def previous_address(self) -> str:
        return self.address_of(self.previous) if self.previous else ""

    @property
    def following_address(self) -> str:
        return self.address_of(self.following) if self.following else ""

    @property
    def then(self) -> str:
        """What a form sends along of the one that comes next, so that whoever acts lands on it."""
        if self.following:
            return str(self.following)
        return LAST if self.number else ""

    def address_of(self, pk: int) -> str:
        return f"{reverse('discrepancy', args=[pk])}?{self.query}"


def address_in(discrepancy: Discrepancy, querystring: str | None) -> str:
    """The address of a discrepancy as opened from a list with this query string; None where it is from no list."""
    address = discrepancy.get_absolute_url()
    return address if querystring is None else f"{address}?{known_in(querystring) or _WHOLE_LIST}"


def list_address(query: str) -> str:
    """The page of the list itself; a queue stands on the desk."""
    is_queue = set(QueryDict(query)) == {"queue"}
    return f"{reverse('desk' if is_queue else 'discrepancies')}?{query}"


def known_in(querystring: str) -> str:
    """The part of a query string that a list knows; empty where there is none, or where it is longer than any."""
    if len(querystring) > _LONGEST:
        return ""
    given, kept = QueryDict(querystring), QueryDict(mutable=True)
    for name, values in given.lists():
        if name in _KNOWN:
            kept.setlist(name, values)
    return kept.urlencode()


def place_of(pk: int, querystring: str, person: Person) -> Place | None:
    """The place of a discrepancy in the list with this query string; None where it names no list. One query."""
    query = known_in(querystring)
    if not query:
        return None
    keys = list(_listed(QueryDict(query), person).values_list("pk", flat=True)[:MOST_PLACES])
    if pk not in keys:
        return Place(query, 0, len(keys), None, None)
    at = keys.index(pk)
    return Place(
        query=query,
        number=at + 1,
        total=len(keys),
        previous=keys[at - 1] if at else None,
        following=keys[at + 1] if at + 1 < len(keys) else None,
    )


def _listed(given: QueryDict, person: Person) -> DiscrepancyQuerySet:
    """The rows of the list, in its order."""
    from factcheck.web.tables.discrepancies import DiscrepancyTable

    ordered = Discrepancy.objects.order_by("-severity_order", "opened_at", "pk")
    found = DiscrepancyFilter(given, queryset=ordered, person=person).qs
    table = DiscrepancyTable(found, order_by=given.getlist("sort") or None)
    rows: DiscrepancyQuerySet = table.data.data
    return rows
