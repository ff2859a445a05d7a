"""Finding records by words, each of which must stand somewhere in them."""

from __future__ import annotations

from functools import reduce
from operator import and_, or_

from django.db.models import Q

MOST_WORDS = 12
"""More words than anyone types; each costs a scan."""


def all_words(value: str, *lookups: str) -> Q:
    """A condition that every word of a search stands in one of the fields."""
    words = value.replace("\x00", "").split()[:MOST_WORDS]
    return reduce(and_, (_one_word(word, lookups) for word in words), Q())


def _one_word(word: str, lookups: tuple[str, ...]) -> Q:
    return reduce(or_, (Q(**{f"{lookup}__icontains": word}) for lookup in lookups))
