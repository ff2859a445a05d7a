"""What is answered when something goes wrong; where it is that no database answers, what was typed is kept."""

from __future__ import annotations

import sys

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.defaults import server_error

from factcheck.databases.gates import is_gone
from factcheck.databases.saying import RETRY_AFTER, may_be_saved, said_of
from factcheck.web.busy import MAX_KEPT
from factcheck.web.logging_in import fields_to_keep


def something_went_wrong(request: HttpRequest) -> HttpResponse:
    """The page of last resort. Made without asking any database, and by Django while the error is being handled."""
    error = sys.exc_info()[1]
    if error is None or not is_gone(error):
        return server_error(request)
    if request.headers.get("HX-Request"):
        # A part of a page that asks by itself: the page stays as it is, with what was typed.
        response = HttpResponse(said_of(error), status=503, content_type="text/plain; charset=utf-8")
    else:
        response = HttpResponse(_page(request, error), status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    add_never_cache_headers(response)
    return response


def _page(request: HttpRequest, error: BaseException) -> str:
    is_sent = request.method == "POST"
    had_files = bool(request.FILES) if is_sent else False
    fields = fields_to_keep(request, MAX_KEPT) if is_sent and not had_files else None
    context = {
        "sentence": said_of(error),
        "heading": _heading(error, is_sent=is_sent),
        "may_be_saved": may_be_saved(error),
        "is_sent": is_sent,
        "fields": fields,
        "had_files": had_files,
        "has_replicas": bool(settings.REPLICAS),
        "path": request.get_full_path(),
        "csrf_token": get_token(request),
    }
    return render_to_string("factcheck/unreachable.html", context)


def _heading(error: BaseException, *, is_sent: bool) -> str:
    if not is_sent:
        return _("Not reachable")
    return _("Not certain whether it was saved") if may_be_saved(error) else _("Not saved")
