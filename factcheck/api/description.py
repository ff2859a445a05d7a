"""The description of the API in OpenAPI 3.1, made from the operations themselves."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from factcheck.api.problems import KINDS, MEDIA_TYPE
from factcheck.api.schemas.problems import Problem

METHODS = ("get", "post", "patch")
ALWAYS = (400, 401, 403, 404, 405, 409, 422, 429, 500, 503)
WRITING = (413, 415)
ON_RECORD = (412, 428)
_SCHEMAS = "#/components/schemas/"


@cache
def description() -> dict[str, Any]:
    """What is sent and answered, with every problem that an operation may answer with."""
    from factcheck.api.programs import api

    found: dict[str, Any] = dict(api.get_openapi_schema())
    found["servers"] = [{"url": "/"}]
    schemas = found["components"]["schemas"]
    said = Problem.model_json_schema(ref_template=_SCHEMAS + "{model}", mode="serialization")
    schemas.update(said.pop("$defs", {}))
    schemas["Problem"] = said
    found["components"]["responses"] = {str(status): _problem(status) for status in _statuses()}
    for _path, method, operation in operations_in(found):
        operation["responses"] = {str(status): said for status, said in operation["responses"].items()}
        given = {parameter["name"] for parameter in operation["parameters"]}
        _say_headers(operation, given)
        for status in _problems_of(method, given):
            operation["responses"][str(status)] = {"$ref": f"#/components/responses/{status}"}
    _close(found)
    return found


def operations_in(found: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in found["paths"].items():
        for method in METHODS:
            if method in methods:
                yield path, method, methods[method]


def _statuses() -> list[int]:
    return sorted({kind.status for kind in KINDS})


def _problems_of(method: str, given: set[str]) -> list[int]:
    found = [*ALWAYS, *(WRITING if method != "get" else ()), *(ON_RECORD if "If-Match" in given else ())]
    return sorted(found)


def _problem(status: int) -> dict[str, Any]:
    meanings = " ".join(f"`{kind.type}`: {_(kind.meaning)}" for kind in KINDS if kind.status == status)
    response: dict[str, Any] = {
        "description": meanings,
        "content": {MEDIA_TYPE: {"schema": {"$ref": f"{_SCHEMAS}Problem"}}},
    }
    headers = {401: "WWW-Authenticate", 405: "Allow", 429: "Retry-After", 503: "Retry-After"}
    if status in headers:
        response["headers"] = {headers[status]: {"required": True, "schema": {"type": "string"}}}
    return response


def _say_headers(operation: dict[str, Any], given: set[str]) -> None:
    """Which headers come with an answer: the tag of a record, and where it is to be found, if it is new."""
    for status, said in operation["responses"].items():
        headers = {}
        if given & {"If-Match", "If-None-Match"} or status == "201":
            headers["ETag"] = {
                "required": True,
                "description": "The state of the record, for If-Match and If-None-Match.",
                "schema": {"type": "string", "pattern": '^"[!#-~]+"$'},
            }
        if status == "201":
            headers["Location"] = {
                "required": True,
                "description": "Where the new record is.",
                "schema": {"type": "string", "format": "uri"},
            }
        if headers:
            said["headers"] = headers
    if "If-None-Match" in given:
        operation["responses"]["304"] = {"description": "What you have still holds."}


def _close(node: object) -> None:
    """Objects whose keys follow a pattern have no other keys."""
    if isinstance(node, dict):
        if "patternProperties" in node:
            node.setdefault("additionalProperties", False)
        for one in node.values():
            _close(one)
    elif isinstance(node, list):
        for one in node:
            _close(one)
