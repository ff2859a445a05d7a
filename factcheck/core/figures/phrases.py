"""Phrases of one to several words, found from a place forwards or backwards by the longest match."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from factcheck.core.figures.tokens import Tokens
from factcheck.core.languages.language import Language

T = TypeVar("T")


class Phrases(Generic[T]):
    """A table of phrases and what each means.

    `ahead` finds the longest phrase that begins at a place, `behind` the longest that ends just before it. Each
    looks at no more pieces than the longest phrase in the table that shares its first (or last) word.
    """

    __slots__ = ("_from_first", "_from_last")

    def __init__(
        self, table: Mapping[str, T] | Iterable[tuple[str, T]], language: Language | None = None
    ) -> None:
        self._from_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._from_last: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, meaning in table.items() if isinstance(table, Mapping) else table:
            tokens = Tokens(phrase, language)
            words = tuple(tokens.words[: tokens.count])
            self._from_first.setdefault(words[0], []).append((words, meaning))
            self._from_last.setdefault(words[-1], []).append((words, meaning))
        for rows in (*self._from_first.values(), *self._from_last.values()):
            rows.sort(key=lambda row: -len(row[0]))

    def ahead(self, tokens: Tokens, place: int) -> tuple[int, T] | None:
        """The place after the longest phrase that begins here, and its meaning."""
        words = tokens.words
        rows = self._from_first.get(words[place])
        if rows is None:
            return None
        for phrase, meaning in rows:
            last = place + len(phrase)
            if len(phrase) == 1 or tuple(words[place:last]) == phrase:
                return last, meaning
        return None

    def behind(self, tokens: Tokens, place: int, floor: int) -> tuple[int, T] | None:
        """The place where the longest phrase that ends before this place begins, and its meaning."""
        if place <= floor:
            return None
        words = tokens.words
        rows = self._from_last.get(words[place - 1])
        if rows is None:
            return None
        for phrase, meaning in rows:
            first = place - len(phrase)
            if first >= floor and (len(phrase) == 1 or tuple(words[first:place]) == phrase):
                return first, meaning
        return None
