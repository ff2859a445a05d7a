"""The list of claims as django-tables2 and django-filter make it by themselves: the same columns, its template."""

from __future__ import annotations

from functools import cache

import django_filters
import django_tables2 as tables
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.backends.django import Template
from django.urls import path

from factcheck.filters.words import all_words
from factcheck.models import Citation, Claim, ClaimState, Discrepancy, Topic
from factcheck.models.claims import ANSWER_KIND_CHOICES, LIVES_CHOICES, PLOTTED_CITATIONS, ClaimQuerySet
from factcheck.models.discrepancies import listed_positions
from factcheck.urls import urlpatterns as own
from factcheck.web.tables.claims import ClaimTable

PAGE = """{% load render_table from django_tables2 %}<!doctype html><html><head><title>Claims</title></head><body>
<form method="get">{{ filter.form.as_p }}<button>Filter</button></form>{% render_table table %}</body></html>"""


class PlainFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="by_words")
    state = django_filters.ChoiceFilter(choices=ClaimState.choices)
    topic = django_filters.ModelChoiceFilter(queryset=Topic.objects.order_by("name"))
    answer_kind = django_filters.ChoiceFilter(choices=ANSWER_KIND_CHOICES)
    lives = django_filters.ChoiceFilter(choices=LIVES_CHOICES)

    class Meta:
        model = Claim
        fields: list[str] = []

    def by_words(self, queryset: ClaimQuerySet, _name: str, value: str) -> ClaimQuerySet:
        return queryset.filter(scanned(value))


def scanned(value: str) -> Q:
    """Claims that have the words somewhere, read row after row."""
    fields = ("figure", "quote", "source__title", "source__publisher", "attribution__name")
    cited = Citation.objects.filter(claim=OuterRef("pk")).filter(all_words(value, *fields))
    return all_words(value, "question", "ref", "topic__name") | Q(Exists(cited))


class PlainTable(tables.Table):
    question = tables.Column(linkify=True)
    topic = tables.Column(accessor="topic__name")
    state = tables.Column()
    answer = tables.Column(empty_values=(), orderable=False)
    plot = tables.Column(empty_values=(), orderable=False)
    source_count = tables.Column()
    origin_count = tables.Column()

    class Meta:
        template_name = "django_tables2/table.html"

    desk = ClaimTable.desk
    render_answer = ClaimTable.render_answer
    render_plot = ClaimTable.render_plot


def listed() -> ClaimQuerySet:
    """The rows with what hangs on them, by what Django has for it."""
    cited = Citation.objects.standing().select_related("source", "attribution").order_by("pk")
    live = Discrepancy.objects.live().prefetch_related(listed_positions()).order_by("pk")
    return (
        Claim.objects.annotate(state=F("kept_state"))
        .select_related("topic", "verdict")
        .prefetch_related(
            Prefetch("citations", queryset=cited[:PLOTTED_CITATIONS], to_attr="plotted_citations"),
            Prefetch("discrepancies", queryset=live, to_attr="live_discrepancies"),
        )
        .order_by("question", "pk")
    )


@cache
def _template() -> Template:
    """Compiled once, as a loader of templates does it in earnest."""
    return engines["django"].from_string(PAGE)


def plain(request: HttpRequest) -> HttpResponse:
    found = PlainFilter(request.GET, queryset=listed())
    table = PlainTable(found.qs)
    tables.RequestConfig(request, paginate={"per_page": 25}).configure(table)
    return HttpResponse(_template().render({"filter": found, "table": table}, request))


urlpatterns = [path("plain/", plain), *own]
