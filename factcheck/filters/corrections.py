"""Filters of the correction log."""

from __future__ import annotations

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from factcheck.filters.words import all_words
from factcheck.models import Correction
from factcheck.models.corrections import CorrectionQuerySet

DAY = {"widget": forms.DateInput(attrs={"type": "date"})}


class CorrectionFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Search"), method="filter_words")
    since = django_filters.DateFilter(label=_("Since"), field_name="at", lookup_expr="date__gte", **DAY)
    until = django_filters.DateFilter(label=_("Until"), field_name="at", lookup_expr="date__lte", **DAY)
    printed = django_filters.ChoiceFilter(
        label=_("What changed"),
        empty_label=_("Anything"),
        choices=[("other", _("printed otherwise")), ("nothing", _("no longer printed"))],
        method="filter_printed",
    )

    class Meta:
        model = Correction
        fields: list[str] = []

    def filter_words(self, queryset: CorrectionQuerySet, _name: str, value: str) -> QuerySet[Correction]:
        return queryset.filter(
            all_words(value, "claim__question", spoken=("was__answer", "now__answer", "why"))
        )

    def filter_printed(self, queryset: CorrectionQuerySet, _name: str, value: str) -> QuerySet[Correction]:
        return queryset.filter(now__isnull=value == "nothing")
