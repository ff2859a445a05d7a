"""Logging in: what somebody sent after their log-in had run out is kept for them, and sent on once they are back."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import login
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import LoginView
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

MAX_KEPT = 1_000_000
"""Characters of a form that are kept; a longer one can be gone back to."""

_SALT = "factcheck.form-kept-while-logging-in"
_MAX_AGE = 12 * 60 * 60


class KeepingLoginRequiredMiddleware(LoginRequiredMiddleware):
    """Sends strangers to the log-in; a form that they sent goes with them instead of being lost."""

    def handle_no_permission(  # type: ignore[override] # Django promises less than it needs
        self,
        request: HttpRequest,
        view_func: Any,  # noqa: ANN401 -- as Django calls it
    ) -> HttpResponseBase:
        if request.headers.get("HX-Request"):
            # A part of a page that asks by itself: the page stays as it is, with what was typed.
            return HttpResponse(status=401)
        if request.method != "POST":
            answer: HttpResponseBase = super().handle_no_permission(request, view_func)
            return answer
        context = {
            "form": AuthenticationForm(request),
            "kept": _kept(request),
            "was_logged_out": True,
            "next": reverse("desk"),
        }
        return _unkept(render(request, "factcheck/log_in.html", context, status=401))


class LogInView(LoginView):
    """The log-in; where it kept a form, the form is shown to be sent on."""

    template_name = "factcheck/log_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 -- as Django calls it
        kept = self.request.POST.get("kept", "")
        return super().get_context_data(kept=kept, was_logged_out=bool(kept), **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        try:
            kept = signing.loads(self.request.POST.get("kept", ""), salt=_SALT, max_age=_MAX_AGE)
        except signing.BadSignature:
            return super().form_valid(form)
        login(self.request, form.get_user())
        return _unkept(render(self.request, "factcheck/send_again.html", kept))


def _unkept(response: HttpResponse) -> HttpResponse:
    """No cache and no browser keeps a page with what somebody typed."""
    add_never_cache_headers(response)
    return response


def _kept(request: HttpRequest) -> str:
    """The form that was sent, signed, so that nobody makes others send what they never wrote; empty where it cannot
    be kept.
    """
    fields = fields_to_keep(request, MAX_KEPT)
    if fields is None:
        return ""
    kept = {"path": request.get_full_path(), "fields": fields, "had_files": bool(request.FILES)}
    return signing.dumps(kept, salt=_SALT, compress=True)


def fields_to_keep(request: HttpRequest, most: int) -> list[tuple[str, str]] | None:
    """What was sent by a form, to be sent once more: of a mere button no field. None where it is too long, or holds a
    password, which is to stand in no page.
    """
    if any("password" in name for name in request.POST):
        return None
    fields = [
        (name, str(value))
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    return fields if sum(len(name) + len(value) for name, value in fields) <= most else None
