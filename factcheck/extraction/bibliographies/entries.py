"""What is read of a bibliography: its entries in order, each a record or the reason why it is none."""

from __future__ import annotations

import json
from dataclasses import dataclass

from factcheck.core.bibliography.mapping import title_in_words
from factcheck.core.bibliography.record import Fields, Record
from factcheck.core.sentences import RuleError, Sentence
from factcheck.core.sentences import gettext_noop as _

DEEPEST = 20
LONGEST = 300_000
"""Characters of one entry, written as JSON: an abstract has some thousands."""


class UnreadableBibliographyError(RuleError):
    """A file as a whole cannot be read as a bibliography."""


class BadEntryError(RuleError):
    """One entry cannot be brought in; the others can."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: the line on which it begins, the key it is cited by, and its record or why it has none."""

    line: int
    key: str
    record: Record | None = None
    problem: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Bibliography:
    """A file that was read: the name of its format, and its entries."""

    format: str
    entries: tuple[Entry, ...]


def entry_of(line: int, record: Record) -> Entry:
    """An entry for a record, cleaned; a record that cannot be kept is refused with the reason."""
    key = keepable(record.key)[:300]
    try:
        return Entry(line, key, _cleaned(record, key))
    except BadEntryError as error:
        return Entry(line, key, problem=error.sentence)


def refused(line: int, key: str, error: RuleError) -> Entry:
    return Entry(line, keepable(key)[:300], problem=error.sentence)


def _cleaned(record: Record, key: str) -> Record:
    fields: Fields = {
        keepable(name): value
        for name, value in ((name, _clean(one, DEEPEST)) for name, one in record.fields.items())
        if name and value not in ("", [], {}, None)
    }
    if len(json.dumps(fields)) > LONGEST:
        raise BadEntryError(
            _("This entry has more than %(most)s characters. Shorten it."), most=f"{LONGEST:,}"
        )
    if not title_in_words(fields.get("title")):
        raise BadEntryError(_("This entry has no title. Give it one."))
    return Record(key, keepable(record.kind), fields)


def _clean(value: object, deeper: int) -> object:
    """The same without characters that no database keeps."""
    if isinstance(value, str):
        return keepable(value)
    if not isinstance(value, (dict, list)):
        return value
    if not deeper:
        raise BadEntryError(_("This entry is nested deeper than bibliographies are. Write it plainly."))
    if isinstance(value, list):
        return [_clean(one, deeper - 1) for one in value]
    return {keepable(str(name)): _clean(one, deeper - 1) for name, one in value.items()}


def keepable(text: str) -> str:
    """A text without characters that no database keeps: a null and halves of characters have another in their place."""
    kept = text.replace("\0", "\ufffd").strip()
    return (
        kept.encode("utf-8", "replace").decode()
        if any("\ud800" <= sign <= "\udfff" for sign in kept)
        else kept
    )


class Lines:
    """Says on which line of a text a place stands; asked in rising order it reads the text once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line, self._seen = 1, 0

    def at(self, place: int) -> int:
        self._line += self._text.count("\n", self._seen, place)
        self._seen = max(self._seen, place)
        return self._line
