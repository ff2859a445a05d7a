"""The list of verified claims, and its download."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django_tables2 import RequestConfig

from factcheck.exports.formats import FORMATS
from factcheck.exports.verified import verified_claims
from factcheck.models import Claim
from factcheck.web.access import page, person_of
from factcheck.web.filters.claims import VerifiedFilter
from factcheck.web.lists import PER_PAGE
from factcheck.web.tables.verified import VerifiedTable


@page()
def verified(request: HttpRequest) -> HttpResponse:
    """What the desk prints."""
    found = VerifiedFilter(request.GET, queryset=Claim.objects.for_verified_list())
    table = VerifiedTable(found.qs)
    RequestConfig(request, paginate={"per_page": PER_PAGE, "silent": True}).configure(table)
    return render(
        request,
        "factcheck/verified.html",
        {"filter": found, "table": table, "formats": sorted(FORMATS), "query": request.GET.urlencode()},
    )


@page()
def download(request: HttpRequest, file_format: str) -> HttpResponseBase:
    """The verified claims that the list shows under the same filter, as a file that is written while it is sent."""
    if file_format not in FORMATS:
        raise Http404
    media_type, write = FORMATS[file_format]
    found = VerifiedFilter(request.GET, queryset=Claim.objects.all())
    claims = verified_claims(by=person_of(request), queryset=found.qs)
    name = f"verified-{timezone.localdate().isoformat()}.{file_format}"
    return StreamingHttpResponse(
        write(claims),
        content_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
