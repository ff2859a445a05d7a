"""Sources as bibliographies: CSL-JSON, BibTeX and RIS, written one by one, each source once, no identity withheld told.

Read back, each format gives the same record: what a format has no place for goes along in a field of its own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from factcheck.core.bibliography.bibtex import bibtex_of
from factcheck.core.bibliography.mapping import record_of
from factcheck.core.bibliography.record import NOT_SAID, Facts, Record
from factcheck.core.bibliography.ris import ris_of
from factcheck.core.sentences import gettext_noop as _
from factcheck.exports.about import About
from factcheck.exports.listed import ExportedSource
from factcheck.exports.verified import ExportedClaim
from factcheck.models import Source
from factcheck.models.withholding import for_nobody


def record_of_source(source: Source) -> Record:
    """A source as bibliographies write it; of one whose identity is withheld only what stands for it."""
    if source.is_withheld:
        return Record(source.ref, NOT_SAID, {"title": source.title})
    facts = Facts(
        title=source.title,
        publisher=source.publisher,
        author=source.author,
        kind=source.kind,
        published=source.published,
        url=source.url,
        other_fields=_in_one_order(source.other_fields),
    )
    return record_of(facts, key=source.ref)


def _in_one_order(said: Any) -> Any:  # noqa: ANN401 -- whatever JSON holds
    """The names of objects by the alphabet: databases keep them in orders of their own, and exports compare line by
    line.
    """
    if isinstance(said, dict):
        return {name: _in_one_order(said[name]) for name in sorted(said)}
    return [_in_one_order(one) for one in said] if isinstance(said, list) else said


@for_nobody
def sources_as_csl(sources: Iterable[Source]) -> Iterator[str]:
    """A list of CSL-JSON, one item to a line."""
    yield "["
    separator = "\n"
    for record in _records(sources):
        item = {"id": record.key, "type": record.kind} | record.fields
        yield separator + json.dumps(item, ensure_ascii=False)
        separator = ",\n"
    yield "\n]\n"


@for_nobody
def sources_as_bibtex(sources: Iterable[Source]) -> Iterator[str]:
    """Entries of BibTeX, which BibLaTeX reads too."""
    keys: set[str] = set()
    for record in _records(sources):
        key, number = record.key, 2
        while key.casefold() in keys:  # BibTeX does not tell capital letters apart, references do
            key, number = f"{record.key}-{number}", number + 1
        keys.add(key.casefold())
        entry_type, said = bibtex_of(record)
        lines = [f"  {name} = {_bibtex_value(name, text)}" for name, text in said.items()]
        yield f"@{entry_type}{{{key},\n" + ",\n".join(lines) + "\n}\n\n"


def _bibtex_value(name: str, text: str) -> str:
    return text if name == "month" else "{" + text + "}"


@for_nobody
def sources_as_ris(sources: Iterable[Source]) -> Iterator[str]:
    """Entries of RIS."""
    for record in _records(sources):
        yield "".join(f"{tag}  - {text}\r\n" for tag, text in ris_of(record)) + "ER  - \r\n\r\n"


def _records(sources: Iterable[Source]) -> Iterator[Record]:
    """The records of sources, each source once."""
    written: set[int] = set()
    for source in sources:
        if source.pk not in written:
            written.add(source.pk)
            yield record_of_source(source)


def cited_in(claims: Iterable[ExportedClaim]) -> Iterator[Source]:
    """The sources that stand behind claims, as often as they are cited."""
    for exported in claims:
        for citation in exported.citations:
            yield citation.source


@dataclass(frozen=True, slots=True)
class BibliographyFormat:
    """One way to write sources: its name in addresses, what people call it, and its files."""

    name: str
    label: str
    media_type: str
    suffix: str
    write: Callable[[Iterable[Source]], Iterator[str]]


BIBLIOGRAPHIES: dict[str, BibliographyFormat] = {
    one.name: one
    for one in (
        BibliographyFormat(
            "csl", _("CSL-JSON"), "application/vnd.citationstyles.csl+json", ".json", sources_as_csl
        ),
        BibliographyFormat(
            "bibtex", _("BibTeX"), "application/x-bibtex; charset=utf-8", ".bib", sources_as_bibtex
        ),
        BibliographyFormat(
            "ris", _("RIS"), "application/x-research-info-systems; charset=utf-8", ".ris", sources_as_ris
        ),
    )
}


def claims_in(written: BibliographyFormat) -> Callable[[Iterable[ExportedClaim], About], Iterator[str]]:
    """Writes the sources behind claims; the first byte is sent before the first claim is read."""

    @for_nobody
    def write(claims: Iterable[ExportedClaim], _about: About) -> Iterator[str]:
        yield "\n"
        yield from written.write(cited_in(claims))

    return write


def sources_in(written: BibliographyFormat) -> Callable[[Iterable[ExportedSource], About], Iterator[str]]:
    """Writes the sources of a list."""

    @for_nobody
    def write(sources: Iterable[ExportedSource], _about: About) -> Iterator[str]:
        yield "\n"
        yield from written.write(one.source for one in sources)

    return write
