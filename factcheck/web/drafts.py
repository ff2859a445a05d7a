"""Drafts of a proposal: kept while one writes, discarded on request, and the sentence that the app drafts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.models import Discrepancy
from factcheck.models.speech import spoken
from factcheck.services.drafts import drop_draft, keep_draft
from factcheck.web.access import page, person_of
from factcheck.web.deciding import decision_form, look, show
from factcheck.web.pages.place import address_in, known_in
from factcheck.web.pages.printing import drafted


@require_POST
@vary_on_headers("HX-Request")
@page(Act.PROPOSE)
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what is in the form. With htmx answers in a line; else comes back to the page."""
    shown = look(request, pk)
    form = decision_form(shown, request)
    error, draft = None, None
    if shown.draft or form.is_written_on():
        try:
            draft = keep_draft(
                discrepancy=shown.discrepancy,
                fields=form.typed(),
                by=person_of(request),
                seen_step=form.seen(),
            )
        except RuleError as refused:
            error = spoken(refused.sentence)
    if request.headers.get("HX-Request"):
        return render(request, "factcheck/deciding/draft_status.html", {"draft": draft, "error": error})
    if error:
        messages.error(request, error)
    elif draft:
        messages.success(request, _("Kept as a draft. Only you see it; it comes back with this page."))
    return _back(request, shown.discrepancy)


@require_POST
@page(Act.PROPOSE)
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Discrepancy, pk=pk)
    if drop_draft(discrepancy=found, by=person_of(request)):
        messages.success(request, _("Draft discarded."))
    return _back(request, found)


def _back(request: HttpRequest, found: Discrepancy) -> HttpResponse:
    return redirect(address_in(found, known_in(request.POST.get("place", "")) or None))


@require_POST
@vary_on_headers("HX-Request")
@page(Act.PROPOSE)
def draft_sentence(request: HttpRequest, pk: int) -> HttpResponse:
    """The form with answer and sentence drafted from outcome, standings and figures, or with a suggested cause chosen.

    What somebody typed stays, unless they ask for it to be drafted again.
    """
    shown = look(request, pk)
    sent = decision_form(shown, request)
    status = 200
    values = sent.typed() | {"seen_step": str(sent.seen()), "began_at": sent.data.get("began_at", "")}
    cause = request.POST.get("use_cause")
    if cause is not None:
        values["cause"] = cause
    elif not sent.data.get("outcome") and not request.headers.get("HX-Request"):
        messages.info(request, _("Choose what we print first; then the sentence can be drafted."))
        status = 422
    else:
        values |= drafted(shown, sent, again="again" in request.POST)
    shown.initial.update(values)
    form = decision_form(shown)
    if request.headers.get("HX-Request"):
        return render(
            request,
            "factcheck/deciding/printed_fields.html",
            {"form": form, "discrepancy": shown.discrepancy},
        )
    return show(request, shown, form=form, status=status)
