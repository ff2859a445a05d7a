"""The page of a quote: whether it stands in the stored text, and where; moving it is a person's act."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.models import QuotePlace
from factcheck.models.speech import spoken
from factcheck.services.quotes import move_quote
from factcheck.web.access import page, person_of
from factcheck.web.pages.quote_page import quote_page

MOST_IN_A_CRUMB = 120


def _place(citation: int, *related: str) -> QuotePlace:
    """The place of the quote of a citation, with what is related to it."""
    if citation >= 2**63:  # no database has a number for it
        raise Http404
    return get_object_or_404(QuotePlace.objects.select_related(*related), citation=citation)


@page()
def quote(request: HttpRequest, pk: int) -> HttpResponse:
    """A quote beside the text it was taken from."""
    place = _place(pk, "citation__claim", "citation__source", "snapshot__document", "snapshot__taken_by")
    claim = place.citation.claim
    return render(
        request,
        "factcheck/quote.html",
        {
            "section": "claims",
            "shown": quote_page(place),
            "citation": place.citation,
            "may_record": person_of(request).may(Act.RECORD),
            "trail": [
                (claim.get_absolute_url(), Truncator(claim.question).chars(MOST_IN_A_CRUMB)),
                (place.citation.get_absolute_url(), Truncator(place.citation.figure).chars(MOST_IN_A_CRUMB)),
            ],
        },
    )


@require_POST
@page(Act.RECORD)
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept the place that is offered for a quote."""
    place = _place(pk, "citation")
    given = request.POST.get("start", "")
    start = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else -1
    try:
        move_quote(citation=place.citation, start=start, by=person_of(request))
    except RuleError as error:
        messages.error(request, spoken(error.sentence))
    else:
        messages.success(request, _("The quote stands at its new place now."))
    return redirect("quote", pk=pk)
