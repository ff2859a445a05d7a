"""The quote offered for a figure: the exact words of the text around it, no longer than they need be."""

from __future__ import annotations

import re

from factcheck.core.reading.passages import Range, stripped

MOST = 200
"""Characters of a quote that is offered; a person may take more."""

_BREAK = re.compile(
    r"[,;:—–]\s|\s[-–—]\s|\s(?=(?:and|but|while|whereas|although|because|after|before|which|who|when)\s)"
)


def quote_for(text: str, sentence: Range, figure: Range) -> Range:
    """Where the quote stands: the sentence if it is short, else the clause of the figure with the clauses beside it
    for which there is room, those behind first; a clause too long by itself is cut between words. Words that were
    chosen across sentences stand whole in their quote.
    """
    figure = stripped(text, *figure)
    start, end = stripped(text, min(sentence[0], figure[0]), max(sentence[1], figure[1]))
    if end - start <= MOST:
        return start, end
    cuts = sorted({start, end, *(match.end() for match in _BREAK.finditer(text, start, end))})
    cuts = [cut for cut in cuts if cut <= figure[0] or cut >= figure[1]]
    low = max(place for place, cut in enumerate(cuts) if cut <= figure[0])
    high = min(place for place, cut in enumerate(cuts) if cut >= figure[1])
    while True:
        if high + 1 < len(cuts) and cuts[high + 1] - cuts[low] <= MOST:
            high += 1
        elif low and cuts[high] - cuts[low - 1] <= MOST:
            low -= 1
        else:
            break
    return _tidied(text, *_within(text, cuts[low], cuts[high], figure))


def _within(text: str, start: int, end: int, figure: Range) -> Range:
    """The range cut to the most characters, at spaces, with the figure inside."""
    if end - start <= MOST:
        return start, end
    room = max(0, MOST - (figure[1] - figure[0]))
    low, high = max(start, figure[0] - room // 2), min(end, figure[1] + room // 2)
    if low > start:
        space = text.find(" ", low, figure[0])
        low = space + 1 if space >= 0 else figure[0]
    if high < end:
        space = text.rfind(" ", figure[1], high)
        high = space if space >= 0 else figure[1]
    return low, high


def _tidied(text: str, start: int, end: int) -> Range:
    """Without the joint or comma at its ends that belongs to what was left out."""
    start, end = stripped(text, start, end)
    while end > start and text[end - 1] in ",;:—–-":
        start, end = stripped(text, start, end - 1)
    return start, end
