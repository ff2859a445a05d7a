"""Every request is answered for one person: what they may not know is withheld from whatever is loaded for it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse

from factcheck.models import Person
from factcheck.models.withholding import later_as_now, shown_to


class ShownToMiddleware:
    """Answers each request for whoever is logged in, and for a stranger where nobody is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with shown_to(lambda: request.user if isinstance(request.user, Person) else None):
            response = self.get_response(request)
            if isinstance(response, StreamingHttpResponse) and not response.is_async:
                response.streaming_content = later_as_now(response.streaming_content)  # type: ignore[arg-type]
            return response
