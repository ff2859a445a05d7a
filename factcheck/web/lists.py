"""The lists of claims, discrepancies and sources: search, filters, sort and page are all in the address."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_tables2 import RequestConfig

from factcheck.models import Claim, Discrepancy, Source
from factcheck.web.access import page
from factcheck.web.filters.claims import ClaimFilter
from factcheck.web.filters.discrepancies import DiscrepancyFilter
from factcheck.web.filters.sources import SourceFilter
from factcheck.web.tables.base import DeskTable
from factcheck.web.tables.claims import ClaimTable
from factcheck.web.tables.discrepancies import DiscrepancyTable
from factcheck.web.tables.sources import SourceTable

PER_PAGE = 25


@page()
def claims(request: HttpRequest) -> HttpResponse:
    return _list(request, ClaimFilter, ClaimTable, Claim.objects.for_list(), "factcheck/claims.html")


@page()
def discrepancies(request: HttpRequest) -> HttpResponse:
    return _list(
        request,
        DiscrepancyFilter,
        DiscrepancyTable,
        Discrepancy.objects.for_list(),
        "factcheck/discrepancies.html",
    )


@page()
def sources(request: HttpRequest) -> HttpResponse:
    return _list(request, SourceFilter, SourceTable, Source.objects.for_list(), "factcheck/sources.html")


def _list(
    request: HttpRequest,
    filter_class: type[django_filters.FilterSet],
    table_class: type[DeskTable],
    queryset: QuerySet[Claim] | QuerySet[Discrepancy] | QuerySet[Source],
    template: str,
) -> HttpResponse:
    found = filter_class(request.GET, queryset=queryset)
    table = table_class(found.qs)
    RequestConfig(request, paginate={"per_page": PER_PAGE, "silent": True}).configure(table)
    return render(request, template, {"filter": found, "table": table})
