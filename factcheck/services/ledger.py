"""Entering decisions in the ledger of their claim, and checking that it is whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import connection, transaction
from django.db.models import Model, Prefetch, QuerySet

from factcheck.core.ledger import BEGINNING, digest_of, seal_of
from factcheck.core.roles import Act
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import (
    Assignment,
    AttributionStep,
    Claim,
    Consequence,
    Correction,
    Grading,
    ImportedRows,
    JudgedReading,
    LedgerRecord,
    Link,
    Person,
    Publication,
    Resolution,
    Step,
    TurnedDownLink,
    UndoneLink,
    Verdict,
    VerdictStep,
)
from factcheck.models.append_only import unguarded
from factcheck.models.withholding import shown_in_full
from factcheck.services.checking import require
from factcheck.services.locking import CHUNK, lock_claim
from factcheck.services.undone import faults_of_undoing

ENTERED: tuple[type[LedgerRecord], ...] = (Resolution, Step, Verdict, VerdictStep, Correction)
"""What is entered by itself; judged readings and consequences are part of their resolution."""
GUARDED: tuple[type[Model], ...] = (
    *ENTERED,
    JudgedReading,
    Consequence,
    Link,
    Assignment,
    AttributionStep,
    TurnedDownLink,
    Grading,
    ImportedRows,
    UndoneLink,
    Publication,
)
"""Whose rows the database refuses to change or delete; but for what an import wrote, while that is being undone."""


def enter(claim: Claim, record: LedgerRecord) -> None:
    """Enter a record that was just written; the caller holds the claim."""
    digest = digest_of(claim.ledger_head, record.entry())
    claim.ledger_length += 1
    claim.ledger_head = digest
    kind = str(record._meta.model_name)
    Link.objects.create(claim=claim, number=claim.ledger_length, record=kind, key=record.pk, digest=digest)
    Claim.objects.filter(pk=claim.pk).update(ledger_length=claim.ledger_length, ledger_head=digest)


@dataclass(frozen=True, slots=True)
class LedgerFault:
    """Where the ledger of a claim does not hold: the number of its first broken link, and what is wrong."""

    claim: Claim
    number: int
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class LedgerState:
    """What a check found: claims and decisions looked at, the first fault of each claim, tables without guard; of the
    whole desk also the entries that went with imports that were undone, and where undoing does not hold.
    """

    claims: int
    decisions: int
    faults: Sequence[LedgerFault]
    unguarded: Sequence[str]
    undone: int = 0
    faults_of_undoing: Sequence[Sentence] = ()

    @property
    def is_whole(self) -> bool:
        return not self.faults and not self.unguarded and not self.faults_of_undoing


def check_history(*, by: Person | None, claim: Claim | None = None) -> LedgerState:
    """Whether every decision, of one claim or of all, is as it was written, none missing and none slipped in.

    Reads everything that was ever decided, some hundreds of claims at a time. Raises NotPermittedError.
    """
    require(by, Act.READ)
    # The digests are of the records as they were written; what is said of them names no source.
    with shown_in_full():
        if claim is not None:
            return _state_of(Claim.objects.filter(pk=claim.pk))
        state = _state_of(Claim.objects.order_by("pk"))
        return replace(state, undone=UndoneLink.objects.count(), faults_of_undoing=list(faults_of_undoing()))


def _state_of(claims: QuerySet[Claim]) -> LedgerState:
    looked_at = decisions = 0
    faults: list[LedgerFault] = []
    keys = list(claims.values_list("pk", flat=True))
    for first in range(0, len(keys), CHUNK):
        chunk = Claim.objects.filter(pk__in=keys[first : first + CHUNK]).order_by("pk")
        for one, links, records in _with_records(chunk):
            looked_at += 1
            decisions += len(links)
            if _first_fault(one, links, records) and (fault := _fault_of_held(one.pk)):
                faults.append(fault)
    tables = [model._meta.db_table for model in GUARDED]
    return LedgerState(looked_at, decisions, faults, unguarded(connection, *tables))


@transaction.atomic
def seal_of_history(*, by: Person | None, up_to: int | None = None) -> tuple[int, str]:
    """The seal over all decisions, or over those up to a number that an earlier seal gave, and that number.

    Noted down elsewhere and asked for again, it shows that nothing before it was written anew. Entries that went with
    an import that was undone still count with their digests. Raises NotPermittedError.
    """
    require(by, Act.READ)
    if connection.vendor == "postgresql":
        # A decision being entered now may have a smaller number than one that is already there: wait for it.
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Link._meta.db_table} IN SHARE MODE")
    return seal_of_moment(up_to)


def seal_of_moment(up_to: int | None = None) -> tuple[int, str]:
    """The same, where the caller sees to it that nothing is entered meanwhile."""
    standing = Link.objects.order_by().values_list("pk", "digest")
    undone = UndoneLink.objects.order_by().values_list("link", "digest")
    number = up_to if up_to is not None else _last_number()
    entries = standing.filter(pk__lte=number).union(undone.filter(link__lte=number), all=True).order_by("pk")
    return number, seal_of(digest for _key, digest in entries.iterator(chunk_size=2_000))


def _last_number() -> int:
    """The number of the entry that was made last, whether or not it was undone."""
    last, undone = Link.objects.order_by("pk").last(), UndoneLink.objects.order_by("link").last()
    return max(last.pk if last else 0, undone.link if undone else 0)


Key = tuple[str, int]


def _with_records(claims: QuerySet[Claim]) -> Iterator[tuple[Claim, list[Link], dict[Key, LedgerRecord]]]:
    found = list(claims)
    records: dict[int, dict[Key, LedgerRecord]] = defaultdict(dict)
    for claim, record in _records_of(found):
        records[claim][str(record._meta.model_name), record.pk] = record
    links: dict[int, list[Link]] = defaultdict(list)
    for link in Link.objects.filter(claim__in=found).order_by("claim", "number"):
        links[link.claim_id].append(link)
    for claim_found in found:
        yield claim_found, links[claim_found.pk], records[claim_found.pk]


def _records_of(claims: Sequence[Claim]) -> Iterable[tuple[int, LedgerRecord]]:
    judged = (
        Prefetch("judged", queryset=JudgedReading.objects.order_by("citation")),
        Prefetch("consequences", queryset=Consequence.objects.order_by("citation")),
    )
    for resolution in (
        Resolution.objects.filter(discrepancy__claim__in=claims)
        .select_related("discrepancy")
        .prefetch_related(*judged)
    ):
        yield resolution.discrepancy.claim_id, resolution
    for step in Step.objects.filter(discrepancy__claim__in=claims).select_related("discrepancy"):
        yield step.discrepancy.claim_id, step
    for verdict in Verdict.objects.filter(claim__in=claims):
        yield verdict.claim_id, verdict
    for answer_step in VerdictStep.objects.filter(verdict__claim__in=claims).select_related("verdict"):
        yield answer_step.verdict.claim_id, answer_step
    for correction in Correction.objects.filter(claim__in=claims):
        yield correction.claim_id, correction


@transaction.atomic
def _fault_of_held(claim: int) -> LedgerFault | None:
    """The fault of a claim, read anew while nobody can write on it: what seemed one may have been a decision that was
    entered while the claims were read.
    """
    lock_claim(claim)
    ((one, links, records),) = _with_records(Claim.objects.filter(pk=claim))
    return _first_fault(one, links, records)


def _first_fault(
    claim: Claim, links: Sequence[Link], records: Mapping[Key, LedgerRecord]
) -> LedgerFault | None:
    previous, entered = BEGINNING, set[Key]()
    for number, link in enumerate(links, 1):
        key = (link.record, link.key)
        record = records.get(key)
        if link.number != number:
            return LedgerFault(claim, number, Sentence(_("Its entry is missing.")))
        if record is None:
            return LedgerFault(claim, number, Sentence(_("What was entered here is gone.")))
        if not link.holds(previous, record):
            return LedgerFault(claim, number, Sentence(_("What was entered here was changed since.")))
        previous = link.digest
        entered.add(key)
    if len(links) != claim.ledger_length or previous != claim.ledger_head:
        return LedgerFault(claim, len(links) + 1, Sentence(_("The last entries are missing.")))
    if set(records) - entered:
        return LedgerFault(
            claim, len(links) + 1, Sentence(_("A decision was slipped in without being entered."))
        )
    return None
