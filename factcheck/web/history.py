"""The pages of the past: the whole history of a record, and a claim as the desk knew it on a date."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from factcheck.models import Citation, Claim, Source
from factcheck.models.events import Timeline
from factcheck.models.past import claim_at
from factcheck.models.timeline import of_citation, of_claim, of_source
from factcheck.services.ledger import check_history
from factcheck.web.access import page, person_of, source_for
from factcheck.web.forms.history import ThenForm
from factcheck.web.pages.claim_page import SHOWN_CITATIONS
from factcheck.web.pages.history import history_page
from factcheck.web.pages.past_page import past_page

MOST_IN_A_CRUMB = 120
"""As many characters of a question or title as the way back to it shows."""


@page()
def claim_history(request: HttpRequest, ref: str) -> HttpResponse:
    """Everything that happened to a claim and to what rests on it."""
    found = get_object_or_404(Claim, ref=ref)
    more = {
        "claim": found,
        "then_form": ThenForm(auto_id="then_%s"),
        "ledger": check_history(by=person_of(request), claim=found),
    }
    return _history(request, found, of_claim(found), [_crumb(found)], more)


@page()
def source_history(request: HttpRequest, ref: str) -> HttpResponse:
    """Everything that happened to a source and to what it says."""
    found = source_for(request, ref)
    return _history(request, found, of_source(found), [_crumb(found)], {})


@page()
def citation_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every version of a citation, and every decision that judged it."""
    found = get_object_or_404(Citation.objects.select_related("claim", "source"), pk=pk)
    trail = [_crumb(found.claim), _crumb(found)]
    return _history(request, found, of_citation(found), trail, {"citation": found})


def _crumb(record: Claim | Source | Citation) -> tuple[str, str]:
    return record.get_absolute_url(), Truncator(str(record)).chars(MOST_IN_A_CRUMB)


def _history(
    request: HttpRequest,
    found: Claim | Source | Citation,
    timeline: Timeline,
    trail: list[tuple[str, str]],
    more: dict[str, object],
) -> HttpResponse:
    shown = history_page(found, timeline, request.GET)
    return render(
        request,
        "factcheck/history.html",
        {
            "section": "sources" if isinstance(found, Source) else "claims",
            "subject": found,
            "trail": trail,
            "shown": shown,
            **more,
        },
    )


@page()
def claim_on(request: HttpRequest, ref: str) -> HttpResponse:
    """A claim as the desk knew it at the end of a day, or at the moment after an event."""
    found = get_object_or_404(Claim, ref=ref)
    form = ThenForm(request.GET if {"date", "at"} & request.GET.keys() else None, auto_id="then_%s")
    context = {
        "section": "claims",
        "claim": found,
        "then_form": form,
        "trail": [
            _crumb(found),
            (f"{found.get_absolute_url()}history/", _("History")),
        ],
    }
    if not form.is_valid():
        return render(request, "factcheck/history_on.html", context, status=422 if form.errors else 200)
    then = claim_at(found, form.moment())
    first = _first(request)
    asked = request.GET.copy()
    asked.pop("from", None)
    context |= {
        "moment": _in_words(form),
        "shown": past_page(then, first) if then else None,
        "first": first,
        "next": first + SHOWN_CITATIONS,
        "previous": max(0, first - SHOWN_CITATIONS),
        "address": asked.urlencode(),
    }
    return render(request, "factcheck/history_on.html", context)


def _in_words(form: ThenForm) -> str:
    """The day, or the moment to the second, for which the page speaks."""
    if form.cleaned_data["at"] is None:
        return date_format(form.cleaned_data["date"], "DATE_FORMAT")
    at = timezone.localtime(form.cleaned_data["at"])
    day, time = date_format(at, "DATE_FORMAT"), date_format(at, "H:i:s")
    return _("%(day)s at %(time)s") % {"day": day, "time": time}


def _first(request: HttpRequest) -> int:
    given = request.GET.get("from", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 0
