"""How the refusal of a service reaches the form that it concerns, with the input still there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms

from factcheck.core.sentences import RuleError
from factcheck.models.speech import spoken


class RefusedError(Exception):
    """A service refused what a form asked for; `prefix` tells that form from the others of the page."""

    def __init__(self, error: RuleError, prefix: str | None) -> None:
        super().__init__(str(error))
        self.error = error
        self.prefix = prefix


@contextmanager
def refusing(form: forms.BaseForm) -> Iterator[None]:
    """What is refused in here is refused to this form."""
    try:
        yield
    except RuleError as error:
        raise RefusedError(error, form.prefix) from error


def put_on_form(form: forms.BaseForm, error: RuleError, field: str | None = None) -> None:
    """Show a refusal at the field it names, at another that is given, or above the form."""
    field = getattr(error, "field", "") if field is None else field
    form.add_error(field if field in form.fields else None, spoken(error.sentence))


def see_again(form: forms.BaseForm, name: str, seen: int | str | None) -> None:
    """After somebody else acted: what stands now counts as seen, so that pressing once more is a decision."""
    data: Any = form.data
    data = data.copy()
    data[form.add_prefix(name)] = "" if seen is None else str(seen)
    form.data = data
