"""The reference of the API as a page of the desk, written from its own description."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from factcheck.api.description import description, operations_in
from factcheck.api.problems import KINDS
from factcheck.core.roles import Act, NotPermittedError
from factcheck.core.scopes import SCOPE_DESCRIPTIONS, Scope
from factcheck.models import Person


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is sent or answered: its name, what kind of value it has, and what it means."""

    name: str
    kind: str
    said: str
    place: str = ""
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Described:
    """One operation as the page has it."""

    name: str
    method: str
    path: str
    summary: str
    scope: str
    parameters: list[Field]
    body: list[Field]
    example: str
    answers: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Record:
    """One kind of record as it is answered."""

    name: str
    said: str
    fields: list[Field]


def reference(request: HttpRequest) -> HttpResponse:
    """What programs can do here, for whoever writes one. A page like any other: it asks for a log-in."""
    try:
        cast("Person", request.user).require(Act.READ)
    except NotPermittedError as error:
        return render(request, "factcheck/refused.html", {"sentence": error.sentence}, status=403)
    found = description()
    groups: dict[str, list[Described]] = {}
    for path, method, operation in operations_in(found):
        groups.setdefault(operation["tags"][0], []).append(_described(found, path, method, operation))
    context = {
        "section": "reference",
        "groups": [(_(tag), operations) for tag, operations in groups.items()],
        "records": _records(found),
        "problems": [(kind.type, kind.status, _(kind.meaning)) for kind in KINDS],
        "scopes": [(scope.value, _(SCOPE_DESCRIPTIONS[scope][1])) for scope in Scope],
    }
    return render(request, "factcheck/api_reference.html", context)


def _described(found: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> Described:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    schema = _resolved(found, body) if body else {}
    examples = schema.get("examples", [])
    return Described(
        name=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        scope=operation["x-scope"],
        parameters=[
            Field(
                one["name"],
                _kind(one["schema"]),
                one.get("description", "") or one["schema"].get("description", ""),
                _(one["in"]),
                one["required"],
            )
            for one in operation["parameters"]
        ],
        body=_fields(schema),
        example=json.dumps(examples[0], indent=2, ensure_ascii=False) if examples else "",
        answers=[_answer(status, said) for status, said in operation["responses"].items() if status < "4"],
    )


def _answer(status: str, said: dict[str, Any]) -> tuple[str, str, str]:
    """The status of an answer, what it is, and the record of which it speaks."""
    for media_type, content in said.get("content", {}).items():
        schema = content["schema"]
        if media_type == "application/json" and "$ref" in schema:
            return status, _name(schema), _name(schema)
    return status, said["description"], ""


def _records(found: dict[str, Any]) -> list[Record]:
    schemas = found["components"]["schemas"]
    return [
        Record(name, _words(schema.get("description", "")), _fields(schema))
        for name, schema in sorted(schemas.items())
        if not name.endswith(("Sent", "Amended"))
    ]


def _fields(schema: dict[str, Any]) -> list[Field]:
    required = schema.get("required", [])
    return [
        Field(name, _kind(one), _words(one.get("description", "")), is_required=name in required)
        for name, one in schema.get("properties", {}).items()
    ]


def _kind(schema: dict[str, Any]) -> str:  # noqa: PLR0911 -- one line for each kind
    if "anyOf" in schema:
        return _(" or ").join(_kind(one) for one in schema["anyOf"])
    if "allOf" in schema:
        return _kind(schema["allOf"][0])
    if "$ref" in schema:
        return _name(schema)
    if "enum" in schema:
        return " | ".join(json.dumps(code) for code in schema["enum"])
    if schema.get("type") == "array":
        return _("list of %(kind)s") % {"kind": _kind(schema["items"])}
    if schema.get("type") == "string":
        limit = f" ≤ {schema['maxLength']}" if "maxLength" in schema else ""
        return f"{schema.get('format', _('text'))}{limit}"
    return str(schema.get("type", _("anything")))


def _resolved(found: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    return (
        cast("dict[str, Any]", found["components"]["schemas"][_name(schema)]) if "$ref" in schema else schema
    )


def _name(schema: dict[str, Any]) -> str:
    return str(schema["$ref"]).rpartition("/")[2]


def _words(text: str) -> str:
    return " ".join(text.split())
