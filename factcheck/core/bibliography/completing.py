"""What a bibliography says more than the desk has of a source, and what it says otherwise.

What is empty is filled; what the desk has is never overwritten, and the difference is shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from factcheck.core.bibliography.dates import DATE_FIELDS, is_same_date
from factcheck.core.bibliography.kinds import our_kind
from factcheck.core.bibliography.mapping import facts_of, record_of
from factcheck.core.bibliography.markup import without_marks
from factcheck.core.bibliography.names import NAME_FIELDS, names_in_words
from factcheck.core.bibliography.record import NOT_SAID, Facts, Fields, Record

_NO_WORD = re.compile(r"[\W_]+")
_COLUMNS = ("title", "publisher", "author", "kind", "published", "url")


@dataclass(frozen=True, slots=True)
class Differing:
    """A field of CSL that the bibliography gives otherwise than the desk has it."""

    field: str
    ours: object
    theirs: object


@dataclass(frozen=True, slots=True)
class Comparison:
    """The source as it is with everything filled that was empty, the fields that were, and those that differ."""

    facts: Facts
    filled: tuple[str, ...]
    differing: tuple[Differing, ...]


def compare_with(ours: Facts, theirs: Record) -> Comparison:
    """Hold an entry against a source of the desk. An entry that says what the desk has changes nothing."""
    recorded = record_of(ours, key=theirs.key)
    missing: Fields = {}
    differing: list[Differing] = []
    for name, value in theirs.fields.items():
        had = recorded.fields.get(name)
        if had is None:
            missing[name] = value
        elif isinstance(had, Mapping) and isinstance(value, Mapping) and name not in DATE_FIELDS:
            if more := {key: one for key, one in value.items() if key not in had}:
                missing[name] = {**had, **more}
            differing += [
                Differing(f"{name}: {key}", had[key], one)
                for key, one in value.items()
                if key in had and had[key] != one
            ]
        elif not _is_same(name, had, value):
            differing.append(Differing(name, had, value))
    kind = our_kind(theirs.kind)
    fills_kind = not ours.kind and theirs.kind != NOT_SAID
    if ours.kind and theirs.kind not in {NOT_SAID, recorded.kind}:
        differing.append(Differing("type", recorded.kind, theirs.kind))
    if not missing and not fills_kind:
        return Comparison(ours, (), tuple(differing))
    facts = _filled(replace(ours, kind=kind if fills_kind else ours.kind), missing, theirs)
    return Comparison(facts, (*(["type"] if fills_kind else []), *missing), tuple(differing))


def _filled(ours: Facts, missing: Fields, theirs: Record) -> Facts:
    """The facts with what was missing: in its column where that is empty, else beside the columns."""
    kind = theirs.kind if our_kind(theirs.kind) == ours.kind else ours.kind or NOT_SAID
    found = facts_of(Record(theirs.key, kind, missing))
    columns = {name: getattr(ours, name) or getattr(found, name) for name in _COLUMNS if name != "kind"}
    other = {**found.other_fields, **ours.other_fields}
    other |= {name: missing[name] for name in missing if name in ours.other_fields}
    if (
        "type" in found.other_fields
        and "type" not in ours.other_fields
        and ours.kind != our_kind(theirs.kind)
    ):
        del other["type"]
    facts = replace(ours, **columns, other_fields=other)
    again = record_of(facts, key=theirs.key).fields
    lost = {name: value for name, value in missing.items() if again.get(name) != value}
    return replace(facts, other_fields={**other, **lost}) if lost else facts


def _is_same(name: str, one: object, other: object) -> bool:
    if one == other:
        return True
    if name in NAME_FIELDS:
        return folded(names_in_words(one)) == folded(names_in_words(other))
    if name in DATE_FIELDS:
        return is_same_date(one, other)
    if name == "URL" and isinstance(one, str) and isinstance(other, str):
        return bare_address(one) == bare_address(other)
    if isinstance(one, (str, int)) and isinstance(other, (str, int)):
        return folded(str(one)) == folded(str(other))
    return False


def folded(text: str) -> str:
    """A text as titles and names are told apart by it: words only, without regard to case."""
    return _NO_WORD.sub(" ", without_marks(text).casefold()).strip() or text.strip()


def are_alike(one: str, other: str) -> bool:
    """Whether two titles may be of one source: the same, one the beginning of the other, or half of all words
    shared.
    """
    first, second = folded(one), folded(other)
    if first == second or first.startswith(f"{second} ") or second.startswith(f"{first} "):
        return True
    words, others = set(first.split()), set(second.split())
    return len(words & others) * 2 >= len(words | others)


_SCHEME = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)


def bare_address(url: str) -> str:
    """An address without what seldom makes a difference: scheme, www, the slash at its end, the mark inside a page."""
    bare = _SCHEME.sub("", url.strip()).partition("#")[0].rstrip("/")
    host, slash, path = bare.partition("/")
    return host.lower() + slash + path


_DOI = re.compile(r"(?:doi:|https?://(?:dx\.)?doi\.org/)?\s*(10\.\d{3,9}/\S+)", re.IGNORECASE)


def bare_doi(fields: Mapping[str, object]) -> str:
    """The DOI of a record, however it is written, or ""."""
    for name in ("DOI", "URL"):
        value = fields.get(name)
        if isinstance(value, str) and (found := _DOI.fullmatch(value.strip())):
            return found[1].lower()
    return ""
