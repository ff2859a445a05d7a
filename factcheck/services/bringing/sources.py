"""Bringing sources in from a bibliography: everything sound at once, nothing twice, nothing overwritten."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from simple_history.utils import bulk_create_with_history

from factcheck.core.roles import Act
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.extraction.bibliographies.reading import read_bibliography
from factcheck.models import Person, Source
from factcheck.services.bringing.planning import Fate, Plan, Planned, plan_sources, words_of
from factcheck.services.checking import check_columns, require
from factcheck.services.errors import ChangedMeanwhileError
from factcheck.services.evidence import evidence_changed
from factcheck.services.locking import CHUNK, lock_claims, lock_sources
from factcheck.services.sources import amend_record, claims_resting_on, put_record

BROUGHT = _("Brought in from a bibliography")


@dataclass(frozen=True, slots=True)
class BroughtSources:
    """What became of the entries of a bibliography."""

    added: int
    completed: int
    left: int
    refused: tuple[Planned, ...]

    @property
    def entries(self) -> int:
        return self.added + self.completed + self.left + len(self.refused)


def preview_sources(*, content: bytes, by: Person | None) -> Plan:
    """What `bring_sources` would do with a bibliography as the desk is now. Raises UnreadableBibliographyError."""
    require(by, Act.RECORD)
    return plan_sources(read_bibliography(content).entries)


def bring_sources(*, content: bytes, by: Person | None, as_new: Collection[int] = ()) -> BroughtSources:
    """Record the sources of a bibliography that the desk has not, and complete those that it has.

    An entry is of a source of the desk where the DOI, the address, the reference with a title that is alike, or title
    and year are the same. What the desk has is never overwritten; bringing the same file again changes nothing.
    `as_new` are the numbers of entries, counted from 1, that are of another source all the same. Entries that cannot
    be kept are left out and told. Raises NotPermittedError, UnreadableBibliographyError, and ChangedMeanwhileError
    where somebody records the same at this moment.
    """
    require(by, Act.RECORD)
    entries = read_bibliography(content).entries
    try:
        with transaction.atomic():
            plan = plan_sources(entries, as_new=as_new)
            if plan.completed:
                # What is to be completed is held, and looked at again as it is then.
                lock_sources(plan.completed)
                plan = plan_sources(entries, as_new=as_new)
            write_plan(plan, by=by)
    except IntegrityError as error:
        raise ChangedMeanwhileError(
            _("Nothing was brought in: somebody recorded the same at this moment. Try it again.")
        ) from error
    return BroughtSources(
        added=plan.count(Fate.ADDED),
        completed=plan.count(Fate.COMPLETED),
        left=plan.count(Fate.LEFT),
        refused=tuple(entry for entry in plan.entries if entry.fate is Fate.REFUSED),
    )


def write_plan(plan: Plan, *, by: Person | None) -> dict[int, Source]:
    """Write what was planned, inside the caller's transaction; gives the sources by the numbers of their entries."""
    added = {entry.number: _new_source(entry) for entry in plan.entries if entry.fate is Fate.ADDED}
    bulk_create_with_history(
        list(added.values()), Source, batch_size=CHUNK, default_user=by, default_change_reason=BROUGHT
    )
    touched = set[int]()
    for source, facts in plan.completed.values():
        if amend_record(source, words_of(facts, source.reliability), None, by=by):
            touched.add(source.pk)
    for claim in lock_claims(claims_resting_on(touched)) if touched else ():
        evidence_changed(claim, by=by, why=str(Sentence(_("A source was completed from a bibliography."))))
    found = {entry.number: entry.source for entry in plan.entries if entry.source is not None}
    found |= added
    return found | {entry.number: found[entry.twin] for entry in plan.entries if entry.twin in found}


def _new_source(entry: Planned) -> Source:
    assert entry.facts is not None
    source = Source(ref=entry.ref)
    put_record(source, words_of(entry.facts))
    check_columns(source)
    return source
