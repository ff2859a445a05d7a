"""Looking through structured data: names with and without a prefix, lists for one thing, words for objects."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from factcheck.extraction.bibliographies.entries import keepable

Node: TypeAlias = Mapping[str, object]

MOST_NODES = 500_000
_PREFIX = re.compile(r"^(?:https?://(?:www\.)?schema\.org/|schema:)", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,500}>")
_DEEPEST = 12


def bare(name: str) -> str:
    """A name of schema.org without the ways in which it is written out."""
    return _PREFIX.sub("", name)


def objects_in(value: object) -> Iterator[tuple[Node, Node | None]]:
    """Every object of a value in order, however it is nested, each with the one around it."""
    waiting: list[tuple[object, Node | None]] = [(value, None)]
    for _step in range(MOST_NODES):
        if not waiting:
            return
        one, around = waiting.pop()
        if isinstance(one, list):
            waiting.extend((part, around) for part in reversed(one))
        elif isinstance(one, dict):
            node = {bare(str(name)): part for name, part in one.items()}
            yield node, around
            if not is_a(node, "ClaimReview"):
                waiting.extend((part, node) for part in reversed(node.values()))


def is_a(node: Node, kind: str) -> bool:
    types = node.get("@type", node.get("type"))
    return any(
        isinstance(one, str) and bare(one) == kind for one in (types if isinstance(types, list) else [types])
    )


def words_in(value: object, *names: str) -> str:
    """The words of a value: its own, or of an object the first of these names that has any; of a list the first."""
    return _words(value, names, _DEEPEST)


def _words(value: object, names: tuple[str, ...], deeper: int) -> str:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if not deeper:
        return ""
    if isinstance(value, list):
        return next((words for words in (_words(one, names, deeper - 1) for one in value) if words), "")
    if isinstance(value, dict):
        node = {bare(str(name)): one for name, one in value.items()}
        found = (_words(node[name], names, deeper - 1) for name in ("@value", *names) if name in node)
        return next((words for words in found if words), "")
    return ""


def plain(text: str) -> str:
    """Words on one line, without tags, with entities (and entities of entities) as what they stand for."""
    return keepable(" ".join(_TAG.sub(" ", html.unescape(html.unescape(text))).split()))


def each(value: object) -> list[object]:
    """What a name has, as a list; nothing for what is missing."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def node_of(value: object, known: Mapping[str, Node]) -> Node:
    """An object with bare names; where it is only pointed at, what it points at; of a list the first."""
    for one in each(value):
        if isinstance(one, dict):
            node = {bare(str(name)): part for name, part in one.items()}
            at = node.get("@id")
            return known.get(at, node) if isinstance(at, str) and len(node) == 1 else node
    return {}
