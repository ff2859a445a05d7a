"""Keeping what a list shows under a name, amending the name, and dropping it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from factcheck.core.sentences import RuleError
from factcheck.filters.kept import filter_query
from factcheck.models import FilteredList, SavedFilter
from factcheck.services.saved_filters import amend_filter, drop_filter, keep_filter, require_theirs
from factcheck.web.access import page, person_of
from factcheck.web.forms.saved_filters import FilterForm, KeepForm
from factcheck.web.speech import put_on


@require_POST
@page()
def keep(request: HttpRequest) -> HttpResponse:
    """Keep what the list shows; a refused name is asked for again on a page of its own."""
    form = KeepForm(request.POST)
    if form.is_valid():
        shown = FilteredList(form.cleaned_data["list"])
        try:
            kept = keep_filter(
                name=form.cleaned_data["name"],
                shown=shown,
                query=filter_query(shown, QueryDict(form.cleaned_data["query"])),
                is_shared=form.cleaned_data["is_shared"],
                by=person_of(request),
            )
        except RuleError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Kept as “%(name)s”.") % {"name": kept.name})
            return redirect(kept)
    return _form_page(request, form, None)


@page()
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name, or other people who see it."""
    kept = _own(request, pk)
    form = FilterForm(request.POST or None, initial={"name": kept.name, "is_shared": kept.is_shared})
    if request.method == "POST" and form.is_valid():
        try:
            kept = amend_filter(
                kept=kept,
                name=form.cleaned_data["name"],
                is_shared=form.cleaned_data["is_shared"],
                by=person_of(request),
            )
        except RuleError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Amended."))
            return redirect(kept)
    return _form_page(request, form, kept)


@page()
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a saved filter, once the person has said so twice."""
    kept = _own(request, pk)
    if request.method == "POST":
        drop_filter(kept=kept, by=person_of(request))
        messages.success(
            request, _("Dropped “%(name)s”. Its rows are where they were.") % {"name": kept.name}
        )
        return redirect(kept.list)
    return render(request, "factcheck/saved_filter_drop.html", {"section": kept.list, "kept": kept})


def _own(request: HttpRequest, pk: int) -> SavedFilter:
    kept = get_object_or_404(SavedFilter.objects.select_related("person"), pk=pk)
    require_theirs(kept, person_of(request))
    return kept


def _form_page(request: HttpRequest, form: FilterForm, kept: SavedFilter | None) -> HttpResponse:
    return render(
        request,
        "factcheck/saved_filter_form.html",
        {"section": kept.list if kept else form.data.get("list"), "form": form, "kept": kept},
        status=422 if form.errors else 200,
    )
