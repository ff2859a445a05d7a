"""Filtering discrepancies."""

from __future__ import annotations

import django_filters
from django.utils.translation import gettext_lazy as _

from factcheck.models import Discrepancy, Topic
from factcheck.models.discrepancies import (
    KIND_CHOICES,
    SEVERITY_CHOICES,
    STATE_CHOICES,
    DiscrepancyQuerySet,
)
from factcheck.web.filters.words import all_words


class DiscrepancyFilter(django_filters.FilterSet):
    """Without a state, what is live is shown: that is what a person came for."""

    q = django_filters.CharFilter(label=_("Search"), method="by_words")
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[("all", _("Any state")), *STATE_CHOICES],
        empty_label=_("Live"),
        method="by_state",
    )
    severity = django_filters.ChoiceFilter(
        label=_("Severity"), choices=SEVERITY_CHOICES, empty_label=_("Any severity")
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=KIND_CHOICES, empty_label=_("Any kind"))
    topic = django_filters.ModelChoiceFilter(
        label=_("Topic"),
        field_name="claim__topic",
        queryset=Topic.objects.order_by("name"),
        empty_label=_("Any topic"),
    )

    class Meta:
        model = Discrepancy
        fields: list[str] = []

    def filter_queryset(self, queryset: DiscrepancyQuerySet) -> DiscrepancyQuerySet:
        found: DiscrepancyQuerySet = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("state") else found.live()

    def by_state(self, queryset: DiscrepancyQuerySet, _name: str, value: str) -> DiscrepancyQuerySet:
        return queryset if value == "all" else queryset.filter(state=value)

    def by_words(self, queryset: DiscrepancyQuerySet, _name: str, value: str) -> DiscrepancyQuerySet:
        return queryset.filter(all_words(value, "claim__question", "claim__ref", "claim__topic__name"))
