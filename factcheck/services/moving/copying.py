"""Copying tables in one pass, row by row, each at the speed of the database's own tools."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BinaryField, Model

from factcheck.services.moving.columns import changed, changes
from factcheck.services.moving.tables import fields_of, table_of

ROWS_AT_ONCE = 2_000
TOLD_EVERY = 5_000

Row = tuple[Any, ...]
Told = Callable[[str, int], None]
"""Is told the table and how many more of its rows are done."""


@dataclass(slots=True)
class Digest:
    """What a table says: how many rows, and one digest of them all in the order of their keys."""

    rows: int = 0
    text: str = ""


def rows_of(source: BaseDatabaseWrapper, model: type[Model], digest: Digest, told: Told) -> Iterator[Row]:
    """The rows of a table in the order of their keys, as no database writes them; what they say goes into a digest."""
    fields = fields_of(model)
    read = changes(fields, lambda kind: kind.read.get(source.vendor))
    said = changes(fields, lambda kind: kind.said)
    # What was uploaded is taken one by one: fifty megabytes each.
    at_once = 1 if any(isinstance(field, BinaryField) for field in fields) else ROWS_AT_ONCE
    sha = hashlib.sha256()
    quote = source.ops.quote_name
    assert model._meta.pk is not None
    with source.chunked_cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(quote(str(field.column)) for field in fields)} FROM {quote(table_of(model))} "  # noqa: S608 -- its own names
            f"ORDER BY {quote(str(model._meta.pk.column))}"
        )
        while found := cursor.fetchmany(at_once):
            for row in found:
                value = changed(row, read)
                sha.update(repr(changed(value, said)).encode("utf-8", "surrogatepass"))
                yield value
            digest.rows += len(found)
            told(table_of(model), len(found))
    digest.text = sha.hexdigest()


def write_rows(target: BaseDatabaseWrapper, model: type[Model], rows: Iterable[Row]) -> None:
    """Put rows into a table in place of what the migrations put there."""
    fields = fields_of(model)
    write = changes(fields, lambda kind: kind.write.get(target.vendor))
    quote = target.ops.quote_name
    table, columns = quote(table_of(model)), ", ".join(quote(str(field.column)) for field in fields)
    values = (changed(row, write) for row in rows)
    if target.vendor == "postgresql":
        with target.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for row in values:
                copy.write_row(row)
    else:
        places = ", ".join("?" * len(fields))
        with target.wrap_database_errors:
            # Django's own cursor would keep all of the rows, because it looks at the first.
            target.connection.executemany(
                f"INSERT INTO {table} ({columns}) VALUES ({places})",  # noqa: S608 -- its own names
                values,
            )


def empty(target: BaseDatabaseWrapper, models: Iterable[type[Model]]) -> None:
    """Take away what the migrations put into the tables: the desk brings its own."""
    with target.cursor() as cursor:
        for model in models:
            cursor.execute(f"DELETE FROM {target.ops.quote_name(table_of(model))}")  # noqa: S608 -- its own names
