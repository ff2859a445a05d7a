"""A form that could not be recorded because others were writing all the time: the page says so, and keeps it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from factcheck.databases.waiting import is_busy
from factcheck.web.logging_in import fields_to_keep

MAX_KEPT = 10_000_000
"""Characters of a form that the page holds; a longer one can be gone back to."""

RETRY_AFTER = "30"


class BusyMiddleware:
    """Answers with a page where a view would have ended in an error only because others were writing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return busy_page(request) if is_busy(error) else None


def busy_page(request: HttpRequest) -> HttpResponse:
    """Nothing was recorded, and why; with a button that sends the same form again, where the page can hold it."""
    context = {
        "path": request.get_full_path(),
        "is_form": request.method == "POST",
        "fields": fields_to_keep(request, MAX_KEPT),
        "had_files": bool(request.FILES),
    }
    response = render(request, "factcheck/busy.html", context, status=503)
    response["Retry-After"] = RETRY_AFTER
    add_never_cache_headers(response)
    return response
