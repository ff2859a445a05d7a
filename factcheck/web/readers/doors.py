"""The door for readers: open to everybody where the desk publishes, and the same for whoever comes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.translation import override

from factcheck.models.withholding import shown_to_nobody
from factcheck.web.readers.edition import Edition, edition_now
from factcheck.web.replicas import read_where

_Rest = ParamSpec("_Rest")
Page = Callable[Concatenate[HttpRequest, Edition, _Rest], HttpResponseBase]
View = Callable[Concatenate[HttpRequest, _Rest], HttpResponseBase]


def for_readers(page: Page[_Rest]) -> View[_Rest]:
    """A page for readers. It is made for nobody in particular: without session, person, language or cookie of whoever
    asks, and without the identity of any sensitive source. Where the desk does not publish, the address is one like any
    other of the desk.
    """

    @login_not_required
    @wraps(page)
    def opened(request: HttpRequest, /, *args: _Rest.args, **kwargs: _Rest.kwargs) -> HttpResponseBase:
        edition = edition_now()
        if edition is None:
            return closed(request)
        if request.method not in {"GET", "HEAD"}:
            return for_everybody(HttpResponseNotAllowed(["GET", "HEAD"]))
        # A replica that knows of every change that a page could show is as good as the primary; one that does not could
        # show what was taken back, and have it kept.
        read_where(lambda replica: edition_now(replica) == edition)
        with shown_to_nobody(), override(settings.LANGUAGE_CODE):
            return for_everybody(page(request, edition, *args, **kwargs))

    return opened


def closed(request: HttpRequest) -> HttpResponseBase:
    """What every page answers where there is nothing for readers: the log-in, or the desk's own list."""
    if request.user.is_authenticated:
        return redirect("verified")
    return redirect_to_login(request.get_full_path())


def for_everybody(response: HttpResponseBase) -> HttpResponseBase:
    """Mark an answer as one that caches may keep, for a short time: what is taken back is to be gone soon."""
    seconds = settings.READERS_MAX_AGE
    response["Cache-Control"] = f"public, max-age={seconds}, stale-while-revalidate={seconds}"
    response["Content-Language"] = settings.LANGUAGE_CODE
    vars(response)["is_for_everybody"] = True
    return response


class ForEverybodyMiddleware:
    """What is for everybody leaves without a cookie, and does not vary by who asks, whatever comes in between."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if vars(response).get("is_for_everybody"):
            response.cookies.clear()
            del response.headers["Vary"]
        return response


def plain(body: str | bytes, media_type: str, *, status: int = 200) -> HttpResponse:
    return HttpResponse(body, content_type=media_type, status=status)
