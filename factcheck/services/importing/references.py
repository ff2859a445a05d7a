"""References for rows whose file has none: those of the desk where it has the same, else built from the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from factcheck.core.built_references import build_reference, told_apart
from factcheck.core.words import fold
from factcheck.models import Claim, Source
from factcheck.services.importing.files import Row, Table
from factcheck.services.locking import CHUNK

CLAIM, SOURCE = "claim_ref", "source_ref"


def with_references(table: Table) -> Iterator[Row]:
    """The rows of a table, each with references. Only a column that the file does not have is built."""
    build_claims, build_sources = CLAIM not in table.columns, SOURCE not in table.columns
    if not build_claims and not build_sources:
        yield from table.rows
        return
    claims, sources = _Claims(), _Sources()
    while chunk := list(islice(table.rows, CHUNK)):
        if build_claims:
            claims.look_up(chunk)
        if build_sources:
            sources.look_up(chunk)
        for row in chunk:
            built = {}
            if build_claims:
                built[CLAIM] = claims.reference(row)
            if build_sources:
                built[SOURCE] = sources.reference(row)
            unnamed = tuple(name for name, ref in built.items() if not ref)
            yield replace(row, cells=row.cells | built, unnamed=unnamed)


def _words(row: Row, name: str) -> str:
    return " ".join(row.cells.get(name, "").split())


class _Claims:
    """The claims of the desk by the questions of a file."""

    def __init__(self) -> None:
        self.by_question: dict[str, str] = {}
        self.taken: dict[str, str] = {}

    def look_up(self, rows: Iterable[Row]) -> None:
        questions = {_words(row, "question") for row in rows}
        for ref, question in Claim.objects.filter(question__in=questions).values_list("ref", "question"):
            self.by_question.setdefault(question, ref)
        refs = {build_reference(question) for question in questions}
        self.taken.update(Claim.objects.filter(ref__in=refs).values_list("ref", "question"))

    def reference(self, row: Row) -> str:
        question = _words(row, "question")
        ref = self.by_question.get(question) or build_reference(question)
        if ref in self.taken and fold(self.taken[ref]) != fold(question):
            return told_apart(ref, question)
        return ref


class _Sources:
    """The sources of the desk by the titles of a file; two of one title are told apart by publisher and date."""

    def __init__(self) -> None:
        self.by_record: dict[tuple[str, ...], str] = {}
        self.taken: dict[str, str] = {}

    def look_up(self, rows: Iterable[Row]) -> None:
        records = {_record(row) for row in rows}
        titles = {record[0] for record in records}
        recorded = Source.objects.filter(title__in=titles).order_by("pk")
        for ref, *known in recorded.values_list("ref", "title", "publisher", "published"):
            title, publisher, published = known
            for key in (
                (title, publisher, published),
                (title, publisher, ""),
                (title, "", published),
                (title, "", ""),
            ):
                self.by_record.setdefault(key, ref)
        refs = {build_reference(*record) for record in records}
        self.taken.update(Source.objects.filter(ref__in=refs).values_list("ref", "title"))

    def reference(self, row: Row) -> str:
        record = _record(row)
        ref = self.by_record.get(record) or build_reference(*record)
        if ref in self.taken and fold(self.taken[ref]) != fold(record[0]):
            return told_apart(ref, *record)
        return ref


def _record(row: Row) -> tuple[str, str, str]:
    title = _words(row, "source_title") or _words(row, "url")
    return title, _words(row, "publisher"), _words(row, "published")
