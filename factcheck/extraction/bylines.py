"""The title, authors and date of a text, where the text says them."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extraction.document import Bibliography, Block


def bibliography_of(blocks: Sequence[Block]) -> Bibliography:
    title = next((block.text for block in blocks if not block.is_clutter), "")
    return Bibliography(title=title if len(title) < 200 else "")
