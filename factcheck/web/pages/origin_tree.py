"""Where the figures of a claim come from: for each origin the sources that pass its figure on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factcheck.core.dates import say_date
from factcheck.core.origin_tree import Branch, branches_of
from factcheck.core.readings import Reading
from factcheck.models import Citation, Source
from factcheck.services.readings import derivations

SHOWN_ORIGINS, OPEN_ORIGINS = 24, 4
"""As many origins as are drawn, and as are drawn at once; the others open on demand."""
SHOWN_SOURCES = 12
"""As many sources as are drawn of one origin."""
SHOWN_FIGURES = 3


@dataclass(frozen=True, slots=True)
class TreeFigure:
    """A figure as its source gives it, where it stands on the page, and the time for which it holds."""

    words: str
    key: int
    as_of: str
    credited: str


@dataclass(frozen=True, slots=True)
class TreeSource:
    """A source with what it says on the claim, and those below it that draw on it."""

    source: Source
    published: str
    figures: list[TreeFigure]
    more_figures: int
    below: list[TreeSource]


@dataclass(frozen=True, slots=True)
class TreeOrigin:
    """An origin: a name that is credited, or a source that draws on none, and who passes it on."""

    name: str
    address: str
    is_credited: bool
    source_count: int
    branches: list[TreeSource]
    hidden: int


@dataclass(frozen=True, slots=True)
class OriginTree:
    """All that is drawn; `hidden` counts the origins that are not, `has_names` says whether names stand among them."""

    first: list[TreeOrigin]
    others: list[TreeOrigin]
    total: int
    hidden: int
    has_names: bool


def origin_tree(readings: Sequence[Reading]) -> OriginTree:
    """The tree for the readings of a claim, in four queries however many there are."""
    by_origin: dict[str, list[Reading]] = {}
    for reading in readings:
        for origin in reading.origins:
            by_origin.setdefault(origin, []).append(reading)
    support = {origin: len({one.source for one in found}) for origin, found in by_origin.items()}
    order = sorted(by_origin, key=lambda origin: (-support[origin], by_origin[origin][0].key, origin))
    drawn = order[:SHOWN_ORIGINS]
    links = derivations() if drawn else {}
    sources = {origin: _sources_of(origin, by_origin[origin]) for origin in drawn}
    branches = {origin: branches_of(sources[origin], links, most=SHOWN_SOURCES) for origin in drawn}
    shown = _Shown({origin: by_origin[origin] for origin in drawn}, branches)
    origins = [shown.origin(origin, support[origin], len(set(sources[origin]))) for origin in drawn]
    return OriginTree(
        first=origins[:OPEN_ORIGINS],
        others=origins[OPEN_ORIGINS:],
        total=len(order),
        hidden=len(order) - len(drawn),
        has_names=any(origin.startswith("attribution:") for origin in order),
    )


def _sources_of(origin: str, readings: Sequence[Reading]) -> list[int]:
    """The sources that pass an origin on, the origin before them where it is a source itself."""
    root = [int(origin.removeprefix("source:"))] if origin.startswith("source:") else []
    return [*root, *(reading.source for reading in sorted(readings, key=lambda reading: reading.key))]


class _Shown:
    """What is read from the database for what is drawn."""

    def __init__(
        self, readings: Mapping[str, Sequence[Reading]], branches: Mapping[str, list[Branch]]
    ) -> None:
        self.readings, self.branches = readings, branches
        keys = {key for found in branches.values() for key in _keys(found)}
        self.sources = Source.objects.in_bulk(sorted(keys)) if keys else {}
        cited = {one.key for found in readings.values() for one in _first_of_each(found, keys)}
        credited = Citation.objects.filter(pk__in=cited).exclude(attribution=None).order_by()
        names = {one.pk: one.attribution for one in credited.select_related("attribution__counts_as")}
        found = {pk: name for pk, name in names.items() if name is not None}
        self.given = {pk: name.name for pk, name in found.items() if name.counts_as is not None}
        self.kept = {pk: name.counts_as or name for pk, name in found.items()}

    def origin(self, origin: str, support: int, count: int) -> TreeOrigin:
        branches, readings = self.branches[origin], self.readings[origin]
        by_source: dict[int, list[Reading]] = {}
        for reading in readings:
            by_source.setdefault(reading.source, []).append(reading)
        name, address = self._name(origin, readings)
        return TreeOrigin(
            name=name,
            address=address,
            is_credited=origin.startswith("attribution:"),
            source_count=support,
            branches=[self._source(branch, by_source) for branch in branches],
            hidden=count - len(set(_keys(branches))),
        )

    def _name(self, origin: str, readings: Sequence[Reading]) -> tuple[str, str]:
        if origin.startswith("source:"):
            root = self.sources[int(origin.removeprefix("source:"))]
            return root.title, root.get_absolute_url()
        kept = next(self.kept[one.key] for one in readings if one.key in self.kept)
        return kept.name, kept.get_absolute_url()

    def _source(self, branch: Branch, by_source: Mapping[int, Sequence[Reading]]) -> TreeSource:
        source, said = self.sources[branch.source], by_source.get(branch.source, [])
        return TreeSource(
            source=source,
            published=say_date(source.published),
            figures=[
                TreeFigure(one.figure, one.key, one.as_of_words, self.given.get(one.key, ""))
                for one in said[:SHOWN_FIGURES]
            ],
            more_figures=max(0, len(said) - SHOWN_FIGURES),
            below=[self._source(below, by_source) for below in branch.below],
        )


def _keys(branches: Sequence[Branch]) -> list[int]:
    return [key for branch in branches for key in (branch.source, *_keys(branch.below))]


def _first_of_each(readings: Sequence[Reading], sources: set[int]) -> list[Reading]:
    """As many readings of each source as are shown."""
    shown: dict[int, list[Reading]] = {}
    for reading in readings:
        mine = shown.setdefault(reading.source, []) if reading.source in sources else []
        if reading.source in sources and len(mine) < SHOWN_FIGURES:
            mine.append(reading)
    return [reading for found in shown.values() for reading in found]
