"""What points at what is checked once, at the end: tables that point at each other cannot be filled otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

_FOREIGN_KEYS = """
SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY oid
"""


@contextmanager
def checked_at_the_end(target: BaseDatabaseWrapper) -> Iterator[None]:
    """SQLite waits for the end by itself. PostgreSQL would ask for each row again; making a rule anew it asks once for
    all rows of a table, which is many times faster.
    """
    if target.vendor != "postgresql":
        yield
        return
    with target.cursor() as cursor:
        cursor.execute(_FOREIGN_KEYS)
        rules = cursor.fetchall()
        for table, name, _rule in rules:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        yield
        for table, name, rule in rules:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {rule}")
