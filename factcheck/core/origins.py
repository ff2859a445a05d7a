"""Where a figure first came from. Echoes are not evidence: support is counted by origin, not by outlet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from factcheck.core.sentences import RuleError
from factcheck.core.sentences import gettext_noop as _
from factcheck.core.words import fold


class CircularOriginError(RuleError):
    """A source would be derived from itself."""


def roots_of(source: int, derived_from: Mapping[int, Iterable[int]]) -> frozenset[int]:
    """The sources at the beginning of what a source draws on; itself where it draws on none.

    `derived_from` maps a source to those it draws on directly. Sources that only echo one another, which the desk
    refuses to record, count as one: the first of them.
    """
    roots: set[int] = set()
    seen = {source}
    waiting = [source]
    while waiting:
        current = waiting.pop()
        parents = set(derived_from.get(current, ())) - {current}
        if not parents:
            roots.add(current)
        waiting.extend(parents - seen)
        seen |= parents
    return frozenset(roots or {_first_of_echoes(source, derived_from)})


def _first_of_echoes(source: int, derived_from: Mapping[int, Iterable[int]]) -> int:
    path = [source]
    while (parent := min(set(derived_from[path[-1]]) - {path[-1]})) not in path:
        path.append(parent)
    return min(path[path.index(parent) :])


def require_no_cycle(source: int, parents: Iterable[int], derived_from: Mapping[int, Sequence[int]]) -> None:
    """Raise CircularOriginError where a source would, over any number of steps, draw on itself."""
    waiting, seen = list(parents), set[int]()
    while waiting:
        current = waiting.pop()
        if current == source:
            raise CircularOriginError(
                _("A source cannot be derived from itself, not even over other sources.")
            )
        if current not in seen:
            seen.add(current)
            waiting.extend(derived_from.get(current, ()))


def origins_of(attribution: str, source: int, derived_from: Mapping[int, Iterable[int]]) -> frozenset[str]:
    """The origins of a citation: its attribution if given, else the roots of its source, else the source.

    Attributions are told apart by name, so two names for one body count twice until the desk merges them. A name that
    was merged stands here as the one that it was merged into.
    """
    if credited := fold(attribution):
        return frozenset({f"attribution:{credited}"})
    return frozenset(f"source:{root}" for root in roots_of(source, derived_from))


def count_origins(origins: Iterable[frozenset[str]]) -> int:
    return len(frozenset[str]().union(*origins))
