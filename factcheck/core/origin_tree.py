"""The tree from an origin to the sources that pass its figures on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

DEEPEST = 5
"""Steps below an origin that are drawn one below the other; what is further down stands on the last of them."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A source, and below it those that draw on it."""

    source: int
    below: tuple[Branch, ...] = ()

    def __len__(self) -> int:
        return 1 + sum(map(len, self.below))


def branches_of(
    sources: Iterable[int], derived_from: Mapping[int, Sequence[int]], *, most: int
) -> list[Branch]:
    """Sources as a tree, each below those that it draws on: directly, or over others that are not among them. A source
    that draws on two stands below each. At most so many are drawn, those first that stand first.
    """
    among = list(dict.fromkeys(sources))
    known = set(among)
    above = {source: _nearest(source, known, derived_from) for source in among}
    below: dict[int, list[int]] = {}
    for source in among:
        for parent in above[source]:
            below.setdefault(parent, []).append(source)
    left = [most]
    tops = [source for source in among if not above[source]]
    return _drawn(tops, below, left, depth=1)


def _nearest(source: int, known: set[int], derived_from: Mapping[int, Sequence[int]]) -> list[int]:
    """The first of the known sources that one comes to on each way up."""
    found: dict[int, None] = {}
    seen, waiting = {source}, list(derived_from.get(source, ()))
    while waiting:
        parent = waiting.pop()
        if parent in seen:
            continue
        seen.add(parent)
        if parent in known:
            found[parent] = None
        else:
            waiting.extend(derived_from.get(parent, ()))
    return sorted(found)


def _drawn(
    sources: Sequence[int], below: Mapping[int, Sequence[int]], left: list[int], *, depth: int
) -> list[Branch]:
    drawn = []
    for source in sources:
        if left[0] <= 0:
            break
        left[0] -= 1
        following = below.get(source, ())
        if depth < DEEPEST:
            drawn.append(Branch(source, tuple(_drawn(following, below, left, depth=depth + 1))))
        else:
            drawn.append(Branch(source))
            drawn += _drawn(_all_below(following, below), {}, left, depth=depth)
    return drawn


def _all_below(sources: Iterable[int], below: Mapping[int, Sequence[int]]) -> list[int]:
    found, waiting = dict[int, None](), list(sources)
    while waiting:
        source = waiting.pop(0)
        if source not in found:
            found[source] = None
            waiting.extend(below.get(source, ()))
    return list(found)
