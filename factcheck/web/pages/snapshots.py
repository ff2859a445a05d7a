"""What the page of a source shows of its snapshots, and the difference of two of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from django.conf import settings
from django.db.models import Count
from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from factcheck.core.text_diff import Block, BlockKind, text_diff
from factcheck.models import Citation, Document, QuotePlace, Snapshot, Source, Visit
from factcheck.services.quotes.comparing import StillStanding, still_standing

SHOWN_SNAPSHOTS = 20
MEDIA_TYPES: Mapping[str, str | Promise] = {
    "text/html": _("web page"),
    "application/xhtml+xml": _("web page"),
    "application/pdf": _("PDF"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _("Word document"),
    "application/epub+zip": _("e-book (EPUB)"),
    "text/plain": _("plain text"),
    "text/markdown": _("text with Markdown"),
}
MOST_BLOCKS = 400
"""As many blocks of a difference as one page shows."""
SHOWN_GONE = 50


@dataclass(frozen=True, slots=True)
class SnapshotRow:
    """A snapshot with the one before it, with which it can be compared; what file it came as, and how many citations
    quote from it.
    """

    snapshot: Snapshot
    before: Snapshot | None
    quotes: int

    @property
    def size(self) -> str:
        return filesizeformat(self.snapshot.document.size)

    @property
    def media_type(self) -> str:
        """What kind of file it is, in words where there are any."""
        given = self.snapshot.document.media_type
        return str(MEDIA_TYPES.get(given, given))


@dataclass(frozen=True, slots=True)
class SourceSnapshots:
    """The states of a source that the desk keeps: the newest, and how many there are in all."""

    rows: list[SnapshotRow]
    last_visit: Visit | None
    may_fetch: bool

    @property
    def total(self) -> int:
        return self.rows[0].snapshot.number if self.rows else 0

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
    for snapshot in found:
        snapshot.source = source
    quotes = _quotes_from(found)
    rows = [
        SnapshotRow(
            snapshot, found[place + 1] if place + 1 < len(found) else None, quotes.get(snapshot.pk, 0)
        )
        for place, snapshot in enumerate(found[:SHOWN_SNAPSHOTS])
    ]
    return SourceSnapshots(
        rows=rows,
        last_visit=Visit.objects.for_source(source).first(),
        may_fetch=settings.FETCH_ADDRESSES and bool(source.url),
    )


def _quotes_from(snapshots: Sequence[Snapshot]) -> dict[int, int]:
    """How many citations that stand quote from each snapshot."""
    places = QuotePlace.objects.filter(snapshot__in=snapshots, citation__withdrawn_at=None).order_by()
    return dict(places.values_list("snapshot").annotate(found=Count("pk")))


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
