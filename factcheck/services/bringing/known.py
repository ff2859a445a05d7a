"""Finding, among the sources of the desk, the one that an entry of a bibliography is of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from factcheck.core.bibliography.completing import are_alike, bare_address, bare_doi, folded
from factcheck.core.bibliography.mapping import facts_of
from factcheck.core.bibliography.record import Facts, Record
from factcheck.core.dates import DateError, read_period
from factcheck.models import Source

_NUMBERED = re.compile(r"-\d{1,6}\Z")


class Sameness(StrEnum):
    """By what an entry and a source are known to be the same."""

    DOI = "doi"
    ADDRESS = "address"
    REFERENCE = "reference"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Identity:
    """What a source is recognised by. `key` is its primary key; of an earlier entry of the same file, its number,
    negative.
    """

    key: int
    ref: str
    title: str
    publisher: str
    author: str
    published: str
    url: str
    doi: str

    @classmethod
    def of(cls, key: int, ref: str, facts: Facts, record: Record) -> Identity:
        return cls(
            key,
            ref,
            facts.title,
            facts.publisher,
            facts.author,
            facts.published,
            facts.url,
            bare_doi(record.fields),
        )


class KnownSources:
    """The sources that entries may be of. All sources of the desk are looked through once, and few of them kept."""

    def __init__(self, wanted: Iterable[Identity], refs: Iterable[str]) -> None:
        self._by_doi: dict[str, Identity] = {}
        self._by_address: dict[str, list[Identity]] = defaultdict(list)
        self._by_ref: dict[str, Identity] = {}
        self._by_title: dict[str, list[Identity]] = defaultdict(list)
        self.refs: set[str] = set()
        sought = list(wanted)
        dois, titles = {one.doi for one in sought} - {""}, {folded(one.title) for one in sought}
        addresses, stems = {bare_address(one.url) for one in sought} - {""}, {stem_of(ref) for ref in refs}
        for one in _all_sources():
            if stem_of(one.ref) in stems:
                self.refs.add(one.ref)
            if (
                one.doi in dois
                or one.ref in self.refs
                or (one.url and bare_address(one.url) in addresses)
                or folded(one.title) in titles
            ):
                self.add(one)

    def add(self, one: Identity) -> None:
        """Count a source among the known ones, as the last of those that are alike."""
        self.refs.add(one.ref)
        self._by_ref.setdefault(one.ref, one)
        if one.doi:
            self._by_doi.setdefault(one.doi, one)
        if one.url:
            self._by_address[bare_address(one.url)].append(one)
        self._by_title[folded(one.title)].append(one)

    def same_as(self, entry: Identity, *, addresses_tell: bool = False) -> tuple[Identity, Sameness] | None:
        """The source that an entry is of, and by what it is known; None for one that the desk has not.

        With `addresses_tell`, two sources at different addresses are two, however alike they are.
        """
        if entry.doi and (found := self._by_doi.get(entry.doi)):
            return found, Sameness.DOI
        here = self._by_address.get(bare_address(entry.url), []) if entry.url else []
        if found := _at_address(here, entry):
            return found, Sameness.ADDRESS
        named = self._by_ref.get(entry.ref)
        if (
            named is not None
            and are_alike(named.title, entry.title)
            and not _are_at_odds(named, entry, addresses_tell)
        ):
            return named, Sameness.REFERENCE
        for titled in self._by_title.get(folded(entry.title), ()):
            if _are_at_odds(titled, entry, addresses_tell):
                continue
            if _years(titled.published) == _years(entry.published):
                return titled, Sameness.TITLE
        return None

    def new_ref(self, wanted: str) -> str:
        """A reference that nobody has yet, numbered where the wanted one is taken."""
        ref, number = wanted, 2
        while ref in self.refs:
            ref, number = f"{wanted}-{number}", number + 1
        self.refs.add(ref)
        return ref


def stem_of(ref: str) -> str:
    """A reference without the number that tells it from another one."""
    return _NUMBERED.sub("", ref)


def _all_sources() -> Iterator[Identity]:
    columns = ("pk", "ref", "title", "publisher", "author", "published", "url", "other_fields__DOI")
    for row in Source.objects.order_by("pk").values_list(*columns).iterator(5_000):
        key, ref, title, publisher, author, published, url, doi = row
        known_as = bare_doi({"DOI": doi, "URL": url})
        yield Identity(key, ref, title, publisher, author, published, url, known_as)


def _at_address(here: list[Identity], entry: Identity) -> Identity | None:
    """The source at an address. Pages of one site may share the address of its front page, so there the titles must
    be alike too.
    """
    fitting = [one for one in here if not (one.doi and entry.doi and one.doi != entry.doi)]
    alike = next((one for one in fitting if are_alike(one.title, entry.title)), None)
    if alike is not None or "/" not in bare_address(entry.url):
        return alike
    return fitting[0] if fitting else None


def _are_at_odds(one: Identity, other: Identity, addresses_tell: bool) -> bool:  # noqa: FBT001 -- passed on
    """Whether something that both say shows that they are two sources."""
    if addresses_tell and one.url and other.url and bare_address(one.url) != bare_address(other.url):
        return True
    if one.doi and other.doi and one.doi != other.doi:
        return True
    for mine, theirs in ((one.author, other.author), (one.publisher, other.publisher)):
        words, others = set(folded(mine).split()), set(folded(theirs).split())
        if words and others and not words & others:
            return True
    return False


def _years(published: str) -> tuple[int, int] | str:
    try:
        period = read_period(published)
    except DateError:
        period = None
    return (period.start.year, period.end.year) if period else folded(published)


def identity_of(record: Record, ref: str, key: int = 0) -> Identity:
    """What an entry is recognised by."""
    return Identity.of(key, ref, facts_of(record), record)
