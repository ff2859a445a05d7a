"""How a value stands in each database, and what both say in common, so that it can be copied and compared."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import DecimalField, Field

Change = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value: how it is read and written by database, and how it is said for a digest.

    Between reading and writing it is what neither database adds to: an instant without its zone, a number with its
    digits, bytes. What is missing here needs no change.
    """

    read: dict[str, Change]
    write: dict[str, Change]
    said: Change | None = None


def kind_of(field: Field[object, object]) -> Kind | None:
    """The kind of a column; None for texts, whole numbers and yes or no, which are the same everywhere."""
    if isinstance(field, DecimalField):
        digits = Decimal(1).scaleb(-field.decimal_places)

        def rounded(value: object) -> Decimal:
            return Decimal(str(value)).quantize(digits)

        return Kind({"sqlite": rounded, "postgresql": rounded}, {"sqlite": str})
    return _KINDS.get(field.get_internal_type())


def _without_zone(value: datetime) -> datetime:
    return value.astimezone(UTC).replace(tzinfo=None)


def _with_zone(value: datetime) -> datetime:
    return value.replace(tzinfo=UTC)


def _number(text: str) -> str:
    return f"#{Decimal(text).normalize():f}"


def _meant(text: str) -> str:
    """JSON without what PostgreSQL does not keep: the order of names, spaces, and how a number is written."""
    found = json.loads(text, parse_int=_number, parse_float=_number)
    return json.dumps(found, sort_keys=True, separators=(",", ":"))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


_KINDS = {
    "DateTimeField": Kind({"postgresql": _without_zone}, {"sqlite": str, "postgresql": _with_zone}),
    "DateField": Kind({}, {"sqlite": date.isoformat}),
    "JSONField": Kind({}, {}, _meant),
    "BinaryField": Kind({"sqlite": bytes, "postgresql": bytes}, {}, _digest),
    "UUIDField": Kind({"postgresql": lambda value: value.hex}, {"postgresql": UUID}),
}


def changes(
    fields: list[Field[object, object]], pick: Callable[[Kind], Change | None]
) -> list[tuple[int, Change]]:
    """Where in a row something changes, and how."""
    found = [(place, kind_of(field)) for place, field in enumerate(fields)]
    return [(place, change) for place, kind in found if kind and (change := pick(kind))]


def changed(row: tuple[Any, ...], how: list[tuple[int, Change]]) -> tuple[Any, ...]:
    """A row with its changes made; what is empty stays so."""
    if not how:
        return row
    values = list(row)
    for place, change in how:
        if values[place] is not None:
            values[place] = change(values[place])
    return tuple(values)
