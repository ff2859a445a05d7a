"""Filters and the like that several lists share."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator


class YesNoFilter(admin.SimpleListFilter):
    """A filter of two choices, each a condition of its own."""

    choice_words: tuple[tuple[str, Any], ...]
    conditions: dict[str, Any]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(self.choice_words)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        condition = self.conditions.get(self.value() or "")
        return queryset if condition is None else queryset.filter(condition)


def in_short(text: str) -> str:
    """As much of a text as a row has room for; the page of the record has all of it."""
    return Truncator(text).chars(160)
