"""What would become of each entry of a bibliography: added, completed, left, or refused. Nothing is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from factcheck.core.bibliography.completing import Differing, compare_with
from factcheck.core.bibliography.mapping import facts_of, record_of
from factcheck.core.bibliography.record import Facts, Record
from factcheck.core.sentences import RuleError, Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.core.withholding import number_of
from factcheck.extraction.bibliographies.entries import Entry
from factcheck.models import Source
from factcheck.services.bringing.entry_refs import key_as_ref, ref_of
from factcheck.services.bringing.known import Identity, KnownSources, Sameness, identity_of
from factcheck.services.checking import check_columns
from factcheck.services.locking import CHUNK
from factcheck.services.sources import SourceWords, put_record

KEY_FIELD = "citation-key"
"""Where the key of an entry is kept that cannot be a reference as it is."""


class Fate(StrEnum):
    """What becomes of an entry."""

    ADDED = "added"
    COMPLETED = "completed"
    LEFT = "left"
    REFUSED = "refused"


@dataclass(slots=True)
class Planned:
    """One entry and what becomes of it. `number` counts entries from 1; `twin` is the number of an earlier entry that
    is of the same source.
    """

    number: int
    line: int
    key: str
    fate: Fate
    title: str = ""
    ref: str = ""
    facts: Facts | None = None
    source: Source | None = None
    twin: int = 0
    same_by: Sameness | None = None
    filled: tuple[str, ...] = ()
    differing: tuple[Differing, ...] = ()
    problem: Sentence | None = None


@dataclass(slots=True)
class Plan:
    """All entries, in order, and the sources that would be other than they are."""

    entries: list[Planned]
    completed: dict[int, tuple[Source, Facts]] = field(default_factory=dict)

    def count(self, fate: Fate) -> int:
        return sum(entry.fate is fate for entry in self.entries)


def source_facts(source: Source) -> Facts:
    """A source of the desk in the words of bibliographies."""
    return Facts(
        title=source.title,
        publisher=source.publisher,
        author=source.author,
        kind=source.kind,
        published=source.published,
        url=source.url,
        other_fields=source.other_fields,
    )


def words_of(facts: Facts, reliability: str = "") -> SourceWords:
    return SourceWords(
        title=facts.title,
        publisher=facts.publisher,
        author=facts.author,
        kind=facts.kind,
        published=facts.published,
        url=facts.url,
        reliability=reliability,
        other_fields=dict(facts.other_fields),
    )


def plan_sources(
    entries: Sequence[Entry], *, as_new: Collection[int] = (), addresses_tell: bool = False
) -> Plan:
    """Hold every entry against the sources of the desk and the entries before it.

    `as_new` are numbers of entries that somebody said are of another source, however alike they are. With
    `addresses_tell`, what stands at two addresses is two sources.
    """
    return _Planner(entries, as_new, addresses_tell=addresses_tell).plan()


class _Planner:
    def __init__(self, entries: Sequence[Entry], as_new: Collection[int], *, addresses_tell: bool) -> None:
        self.entries = entries
        self.addresses_tell = addresses_tell
        self.as_new = as_new
        self.records = {
            number: _with_key(entry.record)
            for number, entry in enumerate(entries, 1)
            if entry.record is not None and number_of(entry.key) is None
        }
        self.facts = {number: _acceptable(facts_of(record)) for number, record in self.records.items()}
        self.identities = {
            number: identity_of(record, ref_of(record, self.facts[number]), -number)
            for number, record in self.records.items()
        }
        self.known = KnownSources(self.identities.values(), [one.ref for one in self.identities.values()])
        found = [self._same_as(one) for one in self.identities.values()]
        self.sources = _sources(one.key for one, _why in filter(None, found))
        self.now = {key: source_facts(source) for key, source in self.sources.items()}
        self.planned: dict[int, Planned] = {}

    def plan(self) -> Plan:
        for number, entry in enumerate(self.entries, 1):
            self.planned[number] = self._planned(number, entry)
        completed = {
            key: (source, self.now[key])
            for key, source in self.sources.items()
            if self.now[key] != source_facts(source)
        }
        return Plan(list(self.planned.values()), completed)

    def _planned(self, number: int, entry: Entry) -> Planned:
        if entry.problem is not None:
            return Planned(number, entry.line, entry.key, Fate.REFUSED, problem=entry.problem)
        if number not in self.records:
            return Planned(number, entry.line, entry.key, Fate.LEFT, problem=Sentence(_WITHHELD))
        facts, identity = self.facts[number], self.identities[number]
        try:
            _require_sound(facts, identity.ref)
        except RuleError as error:
            return Planned(number, entry.line, entry.key, Fate.REFUSED, facts.title, problem=error.sentence)
        found = None if number in self.as_new else self._same_as(identity)
        if found is None:
            ref = self.known.new_ref(identity.ref)
            self.known.add(replace(identity, ref=ref))
            return Planned(number, entry.line, entry.key, Fate.ADDED, facts.title, ref, facts)
        return self._same(number, entry, *found)

    def _same_as(self, identity: Identity) -> tuple[Identity, Sameness] | None:
        return self.known.same_as(identity, addresses_tell=self.addresses_tell)

    def _same(self, number: int, entry: Entry, known: Identity, why: Sameness) -> Planned:
        record = self.records[number]
        twin = self.planned[-known.key] if known.key < 0 else None
        ours = twin.facts if twin is not None else self.now[known.key]
        assert ours is not None
        compared = compare_with(ours, record)
        made = _acceptable(compared.facts)
        fate = Fate.COMPLETED if compared.filled else Fate.LEFT
        try:
            _require_sound(made, known.ref)
        except RuleError as error:
            return Planned(
                number, entry.line, entry.key, Fate.REFUSED, self.facts[number].title, problem=error.sentence
            )
        if twin is not None:
            twin.facts = made
        else:
            self.now[known.key] = made
        return Planned(
            number,
            entry.line,
            entry.key,
            fate,
            self.facts[number].title,
            known.ref,
            source=self.sources.get(known.key),
            twin=max(0, -known.key),
            same_by=why,
            filled=compared.filled,
            differing=compared.differing,
        )


_WITHHELD = _("This stands for a source whose identity is withheld in the file. Nothing of it is brought in.")


def _with_key(record: Record) -> Record:
    """The record with its key among its fields, where the key is more than the reference says."""
    if not record.key or KEY_FIELD in record.fields or key_as_ref(record.key) == record.key:
        return record
    return Record(record.key, record.kind, record.fields | {KEY_FIELD: record.key})


_IS_ADDRESS = URLValidator(schemes=["http", "https"])


def _acceptable(facts: Facts) -> Facts:
    """The facts with an address that is one in its column, and any other beside the columns."""
    if not facts.url:
        return facts
    try:
        _IS_ADDRESS(facts.url)
    except ValidationError:
        return replace(facts, url="", other_fields={**facts.other_fields, "URL": facts.url})
    return facts


def _require_sound(facts: Facts, ref: str) -> None:
    """Raises InvalidInputError for what no source may be."""
    source = Source(ref=ref)
    put_record(source, words_of(facts).cleaned())
    check_columns(source)


def _sources(keys: Iterable[int]) -> dict[int, Source]:
    wanted, found = sorted({key for key in keys if key > 0}), dict[int, Source]()
    for first in range(0, len(wanted), CHUNK):
        found |= Source.objects.in_bulk(wanted[first : first + CHUNK])
    return found


__all__ = ["Fate", "Plan", "Planned", "plan_sources", "record_of", "source_facts", "words_of"]
