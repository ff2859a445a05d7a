"""From a record of a bibliography to the columns of a source, and back, without losing anything.

The columns say what they can; what they do not say exactly (the parts of a name, a season, an abstract) is kept beside
them in the terms of CSL. A column that somebody amended is believed before what was kept beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from factcheck.core.bibliography.dates import date_in_words, date_of
from factcheck.core.bibliography.kinds import our_kind
from factcheck.core.bibliography.markup import without_marks
from factcheck.core.bibliography.names import names_in_words, names_of, one_line
from factcheck.core.bibliography.record import NOT_SAID, Facts, Fields, Record

MAX_TITLE, MAX_AUTHOR, MAX_PUBLISHER, MAX_URL = 500, 500, 300, 2_000
_CUT = "…"
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)

PUBLISHED_IN = frozenset(
    {
        "article", "article-journal", "article-magazine", "article-newspaper", "broadcast", "entry",
        "entry-encyclopedia", "interview", "post", "post-weblog", "review", "webpage",
    }
)  # fmt: skip
"""Kinds whose publisher, in our word, is what they appeared in: the newspaper, not the house that prints it."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of ours, the field of CSL that says the same, and how each is made of the other."""

    name: str
    field: str
    words: Callable[[object], str]
    value: Callable[[str], object]


def _at_most(most: int, text: str) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + _CUT


def title_in_words(value: object) -> str:
    return _at_most(MAX_TITLE, one_line(without_marks(value))) if isinstance(value, str) else ""


def _author(value: object) -> str:
    return _at_most(MAX_AUTHOR, names_in_words(value))


def _publisher(value: object) -> str:
    return _at_most(MAX_PUBLISHER, one_line(without_marks(value))) if isinstance(value, str) else ""


def _url(value: object) -> str:
    text = value.strip() if isinstance(value, str) else ""
    return text if len(text) <= MAX_URL and _ADDRESS.fullmatch(text) else ""


_COLUMNS = (
    _Column("title", "title", title_in_words, str),
    _Column("author", "author", _author, names_of),
    _Column("published", "issued", date_in_words, date_of),
)
COLUMN_FIELDS = {"title": "title", "author": "author", "issued": "published", "URL": "url"} | {
    "container-title": "publisher",
    "publisher": "publisher",
}
"""The fields of CSL that a column of ours says, and which."""


def facts_of(record: Record) -> Facts:
    """What the desk keeps of a record; `record_of` makes the same record of it again."""
    fields, kind = record.fields, our_kind(record.kind)
    said = {column.name: column.words(fields.get(column.field)) for column in _COLUMNS}
    said["publisher"], published_by = _published_by(kind, fields)
    told = {"title", "author", "issued", "URL", published_by}
    other = {name: value for name, value in fields.items() if name not in told}
    facts = Facts(**said, kind=kind, url=_url(fields.get("URL")), other_fields=other)
    again = record_of(facts, key=record.key)
    lost = {name: value for name, value in fields.items() if again.fields.get(name) != value}
    if again.kind != record.kind:
        lost["type"] = record.kind
    return Facts(**said, kind=kind, url=facts.url, other_fields=other | lost) if lost else facts


def _published_by(kind: str, fields: Mapping[str, object]) -> tuple[str, str]:
    """Our publisher, and the field that says it."""
    for name in _publisher_fields(kind):
        if words := _publisher(fields.get(name)):
            return words, name
    return "", ""


def _publisher_fields(kind: str) -> tuple[str, str]:
    within = ("container-title", "publisher")
    return within if kind in PUBLISHED_IN else (within[1], within[0])


def record_of(facts: Facts, *, key: str) -> Record:
    """The record of a source as bibliographies write it."""
    other = dict(facts.other_fields)
    fields: Fields = {}
    for column in _COLUMNS:
        kept, words = other.pop(column.field, None), getattr(facts, column.name)
        if kept is not None and column.words(kept) == words:
            fields[column.field] = kept
        elif words:
            fields[column.field] = column.value(words)
    url = facts.url or other.get("URL")
    other.pop("URL", None)
    if url is not None and url != "":
        fields["URL"] = url
    kept_kind = other.pop("type", "")
    if facts.publisher and all(
        _publisher(other.get(name)) != facts.publisher for name in _publisher_fields(facts.kind)
    ):
        fields[_publisher_fields(facts.kind)[0]] = facts.publisher
        other.pop(_publisher_fields(facts.kind)[0], None)
    kind = (
        kept_kind
        if isinstance(kept_kind, str) and kept_kind and our_kind(kept_kind) == facts.kind
        else facts.kind
    )
    return Record(key, kind or NOT_SAID, fields | other)
