"""Searching a list: found in an index as far as a page can show it, and read row after row where everything counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from factcheck.filters.facets import FacetedFilter
from factcheck.filters.words import all_words
from factcheck.models import Citation
from factcheck.models.said import (
    MOST_FOUND,
    claims_cited_saying,
    claims_saying,
    has_key,
    is_indexed,
    sources_saying,
    words_of,
)

ABOUT_CLAIM = ("question", "ref", "topic__name")


class SearchFilter(FacetedFilter):
    """A list that is searched by words.

    `is_for_page` says that no more than MOST_FOUND of what is found are wanted, and `is_cut` afterwards that there were
    more: a page says so, and its cost does not grow with them. An export and an answer to a program have all.
    """

    def __init__(self, *args: Any, is_for_page: bool = False, **kwargs: Any) -> None:  # noqa: ANN401 -- as every set
        super().__init__(*args, **kwargs)
        self.is_for_page = is_for_page
        self.is_cut = False
        self._asked: dict[str, Q] = {}

    def found(self, keys: Sequence[int], *, is_cut: bool, otherwise: Q, column: str = "pk") -> Q:
        """What was found, or what finds all of it where that is more and all is wanted."""
        is_cut = is_cut or len(keys) > MOST_FOUND
        if is_cut and not self.is_for_page:
            return otherwise
        self.is_cut = is_cut
        return has_key(keys[:MOST_FOUND], column)

    def claims(self, value: str, otherwise: Q) -> Q:
        """Claims that say so, or of which a citation does that whoever asks may search."""
        words = words_of(value)
        if not is_indexed(words):
            return otherwise
        if value not in self._asked:
            own = claims_saying(words)
            cited, is_cut = claims_cited_saying(words, Citation.objects.identified())
            both = list(dict.fromkeys([*own, *cited]))
            self._asked[value] = self.found(both, is_cut=is_cut, otherwise=otherwise)
        return self._asked[value]

    def of_claims(self, value: str, column: str, table: str) -> Q:
        """What belongs to claims that say so."""
        otherwise = all_words(value, *(f"{column}__{name}" for name in ABOUT_CLAIM))
        words = words_of(value)
        if not is_indexed(words):
            return otherwise
        return self.found(claims_saying(words, of=table), is_cut=False, otherwise=otherwise, column=column)

    def sources(self, value: str) -> Q:
        otherwise = all_words(value, "title", "publisher", "author", "ref")
        words = words_of(value)
        if not is_indexed(words):
            return otherwise
        return self.found(sources_saying(words), is_cut=False, otherwise=otherwise)
