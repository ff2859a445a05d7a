"""The list of verified claims, and its download."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone

from factcheck.exports.formats import FORMATS
from factcheck.exports.verified import about_verified, verified_claims
from factcheck.filters.claims import VerifiedFilter
from factcheck.models import Claim, Desk, FilteredList
from factcheck.web.access import page, person_of
from factcheck.web.lists import listed
from factcheck.web.tables.verified import VerifiedTable


@page()
def verified(request: HttpRequest) -> HttpResponse:
    """What the desk prints."""
    publishes = Desk.current().publishes
    shown = listed(
        request,
        FilteredList.VERIFIED,
        VerifiedTable,
        Claim.objects.for_verified_list(),
        exclude=() if publishes else ("readers",),
    )
    context = shown.context() | {
        "formats": FORMATS.values(),
        "query": request.GET.urlencode(),
        "publishes": publishes,
    }
    return render(request, "factcheck/verified.html", context)


@page()
def download(request: HttpRequest, file_format: str) -> HttpResponseBase:
    """The verified claims that the list shows under the same filter, as a file that is written while it is sent."""
    if file_format not in FORMATS:
        raise Http404
    written = FORMATS[file_format]
    found = VerifiedFilter(request.GET, queryset=Claim.objects.all()).qs
    claims = verified_claims(by=person_of(request), queryset=found)
    about = about_verified(by=person_of(request), queryset=found, filter_query=request.GET.urlencode())
    name = f"verified-{timezone.localdate().isoformat()}{written.suffix}"
    return StreamingHttpResponse(
        written.write(claims, about),
        content_type=written.media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
