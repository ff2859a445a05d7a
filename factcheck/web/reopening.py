"""The pages on which an answer is opened again, and a source is marked as retracted."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.models import Claim
from factcheck.models.speech import spoken
from factcheck.services.reopening import reopen_answer
from factcheck.services.retracting import retract_source, take_back_retraction
from factcheck.services.sources import claims_resting_on
from factcheck.web.access import page, person_of, source_for
from factcheck.web.forms.reopening import ReopenAnswerForm, RetractForm
from factcheck.web.speech import put_on


@page(Act.PROPOSE)
def reopen_answer_page(request: HttpRequest, ref: str) -> HttpResponse:
    """What is printed on a claim is opened again, with a reason."""
    found = get_object_or_404(Claim.objects.select_related("verdict"), ref=ref)
    form = ReopenAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reopen_answer(claim=found, reason=form.cleaned_data["reason"], by=person_of(request))
        except RuleError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Opened again. Nothing is printed until another answer is approved."))
            return redirect(found)
    return render(
        request,
        "factcheck/reopen_answer.html",
        {"section": "claims", "claim": found, "form": form},
        status=422 if form.errors else 200,
    )


@page(Act.PROPOSE)
def retract_source_page(request: HttpRequest, ref: str) -> HttpResponse:
    """A source is marked as retracted, after saying how many claims rest on it."""
    found = source_for(request, ref)
    form = RetractForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            retract_source(
                source=found,
                because=form.cleaned_data["because"],
                retracted_on=form.cleaned_data["retracted_on"],
                by=person_of(request),
            )
        except RuleError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Marked as retracted. What rests on it is opened again."))
            return redirect(found)
    return render(
        request,
        "factcheck/retract_source.html",
        {
            "section": "sources",
            "source": found,
            "form": form,
            "resting": len(claims_resting_on({found.pk})),
        },
        status=422 if form.errors else 200,
    )


@require_POST
@page(Act.PROPOSE)
def take_back_retraction_page(request: HttpRequest, ref: str) -> HttpResponse:
    found = source_for(request, ref)
    try:
        take_back_retraction(source=found, by=person_of(request))
    except RuleError as error:
        messages.error(request, spoken(error.sentence))
    else:
        messages.success(request, _("No longer marked as retracted. What was opened again stays open."))
    return redirect(found)
