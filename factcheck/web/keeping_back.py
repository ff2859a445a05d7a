"""The page on which a claim is kept from readers, or shown to them again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.models import Claim
from factcheck.services.publishing import keep_back, show_to_readers
from factcheck.web.access import page, person_of
from factcheck.web.forms.keeping_back import KeepBackForm
from factcheck.web.speech import put_on


@page(Act.APPROVE)
def keep_back_page(request: HttpRequest, ref: str) -> HttpResponse:
    """A claim is kept from readers, or no longer, with the reason for it."""
    found = get_object_or_404(Claim, ref=ref)
    is_kept_back = not found.is_kept_back
    form = KeepBackForm(request.POST or None, initial={"is_kept_back": is_kept_back})
    if request.method == "POST" and form.is_valid():
        act = keep_back if form.cleaned_data["is_kept_back"] else show_to_readers
        try:
            act(claim=found, because=form.cleaned_data["because"], by=person_of(request))
        except RuleError as error:
            put_on(form, error)
        else:
            messages.success(
                request,
                _("Kept from readers. What they saw of it is gone within minutes.")
                if form.cleaned_data["is_kept_back"]
                else _("No longer kept from readers. They see it while it is verified."),
            )
            return redirect(found)
    return render(
        request,
        "factcheck/keep_back.html",
        {"section": "claims", "claim": found, "form": form, "is_kept_back": is_kept_back},
        status=422 if form.errors else 200,
    )
