"""Every row of every table, to compare a database with itself."""

from __future__ import annotations

import re
from collections import Counter

from django.db import connection

OF_IMPORTS = {
    "factcheck_import",
    "factcheck_importfile",
    "factcheck_importrow",
    "factcheck_importeffect",
    "factcheck_columnmatching",
    "factcheck_importedrows",
    "factcheck_importchange",
    "factcheck_undonelink",
}
"""What stays of an import that was undone."""
OF_THE_DATABASE = {
    "sqlite_sequence",
    "django_session",
    "django_tasks_database_dbtaskresult",
    "factcheck_errand",
    "factcheck_worker",
}


def dump() -> dict[str, Counter[tuple[str, ...]]]:
    """The rows of each table but those about imports; keys that are given next, sessions and waiting work apart."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor)) - OF_IMPORTS - OF_THE_DATABASE
        found = {}
        for table in sorted(tables):
            if table.startswith("factcheck_claim_words_"):
                continue  # how SQLite keeps the words; what it keeps is in factcheck_claim_words
            if re.search(r"_said_(words|parts)$", table):
                # What it indexes is in the table of what is said; that it indexes just that, it says itself.
                cursor.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
            if re.search(r"_said_(words|parts)", table):
                continue
            key = "rowid, " if table == "factcheck_claim_words" and connection.vendor == "sqlite" else ""
            cursor.execute(f"SELECT {key}* FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- its own tables
            found[table] = Counter(tuple(map(repr, row)) for row in cursor.fetchall())
    return found


def differences(before, after) -> dict[str, tuple[object, object]]:
    """By table what is missing and what is left over; empty where everything is as it was."""
    return {
        table: (list(before[table] - after[table])[:3], list(after[table] - before[table])[:3])
        for table in before.keys() | after.keys()
        if before[table] != after[table]
    }
