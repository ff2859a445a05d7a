"""The last step of every reading: bounds on the text, paragraphs of a readable length, the language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from factcheck.extraction.document import Block, Extracted
from factcheck.extraction.language import language_code, language_of
from factcheck.extraction.letters import few_lines, one_line
from factcheck.extraction.limits import Limits
from factcheck.extraction.unreadable import no_words, too_many_paragraphs, too_much_text
from factcheck.extraction.written_dates import stated_date

MOST_IN_A_PARAGRAPH = 10_000
"""Characters in a block; a longer one (a text without line ends) is cut behind a sentence, else between words."""
_LETTER = re.compile(r"\w")
_SENTENCE_ENDS = re.compile(r"[.!?。！？]['\"”’)\]]*\s")


def finished(extracted: Extracted, limits: Limits) -> Extracted:
    """The document with clean paragraphs that are not too long, and with its language.

    Raises UnreadableDocumentError where there are no words, or more text than the limits allow.
    """
    blocks: list[Block] = []
    characters = 0
    for block in _cut(extracted.blocks):
        characters += len(block.text)
        if characters > limits.characters:
            raise too_much_text(limits.characters)
        if len(blocks) >= limits.blocks:
            raise too_many_paragraphs(limits.blocks)
        blocks.append(block)
    if not any(_LETTER.search(block.text) for block in blocks):
        raise no_words()
    found = extracted.found
    language = language_code(found.language) or language_of(
        block.text for block in blocks if not block.is_clutter
    )
    found = replace(
        found,
        title=one_line(found.title)[:500],
        authors=one_line(found.authors)[:500],
        published=stated_date(found.published),
        publisher=one_line(found.publisher)[:300],
        url=one_line(found.url)[:2000],
        language=language,
    )
    return replace(extracted, blocks=tuple(blocks), found=found)


def _cut(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        text = few_lines(block.text)
        if len(text) <= MOST_IN_A_PARAGRAPH:
            if text:
                yield block if text == block.text else replace(block, text=text)
            continue
        for piece in _pieces(text):
            yield replace(block, text=piece)


def _pieces(text: str) -> Iterator[str]:
    start = 0
    while len(text) - start > MOST_IN_A_PARAGRAPH:
        end = _place_to_cut(text, start, start + MOST_IN_A_PARAGRAPH)
        if piece := text[start:end].strip():
            yield piece
        start = end
    if rest := text[start:].strip():
        yield rest


def _place_to_cut(text: str, start: int, end: int) -> int:
    window = text[start:end]
    sentences = [found.end() for found in _SENTENCE_ENDS.finditer(window, len(window) // 2)]
    if sentences:
        return start + sentences[-1]
    space = window.rfind(" ", len(window) // 2)
    return start + space + 1 if space > 0 else end
