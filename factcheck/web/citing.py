"""Sources as bibliographies: one, those of a claim, and those that the list shows."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from factcheck.exports.bibliography import BIBLIOGRAPHIES
from factcheck.filters.sources import SourceFilter
from factcheck.models import Claim, Source
from factcheck.web.access import page, source_for

AT_ONCE = 500


@page()
def cite_source(request: HttpRequest, ref: str, file_format: str) -> HttpResponseBase:
    """One source, as a file."""
    found = source_for(request, ref)
    return _file(
        file_format, Source.objects.filter(pk=found.pk), "source" if found.is_sensitive else found.ref
    )


@page()
def cite_claim(_request: HttpRequest, ref: str, file_format: str) -> HttpResponseBase:
    """The sources of a claim, but for those whose citations were withdrawn."""
    claim = get_object_or_404(Claim, ref=ref)
    cited = Source.objects.filter(pk__in=claim.citations.standing().values("source"))
    return _file(file_format, cited.order_by("ref"), f"sources-{claim.ref}")


@page()
def download_sources(request: HttpRequest, file_format: str) -> HttpResponseBase:
    """The sources that the list shows under the same filter, written while they are sent."""
    found = SourceFilter(request.GET, queryset=Source.objects.identified()).qs.order_by("ref")
    return _file(
        file_format, found.iterator(chunk_size=AT_ONCE), f"sources-{timezone.localdate().isoformat()}"
    )


def _file(file_format: str, sources: Iterable[Source], name: str) -> HttpResponseBase:
    if file_format not in BIBLIOGRAPHIES:
        raise Http404
    written = BIBLIOGRAPHIES[file_format]
    called = (name.encode("ascii", "ignore").decode().strip("-") or "sources") + written.suffix
    return StreamingHttpResponse(
        written.write(sources),
        content_type=written.media_type,
        headers={"Content-Disposition": f'attachment; filename="{called}"'},
    )
