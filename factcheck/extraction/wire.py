"""What the reading process says to the one that started it: one JSON list a line, its first item naming what it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import astuple

from factcheck.core.sentences import Sentence
from factcheck.extraction.document import Bibliography, Block, Extracted
from factcheck.extraction.unreadable import UnreadableDocumentError


def lines_of(extracted: Extracted) -> Iterator[str]:
    """A document as lines: its record, then its blocks."""
    yield _line("found", *astuple(extracted.found), extracted.pages, extracted.pages_without_text)
    for block in extracted.blocks:
        yield _line("block", block.text, block.page, block.is_clutter, block.level, block.line)
    yield _line("end")


def progress_line(done: int, total: int) -> str:
    return _line("progress", done, total)


def refusal_line(error: UnreadableDocumentError) -> str:
    return _line("refused", *_said(error.sentence))


def _line(*items: object) -> str:
    return json.dumps(items, ensure_ascii=True, separators=(",", ":")) + "\n"


def _said(sentence: Sentence) -> tuple[str, dict[str, object]]:
    values: dict[str, object] = {
        name: {"sentence": _said(value)} if isinstance(value, Sentence) else str(value)
        for name, value in sentence.values.items()
    }
    return sentence.template, values


def _heard(template: str, values: dict[str, object]) -> Sentence:
    return Sentence(
        template,
        {
            name: _heard(*value["sentence"]) if isinstance(value, dict) else value
            for name, value in values.items()
        },
    )


class Hearing:
    """Puts a document together from its lines; `extracted` is None until the last has come."""

    def __init__(self) -> None:
        self.extracted: Extracted | None = None
        self._found = Bibliography()
        self._pages: tuple[int | None, tuple[int, ...]] = (None, ())
        self._blocks: list[Block] = []

    def hear(self, line: bytes) -> tuple[int, int] | None:
        """Take a line in; answers how far the reading is where it says so. Raises UnreadableDocumentError."""
        what, *items = json.loads(line)
        if what == "progress":
            return items[0], items[1]
        if what == "refused":
            sentence = _heard(*items)
            raise UnreadableDocumentError(sentence.template, **sentence.values)
        if what == "found":
            *record, pages, without = items
            self._found, self._pages = Bibliography(*record), (pages, tuple(without))
        elif what == "block":
            self._blocks.append(Block(*items))
        elif what == "end":
            self.extracted = Extracted(tuple(self._blocks), self._found, *self._pages)
        return None
