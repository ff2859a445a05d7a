"""Putting what a service refuses onto the form that asked for it, with the input still there."""

from __future__ import annotations

from django.forms import BaseForm
from django.http import QueryDict

from factcheck.core.sentences import RuleError
from factcheck.models.speech import spoken
from factcheck.services.errors import ChangedMeanwhileError


def put_on(form: BaseForm, error: RuleError, **seen: int | str) -> None:
    """Show a refusal at the field it concerns, or at the head of the form.

    `seen` is the version, step or evidence that is in force now. Where somebody else's change is the reason, the
    sentence has told the person of it, so that a second try is decided on that.
    """
    field = getattr(error, "field", "")
    form.add_error(field if field in form.fields else None, spoken(error.sentence))
    if isinstance(error, ChangedMeanwhileError) and isinstance(form.data, QueryDict):
        form.data = form.data.copy()
        for name, value in seen.items():
            form.data[name] = str(value)
