"""What every list shows around its rows: its filters, and the filters that are kept under a name."""

from __future__ import annotations

from dataclasses import dataclass

import django_filters
from django.http import QueryDict

from factcheck.filters.kept import filter_query
from factcheck.models import FilteredList, Person, SavedFilter
from factcheck.web.forms.saved_filters import KeepForm
from factcheck.web.tables.base import DeskTable


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list under its filters. `query` is what of the address is the filter; `current` the saved one that says the
    same, if there is one; `keep_form` is there where something is filtered that this person does not keep yet.
    """

    name: FilteredList
    filter: django_filters.FilterSet
    table: DeskTable
    query: str
    saved: list[SavedFilter]
    current: SavedFilter | None
    is_own: bool
    keep_form: KeepForm | None

    def context(self) -> dict[str, object]:
        return {"filter": self.filter, "table": self.table, "query": self.query, "shown": self}


def list_page(
    shown: FilteredList,
    found: django_filters.FilterSet,
    table: DeskTable,
    *,
    asked: QueryDict,
    person: Person,
) -> ListPage:
    """What stands above a list; one query, for the saved filters."""
    query = filter_query(shown, asked)
    saved = list(SavedFilter.objects.for_list(shown, person))
    same = sorted(
        (kept for kept in saved if kept.query == query), key=lambda kept: kept.person_id != person.pk
    )
    current = same[0] if same else None
    is_own = current is not None and current.person_id == person.pk
    keep_form = KeepForm(initial={"list": shown.value, "query": query}) if query and not is_own else None
    return ListPage(shown, found, table, query, saved, current, is_own, keep_form)
