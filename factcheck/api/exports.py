"""The verified list, as a file."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from ninja import Path

from factcheck.api.finding import person_of
from factcheck.api.operations import PRIVATE, Nouns
from factcheck.api.pages import asked_in
from factcheck.api.queries import asked_of, filtered
from factcheck.api.schemas.types import OneOf
from factcheck.exports.formats import FORMATS
from factcheck.exports.verified import about_verified, verified_claims
from factcheck.filters.claims import VerifiedFilter
from factcheck.models import Claim
from factcheck.models.claims import ClaimQuerySet

router = Nouns("Exports")

FormatInPath = Annotated[str, OneOf(sorted(FORMATS)), Path(description="The format of the file.")]
_MEDIA_TYPES = sorted({one.media_type.partition(";")[0] for one in FORMATS.values()})
_CONTENT = {"200": {"description": "The file.", "content": {name: {"schema": {}} for name in _MEDIA_TYPES}}}


@router.reads(
    "/exports/{file_format}",
    None,
    asked=asked_of(VerifiedFilter, is_list=False),
    extra={"responses": _CONTENT},
)
def export(request: HttpRequest, file_format: FormatInPath) -> HttpResponseBase:
    """The verified claims with their evidence and decisions, as a file that is written while it is sent."""
    written, person = FORMATS[file_format], person_of(request)
    found: ClaimQuerySet = filtered(VerifiedFilter, asked_in(request), Claim.objects.all(), request)
    claims = verified_claims(by=person, queryset=found)
    about = about_verified(by=person, queryset=found, filter_query=request.GET.urlencode())
    name = f"verified-{timezone.localdate().isoformat()}{written.suffix}"
    return StreamingHttpResponse(
        written.write(claims, about),
        content_type=written.media_type,
        headers=PRIVATE | {"Content-Disposition": f'attachment; filename="{name}"'},
    )
