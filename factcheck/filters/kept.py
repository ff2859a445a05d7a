"""What of an address is a list's filter: the part that is kept under a name and handed on from page to page."""

from __future__ import annotations

from collections.abc import Mapping

import django_filters
from django.http import QueryDict

from factcheck.filters.claims import ClaimFilter, VerifiedFilter
from factcheck.filters.discrepancies import DiscrepancyFilter
from factcheck.filters.sources import SourceFilter
from factcheck.models import FilteredList

FILTERS: Mapping[FilteredList, type[django_filters.FilterSet]] = {
    FilteredList.CLAIMS: ClaimFilter,
    FilteredList.DISCREPANCIES: DiscrepancyFilter,
    FilteredList.SOURCES: SourceFilter,
    FilteredList.VERIFIED: VerifiedFilter,
}


def filter_query(shown: FilteredList, asked: QueryDict, *also: str, sort: bool = True) -> str:
    """The filters and the sort of an address, in one order whatever order they came in; without the page, unless it is
    named as well, and without what the list does not know.
    """
    kept = QueryDict(mutable=True)
    for name in (*FILTERS[shown].base_filters, *(["sort"] if sort else []), *also):
        value = asked.get(name, "").strip()
        if value:
            kept[name] = value
    return kept.urlencode()
