"""Addresses for machines that look after the desk: whether it lives, whether it is ready, and its figures."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from factcheck.core.metrics import Metric, written
from factcheck.services.measuring import BOUNDS, OTHER, request_times
from factcheck.services.operating import figures, parts
from factcheck.web.requests import page_names


@login_not_required
@never_cache
@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """The process lives. Asks no database, so that a database that is away has no web server started anew."""
    return HttpResponse("alive\n", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """Whether it can serve people, and which part is not ready."""
    found = parts()
    return JsonResponse(
        {part.name: "ready" if part.is_ready else "not ready" for part in found},
        status=200 if all(part.is_ready for part in found) else 503,
    )


@login_not_required
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures, in the text of Prometheus, for whoever has the token; without a token in the settings there are
    none.
    """
    token = settings.METRICS_TOKEN
    if not token:
        raise Http404
    if not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {token}"):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    return HttpResponse(
        written([*figures(), _requests()]), content_type="text/plain; version=0.0.4; charset=utf-8"
    )


def _requests() -> Metric:
    times = Metric(
        "factcheck_request_seconds",
        "histogram",
        "Time of requests by page and status, of all processes of a machine.",
    )
    names = page_names()
    for timed in request_times.told():
        labels = {
            "page": names[timed.page] if timed.page < len(names) else "other",
            "status": "other" if timed.status == OTHER else str(timed.status),
        }
        for bound, within in zip(BOUNDS, timed.within, strict=True):
            times.add(within, "_bucket", **labels, le=f"{bound:g}")
        times.add(timed.count, "_bucket", **labels, le="+Inf")
        times.add(timed.seconds, "_sum", **labels)
        times.add(timed.count, "_count", **labels)
    return times
