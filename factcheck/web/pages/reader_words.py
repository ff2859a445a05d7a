"""Where words stand that somebody chose by hand."""

from __future__ import annotations

from factcheck.core.quotes import find_quote
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Snapshot
from factcheck.services.errors import InvalidInputError
from factcheck.services.intake.citing import Range


def place_of_words(snapshot: Snapshot, words: str, after: int) -> Range:
    """The place at which words stand in a document, the first behind `after`, or else the first of all.

    Raises InvalidInputError where they stand nowhere word for word.
    """
    found = find_quote(snapshot.document.text, words)
    if not found.ranges:
        raise InvalidInputError(
            _("“%(words)s” does not stand word for word in this document. Copy the words from the text."),
            words=" ".join(words.split())[:80],
        )
    place = next((one for one in found.ranges if one.start >= after), found.ranges[0])
    return Range(place.start, place.end)
