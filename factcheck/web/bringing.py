"""Bringing in sources: sending a bibliography, looking at what it would do, and doing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.models import Bringing, BringingKind
from factcheck.models.speech import spoken
from factcheck.services.bringing.receiving import receive_bringing
from factcheck.services.bringing.sources import bring_sources, preview_sources
from factcheck.web.access import page, person_of
from factcheck.web.forms.bringing import BringSourcesForm
from factcheck.web.pages.bringing import bringing_page
from factcheck.web.speech import put_on
from factcheck.web.uploads import refused_uploads

MOST_DIGITS = 6


@page(Act.RECORD)
def bring_sources_page(request: HttpRequest) -> HttpResponse:
    """Paste a bibliography or send it as a file."""
    sent = request.method == "POST"
    form = BringSourcesForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        too_large=refused_uploads(request) if sent else [],
    )
    if sent and form.is_valid():
        incoming = form.incoming()
        assert incoming is not None
        try:
            preview_sources(content=incoming.content, by=person_of(request))
            kept = receive_bringing(
                kind=BringingKind.SOURCES, content=incoming.content, name=incoming.name, by=person_of(request)
            )
        except RuleError as error:
            put_on(form, error)
        else:
            return redirect(kept)
    return render(
        request,
        "factcheck/bring_sources.html",
        {"section": "sources", "form": form},
        status=422 if form.errors else 200,
    )


@page(Act.RECORD)
def bring_sources_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Entry by entry what would become of it; the button does it, as one.

    Other pages of entries are asked for with what was ticked so far.
    """
    kept = own_bringing(request, pk, BringingKind.SOURCES)
    content, as_new = bytes(kept.content), numbers(request, "new")
    problem = ""
    if request.method == "POST" and "look" not in request.POST:
        try:
            brought = bring_sources(content=content, as_new=as_new, by=person_of(request))
        except RuleError as error:
            problem = spoken(error.sentence)
        else:
            kept.delete()
            messages.success(
                request,
                _("Brought in: %(added)s sources added, %(completed)s completed, %(left)s left as they were.")
                % {"added": brought.added, "completed": brought.completed, "left": brought.left},
            )
            return redirect("sources")
    plan = preview_sources(content=content, by=person_of(request))
    shown = bringing_page(plan, asked=request.POST.get("look", ""), as_new=as_new)
    return render(
        request,
        "factcheck/bring_sources_preview.html",
        {"section": "sources", "kept": kept, "shown": shown, "problem": problem},
        status=422 if problem else 200,
    )


def own_bringing(request: HttpRequest, pk: int, kind: BringingKind) -> Bringing:
    """A file that this person sent; nobody else is shown it."""
    return get_object_or_404(Bringing, pk=pk, kind=kind.value, received_by=person_of(request))


def numbers(request: HttpRequest, name: str) -> set[int]:
    """The numbers of entries that are ticked; anything else is nobody's."""
    return {
        int(text)
        for text in request.POST.getlist(name)
        if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    }
