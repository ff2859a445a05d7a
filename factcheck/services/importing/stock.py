"""What the desk has already of what a file names: looked up in bulk, and held while the file is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from django.db.models import prefetch_related_objects
from simple_history.utils import bulk_create_with_history

from factcheck.core.sentences import gettext_noop as _
from factcheck.core.withholding import number_of
from factcheck.models import Attribution, Citation, Claim, Person, Source, Topic
from factcheck.services.errors import InvalidInputError
from factcheck.services.importing.rows import CitationRow, Content, Described
from factcheck.services.importing.wording import RowKey, recorded_key
from factcheck.services.locking import CHUNK, lock_claims, lock_derivations, lock_sources
from factcheck.services.readings import derivations

_Value = TypeVar("_Value", int, str)
_Named = TypeVar("_Named", Attribution, Topic)


class Stock:
    """The sources and claims of a file that are recorded already, held until the transaction ends."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.claims: dict[str, Claim] = {}
        self._parents: dict[str, Source] = {}
        self.links: dict[int, list[int]] = {}
        named = {name for described in content.sources.values() for name in parents_in(described) or ()}
        if any("derived_from" in described.cells for described in content.sources.values()):
            lock_derivations()
            self.links = derivations()
        known = [pk for chunk in chunks(content.sources) for pk in _keys(Source, chunk)]
        self.sources = {source.ref: source for source in lock_sources(known)}
        for chunk in chunks(named - content.sources.keys()):
            self._parents |= {source.ref: source for source in Source.objects.filter(ref__in=chunk)}
        numbers = {number: name for name in named if (number := number_of(name)) is not None}
        for numbered in chunks(numbers):
            withheld = Source.objects.filter(is_sensitive=True, withheld_number__in=numbered)
            self._parents |= {numbers[source.withheld_number or 0]: source for source in withheld}

    def lock_claims(self, others: Iterable[int]) -> None:
        """Hold every claim that the file may touch: its own, those that its citations leave, and others."""
        wanted = set(others)
        for chunk in chunks(self.content.claims):
            wanted.update(_keys(Claim, chunk))
        for chunk in chunks(row.ref for row in self.content.citations if row.ref):
            wanted.update(Citation.objects.filter(ref__in=chunk).values_list("claim_id", flat=True))
        held = lock_claims(wanted)
        prefetch_related_objects(held, "topic")
        self.claims = {claim.ref: claim for claim in held}

    def parent(self, ref: str) -> Source:
        """A source that another one draws on. Raises InvalidInputError where nobody has it."""
        source = self.sources.get(ref) or self._parents.get(ref)
        if source is None:
            raise InvalidInputError(
                _("%(ref)s is neither in the file nor at the desk."), field="derived_from", ref=ref[:120]
            )
        return source

    def citations(self) -> dict[str, Citation]:
        """The citations that the file names by reference."""
        found: dict[str, Citation] = {}
        for chunk in chunks(row.ref for row in self.content.citations if row.ref):
            recorded = Citation.objects.filter(ref__in=chunk).select_related("claim", "source", "attribution")
            found |= {citation.ref: citation for citation in recorded}
        return found

    def recorded_keys(self, rows: Iterable[CitationRow]) -> set[RowKey]:
        """The keys of what is recorded on the claims of rows without a reference, withdrawn ones included."""
        wanted = {row.claim_ref for row in rows}
        found: set[RowKey] = set()
        for chunk in chunks(wanted):
            citations = Citation.objects.filter(claim__ref__in=chunk)
            loaded = citations.select_related("claim", "source", "attribution").iterator(5_000)
            found.update(recorded_key(citation) for citation in loaded)
        return found

    def named(self, model: type[_Named], names: Iterable[str]) -> dict[str, _Named]:
        """The topics or attributions of these names, made where they are new."""
        found: dict[str, _Named] = {}
        for chunk in chunks(name for name in (" ".join(name.split()) for name in names) if name):
            found |= _by_name(model, chunk)
            missing = [model(name=name) for name in chunk if name not in found]
            if missing:
                model._default_manager.bulk_create(missing, ignore_conflicts=True)
                found |= _by_name(model, chunk)
        return found


def _by_name(model: type[_Named], names: Sequence[str]) -> dict[str, _Named]:
    recorded = model._default_manager.filter(name__in=names)
    return {record.name: record for record in recorded}


def _keys(model: type[Claim | Source], refs: Sequence[str]) -> list[int]:
    recorded = model._default_manager.filter(ref__in=refs)
    return list(recorded.values_list("pk", flat=True))


def create(
    records: Sequence[tuple[str, Claim | Source | Citation]],
    model: type[Claim | Source | Citation],
    *,
    by: Person | None,
) -> None:
    """Write new records with their history. By reference where two imports could wait for each other."""
    bulk_create_with_history(
        [record for _ref, record in records],
        model,
        batch_size=CHUNK,
        default_user=by,
        default_change_reason=_("Imported"),
    )


def parents_in(described: Described) -> list[str] | None:
    """The sources that a file names as those another one draws on; None where it has no such column."""
    if "derived_from" not in described.cells:
        return None
    return [name.strip() for name in described.cells["derived_from"].split(";") if name.strip()]


def chunks(values: Iterable[_Value]) -> Iterator[list[_Value]]:
    """Distinct values in order, as many at a time as a query takes; two imports meet them in one order."""
    distinct = sorted(set(values))
    for first in range(0, len(distinct), CHUNK):
        yield distinct[first : first + CHUNK]
