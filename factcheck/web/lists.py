"""The lists of claims, discrepancies and sources: search, filters, sort and page are all in the address."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from factcheck.core.roles import Act
from factcheck.filters.kept import FILTERS, filter_query
from factcheck.filters.searching import SearchFilter
from factcheck.models import Claim, Discrepancy, ExportedList, FilteredList, Source
from factcheck.web.access import page, person_of
from factcheck.web.forms.assigning import AssignForm
from factcheck.web.forms.selects import make_lean
from factcheck.web.pages.exporting import export_choices
from factcheck.web.pages.list_page import ListPage, list_page
from factcheck.web.paging import show
from factcheck.web.tables.base import DeskTable
from factcheck.web.tables.claims import ClaimTable
from factcheck.web.tables.discrepancies import DiscrepancyTable
from factcheck.web.tables.shown import PLACES
from factcheck.web.tables.sources import SourceTable


@page()
def claims(request: HttpRequest) -> HttpResponse:
    shown = listed(request, FilteredList.CLAIMS, ClaimTable, Claim.objects.for_list())
    return render(request, "factcheck/claims.html", shown.context() | exporting(request, shown))


@page()
def discrepancies(request: HttpRequest) -> HttpResponse:
    return discrepancy_list(request)


@page()
def sources(request: HttpRequest) -> HttpResponse:
    shown = listed(request, FilteredList.SOURCES, SourceTable, Source.objects.for_list())
    return render(request, "factcheck/sources.html", shown.context() | exporting(request, shown))


def exporting(request: HttpRequest, shown: ListPage) -> dict[str, object]:
    """How what a list shows can be exported."""
    listed, found = ExportedList(shown.name), shown.table.found_total
    return {"export": export_choices(listed, request.GET, found, person_of(request))}


def discrepancy_list(
    request: HttpRequest, *, form: AssignForm | None = None, chosen: Collection[int] = ()
) -> HttpResponse:
    """The list of discrepancies; whoever assigns has a box in each row. A refused form comes back with its ticks."""
    person = person_of(request)
    may_assign = person.may(Act.ASSIGN)
    shown = listed(
        request,
        FilteredList.DISCREPANCIES,
        DiscrepancyTable,
        Discrepancy.objects.for_list(),
        chosen=chosen,
        exclude=() if may_assign else ("chosen_rows",),
    )
    context = (
        shown.context()
        | exporting(request, shown)
        | {
            "section": "discrepancies",
            "assign_form": (form or AssignForm(me=person)) if may_assign and shown.table.total else None,
        }
    )
    status = 422 if form is not None and form.errors else 200
    return render(request, "factcheck/discrepancies.html", context, status=status)


def listed(
    request: HttpRequest,
    shown: FilteredList,
    table_class: type[DeskTable],
    queryset: QuerySet[Claim] | QuerySet[Discrepancy] | QuerySet[Source],
    *,
    chosen: Collection[int] = (),
    exclude: Collection[str] = (),
) -> ListPage:
    """One page of a list under the filters of the address."""
    only_a_page = {"is_for_page": True} if issubclass(FILTERS[shown], SearchFilter) else {}
    found = FILTERS[shown](request.GET, queryset=queryset, request=request, **only_a_page)
    make_lean(found.form)
    if isinstance(found, SearchFilter):
        found.say_counts()
    table = table_class(found.qs, exclude=tuple(exclude))
    table.chosen = chosen
    table.is_cut = isinstance(found, SearchFilter) and found.is_cut
    made = list_page(shown, found, table, asked=request.GET, person=person_of(request))
    # The rows of a list without any filter say so too: a page that is opened from them goes on to the next.
    table.query = filter_query(shown, request.GET, *PLACES) or "state="
    show(request, table, queryset, is_filtered=bool(filter_query(shown, request.GET, sort=False)))
    return made
