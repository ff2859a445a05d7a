"""Bringing in fact checks: sending them, choosing the claims they belong to, and doing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.models import BringingKind
from factcheck.models.speech import spoken
from factcheck.services.bringing.fact_checks import bring_fact_checks, preview_fact_checks
from factcheck.services.bringing.receiving import receive_bringing
from factcheck.services.intake.fetching import fetch
from factcheck.web.access import page, person_of
from factcheck.web.bringing import MOST_DIGITS, own_bringing
from factcheck.web.forms.bringing import BringFactChecksForm
from factcheck.web.pages.bringing_fact_checks import LEAVE_OUT, NEW, fact_checks_page
from factcheck.web.speech import put_on
from factcheck.web.uploads import refused_uploads

CHOICE = "claim-"


@page(Act.RECORD)
def bring_fact_checks_page(request: HttpRequest) -> HttpResponse:
    """Paste markup, send a file, or give the address of a page."""
    sent = request.method == "POST"
    form = BringFactChecksForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        too_large=refused_uploads(request) if sent else [],
    )
    if sent and form.is_valid():
        person, incoming = person_of(request), form.incoming()
        try:
            if incoming is not None:
                content, name, address = incoming.content, incoming.name, ""
            else:
                fetched = fetch(form.cleaned_data["address"])
                content, name, address = fetched.content, "", fetched.final_address
            preview_fact_checks(content=content, address=address, by=person)
            kept = receive_bringing(
                kind=BringingKind.FACT_CHECKS, content=content, name=name, address=address, by=person
            )
        except RuleError as error:
            put_on(form, error)
        else:
            return redirect(kept)
    return render(
        request,
        "factcheck/bring_fact_checks.html",
        {"section": "claims", "form": form},
        status=422 if form.errors else 200,
    )


@page(Act.RECORD)
def bring_fact_checks_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """One by one what would become of each; the button does it, as one."""
    kept, person = own_bringing(request, pk, BringingKind.FACT_CHECKS), person_of(request)
    chosen, problem = _choices(request), ""
    left_out = {number for number, value in chosen.items() if value == LEAVE_OUT}
    claims = {
        number: "" if value == NEW else value for number, value in chosen.items() if number not in left_out
    }
    content = bytes(kept.content)
    if request.method == "POST":
        try:
            brought = bring_fact_checks(
                content=content, address=kept.address, claims=claims, leave_out=left_out, by=person
            )
        except RuleError as error:
            problem = spoken(error.sentence)
        else:
            kept.delete()
            messages.success(
                request,
                _("Brought in: %(added)s fact checks, %(claims)s new claims; %(left)s left as they were.")
                % {"added": brought.added, "claims": brought.claims_added, "left": brought.left},
            )
            return redirect("claims")
    plan = preview_fact_checks(content=content, address=kept.address, by=person)
    shown = fact_checks_page(plan, chosen=claims, left_out=left_out)
    return render(
        request,
        "factcheck/bring_fact_checks_preview.html",
        {"section": "claims", "kept": kept, "shown": shown, "problem": problem},
        status=422 if problem else 200,
    )


def _choices(request: HttpRequest) -> dict[int, str]:
    """What was chosen for each fact check, by its number."""
    found = {}
    for name, value in request.POST.items():
        number = name.removeprefix(CHOICE)
        if name.startswith(CHOICE) and number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS:
            found[int(number)] = str(value)
    return found
