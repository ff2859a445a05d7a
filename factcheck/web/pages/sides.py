"""The positions of a discrepancy side by side, each with its citations grouped by the origin that they go back to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from factcheck.core.differences import Part
from factcheck.core.quoting import marked
from factcheck.models import Discrepancy, Member, Position, Source
from factcheck.web.pages.claim_page import CitationRow, interval_words

SHOWN_ORIGINS = 3
"""As many origins of a position as are shown at once; the others open on demand, as echoes do."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing that a citation states; `differs` where a rival states another."""

    words: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation inside a position; `is_echo` says that its origin has been heard in this position before.

    `quote` is in pieces, each with whether it is the figure.
    """

    row: CitationRow
    quote: list[tuple[str, bool]]
    aspects: list[Aspect]
    is_echo: bool


@dataclass(slots=True)
class Origin:
    """Who first gave a figure, and who passes it on; `is_itself` where a source is its own origin."""

    name: str
    address: str
    is_itself: bool
    differs: bool
    first: Cited
    echoes: list[Cited] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Side:
    """A position with its origins: the first ones at once, the others on demand."""

    letter: str
    figure: str
    interval: str
    origin_count: int
    source_count: int
    origins: list[Origin]
    others: list[Origin]

    @property
    def echo_count(self) -> int:
        """Sources that repeat what another one first gave."""
        return max(0, self.source_count - self.origin_count)


def sides_of(
    discrepancy: Discrepancy,
    rows: Mapping[int, CitationRow],
    members: Sequence[Member],
    changes: Mapping[int, frozenset[Part]],
) -> list[Side]:
    """Each shown position with those of its citations that `rows` holds; one query for the names of origins.

    `changes` holds, by the key of a citation, in what it differs from a rival.
    """
    titles = _titles(rows.values())
    shown = [member for member in members if member.citation_id in rows]
    return [
        _side(
            discrepancy,
            position,
            _by_origin(
                (rows[one.citation_id] for one in shown if one.first <= position.index <= one.last),
                titles,
                changes,
            ),
        )
        for position in discrepancy.shown_positions
    ]


def _side(discrepancy: Discrepancy, position: Position, origins: list[Origin]) -> Side:
    return Side(
        letter=position.letter,
        figure=position.figure,
        interval=interval_words(position.low_edge, position.high_edge, discrepancy),
        origin_count=position.origin_count,
        source_count=position.source_count,
        origins=origins[:SHOWN_ORIGINS],
        others=origins[SHOWN_ORIGINS:],
    )


def _by_origin(
    inside: Iterable[CitationRow], titles: Mapping[int, Source], changes: Mapping[int, frozenset[Part]]
) -> list[Origin]:
    """One entry for each origin, in the order in which it is first heard; the source itself before its echoes."""
    origins: dict[frozenset[str], Origin] = {}
    heard: set[frozenset[str]] = set()
    for row in sorted(inside, key=lambda row: (not _is_root(row), row.citation.pk)):
        # What a withheld source draws on would tell of it: it stands by itself.
        is_apart = row.citation.source.is_withheld and row.citation.attribution is None
        key = frozenset({f"withheld:{row.citation.pk}"}) if is_apart else row.reading.origins
        differs = changes.get(row.citation.pk, frozenset())
        quote = marked(row.citation.quote or row.citation.figure, row.citation.figure)
        cited = Cited(
            row,
            quote,
            list(_aspects(row, differs)),
            is_echo=(row.reading.origins in heard) if is_apart else key in origins,
        )
        heard.add(row.reading.origins)
        if key in origins:
            origins[key].echoes.append(cited)
        else:
            name, address = (str(row.citation.source), "") if is_apart else _name(row, titles)
            origins[key] = Origin(name, address, _is_root(row), Part.ATTRIBUTION in differs, cited)
    return list(origins.values())


def _aspects(row: CitationRow, differs: frozenset[Part]) -> Iterator[Aspect]:
    """What a citation states beside its quote; what it leaves open is named only where a rival does not."""
    yield Aspect(
        _("“%(figure)s”") % {"figure": row.citation.figure},
        not differs.isdisjoint({Part.NUMBER, Part.UNIT, Part.HEDGE}),
    )
    if row.words:
        yield Aspect(row.words, differs=False)
    if as_of := row.reading.as_of_words:
        yield Aspect(_("as of %(as_of)s") % {"as_of": as_of}, Part.AS_OF in differs)
    elif Part.AS_OF in differs:
        yield Aspect(_("no date stated"), differs=True)
    if scope := row.citation.scope:
        yield Aspect(_("scope: %(scope)s") % {"scope": scope}, Part.SCOPE in differs)
    elif Part.SCOPE in differs:
        yield Aspect(_("no scope stated"), differs=True)
    if row.citation.attribution and row.citation.attribution.counts_as_id:
        yield Aspect(_("credited as “%(name)s”") % {"name": row.citation.attribution}, differs=False)
    if row.citation.attribution is None and Part.ATTRIBUTION in differs:
        yield Aspect(_("credits nobody"), differs=True)


def _is_root(row: CitationRow) -> bool:
    return row.reading.origins == {f"source:{row.citation.source_id}"}


def _roots(row: CitationRow) -> list[int]:
    return sorted(
        int(origin.removeprefix("source:")) for origin in row.reading.origins if origin.startswith("source:")
    )


def _name(row: CitationRow, titles: Mapping[int, Source]) -> tuple[str, str]:
    """Whom a citation goes back to, in words, and where to look it up."""
    if row.citation.attribution is not None:
        return row.citation.attribution.origin_name, ""
    found = [titles[key] for key in _roots(row) if key in titles]
    if len(found) == 1:
        return found[0].title, found[0].get_absolute_url()
    return _(" and ").join(source.title for source in found), ""


def _titles(rows: Iterable[CitationRow]) -> dict[int, Source]:
    """The sources that are the origin of a citation; those that are cited themselves are at hand already."""
    rows = list(rows)
    known = {row.citation.source_id: row.citation.source for row in rows}
    wanted = {key for row in rows if row.citation.attribution is None for key in _roots(row)}
    missing = sorted(wanted - set(known))
    return known | (Source.objects.in_bulk(missing) if missing else {})
