"""Telling what in a request is not as described, field by field, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from factcheck.api.problems import INVALID, ProblemError
from factcheck.api.schemas.problems import FieldProblem

_SOURCES = frozenset({"body", "query", "path", "header"})
MOST_TOLD = 20


def problems_in(errors: Iterable[Mapping[str, Any]]) -> ProblemError:
    """One problem that names every field that is not as described, up to a number that anyone reads."""
    told = [FieldProblem(field=_field(error["loc"]), reason=_reason(error)) for error in errors]
    detail = told[0].reason if len(told) == 1 else _("Several fields are not as described.")
    return ProblemError(INVALID, detail, errors=told[:MOST_TOLD])


def _field(location: Iterable[object]) -> str:
    """Where it is, as a program would write it: `standings.ref-1`. The library puts the part of the request first, and
    for a body the name of its variable.
    """
    parts = [str(part) for part in location]
    if parts and parts[0] in _SOURCES:
        parts = parts[2:] if parts[0] == "body" else parts[1:]
    return ".".join(part for part in parts if part != "[key]") or "body"


_REASONS = {
    "missing": gettext_noop("This is missing."),
    "extra_forbidden": gettext_noop("Nothing of this name is known here."),
    "literal_error": gettext_noop("Choose one of: %(expected)s."),
    "string_too_long": gettext_noop("This is too long: at most %(max_length)s."),
    "too_long": gettext_noop("This is too long: at most %(max_length)s."),
    "string_too_short": gettext_noop("This is empty."),
    "too_short": gettext_noop("This is empty."),
    "string_pattern_mismatch": gettext_noop("This does not fit the pattern %(pattern)s."),
    "value_error": gettext_noop("%(error)s"),
}


def _reason(error: Mapping[str, Any]) -> str:
    template = _REASONS.get(error["type"])
    return f"{error['msg']}." if template is None else _(template) % error.get("ctx", {})
