"""The page of a list that is shown, and the ways from it to the others."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.formats import number_format

from factcheck.models.paging import Total
from factcheck.models.said import MOST_FOUND

PLACES = ("page", "after", "before")
"""What of an address says where in a list one is."""


class Said(int):
    """A number as people read it: 10,000. It is still a number where a sentence asks for singular or plural."""

    def __str__(self) -> str:
        return number_format(int(self), force_grouping=True)


@dataclass(frozen=True, slots=True)
class Heading:
    """The cell above a column; without an address the rows are not sorted by it."""

    said: Any
    classes: str
    sorted_as: str
    address: str


@dataclass(frozen=True, slots=True)
class Ways:
    """The addresses of the other pages; empty where one is there already."""

    first: str = ""
    previous: str = ""
    following: str = ""
    last: str = ""

    def __bool__(self) -> bool:
        return bool(self.first or self.following)


@dataclass(frozen=True, slots=True)
class Shown:
    """The records of a page, how many there are in all, and the ways to the other pages.

    `number` and `pages` are 0 where they are not known: beyond what is counted. `sorts` are the columns by which the
    list is sorted on request, None where that is all of them.
    """

    records: Sequence[Any]
    total: Total
    ways: Ways
    number: int = 0
    pages: int = 0
    sorts: Collection[str] | None = None

    @property
    def most_found(self) -> Said:
        """How much a search brings at most."""
        return Said(MOST_FOUND)


def address_with(asked: QueryDict, changes: Mapping[str, object]) -> str:
    """The address of this list with something else in it, from its first page on."""
    kept = asked.copy()
    for name in PLACES:
        kept.pop(name, None)
    for name, value in changes.items():
        kept[name] = str(value)
    return f"?{kept.urlencode()}"
