"""Telling the furniture of a page from its words, in text that was copied from the web."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck.extraction.document import Block


def marked(blocks: Sequence[Block]) -> list[Block]:
    return [replace(block) for block in blocks]
