"""The fields of a bibliography in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factcheck.core.bibliography.dates import DATE_FIELDS, date_in_words
from factcheck.core.bibliography.markup import without_marks
from factcheck.core.bibliography.names import NAME_FIELDS, names_in_words
from factcheck.core.dates import say_date

DEEPEST = 6


def say_field(name: str, value: object) -> str:
    """What a field says, for people: names and dates as such, everything else with commas and semicolons."""
    if name in NAME_FIELDS and (words := names_in_words(value)):
        return words
    if name in DATE_FIELDS and (words := date_in_words(value)):
        return say_date(words)
    return _plain(value, DEEPEST)


def _plain(value: object, deeper: int) -> str:
    if isinstance(value, str):
        return without_marks(value)
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: ""}[value]
    if not deeper:
        return _LEFT_OUT
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_plain(one, deeper - 1)}" for name, one in value.items())
    if isinstance(value, Sequence):
        return "; ".join(_plain(one, deeper - 1) for one in value)
    return str(value)


_LEFT_OUT = "…"
