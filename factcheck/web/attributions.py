"""The pages of whom sources credit: the list of names, one name, merging it into another, taking that back."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.filters.attributions import AttributionFilter
from factcheck.models import Attribution, AttributionStep
from factcheck.services.attributions import claims_resting_on_both, merge_attributions, part_attribution
from factcheck.web.access import page, person_of
from factcheck.web.forms.attributions import MergeForm, PartForm
from factcheck.web.pages.attribution_page import attribution_page, likely_same
from factcheck.web.paging import show
from factcheck.web.speech import put_on
from factcheck.web.tables.attributions import AttributionTable

OFFERED = 300


@page()
def attributions(request: HttpRequest) -> HttpResponse:
    """The names that are kept, with those merged into each and those that are likely the same."""
    kept = Attribution.objects.identified().kept().for_list().prefetch_related("names")
    found = AttributionFilter(request.GET, queryset=kept)
    table = AttributionTable(found.qs)
    show(request, table)
    table.may_record = person_of(request).may(Act.RECORD)
    table.likely = likely_same(name.pk for name in table.records)
    return render(
        request, "factcheck/attributions.html", {"section": "sources", "filter": found, "table": table}
    )


@page()
def attribution(request: HttpRequest, pk: int) -> HttpResponse:
    """One name: under what it counts, what counts under it, its citations, and what was done to it."""
    found = get_object_or_404(Attribution.objects.for_list().select_related("merged_into"), pk=pk)
    if not Attribution.objects.identified().filter(pk=pk).exists():
        person_of(request).require(Act.SEE_SENSITIVE)
    return render(
        request,
        "factcheck/attribution.html",
        {
            "section": "sources",
            "attribution": found,
            "shown": attribution_page(found),
            "may_record": person_of(request).may(Act.RECORD),
        },
    )


@page(Act.RECORD)
def merge_attribution_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A name is merged into another, after saying on how many claims that changes the count of origins."""
    merged = get_object_or_404(Attribution, pk=pk)
    other = _asked_for(request)
    form = MergeForm(request.POST or None, initial={"kept": other.name if other else ""})
    if request.method == "POST" and form.is_valid():
        try:
            kept = merge_attributions(
                kept=form.cleaned_data["kept"],
                merged=merged,
                because=form.cleaned_data["because"],
                by=person_of(request),
            )
        except RuleError as error:
            put_on(form, error)
        else:
            messages.success(
                request,
                _("“%(merged)s” counts as “%(kept)s” from now on.") % {"merged": merged, "kept": kept},
            )
            return redirect(kept)
    return render(
        request,
        "factcheck/merge_attribution.html",
        {
            "section": "sources",
            "attribution": merged,
            "form": form,
            "other": other,
            "resting": claims_resting_on_both(merged, other) if other and other != merged else 0,
            "names": _names_but(merged),
        },
        status=422 if form.errors else 200,
    )


def _asked_for(request: HttpRequest) -> Attribution | None:
    """The name that a suggestion leads to."""
    given = request.GET.get("name", "")
    if not (given.isascii() and given.isdigit() and len(given) < 18):
        return None
    return Attribution.objects.filter(pk=int(given)).first()


def _names_but(attribution: Attribution) -> QuerySet[Attribution, str]:
    kept = Attribution.objects.kept().exclude(pk=attribution.pk)
    return kept.order_by("name").values_list("name", flat=True)[:OFFERED]


@page(Act.RECORD)
def part_attribution_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A merge is taken back, with a reason."""
    found = get_object_or_404(Attribution.objects.select_related("merged_into"), pk=pk)
    form = PartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            part_attribution(attribution=found, because=form.cleaned_data["because"], by=person_of(request))
        except RuleError as error:
            put_on(form, error)
        else:
            messages.success(request, _("“%(name)s” counts by itself again.") % {"name": found})
            return redirect(found)
    last = AttributionStep.objects.filter(attribution=found).select_related("by").last()
    return render(
        request,
        "factcheck/part_attribution.html",
        {"section": "sources", "attribution": found, "form": form, "last": last},
        status=422 if form.errors else 200,
    )
