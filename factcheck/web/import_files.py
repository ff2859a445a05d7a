"""The refused rows of a file, as the same file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.models import Import
from factcheck.services.importing.returning import returned_file
from factcheck.web.access import page, person_of


@page(Act.RECORD)
def import_problems(request: HttpRequest, pk: int) -> HttpResponse:
    """The file with a column that says what is wrong: only the refused rows, or all of them."""
    run = get_object_or_404(Import, pk=pk)
    try:
        returned = returned_file(run=run, all_rows=request.GET.get("rows") == "all", by=person_of(request))
    except RuleError as error:
        raise Http404 from error
    return HttpResponse(
        returned.content,
        content_type=returned.media_type,
        headers={
            "Content-Disposition": content_disposition_header(True, returned.name) or "attachment",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
