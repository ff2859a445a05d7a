"""What an event is, and how the events of several tables are put into one order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _


class EventKind(models.TextChoices):
    """What happened."""

    RECORDED = "recorded", _("recorded")
    AMENDED = "amended", _("amended")
    READ_ANEW = "read-anew", _("figure read anew")
    WITHDRAWN = "withdrawn", _("citation withdrawn")
    RESTORED = "restored", _("citation restored")
    RETRACTED = "retracted", _("source retracted, or not after all")
    FLAG = "flag", _("discrepancy found or gone")
    PROPOSED = "proposed", _("proposed")
    HELD = "held", _("put on hold")
    RETURNED = "returned", _("returned")
    DECIDED = "decided", _("approved")
    REOPENED = "reopened", _("re-opened")
    LAPSED = "lapsed", _("answer lapsed")
    SETTINGS = "settings", _("desk settings changed")


class Table(StrEnum):
    """The table in which a row tells what happened."""

    CLAIM = "claim"
    CITATION = "citation"
    SOURCE = "source"
    STEP = "step"
    VERDICT_STEP = "verdict-step"
    DESK = "desk"


class EventRow(NamedTuple):
    """Where one event is told: table and key of the row, when it happened, who did it (a key), of what kind it is."""

    table: Table
    key: int
    at: datetime
    by: int | None
    kind: str


Part: TypeAlias = QuerySet[models.Model, tuple[object, ...]]
"""The events that one table tells of, in the columns of an EventRow."""


class Timeline:
    """The events of several tables as one, latest first; it can be narrowed, counted and sliced."""

    def __init__(self, *parts: Part) -> None:
        self.parts = parts

    def narrowed(
        self,
        *,
        by: int | None = None,
        is_nobody: bool = False,
        kind: str = "",
        since: datetime | None = None,
        before: datetime | None = None,
    ) -> Timeline:
        """Only what one person did, or nobody in particular; of one kind; from one moment up to another."""
        wanted = Q()
        if is_nobody:
            wanted &= Q(event_by=None)
        elif by is not None:
            wanted &= Q(event_by=by)
        if kind:
            wanted &= Q(event_kind=kind)
        if since is not None:
            wanted &= Q(event_at__gte=since)
        if before is not None:
            wanted &= Q(event_at__lt=before)
        return Timeline(*(part.filter(wanted) for part in self.parts))

    @property
    def _rows(self) -> Part:
        first, *others = self.parts
        return first.union(*others, all=True)

    def __len__(self) -> int:
        return self._rows.count()

    def __iter__(self) -> Iterator[EventRow]:
        return iter(self[:])

    def __getitem__(self, wanted: slice) -> list[EventRow]:
        ordered = self._rows.order_by("-event_at", "-event_table", "-event_key")
        return [
            EventRow(Table(str(table)), key, at, by, str(kind))  # type: ignore[arg-type]
            for table, key, at, by, kind in ordered[wanted]
        ]

    def facets(self) -> tuple[set[int | None], set[str]]:
        """Who had a part in it (keys; None where nobody is named), and the kinds of what happened. One query."""
        first, *others = (part.values_list("event_by", "event_kind") for part in self.parts)
        found = list(first.union(*others))
        return {by for by, _kind in found}, {kind for _by, kind in found}
