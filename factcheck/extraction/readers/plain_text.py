"""Text files and pasted text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from factcheck.extraction.bylines import bibliography_of
from factcheck.extraction.clutter import marked
from factcheck.extraction.decoding import decode
from factcheck.extraction.document import Block, Extracted
from factcheck.extraction.joining import Joiner
from factcheck.extraction.letters import one_line
from factcheck.extraction.limits import Limits
from factcheck.extraction.reading import Progress, within

_LEAST_WIDTH, _MOST_WIDTH = 40, 120
_MOSTLY = 0.6
_LIST_ITEM = re.compile(r"(?:[-*•‣◦–—]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+\S")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something, with its number; `after_gap` says that an empty line stands before it."""

    text: str
    number: int
    after_gap: bool
    indented: bool = False


def read(content: bytes, limits: Limits, progress: Progress) -> Extracted:
    """The paragraphs of a text: each line is one, unless the text was wrapped by hand."""
    progress(0, 1)
    text = within(decode(content), limits)
    blocks = marked(list(paragraphs(text)))
    extracted = Extracted(tuple(blocks), bibliography_of(blocks))
    progress(1, 1)
    return extracted


def paragraphs(text: str) -> Iterator[Block]:
    """The text's paragraphs, each with the number of its first line."""
    lines = list(lines_of(text))
    width = wrap_width(lines)
    joiner = Joiner(line.text for line in lines) if width else None
    group: list[Line] = []
    for line in lines:
        if group and not (width and _goes_on(group[-1], line, width)):
            yield _block(group, joiner)
            group = []
        group.append(line)
    if group:
        yield _block(group, joiner)


def lines_of(text: str) -> Iterator[Line]:
    """The lines that hold something, counted as an editor counts them."""
    gap = True
    for number, raw in enumerate(re.split(r"\r\n|[\n\r]", text), start=1):
        said = one_line(raw)
        if said:
            yield Line(said, number, gap, raw[:1] in {" ", "\t", "\u3000"})
        gap = not said


def wrap_width(lines: list[Line]) -> int:
    """The width at which a text was wrapped by hand, or 0 where every line is a paragraph.

    It was, when most lines that are followed by another without a gap are so long that the next line's first word
    would not have fitted in.
    """
    lengths = sorted(len(line.text) for line in lines)
    if not lengths:
        return 0
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.98))]
    if not _LEAST_WIDTH <= width <= _MOST_WIDTH:
        return 0
    pairs = [(one, two) for one, two in pairwise(lines) if not two.after_gap]
    soft = sum(_is_full(one, two, width) for one, two in pairs)
    return width if soft >= 2 and soft >= len(pairs) * _MOSTLY else 0


def _is_full(line: Line, following: Line, width: int) -> bool:
    return len(line.text) + 1 + len(following.text.split(" ", 1)[0]) > width * 0.92


def _goes_on(line: Line, following: Line, width: int) -> bool:
    return (
        not following.after_gap
        and (line.indented or not following.indented)
        and _is_full(line, following, width)
        and not _LIST_ITEM.match(following.text)
    )


def _block(group: list[Line], joiner: Joiner | None) -> Block:
    texts = [line.text for line in group]
    text = joiner.join(texts) if joiner is not None and len(texts) > 1 else texts[0]
    return Block(text=text, line=group[0].number)
