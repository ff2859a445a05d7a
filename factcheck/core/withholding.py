"""What is said instead of a source whose identity is withheld.

Its identity is its title, publisher, author, address, day of publication and reference, the text of its documents,
where in it a citation stands, and what it draws on. A number drawn at random stands for all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from factcheck.core.sentences import gettext_noop as _

WITHHELD = _("withheld")
"""Stands in the place of every field that had something in it."""
PSEUDONYM = _("Withheld source %(number)s")

_REF = re.compile(r"withheld-(\d{1,9})")
_NAMED = re.compile(r"Withheld source (\d{1,9})")
FEWEST_CHARACTERS, FEWEST_OF_A_PART = 2, 4
"""A name of one letter stands in every text; it is not looked for."""


def pseudonym_ref(number: int) -> str:
    """The reference that stands for a withheld source in addresses and files."""
    return f"withheld-{number}"


def number_of(ref: str) -> int | None:
    """The number in a reference that stands for a withheld source; None for any other."""
    found = _REF.fullmatch(ref)
    return int(found[1]) if found else None


def is_pseudonym(name: str) -> bool:
    """Whether a name, as a file has it, is one that stands for a withheld source."""
    return _NAMED.fullmatch(name) is not None


@dataclass(frozen=True)
class Names:
    """The names under which withheld sources are or were recorded; each with the pseudonym of its source."""

    said_instead: dict[str, str]
    """By the name, folded."""

    @classmethod
    def of(cls, named: Iterable[tuple[str, str]]) -> Names:
        """From names, each with what is said instead; the first of two that are alike counts."""
        found: dict[str, str] = {}
        for name, pseudonym in named:
            if len(name.strip()) >= FEWEST_CHARACTERS:
                found.setdefault(_folded(name), pseudonym)
        return cls(found)

    def instead_of(self, name: str) -> str:
        """What is said instead of a name; the name itself where it is nobody's that is withheld."""
        return self.said_instead.get(_folded(name), name)

    def out_of(self, text: str) -> str:
        """A text with a pseudonym in the place of each of the names, wherever it stands as whole words."""
        if not text or not self.said_instead:
            return text
        return self._pattern.sub(lambda found: self.instead_of(found[0]), text)

    def have(self, word: str) -> bool:
        """Whether a word that somebody looks for is a part of one of the names, or has a part of one in it."""
        sought = _folded(word)
        return any(
            sought in name or any(part in sought for part in name.split() if len(part) >= FEWEST_OF_A_PART)
            for name in self.said_instead
        )

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.said_instead, key=len, reverse=True)
        spaced = (r"\s+".join(map(re.escape, name.split())) for name in longest_first)
        return re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)", re.IGNORECASE)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
