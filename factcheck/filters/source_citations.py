"""Filtering the citations of one source."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from factcheck.filters.words import all_words
from factcheck.models import Citation, Claim, ClaimState, JudgedReading, QuoteState, Topic
from factcheck.models.citations import CitationQuerySet
from factcheck.models.resolutions import STANDING_CHOICES
from factcheck.models.snapshots import is_quoted_from_an_earlier_one

EARLIER = "earlier"
QUOTES = [
    (QuoteState.VERIFIED.value, _("verified")),
    (QuoteState.PARAPHRASE.value, _("paraphrase")),
    (QuoteState.MOVED.value, _("moved")),
    (QuoteState.NOT_FOUND.value, _("not found")),
    ("none", _("not checked")),
    (EARLIER, _("from an earlier snapshot")),
]


class SourceCitationFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Search"), method="by_words")
    state = django_filters.ChoiceFilter(
        label=_("State of the claim"),
        choices=ClaimState.choices,
        empty_label=_("Any state"),
        method="by_state",
    )
    topic = django_filters.ModelChoiceFilter(
        label=_("Topic"), field_name="claim__topic", queryset=Topic.objects.none(), empty_label=_("Any topic")
    )
    standing = django_filters.ChoiceFilter(
        label=_("Standing"), choices=STANDING_CHOICES, empty_label=_("Any standing"), method="by_standing"
    )
    quote = django_filters.ChoiceFilter(
        label=_("Quote"), choices=QUOTES, empty_label=_("Any quote"), method="by_quote"
    )

    class Meta:
        model = Citation
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- as every set
        super().__init__(*args, **kwargs)
        # In steps of plain keys: a join of all three is planned anew for every source, and badly while tables grow.
        claims = Claim.objects.filter(pk__in=self.queryset.order_by().values("claim")).order_by()
        self.filters["topic"].queryset = Topic.objects.filter(pk__in=claims.values("topic")).order_by("name")

    def by_words(self, queryset: CitationQuerySet, _name: str, value: str) -> CitationQuerySet:
        found = all_words(
            value, "claim__question", "figure", "quote", "locator", "scope", "attribution__name"
        )
        return queryset.filter(found)

    def by_state(self, queryset: CitationQuerySet, _name: str, value: str) -> CitationQuerySet:
        return queryset.filter(claim__kept_state=value)

    def by_standing(self, queryset: CitationQuerySet, _name: str, value: str) -> CitationQuerySet:
        judged = JudgedReading.objects.in_force().filter(citation=OuterRef("pk"), standing=value)
        return queryset.filter(Exists(judged))

    def by_quote(self, queryset: CitationQuerySet, _name: str, value: str) -> CitationQuerySet:
        if value == EARLIER:
            return queryset.standing().filter(is_quoted_from_an_earlier_one())
        return queryset.filter(Q(quote_place=None) if value == "none" else Q(quote_place__state=value))
