"""What can be asked of lists in their addresses: the filters of the desk's own lists, and the part that is wanted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Annotated, Any, cast

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, create_model

from factcheck.api.problems import INVALID, UNFIT, ProblemError
from factcheck.api.schemas.problems import FieldProblem
from factcheck.api.schemas.types import MOST_KEYS, OneOf, no_null
from factcheck.api.validation import problems_in

DEFAULT_LIMIT, MOST = 50, 200
MOST_SEARCHED = 500
SOMEBODY = "^(me|nobody|[1-9][0-9]{0,17})$"


class Asked(BaseModel):
    """What an address asks; anything that it does not name is refused."""

    model_config = ConfigDict(extra="forbid")


def _whole(sent: object) -> object:
    if isinstance(sent, str) and re.fullmatch("[0-9]{1,19}", sent):
        return int(sent)
    raise ValueError(_("Write a whole number."))


def _day(sent: object) -> object:
    if isinstance(sent, str) and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", sent, re.ASCII):
        date.fromisoformat(sent)
        return sent
    raise ValueError(_("Write the day as year, month and day: 2026-01-31."))


def whole_between(least: int, most: int, said: str) -> Any:  # noqa: ANN401 -- a kind of value
    """A whole number, as it stands in an address."""
    bounds = Field(ge=least, le=most)
    sent = BeforeValidator(_whole, json_schema_input_type=Annotated[int, bounds])
    return Annotated[int, bounds, sent, Field(description=said)]


LIMIT = whole_between(1, MOST, f"How many at most; {DEFAULT_LIMIT} unless said.")
CURSOR = whole_between(0, MOST_KEYS, "Where to go on, as `next` had it. Take it as it comes.")
TOPIC = whole_between(1, MOST_KEYS, "The key of a topic.")
Words = Annotated[
    str,
    BeforeValidator(no_null),
    Field(
        max_length=MOST_SEARCHED,
        description="Words, each of which must be found.",
        json_schema_extra={"pattern": "^[^\\u0000]*$"},
    ),
]
Day = Annotated[
    str, BeforeValidator(_day, json_schema_input_type=str), Field(json_schema_extra={"format": "date"})
]


def _kind_of(name: str, filtered: django_filters.Filter) -> object:
    if isinstance(filtered, django_filters.ModelChoiceFilter):
        return TOPIC
    if isinstance(filtered, django_filters.DateFilter):
        return Day
    if isinstance(filtered, django_filters.ChoiceFilter):
        choices = filtered.extra.get("choices")
        if choices is None:  # those of whom things are assigned to are looked up
            said = "“me”, “nobody”, or the key of a person."
            return Annotated[str, Field(pattern=SOMEBODY, description=said)]
        return Annotated[str, OneOf([str(code) for code, _label in choices]), Field(description=name)]
    return Words


@cache
def asked_of(filters: type[django_filters.FilterSet] | None, *, is_list: bool = True) -> type[Asked]:
    """What an address may ask: the filters of a list by their names, and the part of it that is wanted."""
    fields: dict[str, Any] = {}
    for name, filtered in (filters.base_filters if filters else {}).items():
        fields[name] = (_kind_of(name, filtered), Field(None))
    if is_list:
        fields |= {"cursor": (CURSOR, Field(0)), "limit": (LIMIT, Field(DEFAULT_LIMIT))}
    return cast("type[Asked]", create_model("Asked", __base__=Asked, **fields))


def read_query(asked: type[Asked], request: HttpRequest) -> dict[str, Any]:
    """What was asked. Raises ProblemError naming what is unknown, comes twice, or is not as described."""
    twice = [name for name, values in request.GET.lists() if len(values) > 1]
    if twice:
        reason = _("This is given twice.")
        raise ProblemError(
            INVALID, reason, errors=[FieldProblem(field=name, reason=reason) for name in twice]
        )
    try:
        return asked.model_validate(request.GET.dict()).model_dump()
    except ValidationError as error:
        raise problems_in(error.errors()) from None


def parameters_of(asked: type[Asked]) -> list[dict[str, object]]:
    """How the description of the API says what an address may ask."""
    described = []
    for name, schema in asked.model_json_schema()["properties"].items():
        kept = {key: value for key, value in schema.items() if key not in {"title", "default", "examples"}}
        said: dict[str, object] = {"in": "query", "name": name, "required": False, "schema": kept}
        if "description" in kept:
            said["description"] = kept.pop("description")
        described.append(said)
    return described


def filtered(
    filters: type[django_filters.FilterSet],
    asked: Mapping[str, Any],
    queryset: QuerySet[Any],
    request: HttpRequest,
) -> django_filters.FilterSet:
    """The filters that were asked for, on rows of a list. Raises ProblemError for a choice that nobody offers."""
    given = {name: str(asked[name]) for name in filters.base_filters if asked.get(name) is not None}
    found = filters(given, queryset=queryset, request=request)
    if not found.is_valid():
        errors = [
            FieldProblem(field=name, reason=str(reason))
            for name, reasons in found.form.errors.items()
            for reason in reasons
        ]
        raise ProblemError(UNFIT, errors[0].reason, errors=errors)
    return found
