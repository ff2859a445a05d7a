"""The page on which links between sources are suggested, taken and turned down."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.core.sentences import gettext_noop as noop
from factcheck.models import Source, TurnedDownLink
from factcheck.models.speech import spoken
from factcheck.services.errors import InvalidInputError
from factcheck.services.origin_links import draw_on, turn_down_link
from factcheck.services.suggested_links import suggested_links
from factcheck.web.access import page, person_of

SHOWN_TURNED_DOWN = 100


@page()
def source_origins(request: HttpRequest, ref: str) -> HttpResponse:
    """What a source draws on, what draws on it, and which other links the rules suggest."""
    found = get_object_or_404(Source, ref=ref)
    return render(
        request,
        "factcheck/source_origins.html",
        {
            "section": "sources",
            "source": found,
            "parents": found.derived_from.order_by("title"),
            "echoes": found.echoes.order_by("title"),
            "links": suggested_links(found),
            "turned_down": [
                (one.other_than(found), one)
                for one in TurnedDownLink.objects.of_source(found)[:SHOWN_TURNED_DOWN]
            ],
            "may_record": person_of(request).may(Act.RECORD),
        },
    )


@require_POST
@page(Act.RECORD)
def draw_on_page(request: HttpRequest, ref: str) -> HttpResponse:
    """A suggested link is taken: this source draws on the other, or the other on this one."""
    found = get_object_or_404(Source, ref=ref)
    try:
        other = _other(request)
        source, on = (other, found) if request.POST.get("way") == "drawn_on_by_it" else (found, other)
        draw_on(source=source, on=on, by=person_of(request))
    except RuleError as error:
        messages.error(request, spoken(error.sentence))
    else:
        said = _("“%(source)s” draws on “%(on)s” from now on.") % {"source": source, "on": on}
        messages.success(request, said)
    return redirect("source_origins", ref=found.ref)


@require_POST
@page(Act.RECORD)
def turn_down_page(request: HttpRequest, ref: str) -> HttpResponse:
    """A suggested link is turned down; it comes back only with something new."""
    found = get_object_or_404(Source, ref=ref)
    because = request.POST.get("because", "")
    try:
        turn_down_link(source=found, other=_other(request), because=because, by=person_of(request))
    except RuleError as error:
        messages.error(request, spoken(error.sentence))
    else:
        messages.success(
            request, _("Turned down. It is suggested again only if something new speaks for it.")
        )
    return redirect("source_origins", ref=found.ref)


def _other(request: HttpRequest) -> Source:
    """The source that the form names by its reference. Raises InvalidInputError where there is none of it."""
    ref = request.POST.get("other", "").replace("\x00", "")[:120]
    other = Source.objects.filter(ref=ref).first() if ref else None
    if other is None:
        raise InvalidInputError(noop("There is no such source. Look at the page again, and choose."))
    return other
