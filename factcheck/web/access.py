"""Doors: who may open a page, and what a refusal looks like."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from factcheck.core.roles import Act, NotPermittedError
from factcheck.models import Person, Source

_Rest = ParamSpec("_Rest")
View = Callable[Concatenate[HttpRequest, _Rest], HttpResponseBase]


def person_of(request: HttpRequest) -> Person:
    """The person who is logged in; every page but the log-in has one."""
    return cast("Person", request.user)


def page(act: Act = Act.READ) -> Callable[[View[_Rest]], View[_Rest]]:
    """A page for people with a role that allows the act; others are told why not."""

    def decorate(view: View[_Rest]) -> View[_Rest]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: _Rest.args, **kwargs: _Rest.kwargs) -> HttpResponseBase:
            try:
                person_of(request).require(act)
                return view(request, *args, **kwargs)
            except NotPermittedError as error:
                return refusal(request, error)

        return guarded

    return decorate


def source_for(request: HttpRequest, ref: str) -> Source:
    """The source of a reference. Raises Http404, and NotPermittedError where its identity is withheld from whoever
    asks.
    """
    found = get_object_or_404(Source.objects.named(ref))
    if found.is_withheld:
        person_of(request).require(Act.SEE_SENSITIVE)
    return found


def refusal(request: HttpRequest, error: NotPermittedError) -> HttpResponse:
    return render(request, "factcheck/refused.html", {"sentence": error.sentence}, status=403)
