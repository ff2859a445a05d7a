"""The filters of the lists that can be exported, from an address or the command line, and in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import django_filters
from django.db.models import Model, QuerySet
from django.http import QueryDict

from factcheck.filters.corrections import CorrectionFilter
from factcheck.filters.kept import FILTERS
from factcheck.filters.searching import SearchFilter
from factcheck.models import ExportedList, FilteredList, Person
from factcheck.models.speech import say_day

FILTERS_OF: Mapping[ExportedList, type[django_filters.FilterSet]] = {
    ExportedList.CORRECTIONS: CorrectionFilter,
    **{ExportedList(shown.value): FILTERS[shown] for shown in FilteredList},
}


def filtered(
    listed: ExportedList,
    asked: QueryDict,
    queryset: QuerySet[Any],
    person: Person | None,
    *,
    is_for_page: bool = False,
) -> django_filters.FilterSet:
    """What of a list the filters of an address leave; a queue, and “me”, are those of the person. For a page a search
    goes no further than a page tells of.
    """
    also: dict[str, Any] = {"person": person} if listed is ExportedList.DISCREPANCIES else {}
    if issubclass(FILTERS_OF[listed], SearchFilter):
        also["is_for_page"] = is_for_page
    return FILTERS_OF[listed](asked, queryset=queryset, **also)


def exported_query(listed: ExportedList, asked: QueryDict) -> str:
    """The filters of an address in one order, without its sort and its page: an export has an order of its own."""
    kept = QueryDict(mutable=True)
    for name in FILTERS_OF[listed].base_filters:
        value = asked.get(name, "").strip()
        if value:
            kept[name] = value
    return kept.urlencode()


def in_words(found: django_filters.FilterSet) -> str:
    """What a filter says, as people read it on the page: “Search: famine · Topic: Flight”."""
    form = found.form
    given = form.cleaned_data if form.is_valid() else {}
    said = [
        f"{form.fields[name].label}: {_value_in_words(form.fields[name], value)}"
        for name, value in given.items()
        if value not in {None, ""}
    ]
    return " · ".join(said)


def _value_in_words(field: Any, value: object) -> str:  # noqa: ANN401 -- any field of a form
    if isinstance(value, date):
        return say_day(value)
    if isinstance(value, Model):
        return str(value)
    words = {str(code): str(said) for code, said in getattr(field, "choices", ())}
    return words.get(str(value), str(value))
