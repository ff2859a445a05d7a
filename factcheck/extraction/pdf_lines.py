"""The lines of a PDF page with their places, and the paragraphs they make."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from factcheck.extraction.document import Block
from factcheck.extraction.joining import Joiner
from factcheck.extraction.letters import one_line

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_LIST_ITEM = re.compile(r"(?:[•‣◦▪●■–—-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S")
_ENDS_SENTENCE = re.compile(r"[.!?:。！？]['\"”’)\]]*$")
_GAP = 1.35
"""How many times the usual distance of lines makes a gap between paragraphs."""
_WIDE_GAP, _WIDEST_LETTER = 2.0, 0.62
"""Letters that make a gap between cells; how wide a letter is at the most, on average, against its height."""
_ENOUGH = 8
"""Lines from which the usual distance can be told."""
_LOOSEST = 1.5
"""Distance of lines, in letters, that is common in print."""
_INDENT = 6.0
"""Points by which a first line is set in."""
_FULL = 0.88
"""A line shorter than this share of the longest ends its paragraph, where its next word would have fitted in."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands on a page: where it begins, how large its letters are, and what wide gaps part in it."""

    text: str
    x: float
    y: float
    size: float
    page: int
    cells: tuple[str, ...] = ()


class LineGathering:
    """Takes the pieces of text that pypdf finds on a page, and makes lines of them."""

    def __init__(self, page: int) -> None:
        self._page = page
        self._pieces: list[str] = []
        self._place: tuple[float, float] | None = None
        self._letters: Counter[float] = Counter()
        self._end = 0.0
        self._cells: list[int] = []
        self.lines: list[Line] = []

    def take(
        self, text: str, outer: Sequence[float], matrix: Sequence[float], _font: object, size: float
    ) -> None:
        """One piece, as pypdf hands it over: its text, the two matrices that place it, its font and size."""
        for number, piece in enumerate(text.split("\n")):
            if number:
                self.end()
            if piece.strip():
                x = matrix[4] * outer[0] + matrix[5] * outer[2] + outer[4]
                y = matrix[4] * outer[1] + matrix[5] * outer[3] + outer[5]
                scaled = round(size * (abs(matrix[3] * outer[3]) or abs(matrix[1] * outer[1]) or 1.0), 1)
                if self._place is None:
                    self._place = (x, y)
                elif x - self._end > scaled * _WIDE_GAP:
                    self._cells.append(len(self._pieces))
                self._end = x + len(piece.strip()) * scaled * _WIDEST_LETTER
                self._letters[scaled] += len(piece)
            self._pieces.append(piece)

    def end(self) -> None:
        """The line is over; its size is that of most of its letters, because a bullet or a note's mark has its own."""
        text = self._text(0, len(self._pieces))
        if text and self._place is not None:
            size = self._letters.most_common(1)[0][0]
            bounds = [0, *self._cells, len(self._pieces)]
            cells = tuple(self._text(*pair) for pair in pairwise(bounds)) if self._cells else ()
            self.lines.append(Line(text, *self._place, size, self._page, cells))
        self._pieces, self._place, self._letters, self._cells = [], None, Counter(), []

    def _text(self, first: int, last: int) -> str:
        return one_line("".join(self._pieces[first:last]).translate(_LIGATURES))


class Paragraphs:
    """Joins the lines of a document into paragraphs, page by page."""

    def __init__(self, lines: Iterable[Line]) -> None:
        everything = list(lines)
        self._joiner = Joiner(line.text for line in everything)
        self._body_size = usual_size(everything)
        self._distance = _usual_distance(everything, self._body_size)

    def of_page(self, lines: Sequence[Line]) -> Iterator[Block]:
        """The paragraphs of one page, in the order in which the PDF gives its lines."""
        if not lines:
            return
        distance = _usual_distance(lines, self._body_size) if len(lines) >= _ENOUGH else self._distance
        widths = sorted(len(line.text) for line in lines if abs(line.size - self._body_size) < 1)
        width = widths[int(len(widths) * 0.9)] if widths else 0
        rows = _rows(lines)
        group = [0]
        for place in range(1, len(lines)):
            so_far = [lines[at] for at in group]
            if (
                place in rows
                or place - 1 in rows
                or _ends(so_far, lines[place - 1], lines[place], distance, width)
            ):
                yield self._block(so_far, is_row=group[0] in rows)
                group = []
            group.append(place)
        yield self._block([lines[at] for at in group], is_row=group[0] in rows)

    def _block(self, group: list[Line], *, is_row: bool) -> Block:
        text = " | ".join(group[0].cells) if is_row else self._joiner.join(line.text for line in group)
        return Block(text, page=group[0].page, level=0 if is_row else self._level(group, text))

    def _level(self, group: list[Line], text: str) -> int:
        """A heading is larger than the body, short, and no sentence."""
        larger = group[0].size / self._body_size if self._body_size else 1
        if larger < 1.15 or len(group) > 3 or len(text) > 200 or not any(letter.isalpha() for letter in text):
            return 0
        return 1 if larger >= 1.6 else 2 if larger >= 1.3 else 3


def _rows(lines: Sequence[Line]) -> set[int]:
    """The places of the rows of tables: lines of three cells or more, or of two next to another such line."""
    found = set()
    for place, line in enumerate(lines):
        around = lines[max(0, place - 1) : place + 2]
        if len(line.cells) > 2 or (line.cells and sum(bool(other.cells) for other in around) > 1):
            found.add(place)
    return found


def _ends(group: list[Line], before: Line, line: Line, distance: float, width: int) -> bool:
    """Whether the paragraph is over before this line."""
    drop = before.y - line.y
    if abs(before.size - line.size) > 0.6 or drop > distance * _GAP:
        return True
    if _LIST_ITEM.match(line.text):
        return True
    if drop < -distance:  # the next column begins: the paragraph goes on where its last line is full
        return bool(_ENDS_SENTENCE.search(before.text)) or line.text[0].isupper()
    if line.x - group[-1].x > _INDENT and line.x - group[0].x > _INDENT and len(group) > 1:
        return True
    room = len(before.text) + 1 + len(line.text.split(" ", 1)[0])
    return room < width * _FULL and bool(_ENDS_SENTENCE.search(before.text))


def _usual_distance(lines: Sequence[Line], size: float) -> float:
    """How far apart lines stand; where there are few, no further than lines of this size do."""
    drops = [one.y - two.y for one, two in pairwise(lines) if one.page == two.page and 0 < one.y - two.y < 60]
    most = size * _LOOSEST if size else 14.0
    if len(drops) < _ENOUGH:
        return min([*drops, most])
    return median(drops)


def usual_size(lines: Iterable[Line]) -> float:
    """The size in which most of the text is set; 0 where there is none."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 0.0
