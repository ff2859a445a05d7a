"""The words of a text that are nearest to a quote that does not stand in it: help for whoever looks, no more."""

from __future__ import annotations

from rapidfuzz import fuzz

from factcheck.core.quotes import TextPositionSelector

MOST_LOOKED_AT = 400_000
"""Characters of a text that are compared; likeness is dear, and a page is waited for."""
LEAST_ALIKE = 60
"""Below so many points of a hundred, two passages have no more in common than any others."""


def nearest_words(text: str, quote: str) -> TextPositionSelector | None:
    """The passage of a text that is most like a quote, in whole words; None where none is much like it."""
    looked_at = text[:MOST_LOOKED_AT]
    if not quote.strip() or len(quote) > len(looked_at):
        return None
    found = fuzz.partial_ratio_alignment(quote, looked_at, score_cutoff=LEAST_ALIKE)
    if found is None or found.dest_end <= found.dest_start:
        return None
    start, end = found.dest_start, found.dest_end
    while start > 0 and not looked_at[start - 1].isspace():
        start -= 1
    while end < len(looked_at) and not looked_at[end].isspace():
        end += 1
    return TextPositionSelector(start, end)
