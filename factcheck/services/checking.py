"""Checks that every record passes before it is written, whichever door it comes through."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils import timezone

from factcheck.core.dates import read_period
from factcheck.core.roles import Act
from factcheck.core.sentences import RuleError
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Person
from factcheck.services.errors import InvalidInputError


def require(person: Person | None, act: Act) -> None:
    """Raise NotPermittedError unless the person may do this. None is the operator at the command line, who
    may.
    """
    if person is not None:
        person.require(act)


MAX_TEXT = 10_000
"""Characters of the longest text that is kept anywhere; most fields keep less."""


def clean_text(value: str, field: str) -> str:
    """Without surrounding space; refuses characters that no database keeps, and more of them than any field holds."""
    if len(value) > MAX_TEXT:
        raise InvalidInputError(
            _("This has %(length)s characters; at most %(most)s are kept."),
            field=field,
            length=len(value),
            most=MAX_TEXT,
        )
    if "\x00" in value:
        raise InvalidInputError(_("There is a null character in it, which cannot be kept."), field=field)
    try:
        value.encode()
    except UnicodeEncodeError:
        raise InvalidInputError(
            _("There is half a character in it, which cannot be kept."), field=field
        ) from None
    return value.strip()


def require_text(value: str, field: str, missing: str) -> str:
    """As clean_text; raises InvalidInputError with the sentence `missing` where nothing is left."""
    text = clean_text(value, field)
    if not text:
        raise InvalidInputError(missing, field=field)
    return text


def check_date(value: str, field: str) -> str:
    """A date as typed; raises InvalidInputError for what looks like a date and is none."""
    try:
        read_period(value)
    except RuleError as error:
        raise InvalidInputError(error.sentence.template, field=field, **error.sentence.values) from error
    return value


def check_to_come(day: date | None, field: str) -> None:
    """Raises InvalidInputError for a day that is past or today."""
    if day is not None and day <= timezone.localdate():
        raise InvalidInputError(_("This day is not in the future. Choose one that is to come."), field=field)


def check(record: models.Model, *, exclude: tuple[str, ...] = ()) -> None:
    """Run the record's own validation; raises InvalidInputError naming the first field and its sentence."""
    _check_lengths(record)
    try:
        record.full_clean(exclude=exclude)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        name = "" if field == NON_FIELD_ERRORS else field
        raise InvalidInputError(_("%(sentence)s"), field=name, sentence=messages[0]) from error


def check_columns(record: models.Model, *, exclude: tuple[str, ...] = ()) -> None:
    """The part of the validation that asks the database nothing, for records that are written by the
    thousand.
    """
    _check_lengths(record)
    try:
        record.clean_fields(exclude=exclude)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise InvalidInputError(_("%(sentence)s"), field=field, sentence=messages[0]) from error


def _check_lengths(record: models.Model) -> None:
    """Hold long texts to their limit: Django's own validation asks it of short ones only."""
    for column in record._meta.get_fields():
        if not isinstance(column, models.TextField) or column.max_length is None:
            continue
        length = len(getattr(record, column.attname) or "")
        if length > column.max_length:
            raise InvalidInputError(
                _("This has %(length)s characters; at most %(most)s are kept."),
                field=column.name,
                length=length,
                most=column.max_length,
            )
