"""How many rows each choice of a filter would leave, under the other filters, as far as that is cheap to tell.

A choice is counted up to MOST in an index where nothing else is filtered. Where something is, the rows that are left
are looked at if they are no more than MOST; of more, nothing is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, ClassVar, TypeAlias

import django_filters
from django.db import connections
from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext

MOST = 1_000
"""Rows of one choice that are counted; of more it is said that they are over that many."""

Counts: TypeAlias = Mapping[str, int]
"""Rows by choice, as choices stand in an address."""


class FacetedFilter(django_filters.FilterSet):
    """A list whose filters say beside each choice how many rows it gives. `facets` names the column of each."""

    facets: ClassVar[Mapping[str, str]] = {}
    indexed_facets: ClassVar[Sequence[str]] = ()
    """Those whose column begins an index."""
    uncounted: ClassVar[Collection[str]] = ()
    """Choices that no column tells."""

    def say_counts(self) -> None:
        """Put the counts beside the choices. One query, and one more for each facet that is in use."""
        form = self.form
        if not form.is_valid():
            return
        for name, counts in self._counts().items():
            widget = form.fields[name].widget
            widget.choices = [
                (code, label if str(code) in ("", *self.uncounted) else _said(code, label, counts))
                for code, label in form.fields[name].choices
            ]

    def _counts(self) -> dict[str, Counts]:
        given = {name: value for name, value in self.form.cleaned_data.items() if value not in {None, ""}}
        others = {name: given.keys() - {name} for name in self.facets}
        is_whole = not self.queryset.query.where
        by_index = [name for name in self.indexed_facets if is_whole and not others[name]]
        counts = self._by_index(by_index)
        free = [name for name in self.facets if name not in given and name not in by_index]
        if free:
            counts |= _among(self.qs, {name: self.facets[name] for name in free})
        for name in self.facets.keys() & given.keys() - set(by_index):
            rows = self.queryset
            for other in others[name]:
                rows = self.filters[other].filter(rows, given[other])
            counts |= _among(self.narrowed(rows, others[name]), {name: self.facets[name]})
        return counts

    def narrowed(self, rows: QuerySet[Any], _given: Iterable[str]) -> QuerySet[Any]:
        """What the list leaves out by itself under these filters."""
        return rows

    def _by_index(self, names: Sequence[str]) -> dict[str, Counts]:
        """Each choice counted by itself, up to one more than MOST; all in one query."""
        asked = [
            (name, getattr(code, "value", code))
            for name in names
            for code, _label in self.form.fields[name].choices
            if getattr(code, "value", code)
        ]
        if not asked:
            return {}
        meta, connection = self.queryset.model._meta, connections[self.queryset.db]
        quoted = connection.ops.quote_name
        parts, values = [], []
        for place, (name, code) in enumerate(asked):
            column = quoted(meta.get_field(self.facets[name]).column)
            parts.append(
                f"SELECT {place}, (SELECT count(*) FROM (SELECT 1 FROM {quoted(meta.db_table)} "  # noqa: S608
                f"WHERE {column} = %s LIMIT {MOST + 1}) counted)"
            )
            values.append(code)
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), values)
            found: dict[str, dict[str, int]] = {name: {} for name in names}
            for place, count in cursor.fetchall():
                name, code = asked[place]
                found[name][str(code)] = count
        return dict(found)


def _among(rows: QuerySet[Any], columns: Mapping[str, str]) -> dict[str, Counts]:
    """The rows counted by each column, where they are few."""
    found = list(rows.order_by().values_list(*columns.values())[: MOST + 1])
    if len(found) > MOST:
        return {}
    return {
        name: Counter(str(values[place]) for values in found if values[place] is not None)
        for place, name in enumerate(columns)
    }


def _said(code: object, label: object, counts: Counts) -> str:
    count = counts.get(str(code), 0)
    said = number_format(min(count, MOST), force_grouping=True)
    if count > MOST:
        said = gettext("over %(count)s") % {"count": said}
    return f"{label} ({said})"
