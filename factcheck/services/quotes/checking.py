"""Checking every quote against the stored text of its source, in batches and with few queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import QuerySet
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from factcheck.core.folding import FoldedText
from factcheck.core.quotes import Found, Holds, find_quote
from factcheck.core.roles import Act
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Citation, DocumentState, Person, QuotePlace, QuoteState, Snapshot, Source
from factcheck.services.checking import require
from factcheck.services.locking import CHUNK, lock_claims
from factcheck.services.quotes.placing import look_again, put_found

MOST_SNAPSHOTS, MOST_BYTES = 200, 20 * 1024 * 1024
"""As many snapshots, and as much of their documents, as are looked through at once."""
CHECKED = ("state", "start", "end", "prefix", "suffix", "found_start", "checked_at")


@dataclass(frozen=True, slots=True)
class Unheld:
    """A quote that is not verified, in words for whoever looks into it."""

    citation: str
    claim: str
    source: str
    quote: str
    state: QuoteState
    why: Sentence


@dataclass(slots=True)
class QuoteReport:
    """What a check found: quotes by state, how many were placed for the first time, how many changed, and each that
    is not verified.
    """

    counts: Counter[QuoteState] = field(default_factory=Counter)
    placed: int = 0
    changed: int = 0
    unheld: list[Unheld] = field(default_factory=list)

    @property
    def broken(self) -> int:
        """Quotes that stood at a place and stand there no longer, or whose place must be chosen."""
        return self.counts[QuoteState.MOVED] + self.counts[QuoteState.NOT_FOUND]


def check_quotes(*, source: Source | None = None, by: Person | None) -> QuoteReport:
    """Look again at the quotes of all citations, or of one source, that stand.

    Each place is compared with the stored text of its snapshot; nothing is moved. A citation without a place gets one
    in the newest snapshot of its source in which its quote stands word for word, once. Only what changed is written, so
    that a second check writes nothing. Raises NotPermittedError.
    """
    require(by, Act.RECORD)
    report = QuoteReport()
    snapshots = Snapshot.objects.filter(document__state=DocumentState.READY.value)
    for batch in _batches(snapshots.filter(source=source) if source else snapshots):
        texts = _texts(batch)
        _check_places(batch, texts, report, by)
        _place_others(batch, texts, report, by)
    return report


def _batches(snapshots: QuerySet[Snapshot]) -> Iterator[list[Snapshot]]:
    """All snapshots of a source one after the other, the newest first, none of them with its text."""
    batch: list[Snapshot] = []
    size = 0
    ordered = list(
        snapshots.order_by("source", "-number")
        .values_list("pk", "source_id", "document__size")
        .iterator(2_000)
    )
    for pk, source_id, length in ordered:
        if batch and (len(batch) >= MOST_SNAPSHOTS or size + length > MOST_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(Snapshot(pk=pk, source_id=source_id))
        size += length
    if batch:
        yield batch


def _texts(batch: Sequence[Snapshot]) -> dict[int, FoldedText]:
    keys = [snapshot.pk for snapshot in batch]
    found = Snapshot.objects.filter(pk__in=keys).values_list("pk", "document__text")
    return {pk: FoldedText(text) for pk, text in found}


def _places() -> QuerySet[QuotePlace]:
    """Places with what is said of them; a withdrawn citation is not looked at."""
    return (
        QuotePlace.objects.filter(citation__withdrawn_at=None)
        .select_related("citation__claim", "citation__source")
        .order_by("pk")
        .only(*(column.name for column in QuotePlace._meta.concrete_fields), *_SHOWN)
    )


_SHOWN = (
    "citation__ref",
    "citation__figure",
    "citation__quote",
    "citation__claim__question",
    "citation__source__title",
)


def _check_places(
    batch: Sequence[Snapshot], texts: dict[int, FoldedText], report: QuoteReport, by: Person | None
) -> None:
    changed: list[QuotePlace] = []
    for place in _places().filter(snapshot__in=[snapshot.pk for snapshot in batch]).iterator(2_000):
        text = texts[place.snapshot_id]
        found = look_again(place, text)
        report.counts[QuoteState(found.state.value)] += 1
        if found.why is not None:
            report.unheld.append(_unheld(place.citation, found, found.why))
        if put_found(place, found, text.original):
            changed.append(place)
    for first in range(0, len(changed), CHUNK):
        report.changed += _write(changed[first : first + CHUNK], texts, by)


def _write(changed: Sequence[QuotePlace], texts: dict[int, FoldedText], by: Person | None) -> int:
    """Look at places once more while nobody else changes them, and write what is other; says how many are."""
    with transaction.atomic():
        lock_claims(place.citation.claim_id for place in changed)
        others = [
            place
            for place in _places().filter(pk__in=[place.pk for place in changed])
            if place.snapshot_id in texts
            and put_found(
                place, look_again(place, texts[place.snapshot_id]), texts[place.snapshot_id].original
            )
        ]
        bulk_update_with_history(
            others,
            QuotePlace,
            CHECKED,
            batch_size=CHUNK,
            default_user=by,
            default_change_reason=_("Checked"),
        )
    return len(others)


def _place_others(
    batch: Sequence[Snapshot], texts: dict[int, FoldedText], report: QuoteReport, by: Person | None
) -> None:
    """Give citations a place that have none yet, where there is no doubt about it."""
    of_source: dict[int, list[int]] = {}
    for snapshot in batch:
        of_source.setdefault(snapshot.source_id, []).append(snapshot.pk)
    unplaced = Citation.objects.standing().filter(source__in=of_source, quote_place=None).exclude(quote="")
    found: dict[int, QuotePlace] = {}
    for citation in unplaced.only("pk", "claim", "source", "quote").order_by("pk").iterator(2_000):
        for key in of_source[citation.source_id]:
            place = _sure_place(citation, key, texts[key])
            if place is not None:
                found[citation.pk] = place
                break
    keys = list(found)
    for first in range(0, len(keys), CHUNK):
        placed = _create([found[key] for key in keys[first : first + CHUNK]], by)
        report.placed += placed
        report.counts[QuoteState.VERIFIED] += placed


def _sure_place(citation: Citation, snapshot: int, text: FoldedText) -> QuotePlace | None:
    found = find_quote(text, citation.quote)
    if found.state is not Holds.VERIFIED:
        return None
    place = QuotePlace(citation=citation, snapshot_id=snapshot)
    put_found(place, found, text.original)
    return place


def _create(places: Sequence[QuotePlace], by: Person | None) -> int:
    """Write new places of citations that are still as they were looked at; says how many."""
    with transaction.atomic():
        lock_claims(place.citation.claim_id for place in places)
        still = dict(
            Citation.objects.standing()
            .filter(pk__in=[place.citation_id for place in places], quote_place=None)
            .values_list("pk", "quote")
        )
        sure = [place for place in places if still.get(place.citation_id) == place.citation.quote]
        bulk_create_with_history(
            sure, QuotePlace, batch_size=CHUNK, default_user=by, default_change_reason=_("Placed")
        )
    return len(sure)


def _unheld(citation: Citation, found: Found, why: Sentence) -> Unheld:
    return Unheld(
        citation=citation.ref,
        claim=citation.claim.question,
        source=citation.source.title,
        quote=citation.quote or citation.figure,
        state=QuoteState(found.state.value),
        why=why,
    )
