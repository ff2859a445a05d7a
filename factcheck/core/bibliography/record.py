"""What a bibliography says of one source, and what the desk keeps of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Fields: TypeAlias = dict[str, object]
"""By name, in the terms of CSL-JSON; what CSL has no term for has the name that it came with."""

NOT_SAID = "document"
"""The type of CSL that says nothing about what a source is."""


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of a bibliography: the key it is cited by, its type in CSL, and its fields."""

    key: str
    kind: str
    fields: Fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The same in our words: the columns of a source, and everything they do not say."""

    title: str = ""
    publisher: str = ""
    author: str = ""
    kind: str = ""
    published: str = ""
    url: str = ""
    other_fields: Mapping[str, object] = field(default_factory=dict)
