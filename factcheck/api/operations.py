"""What every operation has in common: for whom it is, what it may be asked, and how it is answered.

A function says what an operation does; it is given what was asked and gives an `Answered`. Refusals of rules become
problems here, so that they are kept for a request that is sent again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from inspect import signature
from typing import Any, get_type_hints

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from ninja import Router
from pydantic import BaseModel

from factcheck.api.authentication import Bearer, token_of
from factcheck.api.etags import PATTERN as IF_MATCH
from factcheck.api.etags import etag, is_known
from factcheck.api.problems import ProblemError, problem_of
from factcheck.api.queries import Asked, asked_of, parameters_of, read_query
from factcheck.api.repeating import HEADER, PATTERN, answered_once
from factcheck.core.scopes import Scope
from factcheck.core.sentences import RuleError
from factcheck.models.withholding import shown_to

ASKED = "asked"
"""The attribute of a request under which its operation finds what the address asked."""
PRIVATE = {"Cache-Control": "private, no-cache", "Vary": "Authorization"}


@dataclass(frozen=True, slots=True)
class Answered:
    """What is said, the version of the record by which it can be changed, and where it is, if it is new."""

    said: BaseModel
    version: str = ""
    location: str = ""
    next: str | None = None

    def response(self, request: HttpRequest, status: int) -> HttpResponseBase:
        body = self.said.model_dump_json().encode()
        headers = dict(PRIVATE)
        if self.version:
            headers["ETag"] = etag(self.version, body)
            if request.method == "GET" and is_known(request, headers["ETag"]):
                return HttpResponseNotModified(headers=headers)
        if self.location:
            headers["Location"] = self.location
        if self.next:
            headers["Link"] = f'<{self.next}>; rel="next"'
        return HttpResponse(body, status=status, content_type="application/json", headers=headers)


View = Callable[..., Answered | HttpResponseBase]


class Nouns(Router):
    """The operations on one kind of record."""

    def __init__(self, tag: str, ref: str = "") -> None:
        super().__init__(tags=[tag])
        self.ref = ref
        """How its bodies call what services call `ref`."""

    def reads(
        self,
        path: str,
        answers: Any,  # noqa: ANN401 -- a kind of answer, or of a part of a list
        *,
        asked: type[Asked] | None = None,
        is_record: bool = False,
        **described: Any,  # noqa: ANN401 -- as the library takes it
    ) -> Callable[[View], View]:
        """Something to read; `asked` is what its address may ask, and a single record has an ETag."""
        asked = asked or asked_of(None, is_list=False)
        parameters = parameters_of(asked)
        if is_record:
            parameters.append(
                _header("If-None-Match", "", "The ETag that you have; 304 says that it still holds.")
            )

        def answer(request: HttpRequest, view: View, values: dict[str, Any]) -> HttpResponseBase:
            setattr(request, ASKED, read_query(asked, request))
            return _said(request, view, values, 200)

        return self._operation("GET", path, Scope.READ, answers, 200, parameters, answer, described)

    def writes(
        self,
        method: str,
        path: str,
        scope: Scope,
        answers: type[BaseModel],
        *,
        status: int = 200,
        on_record: bool = True,
        **described: Any,  # noqa: ANN401 -- as the library takes it
    ) -> Callable[[View], View]:
        """Something to do; `on_record` where it is done to a record that was read before, as If-Match says."""
        nothing = asked_of(None, is_list=False)
        parameters = [
            _header(HEADER, PATTERN, "A key of your own: a request that comes again under it is done once.")
        ]
        if on_record:
            parameters.append(
                _header("If-Match", IF_MATCH, "The ETag with which the record was read.", required=True)
            )

        def answer(request: HttpRequest, view: View, values: dict[str, Any]) -> HttpResponseBase:
            read_query(nothing, request)
            return answered_once(request, lambda: _done(request, view, values, status, self.ref))

        return self._operation(method, path, scope, answers, status, parameters, answer, described)

    def _operation(
        self,
        method: str,
        path: str,
        scope: Scope,
        answers: Any,  # noqa: ANN401 -- as above
        status: int,
        parameters: list[dict[str, object]],
        answer: Callable[[HttpRequest, View, dict[str, Any]], HttpResponseBase],
        described: dict[str, Any],
    ) -> Callable[[View], View]:
        def decorate(view: View) -> View:
            @wraps(view)
            def operation(request: HttpRequest, **values: Any) -> HttpResponseBase:  # noqa: ANN401 -- the library's
                with shown_to(lambda: token_of(request).person):
                    return answer(request, view, values)

            # The library looks up what the names in a signature mean where it finds the function.
            hints = get_type_hints(view, include_extras=True)
            given = [one.replace(annotation=hints[one.name]) for one in signature(view).parameters.values()]
            operation.__signature__ = signature(view).replace(parameters=given)  # type: ignore[attr-defined]
            summary = (view.__doc__ or "").strip().partition("\n")[0].rstrip(".")
            extra = {"parameters": parameters, "x-scope": scope.value, **described.pop("extra", {})}
            self.api_operation(
                [method],
                path,
                auth=Bearer(scope),
                response={status: answers},
                operation_id=view.__name__,
                summary=summary,
                openapi_extra=extra,
                **described,
            )(operation)
            return view

        return decorate


def _said(request: HttpRequest, view: View, values: dict[str, Any], status: int) -> HttpResponseBase:
    found = view(request, **values)
    return found.response(request, status) if isinstance(found, Answered) else found


def _done(request: HttpRequest, view: View, values: dict[str, Any], status: int, ref: str) -> HttpResponse:
    """What came of it, refusals included: a refusal has undone what its service did."""
    try:
        response = _said(request, view, values, status)
    except (RuleError, ProblemError) as error:
        problem = problem_of(error)
        assert problem is not None
        for one in problem.errors:
            one.field = ref if one.field == "ref" else one.field
        return problem.response()
    assert isinstance(response, HttpResponse)
    return response


def _header(name: str, pattern: str, description: str, *, required: bool = False) -> dict[str, object]:
    schema = {"type": "string", **({"pattern": pattern} if pattern else {})}
    return {"in": "header", "name": name, "required": required, "schema": schema, "description": description}
