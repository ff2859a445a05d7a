"""The addresses for programs. Whatever goes wrong below /api/, the answer is a problem."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import URLPattern, path, re_path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from factcheck.api.description import description
from factcheck.api.problems import ERROR, NOT_ALLOWED, NOT_FOUND, ProblemError, problem_of
from factcheck.api.programs import api
from factcheck.api.reference import reference

_log = logging.getLogger(__name__)

View = Callable[..., HttpResponseBase]


def door(view: View) -> View:
    """A door for programs: without a log-in, without a form's token, and with a problem for every answer that is none
    of the operation's own.
    """

    @wraps(view)
    def opened(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        is_head = request.method == "HEAD"
        if is_head:
            request.method = "GET"
        try:
            response = view(request, *args, **kwargs)
        except Exception as error:  # noqa: BLE001 -- whatever it is, a program is told in its own form
            problem = problem_of(error)
            if problem is None:
                _log.exception("An error while answering %s", request.path)
                problem = ProblemError(ERROR, _("Something is wrong here. It was written down."))
            response = problem.response()
        if response.status_code == 405 and "Allow" in response:
            allow = ", ".join(sorted(response["Allow"].split(", ")))
            said = _("Here one can only: %(methods)s.") % {"methods": allow}
            response = ProblemError(NOT_ALLOWED, said, headers={"Allow": allow}).response()
        if is_head:
            request.method = "HEAD"
        return response

    return csrf_exempt(login_not_required(opened))


def openapi(request: HttpRequest) -> HttpResponse:
    """The description of the API, for programs that write programs."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponse(status=405, headers={"Allow": "GET"})
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})


def nothing(_request: HttpRequest, **_rest: object) -> HttpResponse:
    """Whatever else is asked for."""
    return ProblemError(NOT_FOUND, _("There is nothing at this address.")).response()


def _operations() -> list[URLPattern]:
    found, _app, _namespace = api.urls
    return [
        path(str(one.pattern), door(one.callback), name=one.name)
        for one in found
        if isinstance(one, URLPattern) and one.name != "api-root"
    ]


app_name = "api"
urlpatterns = [
    path("", reference, name="reference"),
    path("v1/openapi.json", door(openapi), name="openapi"),
    *(path(f"v1/{one.pattern}", one.callback, name=one.name) for one in _operations()),
    path("v1/", door(nothing), name="api-root"),
    re_path(r"^.*$", door(nothing)),
]
