"""Filtering sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import django_filters
from django.utils.translation import gettext_lazy as _

from factcheck.filters.searching import SearchFilter
from factcheck.models import Reliability, Source, SourceKind
from factcheck.models.sources import SourceQuerySet


class SourceFilter(SearchFilter):
    facets: ClassVar[Mapping[str, str]] = {"kind": "kind", "reliability": "reliability"}
    indexed_facets = tuple(facets)

    q = django_filters.CharFilter(label=_("Search"), method="by_words")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=SourceKind.choices, empty_label=_("Any kind"))
    reliability = django_filters.ChoiceFilter(
        label=_("Reliability"), choices=Reliability.choices, empty_label=_("Any grade")
    )

    class Meta:
        model = Source
        fields: list[str] = []

    def by_words(self, queryset: SourceQuerySet, _name: str, value: str) -> SourceQuerySet:
        return queryset.filter(self.sources(value))
