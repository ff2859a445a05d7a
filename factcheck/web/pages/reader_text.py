"""The text of a document as the reader shows it: in parts, its figures marked, its clutter folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from factcheck.models import Claim, Document, Paragraph

PART, MOST_PARAGRAPHS = 11_000, 500
"""Characters of prose that one page of the reader shows, about, and paragraphs; a longer document is read part by part.
"""


class MarkState(Enum):
    """How a figure of a document stands to what the desk knows: its code and its word."""

    RECORDED = ("recorded", _("recorded"))
    AGREES = ("agrees", _("agrees"))
    CONFLICTS = ("conflicts", _("conflicts"))
    NEW = ("new", _("new"))
    UNREAD = ("unread", _("unread"))
    IGNORED = ("ignored", _("ignored"))

    def __init__(self, code: str, word: Promise) -> None:
        self.code = code
        self.word = word

    @property
    def waits(self) -> bool:
        """Whether somebody has yet to say what becomes of it."""
        return self not in {MarkState.RECORDED, MarkState.IGNORED}


@dataclass(slots=True)
class Mark:
    """A figure in the text: its place, its words, of what kind it is, and how it stands to what the desk knows."""

    start: int
    end: int
    words: str
    kind: str
    state: MarkState
    claim: Claim | None = None
    is_current: bool = False

    @property
    def key(self) -> str:
        """How the address names it."""
        return f"{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph, or a figure among them."""

    text: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """A paragraph with its pieces. `begins_page` is the page that begins with it."""

    paragraph: Paragraph
    pieces: tuple[Piece, ...]
    begins_page: int | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs that are shown, or furniture that is folded; never both."""

    paragraphs: tuple[ShownParagraph, ...]
    is_folded: bool


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a document that one page of the reader shows; parts are counted from 1."""

    number: int
    count: int
    paragraphs: tuple[Paragraph, ...]

    @property
    def start(self) -> int:
        return self.paragraphs[0].start

    @property
    def end(self) -> int:
        return self.paragraphs[-1].end

    @property
    def previous(self) -> int | None:
        return self.number - 1 or None

    @property
    def following(self) -> int | None:
        return self.number + 1 if self.number < self.count else None


def part_at(document: Document, *, number: int = 1, at: int | None = None) -> Part:
    """A part by its number, or the one in which a place of the text stands; the nearest where there is none such."""
    bounds = _bounds_of(document)
    index = min(max(number, 1), len(bounds)) - 1
    if at is not None:
        index = next((i for i, (_last, end) in enumerate(bounds) if at < end), len(bounds) - 1)
    first = bounds[index - 1][0] + 1 if index else 1
    paragraphs = document.paragraphs.filter(number__range=(first, bounds[index][0])).order_by("number")
    return Part(index + 1, len(bounds), tuple(paragraphs))


def _bounds_of(document: Document) -> list[tuple[int, int]]:
    """Where each part of a document ends: the number of its last paragraph, and the place behind it. Parts are of whole
    paragraphs; clutter is folded, so its length costs nothing.
    """
    bounds: list[tuple[int, int]] = []
    size = count = last = behind = 0
    rows = document.paragraphs.order_by("number").values_list("number", "start", "end", "is_clutter")
    for number, start, end, is_clutter in rows.iterator(5_000):
        length = 0 if is_clutter else end - start
        if count and ((size and size + length > PART) or count >= MOST_PARAGRAPHS):
            bounds.append((last, behind))
            size = count = 0
        size, count, last, behind = size + length, count + 1, number, end
    return [*bounds, (last, behind)]


def stretches_of(document: Document, part: Part, marks: Sequence[Mark]) -> list[Stretch]:
    """The paragraphs of a part in order, furniture that stands together in one fold."""
    stretches: list[tuple[bool, list[ShownParagraph]]] = []
    page: int | None = None
    for paragraph in part.paragraphs:
        begins = paragraph.page if paragraph.page != page else None
        page = paragraph.page
        shown = ShownParagraph(paragraph, tuple(_pieces(document.text, paragraph, marks)), begins)
        if not stretches or stretches[-1][0] != paragraph.is_clutter:
            stretches.append((paragraph.is_clutter, []))
        stretches[-1][1].append(shown)
    return [Stretch(tuple(paragraphs), is_folded) for is_folded, paragraphs in stretches]


def _pieces(text: str, paragraph: Paragraph, marks: Iterable[Mark]) -> Iterator[Piece]:
    at = paragraph.start
    for mark in marks:
        if mark.start < at or mark.end > paragraph.end:
            continue
        if mark.start > at:
            yield Piece(text[at : mark.start])
        yield Piece(text[mark.start : mark.end], mark)
        at = mark.end
    if at < paragraph.end:
        yield Piece(text[at : paragraph.end])
