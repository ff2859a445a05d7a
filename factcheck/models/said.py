"""Finding records by what they say: by words, by their beginnings, and by whatever stands in the middle of them.

What a person typed is never taken for a command: each piece of it is quoted. No more than MOST_FOUND rows are found;
`keys` is None where there are more, or where nothing of it stands in an index, and a caller then reads row after row.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import BigIntegerField, Q
from django.db.models.expressions import RawSQL

if TYPE_CHECKING:
    from factcheck.models.citations import CitationQuerySet

MOST_FOUND = 10_000
"""Rows that a search brings; more tell nobody anything."""
MOST_WORDS = 12
"""More words than anyone types."""

_RUN = 3
"""Characters that stand in the index of parts together; what is shorter is found as a word or the beginning of one."""
_MOST_RUNS = 40
_WORD = re.compile(r"[^\W_]+")


def words_of(value: str) -> list[str]:
    """The words of a search."""
    return list(dict.fromkeys(value.replace("\x00", "").split()))[:MOST_WORDS]


def is_indexed(words: Sequence[str]) -> bool:
    """Whether an index can tell who says so: each word has three characters, or is a word."""
    return any(len(word) >= _RUN for word in words) or all(_WORD.search(word) for word in words)


def among(keys: Sequence[int]) -> RawSQL:
    """These keys, in one value however many they are."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [list(keys)], output_field=BigIntegerField())
    listed = json.dumps(list(keys))
    return RawSQL("SELECT value FROM json_each(%s)", [listed], output_field=BigIntegerField())


def claims_saying(words: Sequence[str], *, of: str = "") -> list[int]:
    """Claims that have all words in their question, reference and topic, one more than MOST_FOUND at most; with `of`,
    those alone to which a row of that table belongs.
    """
    also = f"AND EXISTS (SELECT 1 FROM {of} WHERE claim_id = said.id)" if of else ""  # noqa: S608 -- a table of ours
    return _saying("claim", words, also)


def sources_saying(words: Sequence[str]) -> list[int]:
    """Sources that have all words in title, publisher, author and reference, one more than MOST_FOUND at most."""
    return _saying("source", words)


def claims_cited_saying(words: Sequence[str], cited: CitationQuerySet) -> tuple[list[int], bool]:
    """Claims with a citation among `cited` that has all words in its figure, its quote, its source and whom it credits;
    and whether more citations say so than are looked at.
    """
    keys = _saying("citation", words)
    found = cited.filter(pk__in=among(keys)).order_by().values_list("claim_id", flat=True)
    return sorted(set(found)), len(keys) > MOST_FOUND


def has_key(keys: Sequence[int], column: str = "pk") -> Q:
    return Q(**{f"{column}__in": among(keys)})


def _saying(name: str, words: Sequence[str], also: str = "") -> list[int]:
    if connection.vendor == "postgresql":
        statement, values = _on_postgresql(name, words, also)
    else:
        statement, values = _on_sqlite(name, words, also)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, MOST_FOUND + 1])
        return [key for (key,) in cursor.fetchall()]


def _on_sqlite(name: str, words: Sequence[str], also: str) -> tuple[str, list[str]]:
    table = f"factcheck_{name}_said"
    long = [word for word in words if len(word) >= _RUN]
    if not long:
        asked = " AND ".join(_quoted(word) + "*" for word in words)
        statement = (
            f"SELECT said.id FROM {table}_words found JOIN {table} said ON said.id = found.rowid "  # noqa: S608
            f"WHERE {table}_words MATCH %s {also} LIMIT %s"
        )
        return statement, [asked]
    runs = dict.fromkeys(
        word[at : at + _RUN] for word in long for at in range(min(len(word) - _RUN + 1, _MOST_RUNS))
    )
    asked = " AND ".join(map(_quoted, runs))
    # The runs of a word may stand in another order or apart: what is found is read once more.
    really = " AND ".join(["said.said LIKE %s ESCAPE '\\'"] * len(words))
    statement = (
        f"SELECT said.id FROM {table}_parts found JOIN {table} said ON said.id = found.rowid "  # noqa: S608
        f"WHERE {table}_parts MATCH %s AND {really} {also} LIMIT %s"
    )
    return statement, [asked, *(_anywhere(word) for word in words)]


def _on_postgresql(name: str, words: Sequence[str], also: str) -> tuple[str, list[str]]:
    table = f"factcheck_{name}_said"
    has_parts = _has_parts(connection.settings_dict["NAME"])
    by_part = [word for word in words if len(word) >= _RUN and has_parts]
    by_word = [word for word in words if word not in by_part and _WORD.search(word)]
    conditions = ["said.said ILIKE %s"] * len(by_part)
    values = [_anywhere(word) for word in by_part]
    if by_word:
        conditions.append("said.words @@ to_tsquery('simple', %s)")
        values.append(" & ".join(_beginning(word) for word in by_word))
    statement = f"SELECT said.id FROM {table} said WHERE {' AND '.join(conditions)} {also} LIMIT %s"  # noqa: S608
    return statement, values


def _beginning(word: str) -> str:
    """A word as tsquery has it: the pieces of it after each other, the last of which may go on."""
    *first, last = (f"'{piece}'" for piece in _WORD.findall(word))
    return f"({' <-> '.join([*first, f'{last}:*'])})"


@cache
def _has_parts(_database: str) -> bool:
    """Whether the database can have an index of parts; the same as long as this process runs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('factcheck_claim_said_parts') IS NOT NULL")
        return bool(cursor.fetchone()[0])


def _quoted(word: str) -> str:
    return '"{}"'.format(word.replace('"', '""'))


def _anywhere(word: str) -> str:
    escaped = re.sub(r"([\\%_])", r"\\\1", word)
    return f"%{escaped}%"
