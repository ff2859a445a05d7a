"""Filtering discrepancies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, ClassVar

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from factcheck.filters.searching import SearchFilter
from factcheck.models import Discrepancy, Person, Topic
from factcheck.models.board import Age, Due, is_due, is_of_age
from factcheck.models.discrepancies import (
    KIND_CHOICES,
    SEVERITY_CHOICES,
    STATE_CHOICES,
    DiscrepancyQuerySet,
    is_live,
)
from factcheck.models.queues import Queue, in_queue


class DiscrepancyFilter(SearchFilter):
    """Without a state, what is live is shown: that is what a person came for. A queue, and “me”, are those of whoever
    asks: the person given, or the one whose request it is.
    """

    facets: ClassVar[Mapping[str, str]] = {"severity": "severity", "kind": "kind", "topic": "claim__topic"}

    q = django_filters.CharFilter(label=_("Search"), method="by_words")
    queue = django_filters.ChoiceFilter(
        label=_("Waits for you"), choices=Queue.choices, empty_label=_("Any or nobody"), method="by_queue"
    )
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[("all", _("Any state")), *STATE_CHOICES, ("held", _("on hold"))],
        empty_label=_("Live"),
        method="by_state",
    )
    severity = django_filters.ChoiceFilter(
        label=_("Severity"), choices=SEVERITY_CHOICES, empty_label=_("Any severity")
    )
    assigned = django_filters.ChoiceFilter(
        label=_("Assigned to"), empty_label=_("Anybody"), method="by_assignee"
    )
    due = django_filters.ChoiceFilter(
        label=_("Due"), choices=Due.choices, empty_label=_("Any time"), method="by_deadline"
    )
    age = django_filters.ChoiceFilter(
        label=_("Age"), choices=Age.choices, empty_label=_("Any age"), method="by_age"
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

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:  # noqa: ANN401 -- as every set
        super().__init__(*args, **kwargs)
        self.person = person or getattr(self.request, "user", None)
        # Asked once, and only where somebody looks at the choices.
        self.filters["assigned"].extra["choices"] = cache(_assignees)

    def filter_queryset(self, queryset: DiscrepancyQuerySet) -> DiscrepancyQuerySet:
        found: DiscrepancyQuerySet = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("state") else found.live()

    def narrowed(self, rows: QuerySet[Any], given: Iterable[str]) -> QuerySet[Any]:
        return rows if "state" in given else rows.filter(is_live())

    def by_queue(self, queryset: DiscrepancyQuerySet, _name: str, value: str) -> DiscrepancyQuerySet:
        return in_queue(queryset, Queue(value), self.person) if self.person else queryset.none()

    def by_state(self, queryset: DiscrepancyQuerySet, _name: str, value: str) -> DiscrepancyQuerySet:
        if value == "held":
            return queryset.live().filter(is_on_hold=True)
        return queryset if value == "all" else queryset.filter(state=value)

    def by_assignee(self, queryset: DiscrepancyQuerySet, _name: str, value: str) -> DiscrepancyQuerySet:
        if value == "me":
            return queryset.filter(assigned_to=self.person) if self.person else queryset.none()
        return queryset.filter(Q(assigned_to=None) if value == "nobody" else Q(assigned_to=value))

    def by_deadline(self, queryset: DiscrepancyQuerySet, _name: str, value: str) -> DiscrepancyQuerySet:
        return queryset.filter(is_due(Due(value)))

    def by_age(self, queryset: DiscrepancyQuerySet, _name: str, value: str) -> DiscrepancyQuerySet:
        return queryset.filter(is_of_age(Age(value)))

    def by_words(self, queryset: DiscrepancyQuerySet, _name: str, value: str) -> DiscrepancyQuerySet:
        return queryset.filter(self.of_claims(value, "claim", "factcheck_discrepancy"))


def _assignees() -> list[tuple[str, object]]:
    people = [(str(person.pk), str(person)) for person in Person.deciders()]
    return [("me", _("me")), ("nobody", _("nobody")), *people]
