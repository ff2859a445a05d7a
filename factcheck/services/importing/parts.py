"""Taking a file apart into pieces that have nothing to do with each other, so that each can be tried by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factcheck.core.sentences import RuleError
from factcheck.models import Citation, Claim, Source
from factcheck.services.importing.rows import CitationRow, Content
from factcheck.services.importing.stock import chunks, parents_in
from factcheck.services.importing.wording import source_words
from factcheck.services.sources import claims_resting_on


def parts_of(content: Content, most: int) -> Iterator[Content]:
    """The content in parts of some rows, in the order of the file: what is written of one part changes nothing in
    another.

    Rows belong together that speak of one claim, that move a citation from one claim to another, and whose claims
    rest on a source that the file amends.
    """
    groups = _Groups()
    for row in _rows(content):
        groups.join(row.claim_ref, row.claim_ref)
    _join_moved(content, groups)
    _join_amended(content, groups)
    cut = _Cut(content)
    together: dict[str, list[CitationRow]] = {}
    for row in _rows(content):
        together.setdefault(groups.of(row.claim_ref), []).append(row)
    part: list[CitationRow] = []
    for rows in together.values():
        if part and len(part) + len(rows) > most:
            yield cut.part(part)
            part = []
        part += rows
    if part:
        yield cut.part(part)


class _Groups:
    """Which claims belong together: each points on, the last one names the group."""

    def __init__(self) -> None:
        self.next: dict[str, str] = {}

    def of(self, name: str) -> str:
        self.next.setdefault(name, name)
        while self.next[name] != name:
            self.next[name] = self.next[self.next[name]]
            name = self.next[name]
        return name

    def join(self, one: str, other: str) -> None:
        self.next[self.of(one)] = self.of(other)


def _rows(content: Content) -> list[CitationRow]:
    return sorted([*content.citations, *content.withheld, *content.alone], key=lambda row: row.line)


def _join_moved(content: Content, groups: _Groups) -> None:
    claims: dict[str, str] = {}
    for chunk in chunks(row.ref for row in content.citations if row.ref):
        claims.update(Citation.objects.filter(ref__in=chunk).values_list("ref", "claim__ref"))
    for row in content.citations:
        if row.ref in claims:
            groups.join(row.claim_ref, claims[row.ref])


def _join_amended(content: Content, groups: _Groups) -> None:
    amended = _amended(content)
    above = {ref: _ancestors(content, ref) for ref in content.sources} if amended else {}
    for row in content.citations:
        for source in amended.keys() & above.get(row.source_ref, set()):
            groups.join(row.claim_ref, f"source {source}")
    for ref, key in amended.items():
        for chunk in chunks(claims_resting_on([key])):
            for claim in Claim.objects.filter(pk__in=chunk).values_list("ref", flat=True):
                groups.join(claim, f"source {ref}")


def _amended(content: Content) -> dict[str, int]:
    """The recorded sources of which the file may say something else than the desk, and their keys."""
    found: dict[str, int] = {}
    for chunk in chunks(content.sources):
        for source in Source.objects.filter(ref__in=chunk).prefetch_related("derived_from"):
            described = content.sources[source.ref]
            names = parents_in(described)
            if names is not None and set(names) != {parent.ref for parent in source.derived_from.all()}:
                found[source.ref] = source.pk
                continue
            try:
                if source_words(described.cells, source) != source_words({}, source):
                    found[source.ref] = source.pk
            except RuleError:
                continue  # it is refused, and amends nothing
    return found


def _ancestors(content: Content, ref: str) -> set[str]:
    """A source of the file, and all that it draws on, as far as the file says."""
    found: set[str] = set()
    waiting = [ref]
    while waiting:
        name = waiting.pop()
        if name not in found and name in content.sources:
            found.add(name)
            waiting += parents_in(content.sources[name]) or ()
    return found


class _Cut:
    """Cuts parts out of a content, in the order of the file, which decides between two rows that contradict."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.withheld = {row.line for row in content.withheld}
        self.alone = {row.line for row in content.alone}
        self.claims = {ref: place for place, ref in enumerate(content.claims)}
        self.sources = {ref: place for place, ref in enumerate(content.sources)}

    def part(self, rows: Iterable[CitationRow]) -> Content:
        rows = sorted(rows, key=lambda row: row.line)
        claims = {row.claim_ref for row in rows}
        sources = {name for row in rows for name in _ancestors(self.content, row.source_ref)}
        return Content(
            claims={ref: self.content.claims[ref] for ref in sorted(claims, key=self.claims.__getitem__)},
            sources={ref: self.content.sources[ref] for ref in sorted(sources, key=self.sources.__getitem__)},
            citations=[row for row in rows if row.line not in self.withheld | self.alone],
            alone=[row for row in rows if row.line in self.alone],
            withheld=[row for row in rows if row.line in self.withheld],
            rows=len(rows),
        )
