"""The tables of the desk, by what an import may bring into them, and their rows as they stand in the database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from django.apps import apps
from django.db import connection
from django.db.models import BooleanField, Field, ForeignKey, Model, Q, QuerySet
from django.db.models.expressions import RawSQL

from factcheck.models.attributions import Attribution
from factcheck.models.background import Errand, Worker
from factcheck.models.claims import Topic
from factcheck.models.column_matchings import ColumnMatching
from factcheck.models.import_outcomes import ImportEffect, ImportRow
from factcheck.models.imports import Import, ImportFile
from factcheck.models.journals import ImportChange, ImportedRows, UndoneLink
from factcheck.models.publications import Publication
from factcheck.models.reconciliations import ComparedClaim, Reconciliation, ReconciliationChange
from factcheck.models.webhooks import WebhookDelivery

Row: TypeAlias = dict[str, Any]
"""The columns of a row by name, with what JSON can hold."""
Table: TypeAlias = type[Model]
Range: TypeAlias = tuple[int, int]

OWN: tuple[Table, ...] = (
    Import, ImportFile, ImportRow, ImportEffect, ColumnMatching, ImportedRows, ImportChange, UndoneLink,
    Publication, WebhookDelivery, Reconciliation, ReconciliationChange, ComparedClaim, Worker, Errand,
)  # fmt: skip
"""What is kept of the import itself, who worked on it, what was shown or told of it outside, and when everything was
compared: undoing takes none of it back.
"""
LEAVES_NO_TRACE: tuple[Table, ...] = (Topic, Attribution)
"""Tables in which a row can change without another row that says so."""
AT_ONCE = 200
"""Ranges that are asked for in one query."""


def tables() -> list[Table]:
    """Every table of the desk but those about imports: records, their histories, and the links between them."""
    models = apps.get_app_config("factcheck").get_models(include_auto_created=True)
    return [model for model in models if model._meta.managed and model not in OWN]


def table_named(name: str) -> Table:
    return next(model for model in tables() if model._meta.db_table == name)


def rows_of(model: Table) -> QuerySet[Model]:
    """All rows, in no order."""
    return model._default_manager.order_by()


def columns(model: Table) -> list[Field[Any, Any]]:
    return list(model._meta.concrete_fields)


def read(rows: QuerySet[Model]) -> Iterator[tuple[int, Row]]:
    """The rows of a query by their keys, as the database has them: past whatever withholds a name from people."""
    names = [column.attname for column in columns(rows.model)]
    key = names.index(key_of(rows.model))
    for values in rows.values_list(*names).iterator(chunk_size=2_000):
        yield values[key], dict(zip(names, map(_plain, values), strict=True))


def key_of(model: Table) -> str:
    return model._meta.pk.attname


def digest_of_rows(rows: Iterable[Row]) -> str:
    """What rows say, in 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(json.dumps(row, sort_keys=True, ensure_ascii=False).encode())
    return digest.hexdigest()


def within(column: str, ranges: Iterable[Range]) -> Q:
    """That a column holds a key of these ranges."""
    wanted = Q(pk__in=[])
    for first, last in ranges:
        wanted |= Q(**{f"{column}__gte": first, f"{column}__lte": last})
    return wanted


def some(ranges: Sequence[Range]) -> Iterator[Sequence[Range]]:
    """As many ranges at a time as a query takes."""
    for first in range(0, len(ranges), AT_ONCE):
        yield ranges[first : first + AT_ONCE]


def joined(keys: Iterable[int]) -> list[Range]:
    """Keys in ascending order, as the fewest ranges without a gap."""
    ranges: list[Range] = []
    for key in keys:
        if ranges and ranges[-1][1] == key - 1:
            ranges[-1] = ranges[-1][0], key
        else:
            ranges.append((key, key))
    return ranges


def references(model: Table) -> Iterator[tuple[str, Table]]:
    """The columns in which the rows of a table name rows of another by key; a version names what it is a version of."""
    for column in columns(model):
        if isinstance(column, ForeignKey) and column.target_field.primary_key:
            yield column.attname, column.related_model
    versions_of = getattr(model, "instance_type", None)
    if versions_of is not None and any(column.attname == key_of(versions_of) for column in columns(model)):
        yield key_of(versions_of), versions_of


def written_here(model: Table) -> RawSQL | None:
    """That this very transaction wrote a row. None where nobody else can be writing: SQLite has one writer.

    PostgreSQL says of each row which transaction wrote it; one that is visible though its transaction has not come to
    its end is our own. `age` counts from ours, also for a savepoint within it, and whenever the numbers begin anew.
    """
    if connection.vendor != "postgresql":
        return None
    age = f"age({_quoted(model)}.xmin)"
    status = f"pg_xact_status((pg_current_xact_id()::text::bigint - {age})::text::xid8)"
    # What is that old was written by no transaction under way, and may bear a number that stands for none.
    condition = f"coalesce(CASE WHEN {age} < 1000000000 THEN {status} = 'in progress' END, false)"
    return RawSQL(condition, [], output_field=BooleanField())  # noqa: S611 -- nothing in it comes from outside


def put_back(model: Table, rows: Mapping[int, Row]) -> None:
    """Give rows that are there the values of their columns back, past what watches over saving."""
    key = key_of(model)
    for names in {tuple(row) for row in rows.values()}:
        fields = [column for column in columns(model) if column.attname in names]
        put = ", ".join(f"{_quoted(field)} = %s" for field in fields)
        statement = f"UPDATE {_quoted(model)} SET {put} WHERE {connection.ops.quote_name(key)} = %s"  # noqa: S608
        same = {pk: row for pk, row in rows.items() if tuple(row) == names}
        _each(statement, ([*_values(fields, row), pk] for pk, row in same.items()))


def bring_back(model: Table, rows: Iterable[Row]) -> None:
    """Add rows that were taken away, with the keys they had."""
    fields = columns(model)
    places = ", ".join(["%s"] * len(fields))
    names = ", ".join(map(_quoted, fields))
    _each(f"INSERT INTO {_quoted(model)} ({names}) VALUES ({places})", (_values(fields, row) for row in rows))  # noqa: S608


def take_away(model: Table, ranges: Sequence[Range]) -> None:
    """Delete the rows of these keys and nothing that hangs on them: the database refuses where something does."""
    key = connection.ops.quote_name(key_of(model))
    _each(f"DELETE FROM {_quoted(model)} WHERE {key} BETWEEN %s AND %s", ranges)  # noqa: S608


def _each(statement: str, values: Iterable[Sequence[Any]]) -> None:
    if every := list(values):
        with connection.cursor() as cursor:
            cursor.executemany(statement, every)


def _quoted(named: Table | Field[Any, Any]) -> str:
    name = named.column if isinstance(named, Field) else named._meta.db_table
    return str(connection.ops.quote_name(str(name)))


def _values(fields: Sequence[Field[Any, Any]], row: Row) -> list[Any]:
    return [field.get_db_prep_save(row[field.attname], connection) for field in fields]


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
