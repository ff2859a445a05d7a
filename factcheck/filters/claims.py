"""Filtering claims."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import django_filters
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from factcheck.filters.searching import ABOUT_CLAIM, SearchFilter
from factcheck.filters.words import all_words
from factcheck.models import Citation, Claim, ClaimState, Topic
from factcheck.models.board import is_due_for_review
from factcheck.models.claims import ANSWER_KIND_CHOICES, LIVES_CHOICES, ClaimQuerySet


class ClaimFilter(SearchFilter):
    facets: ClassVar[Mapping[str, str]] = {
        "state": "kept_state",
        "topic": "topic",
        "answer_kind": "answer_kind",
        "lives": "lives",
    }
    indexed_facets = tuple(facets)
    uncounted = ("review",)

    q = django_filters.CharFilter(label=_("Search"), method="by_words")
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[*ClaimState.choices, ("review", _("past its review date"))],
        empty_label=_("Any state"),
        method="by_state",
    )
    topic = django_filters.ModelChoiceFilter(
        label=_("Topic"), queryset=Topic.objects.order_by("name"), empty_label=_("Any topic")
    )
    answer_kind = django_filters.ChoiceFilter(
        label=_("Answered by"),
        choices=ANSWER_KIND_CHOICES,
        empty_label=_("Anything"),
    )
    lives = django_filters.ChoiceFilter(
        label=_("Lives in time"), choices=LIVES_CHOICES, empty_label=_("Any way")
    )
    rests = django_filters.ChoiceFilter(
        label=_("Evidence"),
        choices=[
            ("one", _("One origin")),
            ("none", _("No citation")),
            ("graded", _("Only sources graded D to F")),
            ("unread", _("Unread figures")),
        ],
        empty_label=_("Any evidence"),
        method="by_evidence",
    )

    class Meta:
        model = Claim
        fields: list[str] = []

    def by_state(self, queryset: ClaimQuerySet, _name: str, value: str) -> ClaimQuerySet:
        return queryset.filter(is_due_for_review() if value == "review" else Q(kept_state=value))

    def by_words(self, queryset: ClaimQuerySet, _name: str, value: str) -> ClaimQuerySet:
        cited = (
            Citation.objects.identified()
            .filter(claim=OuterRef("pk"))
            .filter(
                all_words(value, "figure", "quote", "source__title", "source__publisher", "attribution__name")
            )
        )
        otherwise = all_words(value, *ABOUT_CLAIM) | Q(Exists(cited))
        return queryset.filter(self.claims(value, otherwise))

    def by_evidence(self, queryset: ClaimQuerySet, _name: str, value: str) -> ClaimQuerySet:
        return {
            "one": queryset.filter(origin_count=1),
            "none": queryset.filter(source_count=0),
            "graded": queryset.resting_on_low_grades(),
            "unread": queryset.filter(unread_count__gt=0),
        }[value]


class VerifiedFilter(django_filters.FilterSet):
    """The two filters of the verified list; its download takes the same."""

    q = django_filters.CharFilter(label=_("Search"), method="by_words")
    topic = django_filters.ModelChoiceFilter(
        label=_("Topic"), queryset=Topic.objects.order_by("name"), empty_label=_("Any topic")
    )

    class Meta:
        model = Claim
        fields: list[str] = []

    def by_words(self, queryset: ClaimQuerySet, _name: str, value: str) -> ClaimQuerySet:
        return queryset.filter(
            all_words(
                value, "question", "ref", "topic__name", spoken=("verdict__answer", "verdict__sentence")
            )
        )
