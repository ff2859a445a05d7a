"""Filtering attributions."""

from __future__ import annotations

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from factcheck.filters.words import all_words
from factcheck.models import Attribution, Citation
from factcheck.models.attributions import AttributionQuerySet


class AttributionFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Search"), method="by_words")
    names = django_filters.ChoiceFilter(
        label=_("Names"),
        empty_label=_("Any"),
        choices=[("several", _("several names merged")), ("one", _("one name"))],
        method="by_names",
    )
    claim = django_filters.CharFilter(widget=forms.HiddenInput, max_length=120, method="by_claim")

    class Meta:
        model = Attribution
        fields: list[str] = []

    def by_words(self, queryset: AttributionQuerySet, _name: str, value: str) -> AttributionQuerySet:
        """Also by the names that were merged into one."""
        named = Attribution.objects.identified().filter(all_words(value, "name"))
        merged = named.filter(counts_as=OuterRef("name"))
        return queryset.filter(all_words(value, "name") | Q(Exists(merged)))

    def by_names(self, queryset: AttributionQuerySet, _name: str, value: str) -> AttributionQuerySet:
        merged = Exists(Attribution.objects.filter(counts_as=OuterRef("name")))
        return queryset.filter(merged if value == "several" else ~merged)

    def by_claim(self, queryset: AttributionQuerySet, _name: str, value: str) -> AttributionQuerySet:
        cited = Citation.objects.standing().filter(claim__ref=value.replace("\x00", ""))
        names = Attribution.objects.filter(pk__in=cited.values("attribution"))
        return queryset.filter(Q(pk__in=names.values("pk")) | Q(name__in=names.values("counts_as")))
