"""Exporting what a list shows, and looking up what was exported."""

from __future__ import annotations

from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from factcheck.exports.exporting import NotExportedError, export_list, since_export, whole_list
from factcheck.exports.formats import FORMATS_OF
from factcheck.exports.manifests import manifest_beside
from factcheck.filters.exported import exported_query, filtered, in_words
from factcheck.models import Export, ExportedList
from factcheck.models.speech import spoken
from factcheck.models.withholding import shown_to_nobody
from factcheck.web.access import page, person_of
from factcheck.web.paging import show
from factcheck.web.tables.exports import ExportTable

CHANGES_SINCE = "changes_since"
"""In the address of an export: the number of the export since which changes are told."""


@page()
def exports(request: HttpRequest) -> HttpResponse:
    """What was exported, the newest first."""
    table = ExportTable(Export.objects.for_list())
    show(request, table)
    return render(request, "factcheck/exports.html", {"section": "verified", "table": table})


@require_GET
@page()
def manifest(_request: HttpRequest, pk: int) -> HttpResponse:
    """What an export says about itself, with the SHA-256 of its file."""
    export = get_object_or_404(Export.objects.select_related("made_by"), pk=pk)
    return JsonResponse(dict(manifest_beside(export)), json_dumps_params={"indent": 2, "ensure_ascii": False})


@require_GET
@page()
def download(request: HttpRequest, listed: str, file_format: str) -> HttpResponseBase:
    """What a list shows under the filters of the address, as a file that is written while it is sent."""
    if listed not in ExportedList.values or file_format not in FORMATS_OF[ExportedList(listed)]:
        raise Http404
    shown, person = ExportedList(listed), person_of(request)
    number = request.GET.get(CHANGES_SINCE, "")
    with shown_to_nobody():
        found = filtered(shown, request.GET, whole_list(shown), person)
        queryset, words = found.qs, in_words(found)
    try:
        exporting = export_list(
            by=person,
            listed=shown,
            file_format=file_format,
            queryset=queryset,
            query=exported_query(shown, request.GET),
            words=words,
            since=since_export(_number(number)) if number else None,
        )
    except NotExportedError as error:
        messages.error(request, spoken(error.sentence))
        return redirect(listed)
    return StreamingHttpResponse(
        exporting.pieces,
        content_type=exporting.format.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{exporting.file_name}"',
            "Link": f'<{exporting.export.get_absolute_url()}>; rel="describedby"; type="application/json"',
        },
    )


def _number(given: str) -> int:
    if not (given.isascii() and given.isdigit() and len(given) < 10):
        raise Http404
    return int(given)
