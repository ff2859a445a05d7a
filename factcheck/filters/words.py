"""Finding records by words, each of which must stand somewhere in them."""

from __future__ import annotations

from functools import reduce
from operator import and_, or_

from django.db.models import Q

from factcheck.models.withholding import withheld_now

MOST_WORDS = 12
"""More words than anyone types; each costs a scan."""


def all_words(value: str, *lookups: str, spoken: tuple[str, ...] = ()) -> Q:
    """A condition that every word of a search stands in one of the fields.

    `spoken` are fields out of which the names of withheld sources are taken for whoever asks: a word of such a name is
    not looked for in them.
    """
    words = value.replace("\x00", "").split()[:MOST_WORDS]
    withheld = withheld_now()
    return reduce(
        and_,
        (
            _one_word(word, lookups if withheld and withheld.names.have(word) else (*lookups, *spoken))
            for word in words
        ),
        Q(),
    )


def _one_word(word: str, lookups: tuple[str, ...]) -> Q:
    return reduce(or_, (Q(**{f"{lookup}__icontains": word}) for lookup in lookups))
