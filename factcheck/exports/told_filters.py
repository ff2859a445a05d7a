"""A filter as an export tells it: without what somebody typed who knows a source that nobody is told of."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from factcheck.core.withholding import WITHHELD, Names
from factcheck.models.withholding import shown_to_nobody, withheld_now


def told_filter(query: str, words: str = "") -> tuple[str, str]:
    """The filter of an address, and the same in words, without any word that is a part of the name of a withheld
    source.
    """
    with shown_to_nobody():
        withheld = withheld_now()
        if withheld is None:
            return query, words
        kept = []
        for name, value in parse_qsl(query, keep_blank_values=True):
            told = _told(value, withheld.names)
            words = words.replace(value, told)
            kept.append((name, told))
        return urlencode(kept), words


def _told(value: str, names: Names) -> str:
    if len(value) == 1 or value.isdigit():
        return value  # the key of a topic or of a person, or a grade
    return " ".join(WITHHELD if names.have(word) else word for word in value.split())
