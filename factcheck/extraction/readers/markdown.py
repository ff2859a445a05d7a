"""Markdown: its headings, lists and links as words; HTML inside is text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from factcheck.extraction.bylines import bibliography_of
from factcheck.extraction.decoding import decode
from factcheck.extraction.document import Bibliography, Block, Extracted
from factcheck.extraction.joining import Joiner
from factcheck.extraction.limits import Limits
from factcheck.extraction.reading import Progress, within

_FENCE = re.compile(r" {0,3}(```|~~~)")
_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})\s*$")
_RULE = re.compile(r" {0,3}([-*_])(?:\s*\1){2,}\s*$")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?")
_QUOTE = re.compile(r"\s{0,3}(?:>\s?)+")
_TABLE_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+\s*:?-*:?\s*$")
_REFERENCE = re.compile(r" {0,3}\[[^\]]{1,200}\]:\s*\S")
_FRONT_FIELD = re.compile(r"([A-Za-z_-]{1,30}):\s*(.*)")
_INLINE = (
    (re.compile(r"!?\[([^\[\]]{0,1000})\]\([^()\s]{0,2000}(?:\s+\"[^\"]{0,300}\")?\)"), r"\1"),
    (re.compile(r"!?\[([^\[\]]{1,1000})\]\[[^\]]{0,200}\]"), r"\1"),
    (re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.{1,2000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*]{1,2000}?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<!\w)_(?=\S)([^_]{1,2000}?)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"~~(?=\S)(.{1,2000}?)(?<=\S)~~"), r"\1"),
    (re.compile(r"(`+)([^`]{1,2000})\1"), r"\2"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


def read(content: bytes, limits: Limits, progress: Progress) -> Extracted:
    """The paragraphs of a Markdown text."""
    progress(0, 1)
    lines = re.split(r"\r\n|[\n\r]", within(decode(content), limits))
    found, start = front_matter(lines)
    blocks = list(_Paragraphs(lines, start).blocks())
    said = bibliography_of(blocks)
    record = Bibliography(
        title=found.title or said.title,
        authors=found.authors or said.authors,
        published=found.published or said.published,
        language=found.language,
        url=found.url,
    )
    progress(1, 1)
    return Extracted(tuple(blocks), record)


def front_matter(lines: list[str]) -> tuple[Bibliography, int]:
    """What the fields between two lines of dashes at the beginning say, and the first line behind them."""
    if not lines or lines[0].strip().lstrip("\ufeff") != "---":
        return Bibliography(), 0
    end = next(
        (place for place, line in enumerate(lines[1:60], start=1) if line.strip() in {"---", "..."}), 0
    )
    if not end:
        return Bibliography(), 0
    fields = {
        found[1].lower(): found[2].strip().strip("\"'[]")
        for found in map(_FRONT_FIELD.match, lines[1:end])
        if found
    }
    date = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?", fields.get("date", ""))
    return Bibliography(
        title=fields.get("title", ""),
        authors=fields.get("author", "") or fields.get("authors", ""),
        published=date[0] if date else "",
        language=fields.get("lang", "") or fields.get("language", ""),
        url=fields.get("url", ""),
    ), end + 1


def words_of(text: str) -> str:
    """A line without the marks for links, emphasis and code."""
    for pattern, words in _INLINE:
        text = pattern.sub(words, text)
    return text


class _Paragraphs:
    """Gathers lines into blocks."""

    def __init__(self, lines: list[str], start: int) -> None:
        self._lines = lines
        self._start = start
        self._joiner = Joiner(lines)
        self._open: list[str] = []
        self._opened_at = 0

    def blocks(self) -> Iterator[Block]:
        fenced = ""
        for number, line in enumerate(self._lines[self._start :], start=self._start + 1):
            fence = _FENCE.match(line)
            if fence and (not fenced or fenced == fence[1]):
                fenced = "" if fenced else fence[1]
                yield from self._close()
            elif fenced:
                yield from self._single(line, number)
            else:
                yield from self._line(line, number)
        yield from self._close()

    def _line(self, line: str, number: int) -> Iterator[Block]:
        line = line[_found.end() :] if (_found := _QUOTE.match(line)) else line
        heading, underline = _HEADING.match(line), _UNDERLINE.match(line)
        if underline and len(self._open) == 1:
            level = 1 if underline[1][0] == "=" else 2
            yield from (replace(block, level=level) for block in self._close())
        elif not line.strip() or _RULE.match(line) or _TABLE_RULE.match(line):
            yield from self._close()
        elif heading:
            yield from self._close()
            yield Block(words_of(heading[2]), level=len(heading[1]), line=number)
        elif line.lstrip().startswith("|") or _REFERENCE.match(line):
            yield from self._close()
            cells = words_of(line.strip().strip("|")).split("|")
            yield Block(" | ".join(cell.strip() for cell in cells), line=number)
        else:
            item = _ITEM.match(line)
            if item:
                yield from self._close()
            if not self._open:
                self._opened_at = number
            self._open.append(line[item.end() :] if item else line)

    def _single(self, line: str, number: int) -> Iterator[Block]:
        if line.strip():
            yield Block(line.strip(), line=number)

    def _close(self) -> Iterator[Block]:
        if self._open:
            yield Block(words_of(self._joiner.join(self._open)), line=self._opened_at)
            self._open = []
