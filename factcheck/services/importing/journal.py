"""Keeping a journal of an import while it is written: what it brings in, and what it changes of what was there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from django.db.models import Max, Model, QuerySet

from factcheck.models import (
    Citation,
    Claim,
    Discrepancy,
    Import,
    ImportChange,
    ImportedRows,
    Member,
    Position,
    QuotePlace,
    Source,
)
from factcheck.models.tables import (
    LEAVES_NO_TRACE,
    Range,
    Row,
    Table,
    digest_of_rows,
    joined,
    key_of,
    read,
    rows_of,
    tables,
    written_here,
)
from factcheck.services.locking import CHUNK


class Journal:
    """Begun in the transaction of an import before it writes anything, and closed at its end.

    What is about to change is announced with one of the `before_…` methods, while it is held and still unchanged: its
    rows are remembered, and those that differ in the end are kept. What was added needs no announcing.
    """

    def __init__(self, run: Import) -> None:
        self.run = run
        self._ends: dict[Table, int] = {
            model: rows_of(model).aggregate(last=Max("pk"))["last"] or 0 for model in tables()
        }
        self._were: dict[Table, dict[int, Row]] = defaultdict(dict)

    def before_sources(self, pks: Collection[int]) -> None:
        for chunk in _chunks(pks):
            self._remember(rows_of(Source).filter(pk__in=chunk))
            self._remember(rows_of(Source.derived_from.through).filter(from_source__in=chunk))

    def before_claims(self, pks: Collection[int]) -> None:
        """Claims whose words may change, and with them how their figures are read."""
        self.before_comparing(pks)
        for chunk in _chunks(pks):
            self._remember(rows_of(Citation).filter(claim__in=chunk))

    def before_citations(self, pks: Collection[int]) -> None:
        for chunk in _chunks(pks):
            self._remember(rows_of(Citation).filter(pk__in=chunk))
            self._remember(rows_of(QuotePlace).filter(citation__in=chunk))

    def before_comparing(self, pks: Collection[int]) -> None:
        """Claims with their discrepancies, which may open, move and close."""
        for chunk in _chunks(pks):
            self._remember(rows_of(Claim).filter(pk__in=chunk))
            self._remember(rows_of(Discrepancy).filter(claim__in=chunk))
            self._remember(rows_of(Position).filter(discrepancy__claim__in=chunk))
            self._remember(rows_of(Member).filter(discrepancy__claim__in=chunk))

    def close(self) -> None:
        """Write down what the import did, row by row as it stands now."""
        for model in tables():
            self._keep_added(model)
            self._keep_changed(model)

    def _remember(self, rows: QuerySet[Model]) -> None:
        known = self._were[rows.model]
        for key, row in read(self._not_ours(rows)):
            known.setdefault(key, row)

    def _not_ours(self, rows: QuerySet[Model]) -> QuerySet[Model]:
        ours = written_here(rows.model)
        there_before = rows.filter(pk__lte=self._ends[rows.model])
        # Somebody may have added a row between the beginning of the journal and the moment at which we held it.
        return there_before if ours is None else there_before | rows.exclude(ours)

    def _keep_added(self, model: Table) -> None:
        ours = written_here(model)
        added = rows_of(model).filter(pk__gt=self._ends[model])
        if ours is not None:
            added = added.filter(ours)
        keys = added.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=5_000)
        known = self._were[model]
        kept = [
            ImportedRows(
                run=self.run,
                table=model._meta.db_table,
                first=first,
                last=last,
                count=last - first + 1,
                digest=said_in(model, (first, last)) if model in LEAVES_NO_TRACE else "",
            )
            for first, last in joined(key for key in keys if key not in known)
        ]
        ImportedRows.objects.bulk_create(kept, batch_size=CHUNK)

    def _keep_changed(self, model: Table) -> None:
        were = self._were[model]
        changes: list[ImportChange] = []
        for chunk in _chunks(were):
            now = dict(read(rows_of(model).filter(pk__in=chunk)))
            found = (self._change(model, key, were[key], now.get(key)) for key in chunk)
            changes += [change for change in found if change is not None]
        ImportChange.objects.bulk_create(changes, batch_size=CHUNK)

    def _change(self, model: Table, key: int, was: Row, now: Row | None) -> ImportChange | None:
        if was == now:
            return None
        change = ImportChange(run=self.run, table=model._meta.db_table, key=key, was=was)
        if now is not None:
            change.was = {name: value for name, value in was.items() if now[name] != value}
            change.digest = digest_of_rows([now])
        return change


class NoJournal(Journal):
    """For what is rolled back in the end: nothing is remembered."""

    def __init__(self) -> None:
        pass

    def _remember(self, rows: QuerySet[Model]) -> None:
        pass

    def close(self) -> None:
        pass


def said_in(model: Table, keys: Range) -> str:
    """The digest of what the rows of these keys say."""
    rows = rows_of(model).filter(pk__range=keys).order_by(key_of(model))
    return digest_of_rows(row for _key, row in read(rows))


def _chunks(pks: Collection[int]) -> Iterator[list[int]]:
    wanted = sorted(pks)
    for first in range(0, len(wanted), CHUNK):
        yield wanted[first : first + CHUNK]
