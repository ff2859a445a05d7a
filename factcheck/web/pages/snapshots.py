"""What the page of a source shows of its snapshots, and the difference of two of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.conf import settings

from factcheck.core.text_diff import Block, BlockKind, text_diff
from factcheck.models import Citation, Document, QuotePlace, Snapshot, Source, Visit
from factcheck.services.quotes.comparing import StillStanding, still_standing

SHOWN_SNAPSHOTS = 20
MOST_BLOCKS = 400
"""As many blocks of a difference as one page shows."""
SHOWN_GONE = 50


@dataclass(frozen=True, slots=True)
class SnapshotRow:
    """A snapshot with the one before it, with which it can be compared."""

    snapshot: Snapshot
    before: Snapshot | None


@dataclass(frozen=True, slots=True)
class SourceSnapshots:
    """The states of a source that the desk keeps. `has_changed` says that citations were taken from a text that is not
    the newest any longer.
    """

    rows: list[SnapshotRow]
    last_visit: Visit | None
    has_changed: bool
    may_fetch: bool

    @property
    def is_unchanged(self) -> bool:
        """Whether the last look at the address found what was the newest snapshot already."""
        return (
            self.last_visit is not None
            and bool(self.rows)
            and self.last_visit.snapshot_id == self.rows[0].snapshot.pk
            and self.last_visit.at > self.rows[0].snapshot.taken_at
        )


def source_snapshots(source: Source) -> SourceSnapshots:
    """Three queries, however many citations the source has."""
    found = list(Snapshot.objects.for_source(source)[: SHOWN_SNAPSHOTS + 1])
    rows = [
        SnapshotRow(snapshot, found[place + 1] if place + 1 < len(found) else None)
        for place, snapshot in enumerate(found[:SHOWN_SNAPSHOTS])
    ]
    return SourceSnapshots(
        rows=rows,
        last_visit=Visit.objects.for_source(source).first(),
        has_changed=len(found) > 1 and _has_changed(source, found[0]),
        may_fetch=settings.FETCH_ADDRESSES and bool(source.url),
    )


def _has_changed(source: Source, newest: Snapshot) -> bool:
    """Whether a citation that stands was taken from another text than that of the newest snapshot."""
    text = Document.objects.filter(pk=newest.document_id).values("text")
    cited = QuotePlace.objects.filter(snapshot__source=source, citation__withdrawn_at=None)
    return cited.exclude(snapshot=newest).exclude(snapshot__document__text=text[:1]).exists()


@dataclass(frozen=True, slots=True)
class TextDifference:
    """How the text of one document became that of another; site clutter is left out."""

    blocks: list[Block]
    is_cut: bool

    @property
    def is_same(self) -> bool:
        """Whether no word is other."""
        return all(block.kind in {BlockKind.KEPT, BlockKind.FOLDED} for block in self.blocks)


def text_difference(was: Document, now: Document) -> TextDifference:
    """Compare two documents, which come with their texts, as far as one page shows it."""
    found = list(islice(text_diff(_prose(was), _prose(now)), MOST_BLOCKS + 1))
    return TextDifference(found[:MOST_BLOCKS], is_cut=len(found) > MOST_BLOCKS)


@dataclass(frozen=True, slots=True)
class DifferencePage:
    """How one snapshot became another, and which quotes of the source stand in the later one."""

    was: Snapshot
    now: Snapshot
    text: TextDifference
    quotes: StillStanding

    @property
    def gone(self) -> list[Citation]:
        """The citations, or the first of them, whose quotes do not stand in the later text."""
        return self.quotes.gone[:SHOWN_GONE]

    @property
    def hidden_gone(self) -> int:
        return max(0, len(self.quotes.gone) - SHOWN_GONE)


def difference_page(was: Snapshot, now: Snapshot) -> DifferencePage:
    """Compare two snapshots, which come with their documents and texts."""
    text = text_difference(was.document, now.document)
    return DifferencePage(was=was, now=now, text=text, quotes=still_standing(now))


def _prose(document: Document) -> Sequence[str]:
    return list(_paragraphs(document))


def _paragraphs(document: Document) -> Iterator[str]:
    ranges = document.paragraphs.filter(is_clutter=False).order_by("number").values_list("start", "end")
    for start, end in ranges:
        yield document.text[start:end]
