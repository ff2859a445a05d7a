"""Sources as bibliographies: one, and those of a claim."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404

from factcheck.exports.bibliography import BIBLIOGRAPHIES
from factcheck.models import Claim, Source
from factcheck.web.access import page, source_for


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
