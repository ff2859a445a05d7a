"""Assigning discrepancies: one from its page, several from the list."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.filters.kept import filter_query
from factcheck.models import Discrepancy, FilteredList, Person
from factcheck.models.speech import spoken
from factcheck.services.assigning import UNCHANGED, AssignmentResult, assign_discrepancies
from factcheck.web.access import page, person_of
from factcheck.web.forms.assigning import AssignForm
from factcheck.web.lists import discrepancy_list
from factcheck.web.pages.place import address_in
from factcheck.web.speech import put_on

MOST = 200
"""As many as a page of a list could ever hold."""


@require_POST
@page(Act.ASSIGN)
def assign_chosen(request: HttpRequest) -> HttpResponse:
    """Assign the discrepancies that are ticked in the list; each that is refused is named with its reason. Without a
    day, what is due stays due.
    """
    person = person_of(request)
    keys = [int(key) for key in request.POST.getlist("chosen") if key.isdecimal() and len(key) < 19][:MOST]
    form = AssignForm(request.POST, me=person)
    chosen = list(Discrepancy.objects.filter(pk__in=keys).select_related("claim").order_by("pk"))
    if form.is_valid() and not chosen:
        form.add_error(None, _("Not assigned: tick the discrepancies first."))
    if form.is_valid():
        to = form.assignee()
        try:
            results = assign_discrepancies(
                discrepancies=chosen, to=to, by=person, due_on=form.cleaned_data["due_on"] or UNCHANGED
            )
        except RuleError as error:
            put_on(form, error)
        else:
            _say(request, results, to)
            query = filter_query(FilteredList.DISCREPANCIES, request.GET, "page")
            return redirect(f"{reverse('discrepancies')}{'?' if query else ''}{query}")
    return discrepancy_list(request, form=form, chosen=keys)


@require_POST
@page(Act.ASSIGN)
def assign_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Assign a discrepancy from its page, and go back there, with the filter under which the person came."""
    found = get_object_or_404(Discrepancy.objects.select_related("claim"), pk=pk)
    person = person_of(request)
    form = AssignForm(request.POST, me=person)
    if form.is_valid():
        to = form.assignee()
        due_on = form.cleaned_data["due_on"] if "due_on" in request.POST else UNCHANGED
        try:
            results = assign_discrepancies(discrepancies=[found], to=to, by=person, due_on=due_on)
        except RuleError as error:
            put_on(form, error)
        else:
            _say(request, results, to)
    for sentence in form.sentences:
        messages.error(request, sentence)
    return redirect(address_in(found, filter_query(FilteredList.DISCREPANCIES, request.GET, "page")))


def _say(request: HttpRequest, results: list[AssignmentResult], to: Person | None) -> None:
    """How many were assigned, and each refusal by itself."""
    done = sum(result.refusal is None for result in results)
    if done:
        messages.success(
            request,
            ngettext("Assigned to %(who)s.", "Assigned %(count)s to %(who)s.", done)
            % {"count": done, "who": to or _("nobody")},
        )
    for result in results:
        if result.refusal is not None:
            messages.error(request, f"{result.discrepancy.claim.question} — {spoken(result.refusal)}")
