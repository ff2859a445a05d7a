"""The verified list, as a file."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Path
from pydantic import Field, create_model

from factcheck.api.finding import KeyInPath, person_of
from factcheck.api.operations import PRIVATE, Nouns
from factcheck.api.pages import asked_in
from factcheck.api.queries import asked_of, filtered, whole_between
from factcheck.api.schemas.types import MOST_KEYS, OneOf
from factcheck.exports.exporting import export_list, since_export, whole_list
from factcheck.exports.formats import FORMATS
from factcheck.exports.manifests import manifest_beside
from factcheck.filters.claims import VerifiedFilter
from factcheck.filters.exported import exported_query, in_words
from factcheck.models import Export, ExportedList
from factcheck.models.withholding import shown_to_nobody

router = Nouns("Exports")

FormatInPath = Annotated[str, OneOf(sorted(FORMATS)), Path(description="The format of the file.")]
_MEDIA_TYPES = sorted({one.media_type.partition(";")[0] for one in FORMATS.values()})
_FILE = {"200": {"description": "The file.", "content": {name: {"schema": {}} for name in _MEDIA_TYPES}}}
_MANIFEST = {
    "200": {
        "description": "The manifest.",
        "content": {"application/json": {"schema": {"type": "object"}}},
    }
}
_NUMBER: Any = whole_between(1, MOST_KEYS, "The number of an export: only what changed since then is told.")
ASKED = create_model(
    "Asked", __base__=asked_of(VerifiedFilter, is_list=False), changes_since=(_NUMBER, Field(None))
)


@router.reads("/exports/{file_format}", None, asked=ASKED, extra={"responses": _FILE})
def export(request: HttpRequest, file_format: FormatInPath) -> HttpResponseBase:
    """The verified claims with their evidence and decisions, as a file that is written while it is sent."""
    asked, since = asked_in(request), asked_in(request)["changes_since"]
    with shown_to_nobody():
        found = filtered(VerifiedFilter, asked, whole_list(ExportedList.VERIFIED), request)
        queryset, words = found.qs, in_words(found)
    exporting = export_list(
        by=person_of(request),
        listed=ExportedList.VERIFIED,
        file_format=file_format,
        queryset=queryset,
        query=exported_query(ExportedList.VERIFIED, request.GET),
        words=words,
        since=since_export(since) if since else None,
    )
    manifest = request.build_absolute_uri(reverse("api:export_manifest", args=[exporting.export.pk]))
    return StreamingHttpResponse(
        exporting.pieces,
        content_type=exporting.format.media_type,
        headers=PRIVATE
        | {
            "Content-Disposition": f'attachment; filename="{exporting.file_name}"',
            "Link": f'<{manifest}>; rel="describedby"; type="application/json"',
        },
    )


@router.reads("/exports/{key}/manifest", None, extra={"responses": _MANIFEST})
def export_manifest(request: HttpRequest, key: KeyInPath) -> HttpResponseBase:  # noqa: ARG001 -- as the library calls it
    """What an export says about itself, with the SHA-256 of its file, once it has been sent to its end."""
    found = get_object_or_404(Export.objects.select_related("made_by"), pk=key)
    return JsonResponse(
        dict(manifest_beside(found)), json_dumps_params={"ensure_ascii": False}, headers=PRIVATE
    )
