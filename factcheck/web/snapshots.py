"""Snapshots of sources: looking at an address again, and what changed between two of them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.models import Snapshot
from factcheck.models.speech import spoken
from factcheck.services.intake.refetching import LookedAgain, fetch_again
from factcheck.services.quotes.comparing import StillStanding
from factcheck.web.access import page, person_of, source_for
from factcheck.web.pages.snapshots import difference_page

MOST_IN_A_CRUMB = 120


@require_POST
@page(Act.RECORD)
def fetch_source_again(request: HttpRequest, ref: str) -> HttpResponse:
    """Look at the address of a source again."""
    source = source_for(request, ref)
    try:
        looked = fetch_again(source=source, by=person_of(request))
    except RuleError as error:
        messages.error(request, spoken(error.sentence))
        return redirect(source)
    if looked.snapshot is None:
        messages.info(
            request,
            _(
                "What stands there has changed, and is long: it is being read. Make it a snapshot when it is ready."
            ),
        )
        return redirect(looked.document)
    messages.success(request, _said(looked, looked.snapshot))
    if looked.is_new and looked.snapshot.number > 1:
        return redirect("compare_snapshots", ref, looked.snapshot.number - 1, looked.snapshot.number)
    return redirect(source)


def _said(looked: LookedAgain, snapshot: Snapshot) -> str:
    if looked.quotes is None:
        return _("Unchanged: what stands there is snapshot %(number)s of %(day)s.") % {
            "number": snapshot.number,
            "day": date_format(snapshot.taken_at, "DATE_FORMAT"),
        }
    return _("Kept as snapshot %(number)s. %(quotes)s") % {
        "number": snapshot.number,
        "quotes": say_quotes(looked.quotes),
    }


def say_quotes(quotes: StillStanding) -> str:
    """How many quotes of a source stand in a text of it, in words."""
    standing, gone = quotes.standing, len(quotes.gone)
    if not standing + gone:
        return _("No quote of it is recorded.")
    stand = ngettext(
        "%(count)s quote still stands word for word", "%(count)s quotes still stand word for word", standing
    ) % {"count": standing}
    if not gone:
        return _("%(stand)s.") % {"stand": stand}
    lost = ngettext("%(count)s does not", "%(count)s do not", gone) % {"count": gone}
    return _("%(stand)s, %(lost)s. No place was changed.") % {"stand": stand, "lost": lost}


@page()
def compare_snapshots(request: HttpRequest, ref: str, was: int, now: int) -> HttpResponse:
    """What changed between two snapshots of a source, paragraph by paragraph."""
    source = source_for(request, ref)
    snapshots = Snapshot.objects.filter(source=source).select_related("document", "source", "taken_by")
    shown = difference_page(
        get_object_or_404(snapshots, number=was), get_object_or_404(snapshots, number=now)
    )
    return render(
        request,
        "factcheck/snapshot_difference.html",
        {
            "section": "sources",
            "source": source,
            "shown": shown,
            "said": say_quotes(shown.quotes),
            "trail": [(source.get_absolute_url(), Truncator(source.title).chars(MOST_IN_A_CRUMB))],
        },
    )
