"""Saying the sentences of rules in the language of whoever reads them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext

from factcheck.core.sentences import Sentence


def say_day(day: date) -> str:
    """A day as people write it: 3 March 2026."""
    return date_format(day, "DATE_FORMAT")


def spoken(sentence: Sentence | str | None) -> str:
    """A sentence of the rules in the reader's language."""
    if not isinstance(sentence, Sentence):
        return str(sentence or "")
    if not sentence.values:
        return gettext(sentence.template)
    return gettext(sentence.template) % _spoken_values(sentence.values)


def _spoken_values(values: Mapping[str, object]) -> dict[str, object]:
    return {name: _spoken_value(value) for name, value in values.items()}


def _spoken_value(value: object) -> object:
    if isinstance(value, Sentence):
        return spoken(value)
    return say_day(value) if isinstance(value, date) else value
