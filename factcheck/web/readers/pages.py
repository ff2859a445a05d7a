"""The pages for readers: the list, a claim, and a claim in a frame on somebody else's page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header

from factcheck.exports.page_citations import CITATION_FORMATS
from factcheck.models import Publication
from factcheck.web.pages.readers_claim import ReadersClaim, absolute, readers_claim
from factcheck.web.pages.readers_list import Asked, readers_list
from factcheck.web.readers.doors import for_readers, plain
from factcheck.web.readers.edition import Edition, answer, shown_verdict, was_published


@for_readers
def published(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The answers, the latest first: what of the address is no filter of the list is not heeded."""
    asked = Asked.of(request.GET)
    latest = Publication.objects.order_by("-pk").values_list("at", flat=True).first()
    return answer(
        request,
        edition,
        ("list", asked),
        lambda: _page("list.html", edition, list=readers_list(asked), url=absolute(request.path)),
        changed_at=latest,
    )


@for_readers
def published_claim(request: HttpRequest, edition: Edition, ref: str) -> HttpResponse:
    return _of_claim(request, edition, ref, "claim", lambda page: _claim_page(edition, page))


@for_readers
def published_embed(request: HttpRequest, edition: Edition, ref: str) -> HttpResponse:
    """The answer alone, small, in a frame on any page."""
    write = partial(_page, "embed.html", edition)
    response = _of_claim(request, edition, ref, "embed", lambda page: write(page=page))
    # As the decorators of both libraries do it, which know of no page with an edition.
    vars(response).update(xframe_options_exempt=True, _csp_replace={"frame-ancestors": ["*"]})
    return response


@for_readers
def published_citation(request: HttpRequest, edition: Edition, ref: str, file_format: str) -> HttpResponse:
    """The page of a claim as a record for a bibliography."""
    if file_format not in CITATION_FORMATS:
        return nothing_here(edition)
    written = CITATION_FORMATS[file_format]
    response = _of_claim(
        request,
        edition,
        ref,
        f"citation {file_format}",
        lambda page: written.write(page.cited_as),
        media_type=written.media_type,
    )
    if response.status_code == 200:
        name = content_disposition_header(as_attachment=True, filename=f"{ref}{written.suffix}")
        response["Content-Disposition"] = name or "attachment"
    return response


def _of_claim(
    request: HttpRequest,
    edition: Edition,
    ref: str,
    part: str,
    write: Callable[[ReadersClaim], str],
    *,
    media_type: str = "text/html; charset=utf-8",
) -> HttpResponse:
    """Something of a claim that readers are shown; else that it is gone, where they were, or that nothing is here.

    What is not shown and what does not exist are answered alike, byte for byte.
    """
    since = was_published(ref)
    shown = shown_verdict(ref)
    if shown is None:
        return nothing_here(edition) if since is None else _gone(edition)

    def make() -> str:
        page = readers_claim(ref, edition.desk, edition.name)
        if page is None:
            raise _TakenBackMeanwhile
        return write(page)

    try:
        return answer(request, edition, (part, ref, shown), make, media_type=media_type, changed_at=since)
    except _TakenBackMeanwhile:
        return _gone(edition)


class _TakenBackMeanwhile(Exception):  # noqa: N818 -- it happens, and is no error
    """Readers were shown the claim when its page was asked for, and no longer when it was made."""


def _claim_page(edition: Edition, page: ReadersClaim) -> str:
    return _page("claim.html", edition, page=page, formats=CITATION_FORMATS.values())


def nothing_here(edition: Edition) -> HttpResponse:
    return plain(_page("nothing.html", edition), "text/html; charset=utf-8", status=404)


def _gone(edition: Edition) -> HttpResponse:
    return plain(_page("gone.html", edition), "text/html; charset=utf-8", status=410)


def _page(template: str, edition: Edition, **context: object) -> str:
    """A page made without the request, so that nothing of whoever asks can come into it."""
    return render_to_string(f"factcheck/readers/{template}", {"desk_name": edition.name, **context})
