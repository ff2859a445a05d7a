"""Which keys are given next: never one that was given before, even where its row is gone."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from factcheck.services.moving.tables import table_of


def last_keys(source: BaseDatabaseWrapper, models: list[type[Model]]) -> dict[str, int]:
    """By table the key that was given last."""
    with source.cursor() as cursor:
        if source.vendor != "postgresql":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
            return dict(cursor.fetchall())
        found = {}
        for model in models:
            if sequence := _sequence(source, model):
                cursor.execute(f"SELECT last_value, is_called FROM {sequence}")  # noqa: S608 -- its own names
                last, is_given = cursor.fetchone()
                found[table_of(model)] = last if is_given else last - 1
        return found


def go_on_from(target: BaseDatabaseWrapper, models: list[type[Model]], last: dict[str, int]) -> None:
    """Have the other database give keys from there on."""
    with target.cursor() as cursor:
        for model in models:
            table = table_of(model)
            if model._meta.auto_field is None or not last.get(table):
                continue
            if target.vendor == "postgresql":
                cursor.execute("SELECT setval(%s, %s)", [_sequence(target, model), last[table]])
            else:
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute(
                    "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last[table]]
                )


def _sequence(connection: BaseDatabaseWrapper, model: type[Model]) -> str:
    field = model._meta.auto_field
    if field is None:
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table_of(model), field.column])
        return str(cursor.fetchone()[0])
