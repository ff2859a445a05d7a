"""The list of claims as django-tables2 and django-filter make it by themselves: the same columns, its template."""

from __future__ import annotations

import django_filters
import django_tables2 as tables
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from factcheck.filters.words import all_words
from factcheck.models import Citation, Claim, ClaimState, Topic
from factcheck.models.claims import ANSWER_KIND_CHOICES, LIVES_CHOICES, ClaimQuerySet
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


def plain(request: HttpRequest) -> HttpResponse:
    found = PlainFilter(request.GET, queryset=Claim.objects.for_list())
    table = PlainTable(found.qs)
    tables.RequestConfig(request, paginate={"per_page": 25}).configure(table)
    template = engines["django"].from_string(PAGE)
    return HttpResponse(template.render({"filter": found, "table": table}, request))


urlpatterns = [path("plain/", plain), *own]
