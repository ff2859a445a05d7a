"""The API itself: its operations, and what is answered when something goes wrong."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser

from factcheck.api import citations, claims, discrepancies, exports, sources, verdicts, words
from factcheck.api.problems import MALFORMED, NOT_FOUND, NOT_JSON, ProblemError, problem_of
from factcheck.api.validation import problems_in

DESCRIPTION = """\
Everything that people do at the desk on pages, for programs: read what one may read, record claims, sources and
citations, propose and approve, by the same rules. Names are those of the exports. Dates are kept as they were typed,
in EDTF (2018, 2018-01, 2016/2024, 2010~) or in words. Decimals are texts, so that none loses a digit.
"""


class JsonParser(Parser):
    """Bodies are JSON, and say so."""

    def parse_body(self, request: HttpRequest) -> Any:  # noqa: ANN401 -- whatever JSON holds
        if request.content_type != "application/json":
            raise ProblemError(NOT_JSON, _("Send the body as application/json."))
        return super().parse_body(request)


api = NinjaAPI(
    title="Factcheck",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
    parser=JsonParser(),
)
for _noun in (claims, citations, sources, discrepancies, verdicts, words, exports):
    api.add_router("", _noun.router)


@api.exception_handler(ValidationError)
def _not_as_described(_request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
    assert isinstance(error, ValidationError)
    if all(one["loc"][:1] == ("path",) for one in error.errors):
        return ProblemError(NOT_FOUND, _("There is nothing at this address.")).response()
    return problems_in(error.errors).response()


@api.exception_handler(HttpError)
def _not_readable(_request: HttpRequest, error: HttpError | type[HttpError]) -> HttpResponse:
    assert isinstance(error, HttpError)
    if isinstance(error.__cause__, ProblemError):
        return error.__cause__.response()
    return ProblemError(MALFORMED, _("The body is no JSON that can be read.")).response()


@api.exception_handler(Http404)
@api.exception_handler(Exception)
def _problem(_request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    assert isinstance(error, Exception)
    problem = problem_of(error)
    if problem is None:
        raise error
    return problem.response()
