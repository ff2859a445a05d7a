"""What rests on an import: whatever was recorded, decided or changed since, and would hang in the air without it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from django.db.models import Model, Q

from factcheck.core.sentences import RuleError, Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Import
from factcheck.models.tables import (
    Range,
    Table,
    digest_of_rows,
    read,
    references,
    rows_of,
    some,
    table_named,
    tables,
    within,
)
from factcheck.services.importing.journal import said_in
from factcheck.services.locking import CHUNK

SHOWN = 3
"""As many places as a refusal names."""


@dataclass(frozen=True, slots=True)
class Resting:
    """One thing that rests on an import: the table it stands in, and what it is and where, in words."""

    model: Table
    sentence: Sentence


class RestedOnError(RuleError):
    """Something since rests on what was imported; `places` says what, and where."""

    def __init__(self, places: Sequence[Resting]) -> None:
        said = {f"place{number}": place.sentence for number, place in enumerate(places)}
        super().__init__(
            _("Not undone, because since this import %(places)s."),
            places=Sentence("; ".join(f"%({name})s" for name in said), said),
        )
        self.places = places


Added: TypeAlias = Mapping[Table, Sequence[Range]]
"""The keys of what an import brought into each table."""


def added_by(run: Import) -> dict[Table, list[Range]]:
    """The keys of what an import brought into each table."""
    found: dict[str, list[Range]] = defaultdict(list)
    for table, first, last in run.imported.order_by("pk").values_list("table", "first", "last"):
        found[table].append((first, last))
    return {table_named(table): ranges for table, ranges in found.items()}


def require_nothing_rests(run: Import, added: Added) -> None:
    """Raises RestedOnError with the first of what rests on an import."""
    found = []
    for place in _resting(run, added):
        found.append(place)
        if len(found) == SHOWN:
            break
    if found:
        raise RestedOnError(found)


def _resting(run: Import, added: Added) -> Iterator[Resting]:
    """What rests on an import, one thing of each table."""
    named: set[Table] = set()
    for template, model, pk in (*_naming(run, added), *_changed(run), *_no_longer_as_it_was(run)):
        about = getattr(model, "instance_type", model)
        if about not in named:
            named.add(about)
            said = {"what": str(about._meta.verbose_name), "where": _where(model, pk)}
            yield Resting(about, Sentence(template, said))


_ADDED = _("something was added (%(what)s, “%(where)s”)")
_CHANGED = _("something was changed (%(what)s, “%(where)s”)")
_Found: TypeAlias = tuple[str, Table, int]


def _naming(run: Import, added: Added) -> Iterator[_Found]:
    """Rows that the import neither added nor changed, and that name one it added."""
    for model in sorted(tables(), key=_is_of_versions):
        template = _CHANGED if _is_of_versions(model) else _ADDED
        changed = run.changes.filter(table=model._meta.db_table).values("key")
        own = within("pk", added.get(model, ())) | Q(pk__in=changed)
        for column, other in references(model):
            for ranges in some(added.get(other, ())):
                rows = rows_of(model).filter(within(column, ranges)).exclude(own).order_by("pk")
                if (found := rows.values_list("pk", flat=True).first()) is not None:
                    yield template, model, found
                    break


def _is_of_versions(model: Table) -> bool:
    return hasattr(model, "instance_type")


def _changed(run: Import) -> Iterator[_Found]:
    """Rows that the import changed, and that say something else again."""
    after: dict[str, dict[int, str]] = defaultdict(dict)
    kept = run.changes.exclude(digest="").values_list("table", "key", "digest")
    for table, key, digest in kept.iterator(chunk_size=2_000):
        after[table][key] = digest
    for table, digests in after.items():
        model, keys = table_named(table), sorted(digests)
        for first in range(0, len(keys), CHUNK):
            chunk = keys[first : first + CHUNK]
            now = {key: digest_of_rows([row]) for key, row in read(rows_of(model).filter(pk__in=chunk))}
            for key in chunk:
                if now.get(key) != digests[key]:
                    yield _CHANGED, model, key


def _no_longer_as_it_was(run: Import) -> Iterator[_Found]:
    """Rows that the import brought in, and that are no longer as many, or say something else without a trace of it."""
    for kept in run.imported.order_by("pk"):
        model, keys = table_named(kept.table), (kept.first, kept.last)
        is_whole = rows_of(model).filter(pk__range=keys).count() == kept.count
        if not is_whole or (kept.digest and said_in(model, keys) != kept.digest):
            yield _CHANGED, model, kept.first


def _where(model: Table, pk: int) -> str:
    """The claim at which a row stands, or else the source, or else what it says itself."""
    record = model._default_manager.filter(pk=pk).first()
    return "–" if record is None else _place_of(getattr(record, "instance", record))


def _place_of(record: Model) -> str:
    for name in ("claim", "source", "first"):
        if isinstance(other := getattr(record, name, None), Model):
            return str(other)
    for name in ("discrepancy", "citation", "resolution", "verdict", "from_source"):
        if isinstance(other := getattr(record, name, None), Model):
            return _place_of(other)
    return str(record)
